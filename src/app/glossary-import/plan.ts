import type { Concept, Form } from "../../core/glossary/model.ts";
import { conceptLabel, preferredForm, sameConcept } from "../../core/glossary/model.ts";
import { foldHans } from "../../core/text/hans.ts";
import { foldLoose } from "../../core/text/fold.ts";
import type { GlossaryEntry } from "../../formats/glossaries/entry.ts";
import { inOrder, replaced, updated } from "./merge.ts";

/** What an import does with concepts that are there: adds what the file says, leaves them, or takes the file's in their place. */
export const IMPORT_POLICIES = ["update", "add", "replace"] as const;
export type ImportPolicy = (typeof IMPORT_POLICIES)[number];

/** What becomes of a row: a conflict waits for a person, who says which concept it is or that it is a new one. */
export const ROW_KINDS = ["new", "changed", "unchanged", "conflict", "skipped"] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** What a person decided about one row: to leave it out, to add it, or which stored concept it is. */
export type RowChoice =
  { readonly kind: "skip" | "add" } | { readonly kind: "use"; readonly conceptId: string };

/** The fields that a change of a concept is told by. */
export const CONCEPT_FIELDS = [
  "category",
  "status",
  "forms",
  "scope",
  "case",
  "definite",
  "indefinite",
  "surname",
  "mention",
  "note",
  "evidence",
  "extra",
] as const satisfies readonly (keyof Concept)[];
export type ConceptField = (typeof CONCEPT_FIELDS)[number];

export interface ImportRow {
  /** 1-based place among the file's concepts. */
  readonly number: number;
  /** 1-based line of the file, where it is known. */
  readonly line: number | undefined;
  readonly kind: RowKind;
  /** What would be stored; for a conflict and a row that is skipped what the file says. */
  readonly concept: Concept;
  /** What is stored now. */
  readonly stored: Concept | undefined;
  /** What differs from it. */
  readonly fields: readonly ConceptField[];
  /** Whether it stays retired although the file proposes it: somebody has rejected it. */
  readonly staysRetired: boolean;
  /** The concepts that a conflict may mean. */
  readonly candidates: readonly { readonly id: string; readonly label: string }[];
}

export interface ImportPlan {
  readonly rows: readonly ImportRow[];
  readonly counts: Readonly<Record<RowKind, number>>;
}

export interface PlanOptions {
  readonly policy: ImportPolicy;
  /** By row number. */
  readonly choices?: ReadonlyMap<number, RowChoice> | undefined;
  /** Whether a concept that is retired becomes one that the file proposes: where two files are compared. */
  readonly revives?: boolean | undefined;
}

/**
 * What importing a file would do, row by row. A row is the stored concept with its id; without such a one that which says the same; else
 * the one with which it shares a Chinese form and that has its preferred English, or none that is right. Sharing the Chinese
 * with others is a conflict: namesakes are two concepts. Rows of one concept change it one after another. Linear in the forms of
 * both.
 */
export function planImport(
  stored: readonly Concept[],
  entries: readonly GlossaryEntry[],
  { policy, choices, revives }: PlanOptions,
): ImportPlan {
  const known = new ConceptList(stored);
  const counts = noRows();
  const rows = entries.map((entry, index): ImportRow => {
    const number = index + 1;
    const row = planRow(entry, number, known, { policy, choice: choices?.get(number), revives });
    counts[row.kind]++;
    return row;
  });
  return { rows, counts };
}

export interface RowOptions extends Pick<PlanOptions, "policy" | "revives"> {
  readonly choice: RowChoice | undefined;
}

/** The number of rows of each kind, before the first. */
export function noRows(): Record<RowKind, number> {
  return { new: 0, changed: 0, unchanged: 0, conflict: 0, skipped: 0 };
}

/** What becomes of one row; a concept that it changes is known so to the rows after it. */
export function planRow(
  entry: GlossaryEntry,
  number: number,
  known: KnownConcepts,
  options: RowOptions,
): ImportRow {
  const row = rowOf(entry, number, known, options);
  if (row.kind === "changed") known.change(row.concept);
  return row;
}

function rowOf(
  entry: GlossaryEntry,
  number: number,
  known: KnownConcepts,
  { policy, choice, revives = false }: RowOptions,
): ImportRow {
  const { concept, line } = entry;
  const row = { number, line, concept, stored: undefined, fields: [], staysRetired: false, candidates: [] };
  if (choice?.kind === "skip") return { ...row, kind: "skipped" };
  const match = choice?.kind === "use" ? known.get(choice.conceptId) : undefined;
  const found = match === undefined ? findConcept(known, entry) : { one: match, others: [] };
  if (found.one === undefined) {
    if (found.others.length === 0 || choice?.kind === "add") return { ...row, kind: "new" };
    const candidates = found.others.map((each) => ({ id: each.id, label: conceptLabel(each) }));
    return { ...row, kind: "conflict", candidates };
  }
  const { one } = found;
  if (policy === "add") {
    return { ...row, kind: sameContent(one, concept) ? "unchanged" : "skipped", stored: one };
  }
  const staysRetired = !revives && one.status === "retired" && isProposed(entry);
  const told = staysRetired ? { ...entry, concept: { ...concept, status: one.status } } : entry;
  const wanted = policy === "replace" ? replaced(one, told) : updated(one, told);
  const fields = differingFields(one, wanted);
  const kind = fields.length === 0 ? "unchanged" : "changed";
  return { ...row, kind, concept: fields.length === 0 ? one : wanted, stored: one, fields, staysRetired };
}

function isProposed({ concept, omitted }: GlossaryEntry): boolean {
  return concept.status === "proposed" && !omitted.includes("status");
}

/** The fields in which two concepts differ, whatever the order of forms of one kind and of columns. */
export function differingFields(a: Concept, b: Concept): ConceptField[] {
  const ordered = (concept: Concept): Concept => ({ ...concept, forms: inOrder(concept.forms) });
  const [one, other] = [ordered(a), ordered(b)];
  // Most often nothing does.
  if (sameConcept(one, other)) return [];
  return CONCEPT_FIELDS.filter((field) => !sameConcept({ ...one, [field]: other[field] }, one));
}

function sameContent(a: Concept, b: Concept): boolean {
  return differingFields(a, b).length === 0;
}

/** The stored concepts by what a row may know them by. */
export interface KnownConcepts {
  readonly get: (id: string) => Concept | undefined;
  /** Those that share one of the {@link nameKeys} of a concept, each once. */
  readonly named: (concept: Concept) => readonly Concept[];
  /** What a row made of a concept, for the rows after it. */
  readonly change: (concept: Concept) => void;
}

/** The concept that an entry is, or those that it may be. */
function findConcept(
  known: KnownConcepts,
  { concept, omitted }: GlossaryEntry,
): { readonly one: Concept | undefined; readonly others: readonly Concept[] } {
  const own = omitted.includes("id") ? undefined : known.get(concept.id);
  if (own !== undefined) return { one: own, others: [] };
  const near = known.named(concept);
  const fitting = near.filter((each) => englishFits(each, concept));
  return fitting.length === 1 ? { one: fitting[0], others: [] } : { one: undefined, others: near };
}

class ConceptList implements KnownConcepts {
  readonly #byId: Map<string, Concept>;
  /** Ids, because rows change what they stand for. */
  readonly #byName = new Map<string, string[]>();

  constructor(stored: readonly Concept[]) {
    this.#byId = new Map(stored.map((concept) => [concept.id, concept]));
    for (const concept of stored) {
      for (const key of nameKeys(concept)) {
        const list = this.#byName.get(key);
        if (list === undefined) this.#byName.set(key, [concept.id]);
        else list.push(concept.id);
      }
    }
  }

  get(id: string): Concept | undefined {
    return this.#byId.get(id);
  }

  change(concept: Concept): void {
    this.#byId.set(concept.id, concept);
  }

  named(concept: Concept): readonly Concept[] {
    const ids = new Set([...nameKeys(concept)].flatMap((key) => this.#byName.get(key) ?? []));
    return [...ids].flatMap((id) => this.#byId.get(id) ?? []);
  }
}

/** What a concept may be known by: its Chinese, or where it has none what is written for it. */
export function nameKeys(concept: Concept): Set<string> {
  const chinese = concept.forms.filter(({ lang }) => lang !== "en");
  if (chinese.length > 0) return new Set(chinese.map(({ text }) => foldHans(text)));
  return new Set([`en:${foldLoose(preferredForm(concept) ?? "")}`]);
}

function englishFits(stored: Concept, concept: Concept): boolean {
  const wanted = preferredForm(concept);
  if (wanted === undefined) return true;
  const folded = foldLoose(wanted);
  const english = stored.forms.filter(({ lang }) => lang === "en");
  const good = english.filter(({ kind }) => kind !== "deprecated");
  const has = (forms: readonly Form[]): boolean => forms.some(({ text }) => foldLoose(text) === folded);
  // A concept of which only what the machine writes is known waits for its English.
  return good.length === 0 ? !has(english) : has(good);
}
