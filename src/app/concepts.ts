import type { Concept } from "../core/glossary/model.ts";
import { conceptLabel, preferredForm } from "../core/glossary/model.ts";
import { diffTexts } from "../core/merge/diff.ts";
import { draftOf } from "./concept-drafts.ts";
import type { Deps } from "./deps.ts";
import { getConceptRecord } from "./loading.ts";
import type { ConceptRecord, ConceptRevisionRecord } from "./records.ts";
import type { StoreReader } from "./store.ts";
import type { ConceptDraft, ConceptHistoryEntry, ConceptView } from "./views.ts";
import { noCounts } from "./workbench.ts";

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
