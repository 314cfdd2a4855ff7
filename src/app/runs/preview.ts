/** What a run would do; nothing is written. */
import { advance } from "../../core/merge/advance.ts";
import { diffTexts } from "../../core/merge/diff.ts";
import { EXACT, SAMPLED, spread } from "../concept-impact.ts";
import type { Deps } from "../deps.ts";
import { type Prospect, type ProspectSegment, prospectsOf } from "../prospects.ts";
import type { SegmentRecord } from "../records.ts";
import type { StoreReader } from "../store.ts";
import { glossaryAt } from "./glossary-at.ts";
import {
  PREVIEW_KINDS,
  type PreviewArticle,
  type PreviewKind,
  type PreviewSample,
  type RunPreview,
  type RunScope,
} from "./model.ts";
import { planScope, takesHead, type Plan } from "./scope.ts";

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
    for await (const prospect of prospectsOf(tx, ids, glossary)) lookAt(prospect, found);
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

function lookAt({ source, segments, questions }: Prospect, found: Found): void {
  const { id: articleId, title } = source;
  const places = byKind(() => 0);
  for (const segment of segments) {
    const kind = kindOf(segment);
    if (kind === undefined) continue;
    places[kind] += placesIn(segment);
    // From many articles rather than many of one.
    const shown = found.samples.filter((sample) => sample.articleId === articleId).length;
    if (found.samples.length >= SAMPLES || shown >= SAMPLES_AN_ARTICLE) continue;
    const { record, number, next } = segment;
    found.samples.push({
      ...{ articleId, title, kind },
      segmentId: record.id,
      segmentNumber: number,
      diff: diffTexts(record.text, afterwards(record, next.text)),
    });
  }
  places.doubtful = questions.filter(({ isNew }) => isNew).length;
  for (const kind of PREVIEW_KINDS) found.places[kind] += places[kind];
  if (places.change + places.approved + places.conflict === 0) return;
  found.touched++;
  if (found.listed.length < LISTED) found.listed.push({ articleId, title, places });
}

/** What would happen in a segment; undefined: nothing to speak of. */
function kindOf({ record, next, settled }: ProspectSegment): Exclude<PreviewKind, "doubtful"> | undefined {
  const step = advance(record, next.text);
  if (step.kind === "follow") return "change";
  if (step.kind !== "propose" || settled) return undefined;
  return step.merged === undefined ? "conflict" : "approved";
}

function afterwards(segment: SegmentRecord, next: string): string {
  const step = advance(segment, next);
  return step.kind === "follow" ? step.text : step.kind === "propose" ? (step.merged ?? next) : segment.text;
}

/** How many spans are written otherwise than now, at least one. */
function placesIn({ record, next }: ProspectSegment): number {
  const key = (change: SegmentRecord["provenance"][number]): string =>
    `${change.from}:${change.to}:${change.after}`;
  const [was, will] = [new Set(record.provenance.map(key)), new Set(next.changes.map(key))];
  const ranges = new Set<string>();
  for (const one of [...was.symmetricDifference(will)]) ranges.add(one.split(":").slice(0, 2).join(":"));
  return Math.max(1, ranges.size);
}
