/** A key with what is held down: `mod` is Ctrl, or ⌘ on a Mac; `alt` is Alt, or Ctrl + ⌥ there. */
export interface Shortcut {
  /** What it does; the page's script knows it by this name. */
  readonly action: string;
  readonly chord: string;
  /** A single character, which a reader can switch off. */
  readonly letter: boolean;
  /** The key of its text. */
  readonly key: string;
}

/** Every key of the pages. On a Mac ⌥ alone writes letters, so Ctrl goes with it. */
export const SHORTCUTS = [
  { action: "approve", chord: "mod+Enter", letter: false, key: "shortcut.approve" },
  { action: "approve-open", chord: "mod+shift+Enter", letter: false, key: "shortcut.approve-open" },
  { action: "next", chord: "alt+ArrowDown", letter: false, key: "shortcut.next" },
  { action: "previous", chord: "alt+ArrowUp", letter: false, key: "shortcut.previous" },
  { action: "take", chord: "alt+1", letter: false, key: "shortcut.take" },
  { action: "needs-work", chord: "alt+r", letter: false, key: "shortcut.needs-work" },
  { action: "add", chord: "alt+g", letter: false, key: "shortcut.add" },
  { action: "filter", chord: "/", letter: true, key: "shortcut.filter" },
  { action: "sheet", chord: "?", letter: true, key: "shortcut.sheet" },
] as const satisfies readonly Shortcut[];
