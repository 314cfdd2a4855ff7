import type { Deps } from "./deps.ts";
import type { Actor, ChangeKind, SegmentTouch } from "./records.ts";
import { HAND_KINDS } from "./records.ts";

/** What was done to a segment since it came: who wrote there, and when anything changed it last. */
export interface SegmentHands {
  /** Names of those who wrote or judged its text themselves and have one, in binary order. */
  readonly editors: readonly string[];
  /** Milliseconds UTC; undefined when nothing changed it. */
  readonly changedAt: number | undefined;
  /** The same of what somebody or something else than the reader changed. */
  readonly othersAt: number | undefined;
}

/** Kinds of changes that say nothing about a segment but that it came. */
const COMING: ReadonlySet<ChangeKind> = new Set<ChangeKind>(["article.import", "sample.load"]);
/** Kinds of changes by which somebody works on a segment itself. */
const BY_HAND: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  ...HAND_KINDS,
  "segment.state",
  "undo",
  "redo",
]);

/** What was done to each segment of an article, by its id; those that nothing was done to are left out. */
export function segmentHands(
  deps: Deps,
  articleId: string,
  reader: Actor,
): Promise<ReadonlyMap<string, SegmentHands>> {
  return deps.store.read(async (tx) => {
    const touches = (await tx.segmentTouches(articleId)).filter(({ kind }) => !COMING.has(kind));
    const hands = new Map<string, SegmentHands>();
    for (const [id, own] of Map.groupBy(touches, ({ segmentId }) => segmentId)) {
      const written = own.filter(({ kind, actorKind }) => actorKind === "person" && BY_HAND.has(kind));
      const names = new Set(written.map(({ actorName }) => actorName));
      const editors = [...names].filter((name) => name !== "").sort();
      const others = own.filter(
        ({ actorKind, actorName }) => actorKind !== reader.kind || actorName !== reader.name,
      );
      hands.set(id, { editors, changedAt: newest(own), othersAt: newest(others) });
    }
    return hands;
  });
}

function newest(touches: readonly SegmentTouch[]): number | undefined {
  return touches.length === 0 ? undefined : Math.max(...touches.map(({ at }) => at));
}
