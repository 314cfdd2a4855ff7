import type { Span } from "../text/span.ts";

/** A word of a machine text. */
export interface EnglishWord extends Span {
  readonly text: string;
  /** What words of one family share: issuing, issued and issuance. */
  readonly stem: string;
  /** Whether it says nothing by itself: articles, prepositions, pronouns, auxiliaries. */
  readonly stop: boolean;
  /** Whether its first letter is a capital. */
  readonly capital: boolean;
}

/** Words that stand beside every content. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    "a an the of in on at to for from by with and or but as that this these those it its they their them he his she her " +
    "we our us you your i is are was were be been being has have had do does did will would shall should can could may " +
    "might must not no nor than then also into onto upon within between among during through over under about after " +
    "before since until while which who whom whose what when where why how there here so such both each all any some " +
    "more most other own same s t very per via if because although though however thus"
  ).split(" "),
);

const WORD =
  /(?<![\p{L}\p{N}])(?:\p{Lu}\.){2,}|[\p{L}\p{M}\p{N}]+(?:[.,](?=\d)[\p{N}]+|['’](?=[\p{L}])[\p{L}]+)*/gu;
const HAN = /\p{Script=Han}/u;

/** The words of a range of a text, in order; Chinese characters left in English are no words. */
export function englishWords(text: string, from = 0, to = text.length): EnglishWord[] {
  const words: EnglishWord[] = [];
  for (const match of text.slice(from, to).matchAll(WORD)) {
    const [word] = match;
    if (HAN.test(word)) continue;
    // The apostrophe of an owner is no part of the word.
    const bare = word.replace(/['’]s$/iu, "");
    const start = from + match.index;
    words.push({
      from: start,
      to: start + bare.length,
      text: bare,
      stem: stemOf(bare),
      // US and IT are names, us and it are not.
      stop: STOP_WORDS.has(bare.toLowerCase()) && !/^\p{Lu}{2,}$/u.test(bare),
      capital: /^\p{Lu}/u.test(bare),
    });
  }
  return words;
}

const STEMS = new Map<string, string>();

/** The stem of a word: endings of number, tense and derivation taken off, at least three letters left. */
export function stemOf(text: string): string {
  const word = text.toLowerCase().replaceAll("’", "'");
  const known = STEMS.get(word);
  if (known !== undefined) return known;
  const stem = /^[a-z']+$/.test(word) ? strip(word) : word;
  if (STEMS.size > 50_000) STEMS.clear();
  STEMS.set(word, stem);
  return stem;
}

const BRITISH: readonly (readonly [RegExp, string])[] = [
  [/isation/, "ization"],
  [/is(e|ed|es|ing|er|ers)$/, "iz$1"],
  [/our(?=$|s$|ed$|ing$|al)/, "or"],
  [/centre/, "center"],
  [/programme/, "program"],
  [/cheque/, "check"],
  [/defence/, "defense"],
  [/licence/, "license"],
];

const ENDINGS = [
  "izations", "ization", "ational", "ations", "ation", "itions", "ition", "ments", "ment", "ances", "ance", "ences",
  "ence", "ities", "ity", "ings", "ing", "ions", "ion", "ized", "izes", "izing", "izer", "ize", "ives", "ive", "ally",
  "als", "al", "ies", "ied", "ers", "er", "ors", "or", "ed", "es", "ly", "ss", "s", "y", "e",
] as const; // prettier-ignore

function strip(word: string): string {
  let text = word;
  for (const [pattern, replacement] of BRITISH) text = text.replace(pattern, replacement);
  for (const ending of ENDINGS) {
    if (!text.endsWith(ending) || text.length - ending.length < 3) continue;
    if (ending === "ss") return text;
    text = text.slice(0, -ending.length);
    break;
  }
  // issu(e), stopp(ed), applie(s).
  text = text.replace(/(?<=.{3})[eiy]$/, "");
  return text.replace(/(?<=.{2})([bcdfgklmnprtz])\1$/, "$1");
}
