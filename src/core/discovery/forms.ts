import { isThirdPerson } from "../rendering/grammar-words.ts";
import type { FoundNumber } from "../rendering/number.ts";
import { followsNumber, numberOf } from "../rendering/number.ts";
import type { OfficialForm, Term } from "./corpus.ts";
import type { EnglishWord } from "./english.ts";
import { stemOf } from "./english.ts";

/** How much nearer another form must be before it is written in place of the preferred one. */
const PREFERRED_LEAD = 0.15;

/** The English to write for what the machine wrote: the preferred form, or another one that is clearly nearer to it. */
export function chooseForm(term: Term, surface: string, words: readonly EnglishWord[]): string {
  let best: OfficialForm | undefined;
  let highest = -Infinity;
  term.forms.forEach((form, at) => {
    const value = likeness(form, surface, words, term) - (at === 0 ? 0 : PREFERRED_LEAD);
    if (value > highest) [best, highest] = [form, value];
  });
  return best?.text ?? "";
}

/**
 * The English for a name that is written with its abbreviation in brackets in both languages, as where it is introduced:
 * the full form and the abbreviation; undefined elsewhere, and for a term that does not have both.
 */
export function introducedForm(term: Term, chinese: string, surface: string): string | undefined {
  if (!/[)）]$/.test(chinese) || !/[^\s(]\s*\([^()]+\)$/.test(surface)) return undefined;
  const full = term.forms.find(({ text }) => !isAcronym(text));
  const short = term.forms.find(({ text }) => isAcronym(text));
  return full === undefined || short === undefined ? undefined : `${full.text} (${short.text})`;
}

function likeness(form: OfficialForm, surface: string, words: readonly EnglishWord[], term: Term): number {
  const own = new Set(form.words.filter(({ stop }) => !stop).map(({ stem }) => stem));
  const wanted = new Set(words.filter(({ stop }) => !stop).map(({ stem }) => stem));
  const shared = [...own].filter((stem) => wanted.has(stem)).length;
  const overlap = shared / Math.max(1, own.size + wanted.size - shared);
  const length = Math.min(own.size, wanted.size) / Math.max(1, own.size, wanted.size);
  const acronym = isAcronym(form.text) === isAcronym(surface) ? 0.3 : 0;
  const counted = followsNumber(form.text, term.concept.category);
  const number = counted && numberOf(form.text) === numberOf(surface) ? 0.2 : 0;
  return overlap + 0.3 * length + acronym + number;
}

/** One word of capitals but for a plural s. */
export function isAcronym(text: string): boolean {
  return /^\p{Lu}[\p{Lu}\p{N}&/-]*\p{Lu}s?$/u.test(text);
}

const ONE = /(?:^|[^\p{L}])(?:an?|each|every|another|this|that|one)\s+(?:[\p{L}-]+\s+)?$/iu;
const ONE_ACTS = /^\s+(?:is|was|has|does)\b/u;

const MANY =
  /(?:^|[^\p{L}])(?:these|those|many|several|various|both|few|all|other|two|three|four|five|six|seven|eight|nine|ten|\p{N}+)\s+(?:[\p{L}-]+\s+)?$/iu;
const MANY_ACT = /^\s+(?:are|were|have)\b/u;

/** Whether the last words of two phrases are one noun: only then is the number of one that of the other. */
function headsAgree(form: string, surface: string): boolean {
  const last = (text: string): string => stemOf(/[\p{L}]+(?=[^\p{L}]*$)/u.exec(text)?.[0] ?? "");
  return last(form) === last(surface);
}

/**
 * Which number a form is written in at a place. A plural that the machine wrote of the
 * same noun makes a plural, of another noun only where the words beside it say so. A form that is plural in
 * the glossary stays so, unless the place can only be of one thing: the machine's number is not always meant.
 */
export function numberInPlace(
  term: Term,
  form: string,
  surface: string,
  before: string,
  behind: string,
): FoundNumber {
  if (!followsNumber(form, term.concept.category)) return "as-written";
  const [written, found] = [numberOf(form), numberOf(surface)];
  if (found === "plural") {
    const own =
      written !== "singular" || headsAgree(form, surface) || MANY.test(before) || MANY_ACT.test(behind);
    return own ? "plural" : "as-written";
  }
  if (found !== "singular" || written !== "plural") return "as-written";
  const verb = /^\s+(?<word>\p{Ll}+)/u.exec(behind)?.groups?.["word"] ?? "";
  return ONE.test(before) || ONE_ACTS.test(behind) || isThirdPerson(verb) ? "singular" : "as-written";
}
