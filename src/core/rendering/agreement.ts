import { startsUpper, upperFirst } from "./capitals.ts";
import type { GrammaticalNumber } from "./number.ts";
import type { Taken } from "./possessive.ts";
import type { Before, Behind } from "./surroundings.ts";
import {
  COUNTING,
  PREPOSITIONS,
  RELATIVES,
  isThirdPerson,
  isVerbForm,
  mayBeThirdPerson,
} from "./grammar-words.ts";

const PAIRS: readonly (readonly [string, string])[] = [
  ["is", "are"],
  ["was", "were"],
  ["has", "have"],
  ["does", "do"],
];

const VERB =
  /^(?<gap>[ \t\u00A0]+|[ \t]*\r?\n[ \t]*)(?<verb>is|are|was|were|has|have|does|do)(?<not>n['’]t)?(?![\p{L}\p{N}'’-])/iu;

/** The verb right behind a subject in another number: how far it reaches, and what is written. Undefined: none, or right. */
export function agreeing(text: string, number: GrammaticalNumber): Taken | undefined {
  const match = VERB.exec(text);
  const { gap = "", verb = "", not = "" } = match?.groups ?? {};
  const wanted = otherVerb(verb, number);
  if (match === null || wanted === undefined) return undefined;
  return { length: match[0].length, text: gap + likeVerb(verb, wanted) + not };
}

/** The form of be, have or do in a number; undefined where the verb has it. */
function otherVerb(verb: string, number: GrammaticalNumber): string | undefined {
  const small = verb.toLowerCase();
  const [from, to] = number === "plural" ? [0, 1] : [1, 0];
  return PAIRS.find((pair) => pair[from] === small)?.[to];
}

function likeVerb(model: string, verb: string): string {
  if (model === model.toUpperCase()) return verb.toUpperCase();
  return startsUpper(model) ? upperFirst(verb) : verb;
}

const DEMONSTRATIVES: readonly (readonly [string, string])[] = [
  ["this", "these"],
  ["that", "those"],
];

/** The demonstrative in a number for one that stands directly before; undefined: none does, or it is right. */
export function demonstrativeFor(before: Before, number: GrammaticalNumber): string | undefined {
  // "That" begins a clause but for behind a preposition: he said that …, of that …
  if (before.word === "that" && !PREPOSITIONS.has(before.second)) return undefined;
  // "Is this …?" may ask what this is.
  if (/^(?:is|was|are|were)(?:n't)?$/.test(before.second)) return undefined;
  const [from, to] = number === "plural" ? [0, 1] : [1, 0];
  return DEMONSTRATIVES.find((pair) => pair[from] === before.word)?.[to];
}

/**
 * Whether something that is not directly beside a phrase may have to follow when its number changes. A demonstrative
 * that stands before the end of the phrase has followed already.
 */
export function mayFollow(before: Before, behind: Behind, right: string, number: GrammaticalNumber): boolean {
  const followed = behind.kind === "end" && demonstrativeFor(before, number) !== undefined;
  if (!followed && isCounting(before, number)) return true;
  if (RELATIVES.has(behind.word)) return verbIn(right, 2, number);
  if (/^,[ \t\u00A0]+wh(?:ich|o)[ \t\u00A0]/.test(right)) return verbIn(right.slice(1), 2, number);
  if (before.role === "inside") return false;
  const adverb = /^(?:also|still|now|already|alone|itself|..+ly)$/.test(behind.word);
  return verbIn(right, adverb ? 2 : 1, number);
}

/** Whether a word directly before says one or many: this, every, a few; or an article with one adjective. */
function isCounting({ word, second }: Before, number: GrammaticalNumber): boolean {
  if (word === "that") return second === "" || PREPOSITIONS.has(second);
  if (number === "singular" && (isMany(word) || isMany(second) || (word === "of" && QUANTITIES.has(second))))
    return true;
  return (
    COUNTING.has(word) || second === "a" || second === "an" || second === "another" || COUNTING.has(second)
  );
}

/** Whether a word says that there are several. */
function isMany(word: string): boolean {
  return NUMBERS.has(word) || (/^\p{N}/u.test(word) && word !== "1");
}

const NUMBERS = new Set(
  "two three four five six seven eight nine ten both several various numerous".split(" "),
);
const QUANTITIES = new Set(
  "couple dozen dozens group hundreds majority millions number pair range series set thousands variety".split(
    " ",
  ),
);

/** Whether the n-th word of a text is a form of be, have or do, or a verb, that does not agree. */
function verbIn(text: string, nth: number, number: GrammaticalNumber): boolean {
  const words = /^(?:[ \t\u00A0]+[\p{L}\p{M}'’-]+)+/u.exec(text)?.[0].trim().split(/\s+/) ?? [];
  const word = (words[nth - 1] ?? "").toLowerCase().replace(/n['’]t$/, "");
  if (otherVerb(word, number) !== undefined) return true;
  if (number !== "plural") return false;
  const next = (words[nth] ?? "").toLowerCase();
  return isThirdPerson(word) || (mayBeThirdPerson(word) && next !== "" && !isVerbForm(next) && next !== "of");
}
