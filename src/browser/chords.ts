/** A key with what must be held down with it, as `mod+shift+Enter`. */
export interface Chord {
  readonly key: string;
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

/** What of a key event says which chord was pressed. */
export interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Reads `mod+shift+Enter`; the last part is the key. */
export function parseChord(text: string): Chord {
  const parts = text.split("+");
  const has = (name: string): boolean => parts.slice(0, -1).includes(name);
  return { key: parts.at(-1) ?? "", mod: has("mod"), alt: has("alt"), shift: has("shift") };
}

/**
 * Whether the chord was pressed. `mod` is Ctrl, on a Mac ⌘; `alt` is Alt, on a Mac Ctrl with ⌥, because ⌥ alone writes
 * letters there. A letter or digit with Alt is known by its key on the keyboard too, where Alt changes what it writes.
 * A character that needs Shift on some keyboards, as `?`, is taken with and without.
 */
export function isPressed(chord: Chord, event: Pressed, mac: boolean): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  const plain = !chord.mod && !chord.alt;
  if (altKey !== chord.alt) return false;
  if (ctrlKey !== (mac ? chord.alt : chord.mod)) return false;
  if (metaKey !== (mac && chord.mod)) return false;
  if (!(plain && chord.key.length === 1) && shiftKey !== chord.shift) return false;
  if (event.key.toLowerCase() === chord.key.toLowerCase()) return true;
  return chord.alt && (event.code === `Key${chord.key.toUpperCase()}` || event.code === `Digit${chord.key}`);
}
