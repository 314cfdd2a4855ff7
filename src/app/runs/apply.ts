/** What a rendering that was made elsewhere does to stored articles. */
import { type Advance, advance } from "../../core/merge/advance.ts";
import type { OpenChange } from "../changes.ts";
import type { Deps } from "../deps.ts";
import type { HitRecord, SegmentRecord } from "../records.ts";
import { closeProposal, hitRecords, isSettled, proposeRendering, sameProvenance } from "../rendering.ts";
import type { RenderedArticle } from "../render-material.ts";
import type { StoreWriter } from "../store.ts";
import type { Loaded } from "./material.ts";

/** What is applied, and how. */
export interface Application {
  readonly deps: Deps;
  readonly tx: StoreWriter;
  readonly change: OpenChange;
  readonly touchApproved: boolean;
}

/** What was written in an article, in segments. */
export interface Written {
  readonly changed: number;
  readonly proposals: number;
  readonly conflicts: number;
  /** Whether anything was written that taking back has to look at. */
  readonly touched: boolean;
}

/**
 * Lets articles advance to renderings, which must be of what they are now: open text follows, edited text is merged,
 * approved text gets a proposal unless it may be touched. An article that advanced before is left as it is.
 */
export async function applyRenderings(
  application: Application,
  pairs: readonly { readonly loaded: Loaded; readonly rendered: RenderedArticle }[],
): Promise<Written[]> {
  const { tx, change } = application;
  const put: SegmentRecord[] = [];
  const written: Written[] = [];
  const rehit: string[] = [];
  const hits: HitRecord[] = [];
  for (const { loaded, rendered } of pairs) {
    const before = put.length;
    const counts = await applyArticle(application, loaded, rendered, put);
    const { id } = loaded.source;
    const touched = put.length > before || counts.settled;
    if (touched) change.tell("article.changed", id, id);
    const next = hitRecords(id, rendered, loaded.segments);
    if (!sameHits(loaded.hits, next)) {
      rehit.push(id);
      hits.push(...next);
    }
    written.push({ ...counts, touched });
  }
  await tx.putRendered(put, change.id);
  await tx.replaceHitsIn(rehit, hits);
  return written;
}

interface Counts {
  changed: number;
  proposals: number;
  conflicts: number;
  /** Whether a proposal was made or closed. */
  settled: boolean;
}

/** Proposals are written at once, segments are put into `put`. */
async function applyArticle(
  application: Application,
  { source, segments, open }: Loaded,
  rendered: RenderedArticle,
  put: SegmentRecord[],
): Promise<Counts> {
  const { tx, change } = application;
  const counts: Counts = { changed: 0, proposals: 0, conflicts: 0, settled: false };
  const own = new Map(rendered.segments);
  for (const [index, segment] of segments.entries()) {
    const next = own.get(index) ?? {
      text: source.machine.slice(segment.from, segment.to),
      hits: [],
      changes: [],
    };
    const waiting = open.get(segment.id);
    let step = advance(segment, next.text);
    if (step.kind === "propose" && (await isAllowed(application, segment, step, next.text))) {
      step = { kind: "follow", text: step.merged ?? segment.text };
    }
    if (step.kind === "propose") {
      const { glossaryRevision } = rendered;
      const proposing = { segment, next, step, waiting, glossaryRevision };
      const made = await proposeRendering(application.deps, tx, change, proposing);
      if (made.proposed && step.merged === undefined) counts.conflicts++;
      else if (made.proposed) counts.proposals++;
      counts.settled ||= made.proposed || made.closed;
      continue;
    }
    if (await closeProposal(tx, change, waiting)) counts.settled = true;
    if (step.kind === "stay" && sameProvenance(segment.provenance, next.changes)) continue;
    const text = step.kind === "follow" ? step.text : segment.text;
    // Only words that a person wants differ from an open segment's rendering.
    const state = segment.state === "open" && text !== next.text ? "edited" : segment.state;
    const content = { rendered: next.text, provenance: next.changes, text, state };
    put.push({ ...segment, ...content, revision: segment.revision + 1, updatedAt: change.at });
    change.tell("segment.changed", segment.articleId, segment.id);
    if (text !== segment.text) counts.changed++;
  }
  return counts;
}

type Proposal = Extract<Advance, { kind: "propose" }>;

/** Whether approved text may change: never to what a person turned down there. */
async function isAllowed(
  { tx, touchApproved }: Application,
  segment: SegmentRecord,
  step: Proposal,
  next: string,
): Promise<boolean> {
  if (!touchApproved || segment.state !== "approved" || step.merged === undefined) return false;
  return !(await isSettled(tx, undefined, segment.id, next));
}

/** Whether two lists of hits say the same. */
export function sameHits(a: readonly HitRecord[], b: readonly HitRecord[]): boolean {
  return a.length === b.length && a.every((hit, index) => hitKey(hit) === hitKey(b[index] ?? hit));
}

function hitKey(hit: HitRecord): string {
  const { from, to, conceptId, form, formKind, outcome, reason, by = "", segmentId } = hit;
  return [from, to, conceptId, form, formKind, outcome, reason, by, segmentId].join("\n");
}
