import { startsUpper, upperFirst } from "./capitals.ts";
import type { GrammaticalNumber } from "./number.ts";
import type { Taken } from "./possessive.ts";
import type { Before } from "./surroundings.ts";
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

/** Whether something that is not directly beside a phrase may have to follow when its number changes. */
export function mayFollow(before: Before, next: string, right: string, number: GrammaticalNumber): boolean {
  if (isCounting(before)) return true;
  if (RELATIVES.has(next)) return verbIn(right, 2, number);
  if (before.role === "inside") return false;
  const adverb = /^(?:also|still|now|already|alone|itself|..+ly)$/.test(next);
  return verbIn(right, adverb ? 2 : 1, number);
}

/** Whether a word directly before says one or many: this, every, a few; or an article with one adjective. */
function isCounting({ word, second }: Before): boolean {
  if (word === "that") return PREPOSITIONS.has(second);
  return (
    COUNTING.has(word) || second === "a" || second === "an" || second === "another" || COUNTING.has(second)
  );
}

/** Whether the n-th word of a text is a form of be, have or do, or a verb, that does not agree. */
function verbIn(text: string, nth: number, number: GrammaticalNumber): boolean {
  const words = /^(?:[ \t\u00A0]+[\p{L}\p{M}'’-]+)+/u.exec(text)?.[0].trim().split(/\s+/) ?? [];
  const word = (words[nth - 1] ?? "").toLowerCase().replace(/n['’]t$/, "");
  if (otherVerb(word, number) !== undefined) return true;
  if (number !== "plural") return false;
  const next = (words[nth] ?? "").toLowerCase();
  return isThirdPerson(word) || (mayBeThirdPerson(word) && next !== "" && !isVerbForm(next) && next !== "of");
}
