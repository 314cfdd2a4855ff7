import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factorOf, hashKey } from "../../../src/core/matching/hash.ts";
import { ElementReader, EXACT_JOINT, LOOSE_SHIFT, SLOW } from "../../../src/core/matching/reader.ts";
import { keyOf } from "../../../src/core/matching/units.ts";
import { elementsOf } from "../../../src/core/text/elements.ts";
import { hardCases, opaqueCases } from "./cases.ts";

/** An element as numbers: where it stands, its hash, and what stands before it, loosely and exactly. */
type Row = readonly [from: number, to: number, hash: number, looseJoint: string, exactJoint: string];

const LOOSE = ["", " ", "¶"];

/** A joint's dash, with a space behind it where the line ends. */
function exactJoint(joint: number): string {
  const exact = joint & EXACT_JOINT;
  if (exact < 3) return LOOSE[exact] ?? "";
  const dash = String.fromCharCode(exact);
  return /\p{Pd}|\u2212|\u00AD/u.test(dash) ? dash : `${String.fromCharCode(exact ^ 0x8000)} `;
}

function read(reader: ElementReader, text: string, seed: number, mask = -1): Row[] {
  reader.read(text, seed, mask);
  const { count, froms, tos, hashes, joints } = reader;
  return Array.from({ length: count }, (_, i) => {
    const joint = joints[i] ?? 0;
    return [
      froms[i] ?? 0,
      tos[i] ?? 0,
      hashes[i] ?? 0,
      LOOSE[joint >>> LOOSE_SHIFT] ?? "?",
      exactJoint(joint),
    ];
  });
}

/** The rows by the string functions of core/text. */
function rowsOf(text: string, seed: number, mask = -1): Row[] {
  return elementsOf(text).map(({ from, to, loose, looseJoint, exactJoint: exact }) => [
    from,
    to,
    hashKey(factorOf(seed), keyOf(loose)) & mask,
    looseJoint,
    exact,
  ]);
}

describe("reads the elements of elementsOf, with the hashes of their keys", () => {
  const reader = new ElementReader();
  it.each<[string, string]>([
    ["nothing", ""],
    ["one word", "a"],
    ["a space at either end", " a "],
    ["spaces of two kinds", "a \tb\u3000c"],
    ["one line break, and two", "a\nb\r\nc\rd\n\re\n\nf\r\n\r\ng\u2028h"],
    ["a dash between words", "a-b a–b a—b 中-文"],
    ["a dash at the end of a line", "a-\nb a-\r\nb a-\rb a- \nb a-\n b a–\nb"],
    ["a dash before a blank line", "a-\n\nb a- b a-\u2028b"],
    ["a dash at either end of the text", "-a b-"],
    ["a dash at the end of text and line", "a-\n"],
    ["a dash that has no word on one side", "a -b a- b .-b a-. a--b"],
    [
      "a dash at the end of a line before what folds as a whole",
      "a-\né a-\ne\u0301 a-\n\u0301 a-\n𠮷 a-\n😀",
    ],
    ["a dash behind what folds as a whole", "e\u0301-b e\u0301-\nb e\u0301- b e\u0301-\n\nb e\u0301-"],
    ["a soft hyphen and a minus", "a\u00ADb 1−2"],
    ["marks one by one", "a, “b”… (c)!"],
    ["capitals, width and ligatures", "ABC Ａｂｃ ﬁve İ ΑΣ"],
    ["a word before and behind what folds as a whole", "abcé́d x"],
    ["words of 62 to 66 units", [62, 63, 64, 65, 66].map((n) => "y".repeat(n)).join(" ")],
    ["half pairs", "a\uD800b \uDC00 \uD83D"],
    ["units that nobody has read before", "ꙮ ⱥ Ꮀ ꭰ \u{1E900} ᏸ ꟊ"],
  ])("%s", (_, text) => {
    expect(read(reader, text, 7)).toEqual(rowsOf(text, 7));
  });

  it("in any text, with any seed, whatever was read before", () => {
    const text = fc.oneof(hardCases, opaqueCases).map((each) => each.text);
    fc.assert(
      fc.property(text, fc.integer(), fc.constantFrom(-1, -1, 0, 0xff), (given, seed, mask) => {
        expect(read(reader, given, seed, mask)).toEqual(rowsOf(given, seed, mask));
      }),
      { numRuns: 1000 },
    );
  });

  it("marks the elements whose units cannot be folded one by one, and leaves no joint behind the last", () => {
    reader.read("a e\u0301 b", 0, -1);
    expect([0, 1, 2, 3].map((i) => ((reader.joints[i] ?? 0) & SLOW) !== 0)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    reader.read("a-b c ", 0, -1);
    reader.read("a ", 0, -1);
    expect([reader.count, reader.hashes[1], reader.joints[1]]).toEqual([1, 0, 0]);
  });
});

describe("says where an address, a handle or code may be", () => {
  /** The text with | where a suspect is. */
  function suspects(text: string): string {
    const reader = new ElementReader();
    reader.read(text, 0, -1);
    const at = new Set(reader.suspects);
    return Array.from(text, (character, i) => (at.has(i) ? "|" : "") + character).join("");
  }
  it.each([
    "said |@bi",
    "a|@b.|cn",
    "code |`x|`",
    "topic |#1",
    "see bi.|pdf",
    "http:|/|/a",
    "www.|中",
    "He left. She came: yes.",
    "At 3.50 on 4.5",
    "one/two and 1/2",
  ])("in %j", (marked) => {
    expect(suspects(marked.replaceAll("|", ""))).toBe(marked);
  });

  it("and forgets it with the next text", () => {
    const reader = new ElementReader();
    reader.read("@bi", 0, -1);
    reader.read("bi", 0, -1);
    expect(reader.suspects).toEqual([]);
  });
});

describe("memory", () => {
  it("is kept after a text of ordinary length, given back after a very long one", () => {
    const reader = new ElementReader();
    reader.read("a ".repeat(50_000), 0, -1);
    const { units } = reader;
    reader.release();
    expect(reader.units).toBe(units);
    reader.read("a ".repeat(600_000), 0, -1);
    expect(reader.count).toBe(600_000);
    reader.release();
    expect(reader.units.length).toBeLessThan(100_000);
    expect(read(reader, "a-b", 1)).toEqual(rowsOf("a-b", 1));
  });
});
