import type { Category } from "../glossary/model.ts";
import { tokenise } from "../text/words.ts";
import type { AdaptationKind } from "./model.ts";
import { inCapitals, isWordUnit, sameLetters } from "./near.ts";

/** A place as far as it says which capitals belong there. */
export interface CasePlace {
  /** What stands there. */
  readonly surface: string;
  /** The form that was found, as the glossary spells it: capitals of its own say nothing about the place. */
  readonly form: string;
  readonly sentenceStart: boolean;
  /** Whether a colon, semicolon or dash stands before it, behind which machines begin with a capital. */
  readonly afterBreak: boolean;
  /** Whether the line around it is a headline in Title Case. */
  readonly titled: boolean;
  /** Whether the line around it is in capitals. */
  readonly shouted: boolean;
  /** Whether what is written is the name of one thing, which is never put into Title Case. */
  readonly name: boolean;
}

const NAMES: ReadonlySet<Category> = new Set(["person", "organisation", "place", "media", "event"]);

/** Whether the concepts of a category are names of one thing. */
export function isNameCategory(category: Category): boolean {
  return NAMES.has(category);
}

/** A replacement in the capitals of its place, and which adaptation that was. A proper name keeps its own capitals. */
export function fitCase(
  place: CasePlace,
  replacement: string,
): { text: string; kind: AdaptationKind | undefined } {
  const wanted = caseOf(place);
  const text =
    wanted === "upper-case"
      ? shout(replacement)
      : wanted === "title-case"
        ? place.name
          ? replacement
          : titleCase(replacement)
        : wanted === "sentence-case"
          ? upperFirst(replacement)
          : replacement;
  return { text, kind: text === replacement ? undefined : wanted };
}

type CaseKind = "upper-case" | "title-case" | "sentence-case";

function caseOf(place: CasePlace): CaseKind | undefined {
  if (isShouted(place)) return "upper-case";
  // With the form's own capitals, only the place around can say more.
  if (!place.titled && !place.sentenceStart && sameLetters(place.surface, place.form)) return undefined;
  if (place.surface === place.form) {
    if (!startsUpper(place.surface)) return undefined;
    return place.titled ? "title-case" : "sentence-case";
  }
  if (/^\p{Ll}/u.test(place.surface)) return undefined;
  const words = wordsOf(place.surface);
  const own = wordsOf(place.form);
  const [first] = words;
  if (first === undefined || !startsUpper(first.text)) return undefined;
  const content = words.filter(
    (word, at) =>
      at > 0 && !word.joined && /\p{L}/u.test(word.text) && !SMALL_WORDS.has(word.text.toLowerCase()),
  );
  const raised = (word: Word): boolean => {
    const spelled = own[words.indexOf(word)]?.text;
    return startsUpper(word.text) && spelled !== undefined && !startsUpper(spelled);
  };
  if (content.length > 0 && content.every((word) => startsUpper(word.text))) {
    if (place.titled || content.some(raised)) return "title-case";
  }
  if (!raised(first) && !place.sentenceStart) return place.titled ? "title-case" : undefined;
  if (place.titled) return "title-case";
  // One capitalised word in the middle of a sentence is part of a name.
  const inName = content.length === 0 && !place.sentenceStart && !place.afterBreak;
  return inName ? "title-case" : "sentence-case";
}

/** Two words or more, or one of more than five letters, in capitals that are not the form's own: a headline, no acronym. */
function isShouted({ surface, form, shouted }: CasePlace): boolean {
  if (!inCapitals(surface)) return false;
  if (shouted) return true;
  const letters = surface.replace(/[^\p{L}]/gu, "").length;
  return letters > 5 && form !== form.toUpperCase();
}

/** The line around a hit, without it: whether it is in capitals, or in Title Case. */
export function lineCase(before: string, after: string): { shouted: boolean; titled: boolean } {
  const words = [...wordsOf(before), ...wordsOf(after)].filter((word) => /\p{L}/u.test(word.text));
  const plain = words.filter((word) => word.text.length > 1 && !/\p{Ll}\p{Lu}/u.test(word.text));
  const shouted =
    plain.length >= 2 &&
    plain.every((word) => word.text === word.text.toUpperCase()) &&
    plain.some((word) => word.text.length >= 4);
  const content = words.filter((word) => !word.joined && word.text.length > 1 && !SMALL_WORDS.has(word.text));
  const upper = content.filter((word) => startsUpper(word.text) || isBrand(word.text));
  return { shouted, titled: content.length >= 2 && upper.length >= content.length * 0.8 };
}

/**
 * Whether a sentence starts at an offset: at the start of its segment, behind the end of a sentence, where speech is
 * quoted, or behind a colon in a headline; opening marks between count as nothing.
 */
export function startsSentence(
  machine: string,
  from: number,
  segmentFrom: number,
  headline: boolean,
): boolean {
  // Behind a word or a comma and a space, which is nearly everywhere.
  const last = machine.charCodeAt(from - 2);
  if (from - 2 >= segmentFrom && machine.charCodeAt(from - 1) === 0x20 && (isWordUnit(last) || last === 0x2c))
    return false;
  const before = machine.slice(Math.max(segmentFrom, from - 60), from);
  const open = before.replace(/[\s"'“‘「『«([{*•·–—-]+$/u, "");
  if (open === "") return true;
  const gap = before.slice(open.length);
  if (!/\s/.test(gap)) return false;
  if (/[.!?。！？…]["'”’)\]]*$/.test(open))
    return !/\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|e\.g|i\.e|[A-Z])\.$/.test(open);
  return /[:：]$/.test(open) && (headline || /["“‘「]/.test(gap));
}

/** The spellings that its places may give a right form, besides its own: what is written once must be right there. */
export function placedSpellings(form: string, category: Category): string[] {
  const spellings = new Set([upperFirst(form)]);
  if (!isNameCategory(category)) spellings.add(titleCase(form));
  if (/[\s-]/.test(form)) spellings.add(shout(form));
  spellings.delete(form);
  return [...spellings];
}

interface Word {
  readonly text: string;
  /** Whether it stands directly behind a hyphen. */
  readonly joined: boolean;
}

function wordsOf(text: string): Word[] {
  const tokens = tokenise(text);
  return tokens.flatMap((token, at) =>
    token.kind === "word"
      ? [{ text: token.text, joined: /^[-\u2010-\u2013’']$/.test(tokens[at - 1]?.text ?? "") }]
      : [],
  );
}

const SMALL_WORDS = new Set(
  "a an and as at but by for from in into nor of on onto or over per the to via vs with".split(" "),
);

/** Whether a text begins with a capital, or a number. */
export function startsUpper(word: string): boolean {
  const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
  return first !== first.toLowerCase() || /^\p{N}/u.test(first);
}

/** A text with a capital first, unless it begins with a word that is written small on purpose: e-HKD, mBridge. */
export function upperFirst(text: string): string {
  const unit = text.charCodeAt(0);
  if (unit >= 0x41 && unit <= 0x5a) return text;
  if (isBrand(/^\S*/.exec(text)?.[0] ?? "")) return text;
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0);
  const upper = first.toUpperCase();
  return upper.length === first.length ? upper + text.slice(first.length) : text;
}

/** Small letters before a capital, without a hyphen or only one letter: eTradeConnect, e-HKD; not pro-Beijing. */
function isBrand(word: string): boolean {
  return /^(?:\p{Ll}-|\p{Ll}+)\p{Lu}/u.test(word);
}

function titleCase(form: string): string {
  return form.replace(/\S+/gu, (chunk, at: number) => {
    if (isBrand(chunk)) return chunk;
    let first = at === 0;
    return chunk.replace(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)?/gu, (word: string) => {
      const small = !first && SMALL_WORDS.has(word);
      first = false;
      return small ? word : upperFirst(word);
    });
  });
}

/** Words with a capital at most at their beginning, and spaces: as nearly all forms are. */
const PLAIN = /^[A-Z]?[a-z]+(?: [A-Z]?[a-z]+)*$/;

/** A text in capitals, but for words with capitals inside: InvestHK, e-HKD, SMEs. */
export function shout(text: string): string {
  if (PLAIN.test(text)) return text.toUpperCase();
  return text.replace(/\S+/gu, (chunk) =>
    isBrand(chunk)
      ? chunk
      : chunk.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) =>
          /\p{Lu}.*\p{Ll}.*\p{Lu}|\p{Lu}{2}.*\p{Ll}|\p{Ll}.*\p{Lu}/u.test(word) ? word : word.toUpperCase(),
        ),
  );
}
