import type { Deps } from "./deps.ts";
import type { Actor, ChangeKind, ChangeRecord, EventKind, EventRecord } from "./records.ts";
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

/** An event before it is numbered. */
type Told = Omit<EventRecord, "seq">;

/** A change in the making: what it did is told in one go when it ends. */
export interface OpenChange {
  readonly id: string;
  readonly at: number;
  tell(kind: EventKind, articleId: string | null, subjectId: string | null): void;
  /** What was told, once each, in order. */
  told(): readonly Told[];
  /** Appends what was told. Call it last. */
  close(): Promise<void>;
}

/** Writes a change; everything that the use case writes after it points to it. */
export async function openChange(
  deps: Deps,
  tx: StoreWriter,
  actor: Actor,
  input: ChangeInput,
): Promise<OpenChange> {
  const record = recordOf(deps, actor, input, input.glossaryRevision ?? (await tx.glossaryRevision()));
  await tx.addChange(record);
  const { id, at, kind, articleId } = record;
  const change = continueChange(tx, id, at);
  const byPerson = actor.kind === "person";
  const begun = await beginReview(tx, { id, kind, byPerson, articleId });
  if (begun) change.tell("article.changed", articleId, articleId);
  return change;
}

/** Writes many changes at once, none of which begins a review. {@link closeChanges} ends them. */
export async function openChanges(
  deps: Deps,
  tx: StoreWriter,
  actor: Actor,
  inputs: readonly (ChangeInput & { readonly glossaryRevision: number })[],
): Promise<readonly OpenChange[]> {
  const records = inputs.map((input) => recordOf(deps, actor, input, input.glossaryRevision));
  await tx.addChanges(records);
  return records.map(({ id, at }) => continueChange(tx, id, at));
}

/** Appends what many changes told, in their order. */
export function closeChanges(tx: StoreWriter, changes: readonly OpenChange[]): Promise<void> {
  return tx.addEvents(changes.flatMap((change) => change.told()));
}

/** A change that was written before, in this transaction or another one, gone on with. */
export function continueChange(tx: StoreWriter, changeId: string, at: number): OpenChange {
  const events = new Map<string, Told>();
  const told = (): readonly Told[] => [...events.values()];
  return {
    id: changeId,
    at,
    tell(kind, articleId, subjectId) {
      events.set([kind, articleId, subjectId].join("\n"), { kind, articleId, subjectId, changeId, at });
    },
    told,
    close: () => tx.addEvents(told()),
  };
}

function recordOf(deps: Deps, actor: Actor, input: ChangeInput, glossaryRevision: number): ChangeRecord {
  return {
    id: deps.newId(),
    at: deps.now(),
    actor,
    kind: input.kind,
    name: input.name,
    articleId: input.articleId ?? null,
    glossaryRevision,
    undoes: input.undoes ?? null,
    requestId: input.requestId ?? null,
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
