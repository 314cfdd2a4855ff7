import type { SegmentState } from "../core/article/model.ts";
import { merge3 } from "../core/merge/merge3.ts";
import type { OpenChange } from "./changes.ts";
import { openChange, repeated, rootOf } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { glossaryFor } from "./glossary.ts";
import { getArticleRecord, getSegment, getSummary } from "./loading.ts";
import type { Actor, ChangeKind, ChangeRecord, SegmentRecord } from "./records.ts";
import { putContent } from "./rendering.ts";
import { findSegmentView, segmentMaterial } from "./segment-views.ts";
import type { StoreReader, StoreWriter } from "./store.ts";
import { checked } from "./texts.ts";
import type { StaleSave } from "./views.ts";

/** Where a segment stands after a use case. */
export interface SegmentRef {
  readonly articleId: string;
  readonly segmentId: string;
  readonly revision: number;
}

export interface SaveSegmentInput {
  readonly segmentId: string;
  /** The revision that the editor had before them. */
  readonly revision: number;
  readonly text: string;
  readonly approve?: boolean | undefined;
  readonly requestId?: string | undefined;
}

/**
 * Saves an editor's text. When another person saved in between it is refused with both texts (conflict, `current` is a
 * {@link StaleSave}); when only a rendering did, the two are merged, and where they touch the editor's text stands and
 * the rendering becomes a proposal. Fails invalid, not-found.
 */
export async function saveSegment(deps: Deps, actor: Actor, input: SaveSegmentInput): Promise<SegmentRef> {
  const typed = checked(input.text, "failure.segment-text");
  return deps.store.write(async (tx) => {
    const segment = await getSegment(tx, input.segmentId);
    const earlier = await repeated(tx, input.requestId);
    if (earlier !== undefined && (await isRepetition(tx, earlier.id, input))) return refOf(segment);
    if (segment.text !== "" && typed.trim() === "") {
      const finding = { code: "empty", severity: "error", params: {} } as const;
      throw new Failure("invalid", "failure.segment-text", {}, { findings: [finding] });
    }
    const { text, rendering } =
      input.revision === segment.revision
        ? { text: typed, rendering: segment.rendered }
        : await rebase(deps, tx, segment, input);
    // Words that a rendering brought in meanwhile were not seen by the one who approves.
    const state = stateAfter(segment, text, input.approve === true && text === typed);
    if (text === segment.text && state === segment.state) return refOf(segment);
    const change = await openChange(deps, tx, actor, {
      kind: text === segment.text ? "segment.state" : "segment.edit",
      name: excerpt(text),
      articleId: segment.articleId,
      // The id of a request that said something else stays that request's.
      requestId: earlier === undefined ? input.requestId : undefined,
    });
    const base =
      rendering === segment.rendered ? {} : await deferRendering(deps, tx, change, segment, rendering);
    const saved = await putContent(tx, change, segment, { ...base, text, state });
    await tx.updateArticle(segment.articleId, { updatedAt: change.at });
    await change.close();
    return refOf(saved);
  });
}

/** Whether an earlier request with the same id said the same: going back in a browser sends another text with it. */
async function isRepetition(tx: StoreReader, changeId: string, input: SaveSegmentInput): Promise<boolean> {
  const written = (await tx.revisionsOf(changeId)).find(({ segmentId }) => segmentId === input.segmentId);
  if (written === undefined || (input.approve === true && written.state !== "approved")) return false;
  if (written.text === input.text) return true;
  const seen = await tx.segmentRevision(input.segmentId, input.revision);
  const stood = await tx.segmentRevision(input.segmentId, written.revision - 1);
  if (seen === undefined || stood === undefined) return false;
  return merge3(seen.text, input.text, stood.text).text === written.text;
}

/** Editing approved text makes it edited; editing back to the rendering makes it open again. */
function stateAfter(segment: SegmentRecord, text: string, approve: boolean): SegmentState {
  if (approve) return "approved";
  if (text === segment.text) return segment.state;
  return text === segment.rendered ? "open" : "edited";
}

/**
 * What a save from an older revision becomes: merged with what renderings did since. `rendering` is the base that the
 * text then has: an older one where the two touch.
 */
async function rebase(
  deps: Deps,
  tx: StoreReader,
  segment: SegmentRecord,
  input: SaveSegmentInput,
): Promise<{ readonly text: string; readonly rendering: string }> {
  const base = await tx.segmentRevision(segment.id, input.revision);
  const history = await tx.segmentHistory(segment.id);
  const since = history.filter(({ revision }) => revision.revision > input.revision);
  // Text that somebody saved or restored is never merged unseen; renderings are, so that a save does not fail for one.
  let byPerson = false;
  for (const [index, { revision, change }] of since.entries()) {
    const before = history[index + 1]?.revision;
    if (revision.text !== before?.text && !(await isRendering(tx, change))) byPerson = true;
  }
  if (base?.from !== segment.from || base.to !== segment.to || byPerson) {
    throw await staleSave(deps, tx, segment, input, base?.text);
  }
  const merged = merge3(base.text, input.text, segment.text).text;
  return merged === undefined
    ? { text: input.text, rendering: base.rendered }
    : { text: merged, rendering: segment.rendered };
}

/** Changes whose texts come from the glossary and what it goes by. */
const RENDERINGS: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  "render",
  "concept.save",
  "decision.make",
  "decision.revoke",
  "glossary.import",
  "sample.load",
  "article.date",
  "article.source",
  "article.align",
  "source.edit",
  "bead.correct",
]);

async function isRendering(tx: StoreReader, change: ChangeRecord): Promise<boolean> {
  return RENDERINGS.has((await rootOf(tx, change)).root.kind);
}

/** The rendering that a save could not be merged with becomes a proposal; the text keeps its older base. */
async function deferRendering(
  deps: Deps,
  tx: StoreWriter,
  change: OpenChange,
  segment: SegmentRecord,
  rendered: string,
): Promise<Partial<SegmentRecord>> {
  const waiting = (await tx.openProposals(segment.articleId)).find(
    (proposal) => proposal.segmentId === segment.id && proposal.kind === "rendering",
  );
  if (waiting !== undefined) {
    await tx.setProposalStatus(waiting.id, "superseded", change.id);
    change.tell("proposal.changed", segment.articleId, waiting.id);
  }
  const id = deps.newId();
  change.tell("proposal.changed", segment.articleId, id);
  await tx.addProposal({
    id,
    kind: "rendering",
    articleId: segment.articleId,
    segmentId: segment.id,
    rendered: segment.rendered,
    provenance: segment.provenance,
    merged: null,
    glossaryRevision: await tx.glossaryRevision(),
    status: "open",
    changeId: change.id,
    createdAt: change.at,
    resolvedBy: null,
  });
  const older = (await tx.segmentHistory(segment.id)).find(({ revision }) => revision.rendered === rendered);
  return { rendered, provenance: older?.revision.provenance ?? [] };
}

async function staleSave(
  deps: Deps,
  tx: StoreReader,
  segment: SegmentRecord,
  input: SaveSegmentInput,
  base: string | undefined,
): Promise<Failure> {
  const article = await getArticleRecord(tx, segment.articleId);
  const material = await segmentMaterial(tx, article, await glossaryFor(deps, tx));
  const view = findSegmentView(material, segment.id);
  if (view === undefined) return new Failure("not-found", "failure.no-segment", { id: segment.id });
  const current: StaleSave = {
    segment: view,
    article: await getSummary(tx, article.id),
    base,
    typed: input.text,
    regions: merge3(base ?? segment.text, input.text, segment.text).regions,
  };
  return new Failure("conflict", "failure.stale-segment", {}, { current });
}

/** Says that a segment is approved, needs work, or is open again. Fails conflict when its text has changed meanwhile. */
export function setSegmentState(
  deps: Deps,
  actor: Actor,
  input: {
    readonly segmentId: string;
    readonly revision: number;
    readonly state: "open" | "needs-work" | "approved";
  },
): Promise<SegmentRef> {
  return deps.store.write(async (tx) => {
    const segment = await getSegment(tx, input.segmentId);
    const reopened = segment.text === segment.rendered ? "open" : "edited";
    const state = input.state === "open" ? reopened : input.state;
    if (segment.state === state) return refOf(segment);
    const seen = await tx.segmentRevision(segment.id, input.revision);
    if (seen?.text !== segment.text) throw new Failure("conflict", "failure.stale-state", {});
    const change = await openChange(deps, tx, actor, {
      kind: "segment.state",
      name: state,
      articleId: segment.articleId,
    });
    const saved = await putContent(tx, change, segment, { state });
    await tx.updateArticle(segment.articleId, { updatedAt: change.at });
    await change.close();
    return refOf(saved);
  });
}

/** Brings back the text of an earlier revision, as a new one. Fails conflict, invalid (other ranges), not-found. */
export function restoreRevision(
  deps: Deps,
  actor: Actor,
  input: { readonly segmentId: string; readonly revision: number; readonly restore: number },
): Promise<SegmentRef> {
  return deps.store.write(async (tx) => {
    const segment = await getSegment(tx, input.segmentId);
    const wanted = await tx.segmentRevision(segment.id, input.restore);
    if (wanted === undefined)
      throw new Failure("not-found", "failure.no-revision", { revision: input.restore });
    if (segment.revision !== input.revision) throw new Failure("conflict", "failure.stale-state", {});
    if (wanted.from !== segment.from || wanted.to !== segment.to) {
      throw new Failure("invalid", "failure.restore-range", { revision: input.restore });
    }
    if (wanted.text === segment.text) return refOf(segment);
    const change = await openChange(deps, tx, actor, {
      kind: "segment.restore",
      name: String(input.restore),
      articleId: segment.articleId,
    });
    const state = wanted.text === segment.rendered ? "open" : "edited";
    const saved = await putContent(tx, change, segment, { text: wanted.text, state });
    await tx.updateArticle(segment.articleId, { updatedAt: change.at });
    await change.close();
    return refOf(saved);
  });
}

/** The beginning of a text, to name a change by. */
export function excerpt(text: string): string {
  const points = Array.from(text.replace(/\s+/g, " ").trim());
  return points.length <= 60 ? points.join("") : points.slice(0, 59).join("") + "…";
}

function refOf(segment: SegmentRecord): SegmentRef {
  return { articleId: segment.articleId, segmentId: segment.id, revision: segment.revision };
}
