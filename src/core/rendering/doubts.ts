import { isProperName } from "../glossary/case.ts";
import { isCommonWord } from "../glossary/common-words.ts";
import type { Concept } from "../glossary/model.ts";
import type { Span } from "../text/span.ts";
import { isNameCategory, lineCase } from "./capitals.ts";
import {
  ADVERBS,
  AUXILIARIES,
  CLAUSE_STARTS,
  COORDINATORS,
  DETERMINERS,
  PREPOSITIONS,
  RELATIVES,
} from "./grammar-words.ts";
import type { Reason } from "./model.ts";

/** A deprecated form that would be replaced, where it stands. */
export interface DoubtInput {
  readonly machine: string;
  readonly span: Span;
  /** The form that was found, as the glossary spells it. */
  readonly form: string;
  readonly replacement: string;
  readonly concept: Concept;
  /** Whether the place is in a headline; asked only where it can decide. */
  readonly headline: () => boolean;
}

/**
 * Why capitals leave it open whether a form means what its concept says. `capitals`: an acronym that is a word too, among
 * words in capitals (MAKE IT NEW). `in-name`: a common noun with a capital among capitalised words, which is part of a
 * name that somebody gave (Starship Enterprise). Undefined: there is no doubt.
 */
export function doubtOf(input: DoubtInput): Reason | undefined {
  const { machine, span } = input;
  const first = machine.charCodeAt(span.from);
  // Small letters, as most forms have, leave nothing open.
  if (first >= 0x61 && first <= 0x7a) return undefined;
  const surface = machine.slice(span.from, span.to);
  if (!/^\p{Lu}/u.test(surface)) return undefined;
  if (surface === surface.toUpperCase()) return isShoutedWord(input, surface) ? "capitals" : undefined;
  return isPartOfName(input, surface) ? "in-name" : undefined;
}

/** Whether an acronym that is an everyday word too (IT, WHO) stands beside everyday words in capitals. */
function isShoutedWord({ machine, span, form }: DoubtInput, surface: string): boolean {
  if (!/^\p{Lu}{2,}$/u.test(surface) || surface !== form || !isCommonWord(surface)) return false;
  const beside = [wordBefore(machine, span.from), wordBehind(machine, span.to)].filter((word) => word !== "");
  const shouted = beside.filter(
    (word) => word.length > 1 && word === word.toUpperCase() && isCommonWord(word),
  );
  if (shouted.some((word) => word.length > 2)) return true;
  return shouted.length > 0 && beside.every((word) => word === word.toUpperCase());
}

/** Whether a common noun has a capital, and so has the word beside it: Starship Enterprise, Ministry of Enterprise. */
function isPartOfName(input: DoubtInput, surface: string): boolean {
  const { machine, span, form, replacement, concept, headline } = input;
  if (isProperName(form) || isNameCategory(concept.category) || concept.category === "title") return false;
  // Where a name is written, capitals are as they should be; an acronym (SMEs) is none.
  if (isProperName(replacement) && !/^\p{Lu}{2,}s?$/u.test(replacement)) return false;
  // One capital before small letters is that of a beginning.
  if (surface.split(/[\s-]+/).some((word) => word.length > 3 && !/^\p{Lu}/u.test(word))) return false;
  const before = wordBefore(machine, span.from);
  const behind = wordBehind(machine, span.to);
  const single = !/\s/.test(surface);
  const named =
    isNamePart(before) ||
    isNamePart(behind) ||
    (single && isNamePart(over(before, wordBefore, machine, span.from))) ||
    (single && before !== "" && isNamePart(over(behind, wordBehind, machine, span.to)));
  return named && !(headline() && isTitled(machine, span));
}

type Look = (machine: string, offset: number) => string;

/** The word behind "of", "for" or "and" beside a place, seen from it. */
function over(joint: string, look: Look, machine: string, offset: number): string {
  if (!/^(?:of|for|and)$/.test(joint)) return "";
  const step = joint.length + 1;
  return look(machine, look === wordBefore ? offset - step : offset + step);
}

/** Whether a word has a capital that is not there for the beginning of a sentence or a possessive. */
function isNamePart(word: string): boolean {
  if (word.length < 2 || !/^\p{Lu}/u.test(word) || /['’]s?$/.test(word)) return false;
  const small = word.toLowerCase();
  return !FUNCTION_WORDS.some((list) => list.has(small));
}

const FUNCTION_WORDS = [
  DETERMINERS,
  PREPOSITIONS,
  CLAUSE_STARTS,
  COORDINATORS,
  RELATIVES,
  AUXILIARIES,
  ADVERBS,
];

/** As much of a text as holds a long word. */
const READ = 40;

/** The word before an offset, when only a space or a hyphen lies between; else empty. */
function wordBefore(machine: string, offset: number): string {
  const text = machine.slice(Math.max(0, offset - READ), offset);
  return /(?<word>[\p{L}\p{M}'’]+)(?:[ \t\u00A0]+|[-\u2010\u2011])$/u.exec(text)?.groups?.["word"] ?? "";
}

/** The word behind an offset, when only a space or a hyphen lies between; else empty. */
function wordBehind(machine: string, offset: number): string {
  const text = machine.slice(offset, offset + READ);
  return /^(?:[ \t\u00A0]+|[-\u2010\u2011])(?<word>[\p{L}\p{M}'’]+)/u.exec(text)?.groups?.["word"] ?? "";
}

/** Whether the rest of the line is in Title Case, so that its capitals say nothing. */
function isTitled(machine: string, { from, to }: Span): boolean {
  const before = /[^\n\r]*$/.exec(machine.slice(Math.max(0, from - 400), from))?.[0] ?? "";
  const after = /^[^\n\r]*/.exec(machine.slice(to, to + 400))?.[0] ?? "";
  return lineCase(before, after).titled;
}
