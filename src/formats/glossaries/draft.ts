import type { Category, Concept, ConceptStatus, FormLanguage } from "../../core/glossary/model.ts";
import { FORM_LANGUAGES } from "../../core/glossary/model.ts";
import { foldHans } from "../../core/text/hans.ts";
import type { GlossaryEntry, Omissible } from "./entry.ts";
import { formsOfTerms, type FileTerm } from "./forms-of-terms.ts";
import { languageOfTerm } from "./spellings.ts";

/** A concept that is put together from the rows or units of a file. */
export interface ConceptDraft {
  readonly line: number;
  id: string;
  category?: Category | undefined;
  status?: ConceptStatus | undefined;
  readonly terms: Map<FormLanguage, FileTerm[]>;
  readonly notes: string[];
  readonly evidence: string[];
  readonly extra: Map<string, string>;
  /** What {@link keepExtra} has kept: how many values of a name, and each with its name. */
  readonly kept: { readonly counts: Map<string, number>; readonly pairs: Set<string> };
}

/** The most terms of a language, notes, sources or other values that a concept has: what has more is no concept. */
export const VALUE_LIMIT = 1_000;

/** Whether a draft has more values of a kind than {@link VALUE_LIMIT}. */
export function isTooLarge({ terms, notes, evidence, extra }: ConceptDraft): boolean {
  const lists = [notes, evidence, ...terms.values()];
  return extra.size > VALUE_LIMIT || lists.some((list) => list.length > VALUE_LIMIT);
}

/** A concept of which nothing is known but where it stands. */
export function newDraft(line: number): ConceptDraft {
  const kept = { counts: new Map<string, number>(), pairs: new Set<string>() };
  return { line, id: "", terms: new Map(), notes: [], evidence: [], extra: new Map(), kept };
}

/** Adds a term, trimmed; a blank one is none. Gives whether its language is one that concepts have forms in. */
export function addTerm(draft: ConceptDraft, code: string, term: FileTerm): boolean {
  const text = term.text.trim();
  const lang = languageOfTerm(code, text);
  if (lang === undefined) return false;
  if (text === "") return true;
  const terms = draft.terms.get(lang) ?? [];
  terms.push({ ...term, text });
  draft.terms.set(lang, terms);
  return true;
}

/** Keeps a value under a name, a second one of a name as `name (2)`, one value once; a blank one is none. */
export function keepExtra({ extra, kept }: ConceptDraft, name: string, value: string): void {
  const pair = `${name}\n${value}`;
  if (value.trim() === "" || kept.pairs.has(pair) || extra.get(name) === value) return;
  kept.pairs.add(pair);
  let nth = (kept.counts.get(name) ?? 0) + 1;
  // Another value may be called so itself.
  while (extra.has(nthName(name, nth))) nth++;
  kept.counts.set(name, nth);
  extra.set(nthName(name, nth), value);
}

function nthName(name: string, nth: number): string {
  return nth === 1 ? name : `${name} (${nth})`;
}

/** Adds a note that is not there yet. */
export function addNote({ notes }: ConceptDraft, note: string): void {
  const text = note.trim();
  if (text !== "" && !notes.includes(text)) notes.push(text);
}

/** The Chinese terms of a draft as they are compared: simplified, whatever their script. */
export function chineseKeys({ terms }: ConceptDraft): string[] {
  const chinese = [...(terms.get("zh-Hans") ?? []), ...(terms.get("zh-Hant") ?? [])];
  return chinese.map(({ text }) => foldHans(text));
}

/** Puts what another draft has behind one's own. */
export function join(into: ConceptDraft, { terms, notes, evidence, extra }: ConceptDraft): void {
  for (const [lang, list] of terms) {
    const own = into.terms.get(lang);
    if (own === undefined) into.terms.set(lang, list);
    else own.push(...list);
  }
  for (const note of notes) addNote(into, note);
  for (const source of evidence) if (!into.evidence.includes(source)) into.evidence.push(source);
  for (const [name, value] of extra) keepExtra(into, name, value);
}

/** The concept of a draft, undefined for one without a Chinese or English term. */
export function entryOfDraft(draft: ConceptDraft, makeId: () => string): GlossaryEntry | undefined {
  const forms = FORM_LANGUAGES.flatMap((lang) => formsOfTerms(lang, draft.terms.get(lang) ?? []));
  if (forms.length === 0) return undefined;
  const omitted: Omissible[] = [];
  if (draft.id === "") omitted.push("id");
  if (draft.category === undefined) omitted.push("category");
  if (draft.status === undefined) omitted.push("status");
  const concept: Concept = {
    id: draft.id === "" ? makeId() : draft.id,
    category: draft.category ?? "other",
    status: draft.status ?? "proposed",
    forms,
    scope: [],
    note: draft.notes.join("\n"),
    evidence: draft.evidence,
    extra: Object.fromEntries(draft.extra),
  };
  return { concept, omitted, line: draft.line };
}
