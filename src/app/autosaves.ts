import { continueChange, type OpenChange } from "./changes.ts";
import type { Deps } from "./deps.ts";
import type { Actor, ChangeRecord, SegmentRecord } from "./records.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

/** The longest pause within one session of typing, in milliseconds. */
const PAUSE = 5 * 60_000;

/** How many changes of an article are looked through for the last one of an actor. */
const DEPTH = 50;

/** What sets the changes of autosaves apart: the beginning of the request id that they bear. */
const MARK = "autosave:";

/** The request id that the change of an autosave bears. */
export function autosaveId(requestId: string): string {
  return MARK + requestId;
}

/** Whether a change was begun by an autosave. */
export function isAutosave(change: ChangeRecord): boolean {
  return change.requestId?.startsWith(MARK) === true;
}

/**
 * The change that an autosave of a segment goes on with; undefined when it begins one of its own. A person's autosaves
 * are one change, to which each of their revisions points, while nothing comes between them: no other revision of the
 * segment, no other change of theirs in the article, no pause longer than {@link PAUSE}. So what was typed in one go is
 * one entry of the history and is taken back in one step.
 */
export async function typingSession(
  deps: Deps,
  tx: StoreWriter,
  actor: Actor,
  segment: SegmentRecord,
): Promise<OpenChange | undefined> {
  const at = deps.now();
  if (at - segment.updatedAt > PAUSE) return undefined;
  const last = await tx.segmentRevision(segment.id, segment.revision);
  const changes = await tx.changes({ articleId: segment.articleId, limit: DEPTH });
  const own = changes.find((change) => change.actor.id === actor.id);
  if (own === undefined || own.id !== last?.changeId || own.kind !== "segment.edit" || !isAutosave(own))
    return undefined;
  return continueChange(tx, own.id, at);
}

/**
 * Whether an autosave of this actor wrote exactly this text after a revision: the request came before and its answer
 * was lost. Only the first request of a session of typing is known by its id.
 */
export async function wasAutosaved(
  tx: StoreReader,
  actor: Actor,
  saved: { readonly segmentId: string; readonly revision: number; readonly text: string },
): Promise<boolean> {
  const history = await tx.segmentHistory(saved.segmentId);
  return history.some(
    ({ revision, change }) =>
      revision.revision > saved.revision &&
      revision.text === saved.text &&
      change.actor.id === actor.id &&
      isAutosave(change),
  );
}
