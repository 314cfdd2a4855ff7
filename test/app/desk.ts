/** What an editor does, in one line each, for the tests of the use cases. */
import { expect } from "vitest";
import { importArticle } from "../../src/app/article-import.ts";
import { emptyDraft } from "../../src/app/concept-drafts.ts";
import { previewConcept, removeConcept, saveConcept } from "../../src/app/concept-saving.ts";
import { getConcept } from "../../src/app/concepts.ts";
import type { Deps } from "../../src/app/deps.ts";
import { Failure, type FailureCode } from "../../src/app/failure.ts";
import { exportGlossary, type ExportInput } from "../../src/app/glossary-files.ts";
import { acceptProposal, rejectProposal } from "../../src/app/proposals.ts";
import type { ProposalRecord, SegmentRecord } from "../../src/app/records.ts";
import { rerender } from "../../src/app/rerender.ts";
import { saveSegment, setSegmentState } from "../../src/app/segments.ts";
import { findUndo, undoChange } from "../../src/app/undo.ts";
import type { ConceptDraft, Impact, SaveConceptResult, UndoResult } from "../../src/app/views.ts";
import type { House } from "../support/house.ts";

/** Imports a text, with its Chinese if it has one; gives the article's id. */
export async function bring({ deps, actor }: House, text: string, zh?: string): Promise<string> {
  const source = zh === undefined ? {} : { source: { text: zh } };
  return (await importArticle(deps, actor, { text, ...source })).articleId;
}

/** A concept's fields from `"Mohamed Butt < Bi Jianwen | Bi Jian-wen"`: what is written, then what the machine writes. */
export function named(notation: string, more: Partial<ConceptDraft> = {}): ConceptDraft {
  const [preferred = "", deprecated = ""] = notation.split("<").map((part) => part.trim());
  return emptyDraft({
    category: "person",
    preferred,
    deprecated: deprecated
      .split("|")
      .map((form) => form.trim())
      .filter((form) => form !== ""),
    ...more,
  });
}

/** What goes with a concept that is saved. */
export interface Saving {
  readonly id?: string;
  readonly articleId?: string;
  readonly keep?: readonly string[];
  readonly carry?: readonly string[];
  readonly requestId?: string;
}

/** Saves a concept, a new one unless `id` is given; the article in hand is rendered. */
export async function name(
  { deps, actor }: House,
  draft: ConceptDraft,
  { id, keep = [], carry = [], ...more }: Saving = {},
): Promise<SaveConceptResult> {
  const revision = id === undefined ? undefined : (await getConcept(deps, id)).record.revision;
  return saveConcept(deps, actor, { conceptId: id, revision, draft, keep, carry, ...more });
}

/** What saving a concept would do. */
export function foresee(
  { deps }: House,
  draft: ConceptDraft,
  { id, articleId }: Pick<Saving, "id" | "articleId"> = {},
): Promise<Impact> {
  return previewConcept(deps, { conceptId: id, draft, articleId });
}

/** Removes a concept; the article in hand is rendered. */
export async function drop(
  { deps, actor }: House,
  conceptId: string,
  articleId?: string,
): Promise<SaveConceptResult> {
  const { record } = await getConcept(deps, conceptId);
  return removeConcept(deps, actor, { conceptId, revision: record.revision, articleId });
}

/** The segments that stand, in order. */
export function segmentsOf({ store }: House, articleId: string): Promise<SegmentRecord[]> {
  return store.read((tx) => tx.segments(articleId));
}

/** The segment with a 0-based place. */
export async function segmentAt(house: House, articleId: string, index = 0): Promise<SegmentRecord> {
  const segment = (await segmentsOf(house, articleId))[index];
  if (segment === undefined) throw new Error(`no segment ${index}`);
  return segment;
}

/** The current texts, in order. */
export async function textsOf(house: House, articleId: string): Promise<string[]> {
  return (await segmentsOf(house, articleId)).map((segment) => segment.text);
}

/** `state: text` of every segment, in order. */
export async function standing(house: House, articleId: string): Promise<string[]> {
  return (await segmentsOf(house, articleId)).map((segment) => `${segment.state}: ${segment.text}`);
}

/** Types a text over a segment as it stands. */
export async function type(house: House, segmentId: string, text: string, approve = false): Promise<void> {
  const { revision } = await fresh(house, segmentId);
  await saveSegment(house.deps, house.actor, { segmentId, revision, text, approve });
}

/** Gives a segment a state as it stands. */
export async function mark(
  house: House,
  segmentId: string,
  state: "open" | "needs-work" | "approved",
): Promise<void> {
  const { revision } = await fresh(house, segmentId);
  await setSegmentState(house.deps, house.actor, { segmentId, revision, state });
}

/** A segment as it is stored now, removed or not. */
export async function fresh({ store }: House, segmentId: string): Promise<SegmentRecord> {
  const segment = await store.read((tx) => tx.segment(segmentId));
  if (segment === undefined) throw new Error(`no segment ${segmentId}`);
  return segment;
}

/** The proposals that wait in an article. */
export function waiting({ store }: House, articleId: string): Promise<ProposalRecord[]> {
  return store.read((tx) => tx.openProposals(articleId));
}

/** The only proposal that waits in an article. */
export async function theProposal(house: House, articleId: string): Promise<ProposalRecord> {
  const [first, ...others] = await waiting(house, articleId);
  expect(others).toEqual([]);
  if (first === undefined) throw new Error("no proposal");
  return first;
}

/** Accepts the only proposal of an article. */
export async function accept(house: House, articleId: string, text?: string): Promise<void> {
  const { id, segmentId } = await theProposal(house, articleId);
  const { revision } = await fresh(house, segmentId);
  await acceptProposal(house.deps, house.actor, { proposalId: id, revision, text });
}

/** Rejects the only proposal of an article. */
export async function reject(house: House, articleId: string): Promise<void> {
  const { id } = await theProposal(house, articleId);
  await rejectProposal(house.deps, house.actor, { proposalId: id });
}

/** Renders every stale article. */
export async function renderStale({ deps, actor }: House): Promise<void> {
  await rerender(deps, actor, { stale: true });
}

/** Id of the newest change: of an article, or of all. */
export async function lastChange({ store }: House, articleId?: string): Promise<string> {
  const filter = articleId === undefined ? {} : { articleId };
  const [change] = await store.read((tx) => tx.changes({ ...filter, limit: 1 }));
  return change?.id ?? "";
}

/** Takes a change back: the newest one unless it is named. */
export async function undo(house: House, changeId?: string): Promise<UndoResult> {
  return undoChange(house.deps, house.actor, { changeId: changeId ?? (await lastChange(house)) });
}

/** Takes back what the page of an article offers. */
export async function undoOffered(house: House, articleId: string): Promise<UndoResult> {
  const offered = await findUndo(house.deps, { articleId });
  return undo(house, offered?.changeId ?? "");
}

/** The failure that a use case ends in. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Failure) return error;
  throw error instanceof Error ? error : new Error("it did not fail");
}

/** `code key finding…` of the failure that a use case ends in. */
export async function refusalOf(work: Promise<unknown>): Promise<`${FailureCode} ${string}`> {
  const { code, key, findings } = await failureOf(work);
  return `${code} ${[key, ...findings.map((finding) => finding.code)].join(" ")}`;
}

/** How many changes there are. */
export async function changeCount({ store }: House): Promise<number> {
  return (await store.read((tx) => tx.changes({ limit: 10_000 }))).length;
}

/** The machine text of {@link twoSegments}. */
export const TWO_SEGMENTS = "Bi Jianwen spoke here. Then Bi Jianwen left.";

/** An article and where its names come from. */
export interface TwoSegments {
  readonly house: House;
  readonly id: string;
  readonly conceptId: string;
  readonly first: string;
  readonly second: string;
}

/** An article of two segments with a name in each: the first is open, the second approved. */
export async function twoSegments(house: House): Promise<TwoSegments> {
  const id = await bring(house, TWO_SEGMENTS);
  const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id });
  const [first, second] = [(await segmentAt(house, id, 0)).id, (await segmentAt(house, id, 1)).id];
  await mark(house, second, "approved");
  return { house, id, conceptId, first, second };
}

/** The glossary as a file, as text. */
export async function glossaryFile(deps: Deps, input: ExportInput = {}): Promise<string> {
  const parts: Buffer[] = [];
  for await (const piece of exportGlossary(deps, input).pieces) parts.push(Buffer.from(piece));
  return Buffer.concat(parts).toString();
}
