import type { Outcome } from "../core/rendering/model.ts";
import { OUTCOMES } from "../core/rendering/model.ts";
import { segmentRendering } from "../core/rendering/render.ts";
import { chineseScript } from "../core/text/script.ts";
import { articleChecks } from "./article-checks.ts";
import { articleStateView } from "./article-states.ts";
import type { Deps } from "./deps.ts";
import { glossaryFor, labelOf } from "./glossary.ts";
import { getArticleRecord, getSummary } from "./loading.ts";
import { pinOffers } from "./pin-offers.ts";
import { isBehind, renderStored } from "./rendering.ts";
import { repetitionCounts, reuseOffers } from "./reuse.ts";
import type { SegmentMaterial } from "./segment-views.ts";
import { articleDecisions, segmentMaterial, segmentViews } from "./segment-views.ts";
import { chineseBeside } from "./source-views.ts";
import type { StoreReader } from "./store.ts";
import { lastUndoable } from "./undo-choice.ts";
import type { ArticleConcept, WorkbenchView } from "./views.ts";

/** Everything that the review of one article shows. Fails not-found. */
export function getWorkbench(deps: Deps, articleId: string): Promise<WorkbenchView> {
  return deps.store.read(async (tx) => {
    const article = await getArticleRecord(tx, articleId);
    const glossary = await glossaryFor(deps, tx);
    const material = await segmentMaterial(tx, article, glossary);
    const concepts = articleConcepts(material);
    const chinese = chineseBeside(article, material.segments, glossary);
    const segments = segmentViews(material, chinese);
    return {
      article: await getSummary(tx, articleId),
      hasSource: article.sourceText !== null,
      sourceReconstructed: article.sourceReconstructed,
      sourceFindings: article.sourceFindings,
      sourceLang: article.sourceText === null ? undefined : chineseScript(article.sourceText),
      glossaryRevision: glossary.compiled.revision,
      stale: await isStale(tx, material),
      segments,
      concepts,
      conceptLabels: conceptLabels(material, chinese.concepts),
      undo: await lastUndoable(tx, articleId),
      inactiveDecisions: articleDecisions(material),
      offers: await pinOffers(tx, material),
      reuses: await reuseOffers(tx, article, material.segments),
      repetitions: await repetitionCounts(tx, article, material.segments),
      checks: articleChecks(material),
      standing: await articleStateView(tx, articleId),
      lastEvent: await tx.lastEvent(),
    };
  });
}

/** Whether rendering again would change a segment's rendering. */
async function isStale(tx: StoreReader, material: SegmentMaterial): Promise<boolean> {
  const { article, segments, glossary, proposals } = material;
  if (article.glossaryRevision === glossary.compiled.revision) return false;
  const rendering = await renderStored(tx, article, segments, glossary.compiled);
  for (const segment of segments) {
    const waiting = proposals.find(
      (proposal) => proposal.segmentId === segment.id && proposal.kind === "rendering",
    );
    if (await isBehind(tx, segment, segmentRendering(rendering, segment).text, waiting)) return true;
  }
  return false;
}

/** The concepts with hits in the article: those that act or ask by first place, then those that are only let stand. */
function articleConcepts(material: SegmentMaterial): ArticleConcept[] {
  const numbers = new Map(material.segments.map((segment, index) => [segment.id, index + 1]));
  const found = new Map<string, { counts: Record<Outcome, number>; segments: Set<number> }>();
  for (const hit of material.hits) {
    if (hit.reason === "inside" || hit.reason === "overlap") continue;
    let entry = found.get(hit.conceptId);
    if (entry === undefined) {
      entry = { counts: noCounts(), segments: new Set() };
      found.set(hit.conceptId, entry);
    }
    entry.counts[hit.outcome]++;
    entry.segments.add(numbers.get(hit.segmentId) ?? 0);
  }
  const list = [...found].flatMap(([id, { counts, segments }]) => {
    const record = material.glossary.records.get(id);
    if (record === undefined) return [];
    return [{ record, label: labelOf(material.glossary, id), counts, segments: [...segments] }];
  });
  const rank = ({ counts }: ArticleConcept): number =>
    counts.replace > 0 ? 0 : counts.ask + counts.hold > 0 ? 1 : 2;
  return list.sort((a, b) => rank(a) - rank(b));
}

/** A count of zero for every outcome. */
export function noCounts(): Record<Outcome, number> {
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
}

function conceptLabels(
  material: SegmentMaterial,
  inChinese: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const ids = new Set(inChinese);
  for (const hit of material.hits) {
    ids.add(hit.conceptId);
    if (hit.by !== undefined) ids.add(hit.by);
  }
  for (const segment of material.segments) for (const change of segment.provenance) ids.add(change.conceptId);
  return new Map([...ids].map((id) => [id, labelOf(material.glossary, id)]));
}
