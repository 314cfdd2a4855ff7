import fc from "fast-check";
import type { Pattern } from "../../../src/core/glossary/matcher.ts";

/** Patterns and a text to look for them in. */
export interface Case {
  readonly text: string;
  readonly patterns: readonly Pattern<number>[];
}

/** What folding, words, joints and opaque spans trip over, in three alphabets and the joints between. */
export const HARD_PIECES: readonly string[] = [
  "a|b|A|B|ab|é|e\u0301|\u0301|\u0327|E\u0301|ﬁ|fi|İ|i̇|ı|ß|SS|ẞ|Σ|ς|σ|ΑΣ|′Σ|ŉ|ʼn|ǆ|ǅ|K|\u212A|Å|A\u030A|Ａ|ａ|１|1|½|²|№|™|㎏|kg",
  "\u1100|\u1161|\u11A8|가|\uFFA1|\uFFC2|\u0345|\u037A|中|文|\uFA6C|\uF900|々|〇|、|。|「|ア|ｱ|カ\u3099|ガ|ﾞ|\u3099|\u302A|ㄅ|㍿|㌀",
  "'|’|‘|‛|ʼ|′|＇|`|´|\u1FFD|\u0384|\"|“”|„|″|＂|«|»|`Ａ|\u1FEFＡ|_|.|,|:|/|…|·|•|€|@|#|=\u0338|≠|\u0308|Ⓐ|ⓐ|\u0338|\u200D|\u200B|\uFEFF|\uFE0F",
  "-|‐|‑|‒|–|—|―|−|\u00AD|－|-\n|-\r\n|- |-\n\n|–\n| - |--|-\u2028| | |  |\t|\n|\r|\r\n|\n\n|\u2028|\u2029|\u00A0|\u3000|\u000B",
  "𝐀|𐐀|𐐨|𠮷|😀|👩‍💻|🇭🇰|\uD800|\uDC00|\u0000|\u007F|\u0085",
].flatMap((row) => row.split("|"));

const OPAQUE_PIECES =
  "http://|://|www.|a.b|@|a@b.co|#|b|a.pdf|.com|`|` |.| |/|:|x.|中|“|w|3.5|\u0301|\n".split("|");
const PLAIN_PIECES = ["a", "b", "ab", "A", " ", " ", "-", "\n", "’", "'"];

const anything = fc.string({ unit: "binary", minLength: 1, maxLength: 1 });
const hardPiece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...PLAIN_PIECES) },
  { weight: 3, arbitrary: fc.constantFrom(...HARD_PIECES) },
  { weight: 1, arbitrary: anything },
);
const opaquePiece = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom("a", "b", " ") },
  { weight: 3, arbitrary: fc.constantFrom(...OPAQUE_PIECES) },
);

/** Ways to write nearly the same. */
const BENDS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.normalize("NFD"),
  (text) => text.normalize("NFKC"),
  (text) => text.replace(/[-\u2010-\u2014\u00AD]/g, " "),
  (text) => text.replace(/\s+/g, "-"),
  (text) => text.replace(/['‘’´′]/g, "’"),
  (text) => text.replace(/["“”″]/g, "″"),
];

/** Texts with patterns that are cut out of them and bent, so that there is something to find. */
function casesOf(piece: fc.Arbitrary<string>): fc.Arbitrary<Case> {
  return fc.array(piece, { maxLength: 24 }).chain((pieces) => {
    const cut = fc
      .tuple(fc.nat({ max: pieces.length }), fc.nat({ max: 6 }), fc.constantFrom(...BENDS))
      .map(([from, length, bend]) => bend(pieces.slice(from, from + length).join("")));
    const other = fc.array(piece, { maxLength: 4 }).map((all) => all.join(""));
    const pattern = fc.record({
      text: fc.oneof({ weight: 6, arbitrary: cut }, { weight: 1, arbitrary: other }),
      exactCase: fc.boolean(),
      exactJoints: fc.boolean(),
      payload: fc.nat(9),
    });
    return fc.record({
      text: fc.constant(pieces.join("")),
      patterns: fc.array(pattern, { maxLength: 8 }),
    });
  });
}

/** Texts of letters, marks and joints that fold in unlike ways. */
export const hardCases: fc.Arbitrary<Case> = casesOf(hardPiece);

/** Texts of addresses, handles, code and what nearly is one. */
export const opaqueCases: fc.Arbitrary<Case> = casesOf(opaquePiece);
