import type { BlockKind, Decision } from "../article/model.ts";
import type { CompiledGlossary } from "../glossary/compile.ts";
import type { Pattern } from "../glossary/matcher.ts";
import { compileMatcher } from "../glossary/matcher.ts";
import type { Concept } from "../glossary/model.ts";
import { holdsOn, preferredForm } from "../glossary/model.ts";
import { isInsideWord } from "../text/apostrophe.ts";
import { elementsOf } from "../text/elements.ts";
import { overlaps, spanAround } from "../text/span.ts";
import type { RenderingInput } from "./model.ts";
import type { PlannedHit } from "./plan.ts";
import { decisionAbout } from "./decisions.ts";
import { followsNumber, inNumber } from "./number.ts";

/** Blocks whose names are no mention: a name there stays written in full, and the next one is still the first. */
const APART: ReadonlySet<BlockKind> = new Set<BlockKind>(["headline", "credit", "notice"]);

/**
 * The hits with first and later mentions written as their concepts say. The first is written in full, with an acronym
 * behind it in brackets when a later one needs it; later ones are written short, also where the full form was right
 * already. A place that an editor decided about is left alone and is no mention.
 */
export function withMentions(
  planned: readonly PlannedHit[],
  input: RenderingInput,
  glossary: CompiledGlossary,
): PlannedHit[] {
  const mentioned = new Map<string, number[]>();
  planned.forEach((hit, index) => {
    if (hit.concept.mention === undefined || !isMention(hit)) return;
    if (APART.has(spanAround(input.blocks, hit)?.kind ?? "body")) return;
    const list = mentioned.get(hit.conceptId);
    if (list === undefined) mentioned.set(hit.conceptId, [index]);
    else list.push(index);
  });
  if (mentioned.size === 0) return [...planned];
  const written = [...planned];
  for (const [conceptId, indices] of mentioned) {
    const concept = glossary.concepts.get(conceptId);
    const [short] = concept === undefined ? [] : shortForms(concept, input.date);
    const full = concept === undefined ? undefined : preferredForm(concept, input.date);
    if (concept === undefined || short === undefined || full === undefined || indices.length < 2) continue;
    indices.forEach((index, order) => {
      const hit = planned[index];
      if (hit === undefined) return;
      const own = inNumberOf(hit, concept, { full, short });
      written[index] = order === 0 ? firstMention(hit, input.machine, own) : laterMention(hit, own);
    });
  }
  return written;
}

function isMention(hit: PlannedHit): boolean {
  return hit.outcome === "replace" || (hit.outcome === "protect" && hit.reason === "good-form");
}

/** The short English forms of a concept in a text of a date. */
function shortForms(concept: Concept, date: string | undefined): string[] {
  return concept.forms
    .filter((form) => form.lang === "en" && form.kind === "short" && holdsOn(form, date))
    .map((form) => form.text);
}

/** Two letters or more, all capitals but for a plural s: NAMI, HKPC, SMEs. */
function isAcronym(text: string): boolean {
  return /^\p{Lu}[\p{Lu}\p{N}&-]*\p{Lu}s?$/u.test(text);
}

/** How a concept is written in full and short. */
interface Names {
  readonly full: string;
  readonly short: string;
}

/** The names in the number that was found: small and medium enterprises (SMEs). */
function inNumberOf({ number }: PlannedHit, { category }: Concept, { full, short }: Names): Names {
  if (number === undefined || number === "as-written") return { full, short };
  const fitted = (text: string): string =>
    followsNumber(text, category) ? (inNumber(text, number) ?? text) : text;
  return { full: fitted(full), short: fitted(short) };
}

function firstMention(hit: PlannedHit, machine: string, { full, short }: Names): PlannedHit {
  // A text that begins with the short form is left to its editor; one that has the acronym behind it needs no other.
  if (hit.formKind === "short" || !isAcronym(short)) return hit;
  const behind = machine.slice(hit.to, hit.to + short.length + 3);
  if (/^\s?[（(]/.test(behind) && behind.includes(short)) return hit;
  const written = hit.replacement ?? machine.slice(hit.from, hit.to);
  if (written.includes(`(${short})`)) return hit;
  const reason = hit.replacement === undefined ? "later-mention" : hit.reason;
  return { ...hit, outcome: "replace", reason, replacement: `${full} (${short})`, mention: true };
}

function laterMention(hit: PlannedHit, { short }: Names): PlannedHit {
  if (hit.formKind === "short") return hit;
  const reason = hit.outcome === "replace" ? hit.reason : "later-mention";
  return { ...hit, outcome: "replace", reason, replacement: short, mention: true };
}

interface Surname {
  readonly concept: Concept;
  readonly surname: string;
  /** Where the wrong full name stands first. */
  readonly after: number;
}

/**
 * Surnames of wrong names that stand by themselves behind the full name (Bi said, where Bi Jianwen stands before): an
 * editor is asked, and writes the person's own surname by a decision. The machine's surname is the first word of the
 * full form, as pinyin has it; the surname that is written is the concept's own field.
 */
export function surnameHits(
  planned: readonly PlannedHit[],
  input: RenderingInput,
  decisions: readonly Decision[],
): PlannedHit[] {
  const patterns = new Map<string, Pattern<Surname>>();
  for (const hit of planned) {
    const { concept } = hit;
    if (concept.surname === undefined || concept.category !== "person") continue;
    if (hit.formKind !== "deprecated" || hit.outcome !== "replace") continue;
    const words = elementsOf(hit.form);
    const [first] = words;
    if (first === undefined || words.length < 2) continue;
    const key = `${concept.id}\n${first.exact}`;
    if (patterns.has(key)) continue;
    const payload = { concept, surname: concept.surname, after: hit.to };
    patterns.set(key, {
      text: hit.form.slice(first.from, first.to),
      exactCase: true,
      exactJoints: true,
      payload,
    });
  }
  if (patterns.size === 0) return [];
  const found = compileMatcher([...patterns.values()]).scan(input.machine);
  return found.flatMap(({ from, to, payload }): PlannedHit[] => {
    const { concept, surname, after } = payload;
    const span = { from, to };
    if (from < after || planned.some((hit) => overlaps(hit, span))) return [];
    const stands = input.machine.slice(from, to);
    if (shortForms(concept, input.date).includes(stands) || isInsideWord(input.machine, span)) return [];
    const rival = found.find((other) => other.from === from && other.payload.concept.id !== concept.id);
    const decision = decisionAbout(span, input.machine, decisions);
    if (decision !== undefined && decision.conceptId !== concept.id) return [];
    const base = { ...span, concept, conceptId: concept.id, form: stands, formKind: "deprecated" as const };
    if (decision?.kind === "keep") {
      return [{ ...base, outcome: "protect", reason: "kept", replacement: undefined }];
    }
    if (decision !== undefined)
      return [{ ...base, outcome: "replace", reason: "chosen", replacement: surname }];
    const by = rival === undefined ? {} : { by: rival.payload.concept.id };
    return [{ ...base, ...by, outcome: "ask", reason: "surname", replacement: undefined }];
  });
}
