/** What taking a change back does to renderings that came after it. */
import type { CompiledGlossary } from "../core/glossary/compile.ts";
import type { Concept } from "../core/glossary/model.ts";
import { advance } from "../core/merge/advance.ts";
import { segmentRendering } from "../core/rendering/render.ts";
import type { OpenChange } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { freshGlossary, glossaryFor } from "./glossary.ts";
import { touchedArticles } from "./touched.ts";
import { getArticleRecord } from "./loading.ts";
import type { ChangeRecord, ConceptRevisionRecord, DecisionRecord } from "./records.ts";
import { renderArticle, renderStored } from "./rendering.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

/** What a change made of the glossary, of decisions, and of what rendering goes by. */
export interface Causes {
  readonly changeId: string;
  /** The article in hand, which it rendered. */
  readonly articleId: string | null;
  readonly concepts: readonly ConceptRevisionRecord[];
  readonly decisions: readonly DecisionRecord[];
  /** Ids of articles whose date, Chinese or beads it set. */
  readonly evidence: readonly string[];
}

/** By article: the segments that were rendered or proposed for after a change, with what its glossary gives for them. */
export type RenderedSince = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What was rendered since a change in the articles that it may concern, as long as it is not taken back. */
export async function renderedSince(deps: Deps, tx: StoreReader, causes: Causes): Promise<RenderedSince> {
  const glossary = (await glossaryFor(deps, tx)).compiled;
  const since = new Map<string, ReadonlyMap<string, string>>();
  for (const id of await concerned(tx, causes)) {
    const touched = await touchedSince(tx, id, causes.changeId);
    // What the change rendered may have other hits now, though its text is the same.
    if (touched.size === 0 && !causes.evidence.includes(id) && id !== causes.articleId) continue;
    since.set(id, await textsOf(tx, id, touched, glossary));
  }
  return since;
}

/**
 * As {@link renderedSince} for a change of so many concepts that their articles are not looked for: in all that were rendered by its
 * glossary or a later one. Where there are none, the glossary need not be compiled.
 */
export async function renderedSinceMany(
  deps: Deps,
  tx: StoreReader,
  { id: changeId, glossaryRevision }: ChangeRecord,
): Promise<RenderedSince> {
  const since = new Map<string, ReadonlyMap<string, string>>();
  for (const id of await tx.articlesRenderedSince(glossaryRevision)) {
    const touched = await touchedSince(tx, id, changeId);
    if (touched.size === 0) continue;
    since.set(id, await textsOf(tx, id, touched, (await glossaryFor(deps, tx)).compiled));
  }
  return since;
}

/** What a glossary gives for some segments of an article. */
async function textsOf(
  tx: StoreReader,
  articleId: string,
  segmentIds: ReadonlySet<string>,
  glossary: CompiledGlossary,
): Promise<ReadonlyMap<string, string>> {
  const segments = await tx.segments(articleId);
  const rendering = await renderStored(tx, await getArticleRecord(tx, articleId), segments, glossary);
  return new Map(
    segments
      .filter(({ id }) => segmentIds.has(id))
      .map((segment) => [segment.id, segmentRendering(rendering, segment).text]),
  );
}

/** Ids of the articles in which a change may show: by its evidence and decisions, by its concepts as they are and were. */
async function concerned(tx: StoreReader, causes: Causes): Promise<ReadonlySet<string>> {
  const ids = new Set([...causes.evidence, ...causes.decisions.map((decision) => decision.articleId)]);
  if (causes.concepts.length === 0) return ids;
  const concepts: Concept[] = [];
  for (const { conceptId, revision, concept } of causes.concepts) {
    const before = await tx.conceptRevision(conceptId, revision - 1);
    concepts.push(concept, ...(before === undefined ? [] : [before.concept]));
    for (const hit of await tx.hitsOfConcept(conceptId)) ids.add(hit.articleId);
  }
  for (const id of await touchedArticles(tx, concepts)) ids.add(id);
  for (const revision of await tx.revisionsOf(causes.changeId)) ids.add(revision.articleId);
  if (causes.articleId !== null) ids.add(causes.articleId);
  return ids;
}

/**
 * Segments that the change rendered, whose rendering is another than it left, or for which a later one waits. Ids of
 * changes are in order.
 */
async function touchedSince(
  tx: StoreReader,
  articleId: string,
  changeId: string,
): Promise<ReadonlySet<string>> {
  const proposals = await tx.openProposals(articleId, "rendering");
  const later = proposals.filter((proposal) => proposal.changeId > changeId);
  const touched = new Set([...later, ...(await tx.revisionsOf(changeId))].map((one) => one.segmentId));
  for (const segment of await tx.segments(articleId)) {
    const history = await tx.segmentHistory(segment.id);
    const then = history.find(({ change }) => change.id <= changeId);
    if (then?.revision.rendered !== segment.rendered) touched.add(segment.id);
  }
  return touched;
}

/**
 * Renders again, by the glossary and the decisions as they are now, what was rendered since, where these give another
 * rendering; what is `restored` stays. A segment that was behind before is not brought up by the way.
 */
export async function renderAgain(
  deps: Deps,
  tx: StoreWriter,
  change: OpenChange,
  { since, restored }: { readonly since: RenderedSince; readonly restored: ReadonlySet<string> },
): Promise<void> {
  if (since.size === 0) return;
  const { compiled } = await freshGlossary(tx);
  for (const [id, texts] of since) {
    const article = await getArticleRecord(tx, id);
    await renderArticle(deps, tx, change, article, compiled, (segment, next) => {
      const was = texts.get(segment.id);
      const stays = was === undefined || was === next.text || restored.has(segment.id);
      return stays ? undefined : advance(segment, next.text);
    });
  }
}
