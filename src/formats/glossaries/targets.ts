import type { Concept, Form } from "../../core/glossary/model.ts";
import { preferredForm } from "../../core/glossary/model.ts";
import type { GlossaryEntry } from "./entry.ts";
import type { Losses } from "./losses.ts";

/** What a table of Chinese and English terms has of a concept. */
export interface BilingualTerms {
  /** All Chinese forms, simplified first. */
  readonly sources: readonly Form[];
  /** What is written today. */
  readonly preferred: string | undefined;
  /** What may be written too: other preferred, admitted and short forms. */
  readonly admitted: readonly Form[];
  /** What the machine writes and nobody should. */
  readonly forbidden: readonly Form[];
}

/** The terms of a concept by what a table can do with them. */
export function bilingualTerms(concept: Concept): BilingualTerms {
  const english = concept.forms.filter(({ lang }) => lang === "en");
  const preferred = preferredForm(concept);
  const lead = english.find(({ kind, text }) => kind === "preferred" && text === preferred);
  return {
    sources: concept.forms.filter(({ lang }) => lang !== "en"),
    preferred,
    admitted: english.filter((form) => form.kind !== "deprecated" && form !== lead),
    forbidden: english.filter(({ kind }) => kind === "deprecated"),
  };
}

/** The entries whose terms a tool may be given: of one that is retired no tool that knows no status would know that it is. */
export function* entriesInUse(entries: Iterable<GlossaryEntry>, losses?: Losses): Generator<GlossaryEntry> {
  for (const entry of entries) {
    if (entry.concept.status !== "retired") yield entry;
    else losses?.lose("concept", entry.concept.id);
  }
}

/** What a format without a status loses of a concept that is only proposed. */
export function lostStatus({ status }: Concept): number {
  return status === "approved" ? 0 : 1;
}

/** A text on one line: tabs and line ends as blanks. */
export function onOneLine(text: string): string {
  return text.replace(/[\t\r\n\u0085\u2028\u2029]+/g, " ").trim();
}

/** What a format of terms has a place for. */
export interface HeldFields {
  readonly note: boolean;
  readonly category: boolean;
  /** Which forms are short ones, or it is told otherwise that they are left out. */
  readonly short: boolean;
}

/** How many fields of a concept a file of terms alone does not have. */
export function lostFields(concept: Concept, held: HeldFields): number {
  const { scope, evidence, extra, note, category, forms } = concept;
  const rules = [concept.case, concept.definite, concept.indefinite, concept.surname, concept.mention];
  return (
    (scope.length > 0 ? 1 : 0) +
    (evidence.length > 0 ? 1 : 0) +
    Object.keys(extra).length +
    rules.filter((rule) => rule !== undefined).length +
    (!held.note && note !== "" ? 1 : 0) +
    (!held.category && category !== "other" ? 1 : 0) +
    (held.short ? 0 : forms.filter(({ kind }) => kind === "short").length)
  );
}

/** How many forms hold only on some days, which a file without dates does not say. */
export function lostDays({ forms }: Concept): number {
  return forms.filter(({ validFrom, validTo }) => validFrom !== undefined || validTo !== undefined).length;
}
