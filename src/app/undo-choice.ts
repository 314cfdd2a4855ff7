import { rootOf } from "./changes.ts";
import type { Deps } from "./deps.ts";
import type { Actor, ChangeKind, ChangeRecord } from "./records.ts";
import type { StoreReader } from "./store.ts";
import type { UndoView } from "./views.ts";

/** Changes that can be taken back as the last action. An undo is taken back by its own button, not as the last action. */
const UNDOABLE: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  "article.rename",
  "article.date",
  "article.archive",
  "article.unarchive",
  "article.state",
  "article.source",
  "article.align",
  "source.edit",
  "bead.correct",
  "segment.edit",
  "segment.state",
  "segment.restore",
  "segment.replace",
  "segment.reuse",
  "segment.split",
  "segment.join",
  "decision.make",
  "decision.revoke",
  "proposal.accept",
  "proposal.reject",
  "edit.propose",
  "comment.write",
  "comment.resolve",
  "comment.reopen",
  "form.reject",
  "edit.reject",
  "concept.save",
  "glossary.import",
  "render",
]);

/** How far back the last action is looked for. */
const DEPTH = 100;

/** The newest change that can be taken back: of the article, or of those made outside an article. */
export async function lastUndoable(
  tx: StoreReader,
  articleId: string | undefined,
): Promise<UndoView | undefined> {
  const changes = await tx.changes({ ...(articleId === undefined ? {} : { articleId }), limit: DEPTH });
  for (const change of changes) {
    // The sample comes and goes by its own buttons; what was done before it is not the last action.
    if (change.kind === "sample.load" || change.kind === "sample.remove") return undefined;
    if (articleId === undefined && change.articleId !== null) continue;
    if (!UNDOABLE.has(change.kind) || (await tx.undoneBy(change.id)) !== undefined) continue;
    return undoView(change);
  }
  return undefined;
}

/**
 * The undo that an actor can take back as the last thing they did in an article: with undos in a row the newest that
 * stands. Undefined once they did something else.
 */
export async function lastRedoable(
  tx: StoreReader,
  articleId: string,
  actor: Actor,
): Promise<UndoView | undefined> {
  for (const change of await tx.changes({ articleId, limit: DEPTH })) {
    if (change.actor.kind !== actor.kind || change.actor.id !== actor.id) continue;
    if (change.kind !== "undo") return undefined;
    const { root, forward } = await rootOf(tx, change);
    if (forward || (await tx.undoneBy(change.id)) !== undefined) continue;
    return { changeId: change.id, kind: root.kind, name: root.name, at: change.at };
  }
  return undefined;
}

/** The undo that an actor can take back in an article. */
export function findRedo(
  deps: Deps,
  actor: Actor,
  input: { readonly articleId: string },
): Promise<UndoView | undefined> {
  return deps.store.read((tx) => lastRedoable(tx, input.articleId, actor));
}

function undoView(change: ChangeRecord): UndoView {
  return { changeId: change.id, kind: change.kind, name: change.name, at: change.at };
}
