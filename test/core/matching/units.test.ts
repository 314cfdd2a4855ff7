import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copyByUnit, copyUnits, unitCopier } from "../../../src/core/matching/units-of-text.ts";
import {
  COMPLEX,
  EXACT_UNIT,
  KIND_MASK,
  LOOSE_UNIT,
  SPACE,
  WORD,
  classOf,
  keyOf,
} from "../../../src/core/matching/units.ts";
import { foldExact, foldLoose } from "../../../src/core/text/fold.ts";
import { HARD_PIECES } from "./cases.ts";

/** Every character that is an element by itself, or half a pair that is. */
const CHARACTERS = Array.from({ length: 0x110000 }, (_, point) => String.fromCodePoint(point));

/** Worked out by the first test that needs it, so that loading this file runs nothing that is tested. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

const simple = once(() =>
  CHARACTERS.slice(0, 0x10000).filter((unit) => {
    const value = classOf(unit.charCodeAt(0));
    return (value & COMPLEX) === 0 && (value & KIND_MASK) !== SPACE;
  }),
);
const words = once(() => simple().filter((unit) => (classOf(unit.charCodeAt(0)) & KIND_MASK) === WORD));
const keys = once(() => CHARACTERS.map((character) => keyOf(foldLoose(character))));

/** Pairs of characters that fold alike and have unlike keys. */
function tornApart(fold: (text: string) => string): string[][] {
  const first = new Map<string, number>();
  return CHARACTERS.flatMap((character, at) => {
    const folded = fold(character);
    const other = first.get(folded);
    if (other === undefined) first.set(folded, at);
    else if (keys()[other] !== keys()[at]) return [[CHARACTERS[other] ?? "", character]];
    return [];
  });
}

describe("keys", () => {
  it.each([
    ["loosely", foldLoose],
    ["exactly", foldExact],
  ])("of characters that fold alike %s are alike", (_name, fold) => {
    expect(tornApart(fold)).toEqual([]);
  });

  it("of elements that fold alike are alike", () => {
    const part = fc.oneof(fc.constantFrom(...HARD_PIECES), fc.string({ unit: "binary", maxLength: 1 }));
    const text = fc.array(part, { maxLength: 3 }).map((all) => all.join(""));
    const spelling = fc.constantFrom(foldExact, (given: string) => given.normalize("NFD"), foldLoose);
    fc.assert(
      fc.property(text, spelling, (given, spell) => {
        const other = spell(given);
        if (foldExact(other) === foldExact(given))
          expect(keyOf(foldLoose(other))).toBe(keyOf(foldLoose(given)));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("units that are folded one by one", () => {
  it("never compose with what stands before them", () => {
    const composing = new Set(
      CHARACTERS.flatMap((character) => Array.from(character.normalize("NFD")).slice(1)),
    );
    expect(composing.size).toBeGreaterThan(50);
    expect(simple().filter((unit) => composing.has(unit))).toEqual([]);
  });

  it("give the folds of the whole word", () => {
    const unit = fc.oneof(fc.constantFrom(...words()), fc.constantFrom(..."aAzZéÉıſµÿ09_".split("")));
    const folded = (word: string, table: Uint16Array): string =>
      String.fromCharCode(...Array.from(word, (one) => table[one.charCodeAt(0)] ?? 0));
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 6 }), (units) => {
        const word = units.join("");
        expect(folded(word, LOOSE_UNIT)).toBe(foldLoose(word));
        expect(folded(word, EXACT_UNIT)).toBe(foldExact(word));
      }),
      { numRuns: 1000 },
    );
  });

  it("are those of English, Chinese and what news is made of", () => {
    const usual = "aZ09_éÜçñøœžŠ’“”‘—–-.,:;!?()[]%$€£¥·•中文國，。、「」《》〇々あア";
    expect(Array.from(usual).filter((one) => !simple().includes(one))).toEqual([]);
  });
});

describe("the units of a text are copied", () => {
  it.each([
    ["where there is Buffer", () => unitCopier(Buffer)],
    ["where there is none", () => unitCopier(undefined)],
    ["one by one", () => copyByUnit],
    ["here", () => copyUnits],
  ])("%s", (_name, copier) => {
    const copy = copier();
    const units = new Uint16Array(8);
    const others = new Uint16Array(4);
    copy("a’中𠮷\uD800", units);
    copy("xy", others);
    copy("b", units);
    expect([...units]).toEqual([0x62, 0x2019, 0x4e2d, 0xd842, 0xdfb7, 0xd800, 0, 0]);
    expect([...others]).toEqual([0x78, 0x79, 0, 0]);
  });
});
