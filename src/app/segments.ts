import type { SegmentState } from "../core/article/model.ts";
import { merge3, preferOurs } from "../core/merge/merge3.ts";
import { autosaveId, typingSession, wasAutosaved } from "./autosaves.ts";
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
  /** The text that the typing started from; the revision's own without one. */
  readonly base?: string | undefined;
  readonly approve?: boolean | undefined;
  /** Whether the page saved by itself: such saves in a row are one change. */
  readonly auto?: boolean | undefined;
  readonly requestId?: string | undefined;
}

/** What stands after a save. */
export interface SavedSegment extends SegmentRef {
  readonly text: string;
  readonly state: SegmentState;
  /** Whether the text has words beside the typed ones: of another person, or of a rendering. */
  readonly merged: boolean;
}

/**
 * Saves an editor's text. What another person or a rendering wrote in between is merged with it, where the two do not
 * touch. Where a person's words touch the typed ones it is refused with both texts (conflict, `current` is a
 * {@link StaleSave}); where a rendering's do, the editor's text stands and the rendering becomes a proposal. A request
 * that is repeated makes one revision. Fails invalid, not-found.
 */
export async function saveSegment(deps: Deps, actor: Actor, input: SaveSegmentInput): Promise<SavedSegment> {
  const typed = checked(input.text, "failure.segment-text");
  const known = input.auto === true && input.requestId !== undefined;
  const requestId = known ? autosaveId(input.requestId) : input.requestId;
  return deps.store.write(async (tx) => {
    const segment = await getSegment(tx, input.segmentId);
    const earlier = await repeated(tx, requestId);
    if (earlier !== undefined && (await isRepetition(tx, earlier.id, input))) return savedAs(segment, typed);
    if (isBlank(typed) && segment.text !== "") throw emptyText();
    const fresh = standsAsSeen(segment, input);
    if (!fresh && known && (await wasAutosaved(tx, actor, input))) return savedAs(segment, typed);
    const { text, rendering } = fresh
      ? { text: typed, rendering: segment.rendered }
      : await rebase(deps, tx, segment, input);
    // Words that came in meanwhile were not seen by the one who approves.
    const state = stateAfter(segment, text, input.approve === true && text === typed);
    if (text === segment.text && state === segment.state) return savedAs(segment, typed);
    const session = fresh && input.auto === true ? await typingSession(deps, tx, actor, segment) : undefined;
    const change =
      session ??
      (await openChange(deps, tx, actor, {
        kind: text === segment.text ? "segment.state" : "segment.edit",
        name: excerpt(text),
        articleId: segment.articleId,
        // The id of a request that said something else stays that request's.
        requestId: earlier === undefined ? requestId : undefined,
      }));
    const base =
      rendering === segment.rendered ? {} : await deferRendering(deps, tx, change, segment, rendering);
    const saved = await putContent(tx, change, segment, { ...base, text, state });
    await tx.updateArticle(segment.articleId, { updatedAt: change.at });
    await change.close();
    return savedAs(saved, typed);
  });
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}

function emptyText(): Failure {
  const finding = { code: "empty", severity: "error", params: {} } as const;
  return new Failure("invalid", "failure.segment-text", {}, { findings: [finding] });
}

/** Whether the typing started from what stands now. */
function standsAsSeen(segment: SegmentRecord, input: SaveSegmentInput): boolean {
  return input.revision === segment.revision && (input.base ?? segment.text) === segment.text;
}

/** Whether an earlier request with the same id said the same: going back in a browser sends another text with it. */
async function isRepetition(tx: StoreReader, changeId: string, input: SaveSegmentInput): Promise<boolean> {
  const written = (await tx.revisionsOf(changeId)).find(({ segmentId }) => segmentId === input.segmentId);
  if (written === undefined || (input.approve === true && written.state !== "approved")) return false;
  if (written.text === input.text) return true;
  const seen = input.base ?? (await tx.segmentRevision(input.segmentId, input.revision))?.text;
  const stood = await tx.segmentRevision(input.segmentId, written.revision - 1);
  if (seen === undefined || stood === undefined) return false;
  return merge3(seen, input.text, stood.text).text === written.text;
}

/** Editing approved text makes it edited; editing back to the rendering makes it open again. */
function stateAfter(segment: SegmentRecord, text: string, approve: boolean): SegmentState {
  if (approve) return "approved";
  if (text === segment.text) return segment.state;
  return text === segment.rendered ? "open" : "edited";
}

/**
 * What a save that did not start from what stands becomes: merged with what came since. `rendering` is the base that the
 * text then has: an older one where the text and a rendering touch.
 */
async function rebase(
  deps: Deps,
  tx: StoreReader,
  segment: SegmentRecord,
  input: SaveSegmentInput,
): Promise<{ readonly text: string; readonly rendering: string }> {
  const seen = await tx.segmentRevision(segment.id, input.revision);
  const base = input.base ?? seen?.text;
  if (seen === undefined || base === undefined || seen.from !== segment.from || seen.to !== segment.to) {
    throw await staleSave(deps, tx, segment, input, base);
  }
  const merged = merge3(base, input.text, segment.text).text;
  if (merged !== undefined && !isBlank(merged)) return { text: merged, rendering: segment.rendered };
  // A rendering makes no save fail; what a person wrote is never replaced unseen.
  if (base !== seen.text || (await wroteSince(tx, segment, input.revision)))
    throw await staleSave(deps, tx, segment, input, base);
  return { text: input.text, rendering: seen.rendered };
}

/** Whether a person saved, restored or accepted another text after the revision. */
async function wroteSince(tx: StoreReader, segment: SegmentRecord, revision: number): Promise<boolean> {
  const history = await tx.segmentHistory(segment.id);
  const since = history.filter((entry) => entry.revision.revision > revision);
  for (const [index, { revision: later, change }] of since.entries()) {
    const before = history[index + 1]?.revision;
    if (later.text !== before?.text && !(await isRendering(tx, change))) return true;
  }
  return false;
}

/** Changes whose texts come from the glossary and what it goes by. */
const RENDERINGS: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  "render",
  "concept.save",
  "concept.merge",
  "concept.split",
  "concept.approve",
  "concept.reject",
  "glossary.edit",
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
  const current = await compareTyped(deps, tx, segment, { text: input.text, base });
  return new Failure("conflict", "failure.stale-segment", {}, { current });
}

/** What was typed beside what stands, and what both grew from. Fails not-found. */
export async function compareTyped(
  deps: Deps,
  tx: StoreReader,
  segment: SegmentRecord,
  typed: { readonly text: string; readonly base: string | undefined },
): Promise<StaleSave> {
  const article = await getArticleRecord(tx, segment.articleId);
  const material = await segmentMaterial(tx, article, await glossaryFor(deps, tx));
  const view = findSegmentView(material, segment.id);
  if (view === undefined) throw new Failure("not-found", "failure.no-segment", { id: segment.id });
  const { regions } = merge3(typed.base ?? segment.text, typed.text, segment.text);
  return {
    segment: view,
    article: await getSummary(tx, article.id),
    base: typed.base,
    typed: typed.text,
    regions,
    merged: preferOurs(regions),
  };
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

function savedAs(segment: SegmentRecord, typed: string): SavedSegment {
  return { ...refOf(segment), text: segment.text, state: segment.state, merged: segment.text !== typed };
}

function refOf(segment: SegmentRecord): SegmentRef {
  return { articleId: segment.articleId, segmentId: segment.id, revision: segment.revision };
}
