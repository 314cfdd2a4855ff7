import type { Deps } from "./deps.ts";
import type { Actor } from "./records.ts";

/** Who was away for that long comes back: what changed meanwhile is new to them. In milliseconds. */
const AWAY = 30 * 60 * 1000;
/** A visit is noted anew after so long, in milliseconds: reading does not write at every page. */
const NOTED = 60 * 1000;

/**
 * Notes that an actor is in an article, and says until when they were there the time before, in milliseconds UTC; undefined on
 * their first visit.
 */
export async function noteVisit(deps: Deps, actor: Actor, articleId: string): Promise<number | undefined> {
  const now = deps.now();
  const known = await deps.store.read((tx) => tx.visit(articleId, actor.id));
  if (known !== undefined && now - known.at < NOTED) return known.before;
  const before = known !== undefined && now - known.at >= AWAY ? known.at : known?.before;
  await deps.store.write((tx) => tx.putVisit(articleId, actor.id, { at: now, before }));
  return before;
}
