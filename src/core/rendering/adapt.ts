import type { Concept } from "../glossary/model.ts";
import type { Span } from "../text/span.ts";
import { isProperName } from "../glossary/case.ts";
import { agreeing, mayFollow } from "./agreement.ts";
import { fitArticle } from "./articles.ts";
import type { CasePlace } from "./capitals.ts";
import { fitCase, isNameCategory, lineCase } from "./capitals.ts";
import { doubledBehind } from "./doubled.ts";
import type { AdaptationKind } from "./model.ts";
import type { FoundNumber, NumberShift } from "./number.ts";
import { followsNumber, inNumber, numberOf, numberShift } from "./number.ts";
import type { Taken } from "./possessive.ts";
import { inCapitals } from "./near.ts";
import { contraction, possessive } from "./possessive.ts";
import type { Role, Surroundings } from "./surroundings.ts";
import { isQuoted, wordBehind, wordsBefore } from "./surroundings.ts";

/** A hit that is replaced, and the place where it stands. */
export interface AdaptInput {
  readonly machine: string;
  readonly hit: Span;
  /** The form that was found, as the glossary spells it. */
  readonly form: string;
  /** Which number of the form was found. */
  readonly number: FoundNumber;
  readonly replacement: string;
  readonly concept: Concept;
  /** Nothing before it may change. */
  readonly floor: number;
  /** Nothing from it on may change. */
  readonly ceiling: number;
  readonly headline: boolean;
  readonly sentenceStart: boolean;
}

/**
 * A replacement made to fit its place. It may reach over the words beside the hit that belong to the change: an article
 * before; an apostrophe, a verb, a word that would stand twice behind.
 */
export interface Adapted extends Span {
  readonly text: string;
  /** What was done, in the order in which it was done. */
  readonly adaptations: readonly AdaptationKind[];
  /** Whether the number changed, and something that is not directly beside it may have to follow. */
  readonly check?: "number";
}

/** Fits a replacement to its place: number, capitals, the article before, what stands twice, possessive and verb behind. */
export function adapt(input: AdaptInput): Adapted {
  const { machine, hit } = input;
  const surface = machine.slice(hit.from, hit.to);
  const numbered = inPlaceNumber(input);
  const place = casePlace(input, surface);
  const cased = fitCase(place, numbered);
  // Where nothing is written anew, nothing beside it is ours.
  if (cased.text === surface) return { from: hit.from, to: hit.to, text: surface, adaptations: [] };
  const shift = numberShift(input.form, input.number, numbered);
  const around = shift === undefined && !hasArticles(input) ? NOTHING : surroundings(input);
  const left = fitArticle(input, { place, plain: numbered, text: cased.text, shift, around });
  const right = fitBehind(input, place, left.text, shift, around.before.role);
  const adaptations: AdaptationKind[] = numbered === input.replacement ? [] : ["number"];
  if (cased.kind !== undefined) adaptations.push(cased.kind);
  adaptations.push(...left.adaptations, ...right.adaptations);
  const fitted = { from: left.from, to: right.to, text: right.text, adaptations };
  if (shift === undefined) return fitted;
  const settled = right.adaptations.some((kind) => kind === "agreement" || kind === "possessive");
  const rest = settled ? "" : machine.slice(hit.to, hit.to + 160);
  const open = mayFollow(around.before, around.behind, rest, shift.to);
  return open ? { ...fitted, check: "number" } : fitted;
}

function inPlaceNumber({ number, replacement, concept }: AdaptInput): string {
  if (number === "as-written" || !followsNumber(replacement, concept.category)) return replacement;
  return inNumber(replacement, number) ?? replacement;
}

/** What nobody looks at. */
const NOTHING: Surroundings = {
  before: { role: "unknown", word: "", second: "" },
  behind: { kind: "end", word: "", capital: false },
};

/** Whether what is written may bring or lose an article of its own. */
function hasArticles({ concept, replacement }: AdaptInput): boolean {
  return concept.definite !== undefined || /^(?:an?|the)\s/i.test(replacement);
}

function surroundings({ machine, hit, ceiling, sentenceStart }: AdaptInput): Surroundings {
  return {
    before: wordsBefore(machine, hit.from, sentenceStart),
    behind: wordBehind(machine, hit.to, ceiling),
  };
}

function casePlace(input: AdaptInput, surface: string): CasePlace {
  const { machine, hit, form, concept, headline, sentenceStart } = input;
  // The line is read only where it can decide: most hits stand in small letters in running text.
  const read = headline || inCapitals(surface);
  const line = read ? caseOfLine(machine, hit) : { titled: false, shouted: false };
  return {
    surface,
    form,
    sentenceStart,
    afterBreak: machine.charAt(hit.from - 1) === " " && ";:—–".includes(machine.charAt(hit.from - 2)),
    titled: headline && line.titled,
    shouted: line.shouted,
    name: isNameCategory(concept.category),
  };
}

function caseOfLine(machine: string, hit: Span): { titled: boolean; shouted: boolean } {
  const before = /[^\n\r]*$/.exec(machine.slice(Math.max(0, hit.from - LINE), hit.from))?.[0] ?? "";
  const after = /^[^\n\r]*/.exec(machine.slice(hit.to, hit.to + LINE))?.[0] ?? "";
  return lineCase(before, after);
}

/** As much of a line as says how it is written. */
const LINE = 400;

interface FittedBehind {
  readonly to: number;
  readonly text: string;
  readonly adaptations: readonly AdaptationKind[];
}

/** What stands behind: words that would stand twice, a possessive, a verb that agrees with what is written now. */
function fitBehind(
  input: AdaptInput,
  place: CasePlace,
  text: string,
  shift: NumberShift | undefined,
  role: Role,
): FittedBehind {
  const { machine, hit, ceiling } = input;
  const twice = doubledBehind(machine, hit.to, ceiling, text);
  const to = hit.to + twice;
  const doubled: AdaptationKind[] = twice > 0 ? ["doubled"] : [];
  const next = machine.charAt(to);
  if (shift === undefined && !APOSTROPHES.includes(next)) return { to, text, adaptations: doubled };
  const right = machine.slice(to, ceiling);
  const take = (found: Taken | undefined, kind: AdaptationKind): FittedBehind | undefined =>
    found === undefined || found.length === 0
      ? undefined
      : { to: to + found.length, text: text + found.text, adaptations: [...doubled, kind] };
  const number = role === "subject" ? shift?.to : undefined;
  if (number === "plural") {
    const short = take(contraction(right), "agreement");
    if (short !== undefined) return short;
  }
  const owner = possessive(right, {
    surface: place.surface,
    text,
    ...ownerOf(text),
    followed: (units) => /^[^\S\n\r]+[\p{L}\p{N}]/u.test(machine.slice(to + units, to + units + 10)),
    quoted: () => isQuoted(machine, hit),
  });
  const verb = owner === undefined && number !== undefined ? agreeing(right, number) : undefined;
  return take(owner, "possessive") ?? take(verb, "agreement") ?? { to, text, adaptations: doubled };
}

const APOSTROPHES = "'’ʼ＇";

/** What an owner is to its apostrophe. */
function ownerOf(text: string): { plural: boolean; name: boolean } {
  if (isProperName(text.slice(1))) return { name: true, plural: false };
  const number = numberOf(text);
  return { name: false, plural: number === "plural" || number === "either" };
}
