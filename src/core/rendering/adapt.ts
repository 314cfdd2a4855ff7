import { isProperName } from "../glossary/case.ts";
import { tokenise } from "../text/words.ts";
import type { Span } from "../text/span.ts";
import type { AdaptationKind } from "./model.ts";

/** A replacement made to fit its place. `from` may lie before the hit, where an article belongs to the change. */
export interface Adapted extends Span {
  readonly text: string;
  readonly adaptations: readonly AdaptationKind[];
}

/**
 * Fits a form to the place of a hit: capitals as the place has them (a proper name keeps its own), `a` or `an` right
 * before it by the sound of the new word, no doubled `the`. `floor` is where the segment starts: nothing before it changes.
 */
export function adapt(machine: string, hit: Span, form: string, floor: number): Adapted {
  const surface = machine.slice(hit.from, hit.to);
  const adaptations: AdaptationKind[] = [];
  const { text, kind } = fitCase(surface, form);
  if (kind !== undefined) adaptations.push(kind);
  const lead = /(?<![\p{L}\p{M}\p{N}_])(?<article>an?|the)(?<space>[ \u00A0]+)$/iu.exec(
    machine.slice(floor, hit.from),
  );
  const article = lead?.groups?.["article"];
  const space = lead?.groups?.["space"];
  if (article === undefined || space === undefined) return { ...hit, text, adaptations };
  const from = hit.from - article.length - space.length;
  if (article.toLowerCase() === "the") {
    if (!/^the\s/i.test(text)) return { ...hit, text, adaptations };
    return { from, to: hit.to, text: article + text.slice(3), adaptations: [...adaptations, "article"] };
  }
  const fitted = indefinite(text, article);
  if (fitted === article || indefinite(surface, article) === fitted) return { ...hit, text, adaptations };
  return { from, to: hit.to, text: fitted + space + text, adaptations: [...adaptations, "article"] };
}

const SMALL_WORDS = new Set(
  "a an and as at but by for from in into nor of off on onto or over per the to up via vs with".split(" "),
);

/** A form in the capitals of the place where `surface` stands, and which adaptation that was. A proper name keeps its own. */
export function fitCase(surface: string, form: string): { text: string; kind: AdaptationKind | undefined } {
  if (isShouted(surface)) {
    const text = form.toUpperCase();
    return { text, kind: text === form ? undefined : "upper-case" };
  }
  if (isProperName(form)) return { text: form, kind: undefined };
  const words = wordsOf(surface);
  const [first] = words;
  if (first === undefined || !startsUpper(first)) return { text: form, kind: undefined };
  const content = words.slice(1).filter((word) => !SMALL_WORDS.has(word.toLowerCase()));
  if (content.length > 0 && content.every(startsUpper)) return { text: titleCase(form), kind: "title-case" };
  return { text: upperFirst(form), kind: "sentence-case" };
}

function wordsOf(text: string): string[] {
  return tokenise(text).flatMap((token) => (token.kind === "word" ? [token.text] : []));
}

/** Two words or more, or one of more than five letters, in capitals only: a headline, not an acronym. */
function isShouted(surface: string): boolean {
  if (surface !== surface.toUpperCase() || surface === surface.toLowerCase()) return false;
  const letters = surface.replace(/[^\p{L}]/gu, "").length;
  return letters > 5;
}

function startsUpper(word: string): boolean {
  const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
  return first !== first.toLowerCase() || /^\p{N}/u.test(first);
}

function upperFirst(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0);
  const upper = first.toUpperCase();
  return upper.length === first.length ? upper + text.slice(first.length) : text;
}

function titleCase(form: string): string {
  let seen = false;
  return tokenise(form)
    .map((token) => {
      if (token.kind !== "word") return token.text;
      const keep = seen && SMALL_WORDS.has(token.text.toLowerCase());
      seen = true;
      return keep ? token.text : upperFirst(token.text);
    })
    .join("");
}

/** `a` or `an` before a text, written as `article` is. */
function indefinite(text: string, article: string): string {
  const wanted = soundsLikeVowel(text) ? "an" : "a";
  return article.startsWith("A") ? wanted.replace("a", "A") : wanted;
}

const CONSONANT_VOWELS = /^(?:uni(?![nm])|unanim|us(?:e|u|a)|ut[ei]|eu|ewe|one(?![a-z])|once|u(?![a-z]))/i;
const SILENT_H = /^(?:hour|honou?r|honest|heir)/i;

/** Whether the first sound is a vowel: by the letters, by the names of letters in acronyms, by spoken numbers. */
function soundsLikeVowel(text: string): boolean {
  const word = wordsOf(text)[0] ?? "";
  if (/^\p{N}/u.test(word)) return /^(?:8|11(?!\d)|18(?!\d))/.test(word);
  // Acronyms of up to three letters, or without a vowel, are spelled (an SME, an HKD); longer ones are read (a NATO).
  const acronym = /^[A-Z]{2,}(?=s?$)/.exec(word)?.[0];
  if (acronym !== undefined && (acronym.length <= 3 || !/[AEIOU]/.test(acronym)))
    return /^[AEFHILMNORSX]/.test(word);
  if (SILENT_H.test(word)) return true;
  if (CONSONANT_VOWELS.test(word)) return false;
  return /^[aeiou]/i.test(word.normalize("NFD"));
}
