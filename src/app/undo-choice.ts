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
  "concept.comment",
  "concept.comment-resolve",
  "concept.comment-reopen",
  "form.reject",
  "edit.reject",
  "concept.save",
  "concept.merge",
  "concept.split",
  "concept.approve",
  "concept.reject",
  "concept.keep-apart",
  "glossary.edit",
  "glossary.import",
  "render",
]);

/** How far back the last action is looked for. */
const DEPTH = 100;

/**
 * The newest change that can be taken back: of the article, or of those made outside an article; with an actor the newest
 * of theirs, whatever others did since.
 */
export async function lastUndoable(
  tx: StoreReader,
  articleId: string | undefined,
  actor?: Actor,
): Promise<UndoView | undefined> {
  const changes = await tx.changes({ ...(articleId === undefined ? {} : { articleId }), limit: DEPTH });
  for (const change of changes) {
    // The sample comes and goes by its own buttons; what was done before it is not the last action.
    if (change.kind === "sample.load" || change.kind === "sample.remove") return undefined;
    if (articleId === undefined && change.articleId !== null) continue;
    if (actor !== undefined && !isBy(actor, change)) continue;
    if (await isUndoable(tx, change)) return undoView(change);
  }
  return undefined;
}

/** The last change of an actor in an article that they can take back: what others did there is not theirs to undo in passing. */
export function findOwnUndo(
  deps: Deps,
  actor: Actor,
  input: { readonly articleId: string },
): Promise<UndoView | undefined> {
  return deps.store.read((tx) => lastUndoable(tx, input.articleId, actor));
}

/** Ids of those of the changes that can be taken back, whoever made them. */
export function findUndoable(deps: Deps, changes: readonly ChangeRecord[]): Promise<readonly string[]> {
  return deps.store.read(async (tx) => {
    const found: string[] = [];
    for (const change of changes) if (await isUndoable(tx, change)) found.push(change.id);
    return found;
  });
}

async function isUndoable(tx: StoreReader, change: ChangeRecord): Promise<boolean> {
  if (!UNDOABLE.has(change.kind) || (await tx.undoneBy(change.id)) !== undefined) return false;
  // What a run wrote in thousands of articles is taken back by another run.
  return (await tx.runOfChange(change.id)) === undefined;
}

function isBy(actor: Actor, change: ChangeRecord): boolean {
  return change.actor.kind === actor.kind && change.actor.id === actor.id;
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
    if (!isBy(actor, change)) continue;
    if (change.kind !== "undo" && change.kind !== "redo") return undefined;
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
