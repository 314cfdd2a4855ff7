import type { Concept } from "../glossary/model.ts";
import type { AdaptInput } from "./adapt.ts";
import type { CasePlace } from "./capitals.ts";
import { startsUpper, upperFirst } from "./capitals.ts";
import { doubledBefore } from "./doubled.ts";
import { demonstrativeFor } from "./agreement.ts";
import { CLAUSE_STARTS, PREPOSITIONS, isVerbForm } from "./grammar-words.ts";
import { fittedArticle } from "./indefinite.ts";
import type { AdaptationKind } from "./model.ts";
import { isBlank, isWordUnit, wordLeft } from "./near.ts";
import type { NumberShift } from "./number.ts";
import type { Surroundings } from "./surroundings.ts";
import { isDeterminerBefore } from "./surroundings.ts";

/** What is written in a place. */
export interface Written {
  readonly place: CasePlace;
  /** In the number of the place, without its capitals. */
  readonly plain: string;
  readonly text: string;
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
export function fitArticle(input: AdaptInput, written: Written): FittedBefore {
  const { machine, hit, floor } = input;
  const { text } = written;
  const twice = doubledBefore(machine, hit.from, floor, text);
  if (twice > 0) {
    const from = hit.from - twice;
    return { from, text: likeFirst(machine.slice(from), text), adaptations: ["doubled"] };
  }
  const lead = leadOf(input, written.place);
  const own = /^(?:an?|the)\s+/i.exec(text)?.[0];
  if (own !== undefined) return fitOwn(input, written, own, lead);
  if (lead === undefined) return fitDemonstrative(input, written) ?? addThe(input, written);
  return lead.article.toLowerCase() === "the"
    ? fitThe(input, written, lead)
    : fitIndefinite(input, written, lead);
}

function unchanged({ hit }: AdaptInput, { text }: Written): FittedBefore {
  return { from: hit.from, text, adaptations: [] };
}

function leadOf({ machine, hit, floor }: AdaptInput, place: CasePlace): Lead | undefined {
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
  while (at >= 0 && isBlankOrBreak(machine.charCodeAt(at))) at--;
  // Nearly all words end in another letter than a, an and the.
  if (!"aneANE".includes(machine.charAt(at))) return false;
  let from = at + 1;
  while (from > 0 && at - from < 3 && isWordUnit(machine.charCodeAt(from - 1))) from--;
  return /^(?:an?|the)$/i.test(machine.slice(from, at + 1));
}

function isBlankOrBreak(unit: number): boolean {
  return isBlank(unit) || unit === 0x0a || unit === 0x0d;
}

/** Whether a capital A behind a text begins nothing and is a letter: Plan A, Class A. */
function isLetter(before: string, { surface }: CasePlace): boolean {
  if (surface === surface.toUpperCase()) return false;
  return !/(?:^|[\n\r]|[.!?:;—–][\s"'“‘([{]*|["“‘([{])\s*$/.test(before);
}

/** A replacement with an article of its own. */
function fitOwn(input: AdaptInput, written: Written, own: string, lead: Lead | undefined): FittedBefore {
  const { hit } = input;
  const { text, around } = written;
  const bare = text.slice(own.length);
  if (lead === undefined) {
    if (!isDeterminerBefore(around.before)) return unchanged(input, written);
    return { from: hit.from, text: bare, adaptations: ["article"] };
  }
  if (lead.open !== "") return unchanged(input, written);
  if (lead.article.toLowerCase() === "the") return { from: hit.from, text: bare, adaptations: ["article"] };
  return { from: lead.from, text: likeFirst(lead.article, text), adaptations: ["article"] };
}

function fitIndefinite(input: AdaptInput, written: Written, lead: Lead): FittedBefore {
  const { from, article, gap, open } = lead;
  const { concept, replacement } = input;
  const { text, shift, around, place } = written;
  if (shift !== undefined && (shift.to === "plural" || shift.mass) && around.behind.kind === "end") {
    return { from, text: open + likeFirst(article, text), adaptations: ["article"] };
  }
  const own = isOwnName(concept, replacement) ? concept.indefinite : undefined;
  const fitted = fittedArticle(article, place.surface, text, own);
  if (fitted === article) return unchanged(input, written);
  return { from, text: fitted + gap + open + text, adaptations: ["article"] };
}

function fitThe(input: AdaptInput, written: Written, { from, article, open }: Lead): FittedBefore {
  const { concept, replacement } = input;
  const { text, around } = written;
  const goes =
    concept.definite === "without" &&
    isOwnName(concept, replacement) &&
    open === "" &&
    around.behind.kind === "end" &&
    around.behind.word !== "of";
  return goes
    ? { from, text: likeFirst(article, text), adaptations: ["article"] }
    : unchanged(input, written);
}

/** This and that before what is plural now, these and those before what is no longer. */
function fitDemonstrative(input: AdaptInput, written: Written): FittedBefore | undefined {
  const { machine, hit, floor } = input;
  const { shift, around, text } = written;
  if (shift === undefined || around.behind.kind !== "end") return undefined;
  const wanted = demonstrativeFor(around.before, shift.to);
  const near = wordLeft(machine, hit.from, floor);
  if (wanted === undefined || near === undefined) return undefined;
  const stands = machine.slice(near.from, near.to);
  const shouted = stands === stands.toUpperCase();
  const fitted = shouted ? wanted.toUpperCase() : likeFirst(stands, wanted);
  return {
    from: near.from,
    text: fitted + machine.slice(near.to, hit.from) + text,
    adaptations: ["agreement"],
  };
}

/** "The" before a name that takes it, where the place surely has room for it. */
function addThe(input: AdaptInput, written: Written): FittedBefore {
  const { hit, concept, replacement, headline, sentenceStart } = input;
  const { place, plain, text } = written;
  const { before, behind } = written.around;
  if (concept.definite !== "with" || !isOwnName(concept, replacement) || headline || place.shouted) {
    return unchanged(input, written);
  }
  if (behind.kind !== "end" || isDeterminerBefore(before)) return unchanged(input, written);
  const lost = /^the\s/i.test(input.form);
  const room = sentenceStart ? isVerbForm(behind.word) : hasRoom(before.word);
  if (!lost && !room) return unchanged(input, written);
  const begun = sentenceStart && startsUpper(place.surface) ? `The ${plain}` : `the ${text}`;
  return { from: hit.from, text: begun, adaptations: ["article"] };
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
