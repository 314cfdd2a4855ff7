import { describe, expect, it } from "vitest";
import { isPressed, parseChord, type Pressed } from "../src/browser/chords.ts";
import { SHORTCUTS } from "../src/http/pages/shortcuts.ts";

/** `ctrl+alt+©/KeyG`: what is held, what the key writes, and where it is when that is not the same. */
function press(notation: string): Pressed {
  const parts = notation.split("+");
  const last = parts.pop() ?? "";
  const [key = "", code = /^[a-z]$/.test(last) ? `Key${last.toUpperCase()}` : last] =
    last === "/" ? ["/", "Slash"] : last.split("/");
  const held = (name: string): boolean => parts.includes(name);
  return {
    key,
    code,
    ctrlKey: held("ctrl"),
    metaKey: held("meta"),
    altKey: held("alt"),
    shiftKey: held("shift"),
  };
}

const COMMON = [
  ["mod+Enter", "Enter", false],
  ["alt+g", "g", false],
  ["/", "/", true],
  ["?", "shift+?/Slash", true],
  ["?", "?/Minus", true],
] as const;

describe.each([
  [
    "elsewhere",
    false,
    [
      ["mod+Enter", "ctrl+Enter", true],
      ["mod+Enter", "meta+Enter", false],
      ["mod+Enter", "ctrl+shift+Enter", false],
      ["mod+shift+Enter", "ctrl+shift+Enter", true],
      ["mod+Enter", "ctrl+alt+Enter", false],
      ["alt+g", "alt+g", true],
      ["alt+g", "alt+п/KeyG", true],
      ["alt+g", "ctrl+alt+g", false],
      ["alt+1", "alt+&/Digit1", true],
      ["alt+ArrowDown", "alt+ArrowDown", true],
      ["alt+ArrowDown", "alt+shift+ArrowDown", false],
      ["/", "ctrl+/", false],
    ],
  ],
  [
    "on a Mac",
    true,
    [
      ["mod+Enter", "meta+Enter", true],
      ["mod+Enter", "ctrl+Enter", false],
      ["alt+g", "alt+©/KeyG", false],
      ["alt+g", "ctrl+alt+©/KeyG", true],
      ["alt+ArrowDown", "alt+ArrowDown", false],
      ["alt+ArrowDown", "ctrl+alt+ArrowDown", true],
      ["alt+1", "ctrl+alt+¡/Digit1", true],
    ],
  ],
] as const)("%s", (_, mac, cases) => {
  it.each([...COMMON, ...cases])("%s by %s: %s", (chord, pressed, expected) => {
    expect(isPressed(parseChord(chord), press(pressed), mac)).toBe(expected);
  });
});

it("no two shortcuts share a chord, and single characters are marked as such", () => {
  const chords = SHORTCUTS.map(({ chord }) => chord);
  expect(new Set(chords).size).toBe(chords.length);
  for (const { chord, letter } of SHORTCUTS) expect(letter).toBe(chord.length === 1);
});
