import type { BlockKind, Decision } from "../article/model.ts";
import type { CompiledGlossary } from "../glossary/compile.ts";
import type { Pattern } from "../glossary/matcher.ts";
import { compileMatcher } from "../glossary/matcher.ts";
import type { Concept } from "../glossary/model.ts";
import { formTexts, holdsOn, preferredForm } from "../glossary/model.ts";
import { elementsOf } from "../text/elements.ts";
import { overlaps, spanAround } from "../text/span.ts";
import type { RenderingInput } from "./model.ts";
import type { PlannedHit } from "./plan.ts";
import { decisionAbout } from "./decisions.ts";

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
    if (glossary.concepts.get(hit.conceptId)?.mention === undefined || !isMention(hit)) return;
    if (APART.has(spanAround(input.blocks, hit)?.kind ?? "body")) return;
    const list = mentioned.get(hit.conceptId);
    if (list === undefined) mentioned.set(hit.conceptId, [index]);
    else list.push(index);
  });
  if (mentioned.size === 0) return [...planned];
  const written = [...planned];
  for (const [conceptId, indices] of mentioned) {
    const concept = glossary.concepts.get(conceptId);
    const short = concept === undefined ? undefined : shortForm(concept, input.date);
    const full = concept === undefined ? undefined : preferredForm(concept, input.date);
    if (short === undefined || full === undefined || indices.length < 2) continue;
    indices.forEach((index, order) => {
      const hit = planned[index];
      if (hit === undefined) return;
      written[index] = order === 0 ? firstMention(hit, input.machine, full, short) : laterMention(hit, short);
    });
  }
  return written;
}

function isMention(hit: PlannedHit): boolean {
  return hit.outcome === "replace" || (hit.outcome === "protect" && hit.reason === "good-form");
}

function shortForm(concept: Concept, date: string | undefined): string | undefined {
  return concept.forms.find((form) => form.lang === "en" && form.kind === "short" && holdsOn(form, date))
    ?.text;
}

/** Two letters or more, all capitals but for a plural s: NAMI, HKPC, SMEs. */
function isAcronym(text: string): boolean {
  return /^\p{Lu}[\p{Lu}\p{N}&-]*\p{Lu}s?$/u.test(text);
}

function firstMention(hit: PlannedHit, machine: string, full: string, short: string): PlannedHit {
  // A text that begins with the short form is left to its editor; one that has the acronym behind it needs no other.
  if (hit.formKind === "short" || !isAcronym(short)) return hit;
  const behind = machine.slice(hit.to, hit.to + short.length + 3);
  if (/^\s?[（(]/.test(behind) && behind.includes(short)) return hit;
  const written = hit.replacement ?? machine.slice(hit.from, hit.to);
  if (written.includes(`(${short})`)) return hit;
  const reason = hit.replacement === undefined ? "later-mention" : hit.reason;
  return { ...hit, outcome: "replace", reason, replacement: `${full} (${short})`, mention: true };
}

function laterMention(hit: PlannedHit, short: string): PlannedHit {
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
  glossary: CompiledGlossary,
  decisions: readonly Decision[],
): PlannedHit[] {
  const patterns = new Map<string, Pattern<Surname>>();
  for (const hit of planned) {
    const concept = glossary.concepts.get(hit.conceptId);
    if (hit.formKind !== "deprecated" || hit.outcome !== "replace") continue;
    if (concept?.surname === undefined || concept.category !== "person") continue;
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
    if (formTexts(concept, "en", "short").includes(input.machine.slice(from, to))) return [];
    const rival = found.find((other) => other.from === from && other.payload.concept.id !== concept.id);
    const decision = decisionAbout(span, input.machine, decisions);
    if (decision !== undefined && decision.conceptId !== concept.id) return [];
    const form = input.machine.slice(from, to);
    const base = { ...span, conceptId: concept.id, form, formKind: "deprecated" as const };
    if (decision?.kind === "keep") {
      return [{ ...base, outcome: "protect", reason: "kept", replacement: undefined }];
    }
    if (decision !== undefined)
      return [{ ...base, outcome: "replace", reason: "chosen", replacement: surname }];
    const by = rival === undefined ? {} : { by: rival.payload.concept.id };
    return [{ ...base, ...by, outcome: "ask", reason: "surname", replacement: undefined }];
  });
}
