import type { Deps } from "./deps.ts";
import type { Actor, ChangeKind, ChangeRecord, EventKind } from "./records.ts";
import { beginReview } from "./review-start.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

/** What a use case says of the change that it writes. */
export interface ChangeInput {
  readonly kind: ChangeKind;
  readonly name: string;
  readonly articleId?: string | undefined;
  readonly glossaryRevision?: number;
  readonly undoes?: string;
  readonly requestId?: string | undefined;
}

/** A change in the making: what it did is told in one go when it ends. */
export interface OpenChange {
  readonly id: string;
  readonly at: number;
  tell(kind: EventKind, articleId: string | null, subjectId: string | null): void;
  /** Appends what was told, once each. Call it last. */
  close(): Promise<void>;
}

/** Writes a change; everything that the use case writes after it points to it. */
export async function openChange(
  deps: Deps,
  tx: StoreWriter,
  actor: Actor,
  input: ChangeInput,
): Promise<OpenChange> {
  const id = deps.newId();
  const at = deps.now();
  await tx.addChange({
    id,
    at,
    actor,
    kind: input.kind,
    name: input.name,
    articleId: input.articleId ?? null,
    glossaryRevision: input.glossaryRevision ?? (await tx.glossaryRevision()),
    undoes: input.undoes ?? null,
    requestId: input.requestId ?? null,
  });
  const events = new Map<string, { kind: EventKind; articleId: string | null; subjectId: string | null }>();
  const articleId = input.articleId ?? null;
  const byPerson = actor.kind === "person";
  const begun = await beginReview(tx, { id, kind: input.kind, byPerson, articleId });
  if (begun) events.set("begun", { kind: "article.changed", articleId, subjectId: articleId });
  return {
    id,
    at,
    tell(kind, articleId, subjectId) {
      events.set([kind, articleId, subjectId].join("\n"), { kind, articleId, subjectId });
    },
    close: () => tx.addEvents([...events.values()].map((event) => ({ ...event, changeId: id, at }))),
  };
}

/** The change that undos lead back to; `forward` unless `change` took it back, be it by undoing its restoration. */
export async function rootOf(
  tx: StoreReader,
  change: ChangeRecord,
): Promise<{ readonly root: ChangeRecord; readonly forward: boolean }> {
  let root = change;
  let forward = true;
  while (root.undoes !== null) {
    const undone = await tx.change(root.undoes);
    if (undone === undefined) break;
    root = undone;
    forward = !forward;
  }
  return { root, forward };
}

/** The change that an earlier request with this id made, if it was made. */
export async function repeated(
  tx: StoreReader,
  requestId: string | undefined,
): Promise<ChangeRecord | undefined> {
  return requestId === undefined ? undefined : await tx.changeByRequest(requestId);
}
