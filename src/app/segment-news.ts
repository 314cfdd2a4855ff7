import type { SegmentState } from "../core/article/model.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { getSegment } from "./loading.ts";
import type { Actor, ChangeRecord, RevisionRecord, SegmentRecord } from "./records.ts";
import { compareTyped } from "./segments.ts";
import type { StoreReader } from "./store.ts";
import type { StaleSave } from "./views.ts";

/** What was done to a segment since somebody looked. */
export interface SegmentNews {
  /** What stands now. */
  readonly revision: number;
  readonly text: string;
  readonly state: SegmentState;
  /** Whether the text is another, or the state only. */
  readonly kind: "text" | "state";
  /** Who brought the text, or the state, in. */
  readonly by: Actor;
  readonly at: number;
}

/** What an editor of a segment has before them. */
export interface TypedText {
  readonly segmentId: string;
  /** The revision that they had before them. */
  readonly revision: number;
  readonly text: string;
  /** The text that the typing started from; the revision's own without one. */
  readonly base: string | undefined;
}

/** What was done to a segment after a revision of it; undefined when it reads and stands as before. Fails not-found. */
export function findSegmentNews(
  deps: Deps,
  input: { readonly segmentId: string; readonly after: number },
): Promise<SegmentNews | undefined> {
  return deps.store.read(async (tx) => {
    const segment = await getSegment(tx, input.segmentId);
    const seen = await tx.segmentRevision(segment.id, input.after);
    if (seen === undefined || seen.revision === segment.revision) return undefined;
    const kind = seen.text !== segment.text ? "text" : seen.state !== segment.state ? "state" : undefined;
    if (kind === undefined) return undefined;
    const { actor: by, at } = await broughtBy(tx, segment, seen, kind);
    const { revision, text, state } = segment;
    return { revision, text, state, kind, by, at };
  });
}

/** The change that brought in the text, or the state, that stands: later ones left it as it was. */
async function broughtBy(
  tx: StoreReader,
  segment: SegmentRecord,
  seen: RevisionRecord,
  what: SegmentNews["kind"],
): Promise<ChangeRecord> {
  let found = await tx.segmentRevision(segment.id, segment.revision);
  while (found !== undefined && found.revision > seen.revision + 1) {
    const before = await tx.segmentRevision(segment.id, found.revision - 1);
    if (before?.[what] !== segment[what]) break;
    found = before;
  }
  const change = await tx.change(found?.changeId ?? "");
  if (change === undefined) throw new Failure("not-found", "failure.no-segment", { id: segment.id });
  return change;
}

/** What was typed in a segment's editor beside what stands and what both grew from; nothing is saved. Fails not-found. */
export function compareSegment(deps: Deps, input: TypedText): Promise<StaleSave> {
  return deps.store.read(async (tx) => {
    const segment = await getSegment(tx, input.segmentId);
    const base = input.base ?? (await tx.segmentRevision(segment.id, input.revision))?.text;
    return compareTyped(deps, tx, segment, { text: input.text, base });
  });
}
