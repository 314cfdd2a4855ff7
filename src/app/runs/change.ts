import type { OpenChange } from "../changes.ts";
import type { EventKind } from "../records.ts";
import type { StoreWriter } from "../store.ts";

/** A run's change, gone on with in another transaction. */
export function continueChange(tx: StoreWriter, changeId: string, at: number): OpenChange {
  const events = new Map<string, { kind: EventKind; articleId: string | null; subjectId: string | null }>();
  return {
    id: changeId,
    at,
    tell(kind, articleId, subjectId) {
      events.set([kind, articleId, subjectId].join("\n"), { kind, articleId, subjectId });
    },
    close: () => tx.addEvents([...events.values()].map((event) => ({ ...event, changeId, at }))),
  };
}
