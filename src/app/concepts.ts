import type { Category, Concept, ConceptStatus } from "../core/glossary/model.ts";
import { conceptLabel, preferredForm } from "../core/glossary/model.ts";
import { diffTexts } from "../core/merge/diff.ts";
import { foldLoose } from "../core/text/fold.ts";
import { draftOf } from "./concept-drafts.ts";
import type { Deps } from "./deps.ts";
import { glossaryFor } from "./glossary.ts";
import { getConceptRecord } from "./loading.ts";
import type { ConceptRecord, ConceptRevisionRecord } from "./records.ts";
import type { StoreReader } from "./store.ts";
import type { ConceptDraft, ConceptHistoryEntry, ConceptListItem, ConceptView } from "./views.ts";
import { noCounts } from "./workbench.ts";

export interface ConceptSearch {
  /** Words that must all stand in a form, the id or the note; empty: all. */
  readonly query: string;
  readonly category?: Category | undefined;
  readonly status?: ConceptStatus | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** The concepts that a search finds, those whose names start with the query first, then by id. */
export function searchConcepts(
  deps: Deps,
  search: ConceptSearch,
): Promise<{ readonly items: ConceptListItem[]; readonly total: number }> {
  return deps.store.read(async (tx) => {
    const { records } = await glossaryFor(deps, tx);
    const words = foldLoose(search.query)
      .split(/\s+/)
      .filter((word) => word !== "");
    const found = [...records.values()]
      .filter(({ concept }) => search.category === undefined || concept.category === search.category)
      .filter(({ concept }) => search.status === undefined || concept.status === search.status)
      .flatMap((record) => {
        const rank = rankOf(record.concept, words);
        return rank === undefined ? [] : [{ record, rank }];
      })
      .sort((a, b) => a.rank - b.rank);
    const uses = await usesByConcept(tx);
    const items = found.slice(search.offset, search.offset + search.limit).map(({ record }) => ({
      record,
      label: conceptLabel(record.concept),
      ...(uses.get(record.concept.id) ?? { articles: 0, places: 0 }),
    }));
    return { items, total: found.length };
  });
}

/** 0 when a form starts with the first word, 1 when a form or the id has all words, 2 when only the note has; else undefined. */
function rankOf(concept: Concept, words: readonly string[]): number | undefined {
  const [first] = words;
  if (first === undefined) return 0;
  const forms = concept.forms.map((form) => foldLoose(form.text));
  if (forms.some((form) => form.startsWith(first) && words.every((word) => form.includes(word)))) return 0;
  const names = [foldLoose(concept.id), ...forms].join("\n");
  if (words.every((word) => names.includes(word))) return 1;
  const whole = `${names}\n${foldLoose(concept.note)}`;
  return words.every((word) => whole.includes(word)) ? 2 : undefined;
}

async function usesByConcept(tx: StoreReader): Promise<Map<string, { articles: number; places: number }>> {
  const uses = new Map<string, { articles: Set<string>; places: number }>();
  for (const { conceptId, articleId, count } of await tx.conceptUse()) {
    const use = uses.get(conceptId) ?? { articles: new Set(), places: 0 };
    use.articles.add(articleId);
    use.places += count;
    uses.set(conceptId, use);
  }
  return new Map([...uses].map(([id, use]) => [id, { articles: use.articles.size, places: use.places }]));
}

/** A concept with its history and the articles it stands in. Fails not-found. */
export function getConcept(deps: Deps, conceptId: string): Promise<ConceptView> {
  return deps.store.read((tx) => conceptView(tx, conceptId));
}

/** The same within a transaction. */
export async function conceptView(tx: StoreReader, conceptId: string): Promise<ConceptView> {
  const record = await getConceptRecord(tx, conceptId);
  const history = await tx.conceptHistory(conceptId);
  return {
    record,
    label: conceptLabel(record.concept),
    draft: draftOf(record.concept),
    usedIn: await usedIn(tx, record),
    history: history.map(({ revision, change }, index): ConceptHistoryEntry => ({
      revision: revision.revision,
      at: change.at,
      actor: change.actor.name,
      kind: change.kind,
      removed: revision.removed,
      concept: revision.concept,
      changes: changesBetween(history[index + 1]?.revision, revision),
    })),
  };
}

async function usedIn(tx: StoreReader, record: ConceptRecord): Promise<ConceptView["usedIn"]> {
  const byArticle = new Map<string, ReturnType<typeof noCounts>>();
  for (const hit of await tx.hitsOfConcept(record.concept.id)) {
    if (hit.reason === "inside" || hit.reason === "overlap") continue;
    const counts = byArticle.get(hit.articleId) ?? noCounts();
    counts[hit.outcome]++;
    byArticle.set(hit.articleId, counts);
  }
  const used: ConceptView["usedIn"][number][] = [];
  for (const [articleId, counts] of byArticle) {
    const summary = await tx.articleSummary(articleId);
    if (summary?.archivedAt === null) used.push({ articleId, title: summary.title, counts });
  }
  return used;
}

function changesBetween(
  before: ConceptRevisionRecord | undefined,
  after: ConceptRevisionRecord,
): ConceptHistoryEntry["changes"] {
  if (before === undefined) return [];
  const [old, now] = [draftOf(before.concept), draftOf(after.concept)];
  return (Object.keys(now) as (keyof ConceptDraft)[])
    .map((field) => ({ field, before: shown(old[field]), after: shown(now[field]) }))
    .filter((change) => change.before !== change.after)
    .map((change) => ({ field: change.field, diff: diffTexts(change.before, change.after) }));
}

function shown(value: string | readonly string[]): string {
  return typeof value === "string" ? value : value.join("\n");
}

/** The preferred form of a concept, or the empty string. */
export function preferredOf(concept: Concept | undefined): string {
  return concept === undefined ? "" : (preferredForm(concept) ?? "");
}
