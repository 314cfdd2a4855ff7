import type { Concept } from "../core/glossary/model.ts";
import { conceptLabel, preferredForm } from "../core/glossary/model.ts";
import { diffTexts } from "../core/merge/diff.ts";
import { commentView } from "./comment-views.ts";
import { mergedConcepts, type MergedConcept } from "./concept-edits/survivors.ts";
import { draftOf } from "./concept-drafts.ts";
import type { Deps } from "./deps.ts";
import { getConceptRecord } from "./loading.ts";
import type { ConceptRevisionRecord } from "./records.ts";
import type { StoreReader } from "./store.ts";
import type { CommentView } from "./together-views.ts";
import type { ConceptComparison, ConceptDraft, ConceptHistoryEntry, ConceptView } from "./views.ts";

/** Articles of a concept's use that are shown at a time. */
const USES = 50;

/** A concept with its history, what was said about it, and the articles it stands in, those before one. Fails not-found. */
export function getConcept(deps: Deps, conceptId: string, usedBefore?: string): Promise<ConceptView> {
  return deps.store.read((tx) => conceptView(tx, conceptId, usedBefore));
}

/** The same within a transaction. */
export async function conceptView(
  tx: StoreReader,
  conceptId: string,
  usedBefore?: string,
): Promise<ConceptView> {
  const record = await getConceptRecord(tx, conceptId);
  const merged = await mergedConcepts(tx, conceptId);
  const uses = await tx.usesOfConcept(conceptId, { before: usedBefore, limit: USES + 1 });
  const [row] = await tx.conceptRows([conceptId]);
  return {
    record,
    label: conceptLabel(record.concept),
    draft: draftOf(record.concept),
    usedIn: uses.slice(0, USES),
    usedOn: uses.length > USES ? uses[USES - 1]?.articleId : undefined,
    uses: { articles: row?.articles ?? 0, places: row?.places ?? 0 },
    comments: await commentsOf(tx, [conceptId, ...merged.map(({ id }) => id)]),
    history: await historyOf(tx, conceptId),
    merged: await withHistory(tx, merged),
  };
}

async function commentsOf(tx: StoreReader, conceptIds: readonly string[]): Promise<CommentView[]> {
  const comments: CommentView[] = [];
  for (const id of conceptIds) comments.push(...(await tx.conceptComments(id)).map(commentView));
  return comments.sort((a, b) => a.at - b.at);
}

async function withHistory(
  tx: StoreReader,
  merged: readonly MergedConcept[],
): Promise<ConceptView["merged"]> {
  const found: ConceptView["merged"][number][] = [];
  for (const one of merged) found.push({ ...one, history: await historyOf(tx, one.id) });
  return found;
}

async function historyOf(tx: StoreReader, conceptId: string): Promise<ConceptHistoryEntry[]> {
  const history = await tx.conceptHistory(conceptId);
  const said = new Map(
    (await tx.conceptComments(conceptId)).map(({ comment }) => [comment.changeId, comment.text]),
  );
  return history.map(({ revision, change }, index) => ({
    ...reasonOf(said.get(change.id)),
    revision: revision.revision,
    at: change.at,
    actor: change.actor.name,
    actorKind: change.actor.kind,
    kind: change.kind,
    name: change.name,
    removed: revision.removed,
    concept: revision.concept,
    changes: changesBetween(history[index + 1]?.revision, revision),
  }));
}

/** What turns one revision of a concept into another; undefined where one of them is not in its history. */
export function compareConcepts(
  { history }: Pick<ConceptView, "history">,
  from: number | undefined,
  to: number | undefined,
): ConceptComparison | undefined {
  const before = history.find(({ revision }) => revision === from);
  const after = history.find(({ revision }) => revision === to);
  if (before === undefined || after === undefined) return undefined;
  return { from: before.revision, to: after.revision, changes: changesBetween(before, after) };
}

/** A comment that was written with a revision is the reason for it. */
function reasonOf(reason: string | undefined): Pick<ConceptHistoryEntry, "reason"> {
  return reason === undefined ? {} : { reason };
}

function changesBetween(
  before: Pick<ConceptRevisionRecord, "concept"> | undefined,
  after: Pick<ConceptRevisionRecord, "concept">,
): ConceptHistoryEntry["changes"] {
  return before === undefined ? [] : conceptChanges(before.concept, after.concept);
}

/** The fields that turn one state of a concept into another, each with what changes in it. */
export function conceptChanges(before: Concept, after: Concept): ConceptHistoryEntry["changes"] {
  const [old, now] = [draftOf(before), draftOf(after)];
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
