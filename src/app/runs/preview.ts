/** What a run would do; nothing is written. */
import { advance } from "../../core/merge/advance.ts";
import { diffTexts } from "../../core/merge/diff.ts";
import type { SegmentRendering } from "../../core/rendering/model.ts";
import type { Deps } from "../deps.ts";
import type { SegmentRecord } from "../records.ts";
import { isSettled } from "../rendering.ts";
import { renderMaterial, type RenderedArticle } from "../render-material.ts";
import type { StoreReader } from "../store.ts";
import { glossaryAt } from "./glossary-at.ts";
import { loadArticles, materialOf, type Loaded } from "./material.ts";
import {
  PREVIEW_KINDS,
  type PreviewArticle,
  type PreviewKind,
  type PreviewSample,
  type RunPreview,
  type RunScope,
} from "./model.ts";
import { planScope, takesHead, type Plan } from "./scope.ts";

/** Of more articles than that some are looked at. */
const EXACT = 1000;
/** How many of them. */
const SAMPLED = 300;
const BATCH = 50;
const LISTED = 200;
const SAMPLES = 12;
const SAMPLES_AN_ARTICLE = 2;

/** What a run over a scope would do, exactly for up to {@link EXACT} articles. Fails not-found. */
export function previewRun(deps: Deps, input: { readonly scope: RunScope }): Promise<RunPreview> {
  return deps.store.read(async (tx) => {
    const glossaryRevision = await tx.glossaryRevision();
    const plan = await planScope(deps, tx, input.scope, glossaryRevision, true);
    const ids = await lookedAt(tx, input.scope, plan);
    const glossary = await glossaryAt(deps, tx, glossaryRevision);
    const found = new Found();
    for (let from = 0; from < ids.length; from += BATCH) {
      const some = await loadArticles(tx, ids.slice(from, from + BATCH));
      for (const loaded of some.values()) {
        await lookAt(tx, loaded, renderMaterial(materialOf(loaded), glossary), found);
      }
    }
    const factor = ids.length === 0 ? 1 : Math.max(1, plan.total / ids.length);
    const scaled = (count: number): number => Math.round(count * factor);
    return {
      glossaryRevision,
      articles: plan.total,
      touched: scaled(found.touched),
      places: byKind((kind) => scaled(found.places[kind])),
      estimated: factor > 1,
      samples: found.samples,
      listed: found.listed,
      concepts: plan.concepts,
    };
  });
}

/** What was found so far. */
class Found {
  touched = 0;
  readonly places: Record<PreviewKind, number> = byKind(() => 0);
  readonly samples: PreviewSample[] = [];
  readonly listed: PreviewArticle[] = [];
}

function byKind(count: (kind: PreviewKind) => number): Record<PreviewKind, number> {
  return Object.fromEntries(PREVIEW_KINDS.map((kind) => [kind, count(kind)])) as Record<PreviewKind, number>;
}

/** All articles of a small scope, some from all over a big one: the same every time. */
async function lookedAt(tx: StoreReader, scope: RunScope, plan: Plan): Promise<readonly string[]> {
  const { articleIds, total } = plan;
  if (articleIds !== undefined) return articleIds.length <= EXACT ? articleIds : spread(articleIds, SAMPLED);
  const all = await tx.articleCuts(total <= EXACT ? 1 : Math.ceil((await tx.articleCount()) / SAMPLED));
  const heads = await tx.articleHeadsOf(all);
  return heads.filter((head) => takesHead(scope, head)).map((head) => head.id);
}

function spread(ids: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => ids[Math.floor((index * ids.length) / count)] ?? "");
}

async function lookAt(
  tx: StoreReader,
  loaded: Loaded,
  rendered: RenderedArticle,
  found: Found,
): Promise<void> {
  const { id: articleId, title, machine } = loaded.source;
  const places = byKind(() => 0);
  const own = new Map(rendered.segments);
  for (const [index, segment] of loaded.segments.entries()) {
    const text = own.get(index)?.text ?? machine.slice(segment.from, segment.to);
    const kind = await kindOf(tx, loaded, segment, text);
    if (kind === undefined) continue;
    places[kind] += placesIn(segment, own.get(index));
    // From many articles rather than many of one.
    const shown = found.samples.filter((sample) => sample.articleId === articleId).length;
    if (found.samples.length >= SAMPLES || shown >= SAMPLES_AN_ARTICLE) continue;
    found.samples.push({
      ...{ articleId, title, kind },
      segmentId: segment.id,
      segmentNumber: index + 1,
      diff: diffTexts(segment.text, afterwards(segment, text)),
    });
  }
  const asked = new Set(loaded.hits.filter(asks).map(({ from, to }) => `${from}:${to}`));
  places.doubtful = rendered.hits.filter((hit) => asks(hit) && !asked.has(`${hit.from}:${hit.to}`)).length;
  for (const kind of PREVIEW_KINDS) found.places[kind] += places[kind];
  if (places.change + places.approved + places.conflict === 0) return;
  found.touched++;
  if (found.listed.length < LISTED) found.listed.push({ articleId, title, places });
}

/** What would happen in a segment; undefined: nothing to speak of. */
async function kindOf(
  tx: StoreReader,
  loaded: Loaded,
  segment: SegmentRecord,
  next: string,
): Promise<Exclude<PreviewKind, "doubtful"> | undefined> {
  const step = advance(segment, next);
  if (step.kind === "follow") return "change";
  if (step.kind !== "propose") return undefined;
  if (await isSettled(tx, loaded.open.get(segment.id), segment.id, next)) return undefined;
  return step.merged === undefined ? "conflict" : "approved";
}

function afterwards(segment: SegmentRecord, next: string): string {
  const step = advance(segment, next);
  return step.kind === "follow" ? step.text : step.kind === "propose" ? (step.merged ?? next) : segment.text;
}

/** How many spans are written otherwise than now, at least one. */
function placesIn(segment: SegmentRecord, next: SegmentRendering | undefined): number {
  const key = (change: SegmentRecord["provenance"][number]): string =>
    `${change.from}:${change.to}:${change.after}`;
  const [was, will] = [new Set(segment.provenance.map(key)), new Set((next?.changes ?? []).map(key))];
  const ranges = new Set<string>();
  for (const one of [...was.symmetricDifference(will)]) ranges.add(one.split(":").slice(0, 2).join(":"));
  return Math.max(1, ranges.size);
}

function asks({ outcome }: { readonly outcome: string }): boolean {
  return outcome === "ask" || outcome === "hold";
}
