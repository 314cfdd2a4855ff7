import type { Concept } from "../glossary/model.ts";
import type { Span } from "../text/span.ts";
import type { CasePlace } from "./capitals.ts";
import { startsUpper, upperFirst } from "./capitals.ts";
import { doubledBefore } from "./doubled.ts";
import { CLAUSE_STARTS, PREPOSITIONS, isVerbForm } from "./grammar-words.ts";
import { fittedArticle } from "./indefinite.ts";
import type { AdaptationKind } from "./model.ts";
import { isBlank, isWordUnit } from "./near.ts";
import type { NumberShift } from "./number.ts";
import type { Surroundings } from "./surroundings.ts";
import { isDeterminerBefore } from "./surroundings.ts";

/** A replacement and what its articles depend on. */
export interface ArticleInput {
  readonly machine: string;
  readonly hit: Span;
  readonly floor: number;
  readonly concept: Concept;
  readonly headline: boolean;
  readonly sentenceStart: boolean;
  readonly form: string;
  readonly surface: string;
  /** What the glossary writes; whether that is the concept's own form is seen by it. */
  readonly replacement: string;
  /** What is written in the number of the place, without the capitals of the place. */
  readonly plain: string;
  readonly text: string;
  readonly place: CasePlace;
  readonly shift: NumberShift | undefined;
  readonly around: Surroundings;
}

export interface FittedBefore {
  readonly from: number;
  readonly text: string;
  readonly adaptations: readonly AdaptationKind[];
}

/** The article that stands directly before a hit, but for an opening quotation mark. */
interface Lead {
  readonly from: number;
  readonly article: string;
  readonly gap: string;
  readonly open: string;
}

const LEAD =
  /(?<![\p{L}\p{M}\p{N}_.'’\-–/&])(?<article>an?|the)(?<gap>[ \t\u00A0]+|[ \t]*\r?\n[ \t]*)(?<open>["“‘']?)$/iu;

/** What stands before a replacement that was made to fit: a, an and the, and words that would stand twice. */
export function fitArticle(input: ArticleInput): FittedBefore {
  const { machine, hit, floor, text } = input;
  const twice = doubledBefore(machine, hit.from, floor, text);
  if (twice > 0) {
    const from = hit.from - twice;
    return { from, text: likeFirst(machine.slice(from), text), adaptations: ["doubled"] };
  }
  const lead = leadOf(input);
  const own = /^(?:an?|the)\s+/i.exec(text)?.[0];
  if (own !== undefined) return fitOwn(input, own, lead);
  if (lead === undefined) return addThe(input);
  return lead.article.toLowerCase() === "the" ? fitThe(input, lead) : fitIndefinite(input, lead);
}

function unchanged({ hit, text }: ArticleInput): FittedBefore {
  return { from: hit.from, text, adaptations: [] };
}

function leadOf({ machine, hit, floor, place }: ArticleInput): Lead | undefined {
  if (!mayFollowArticle(machine, hit.from)) return undefined;
  const start = Math.max(floor, hit.from - 40);
  const match = LEAD.exec(machine.slice(start, hit.from));
  const { article = "", gap = "", open = "" } = match?.groups ?? {};
  if (match === null) return undefined;
  const from = start + match.index;
  return article === "A" && isLetter(machine.slice(Math.max(0, from - 20), from), place)
    ? undefined
    : { from, article, gap, open };
}

/** Whether the letters before an offset, but for white space and a quotation mark, may end an article. */
function mayFollowArticle(machine: string, offset: number): boolean {
  let at = offset - 1;
  const unit = machine.charCodeAt(at);
  if (!isWordUnit(unit) && !isBlank(unit) && unit !== 0x0a) at--;
  while (at >= 0 && (isBlank(machine.charCodeAt(at)) || /[\n\r]/.test(machine.charAt(at)))) at--;
  let from = at + 1;
  while (from > 0 && at - from < 3 && isWordUnit(machine.charCodeAt(from - 1))) from--;
  return /^(?:an?|the)$/i.test(machine.slice(from, at + 1));
}

/** Whether a capital A behind a text begins nothing and is a letter: Plan A, Class A. */
function isLetter(before: string, { surface }: CasePlace): boolean {
  if (surface === surface.toUpperCase()) return false;
  return !/(?:^|[\n\r]|[.!?:;—–][\s"'“‘([{]*|["“‘([{])\s*$/.test(before);
}

/** A replacement with an article of its own. */
function fitOwn(input: ArticleInput, own: string, lead: Lead | undefined): FittedBefore {
  const { hit, text, around } = input;
  const bare = text.slice(own.length);
  if (lead === undefined) {
    if (!isDeterminerBefore(around.before)) return unchanged(input);
    return { from: hit.from, text: bare, adaptations: ["article"] };
  }
  if (lead.open !== "") return unchanged(input);
  if (lead.article.toLowerCase() === "the") return { from: hit.from, text: bare, adaptations: ["article"] };
  return { from: lead.from, text: likeFirst(lead.article, text), adaptations: ["article"] };
}

function fitIndefinite(input: ArticleInput, { from, article, gap, open }: Lead): FittedBefore {
  const { surface, text, shift, around, concept, replacement } = input;
  if (shift !== undefined && (shift.to === "plural" || shift.mass) && around.behind.kind === "end") {
    return { from, text: open + likeFirst(article, text), adaptations: ["article"] };
  }
  const own = isOwnName(concept, replacement) ? concept.indefinite : undefined;
  const fitted = fittedArticle(article, surface, text, own);
  if (fitted === article) return unchanged(input);
  return { from, text: fitted + gap + open + text, adaptations: ["article"] };
}

function fitThe(input: ArticleInput, { from, article, open }: Lead): FittedBefore {
  const { text, concept, replacement, around } = input;
  const goes =
    concept.definite === "without" &&
    isOwnName(concept, replacement) &&
    open === "" &&
    around.behind.kind === "end" &&
    around.behind.word !== "of";
  return goes ? { from, text: likeFirst(article, text), adaptations: ["article"] } : unchanged(input);
}

/** "The" before a name that takes it, where the place surely has room for it. */
function addThe(input: ArticleInput): FittedBefore {
  const { hit, concept, replacement, headline, place, around, plain, text, sentenceStart } = input;
  const { before, behind } = around;
  if (concept.definite !== "with" || !isOwnName(concept, replacement) || headline || place.shouted) {
    return unchanged(input);
  }
  if (behind.kind !== "end" || isDeterminerBefore(before)) return unchanged(input);
  const lost = /^the\s/i.test(input.form);
  const room = sentenceStart ? isVerbForm(behind.word) : hasRoom(before.word);
  if (!lost && !room) return unchanged(input);
  const written = sentenceStart && startsUpper(place.surface) ? `The ${plain}` : `the ${text}`;
  return { from: hit.from, text: written, adaptations: ["article"] };
}

/** Whether a name behind this word begins a noun phrase of its own. */
function hasRoom(word: string): boolean {
  if (
    /^(?:approached|asked|contacted|chaired|founded|headed|informed|invited|joined|met|praised|thanked|told|urged|visited)$/.test(
      word,
    )
  )
    return true;
  return PREPOSITIONS.has(word) || CLAUSE_STARTS.has(word);
}

/** Whether what is written is the concept's preferred form, alone or with an acronym behind it. */
function isOwnName(concept: Concept, replacement: string): boolean {
  return concept.forms.some(
    ({ lang, kind, text }) =>
      lang === "en" &&
      kind === "preferred" &&
      (text === replacement || (replacement.startsWith(`${text} (`) && replacement.endsWith(")"))),
  );
}

/** A text that takes the place of another one's beginning, with its capital. */
function likeFirst(model: string, text: string): string {
  return startsUpper(model) ? upperFirst(text) : text;
}
