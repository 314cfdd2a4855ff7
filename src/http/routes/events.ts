import { getSummary } from "../../app/loading.ts";
import type { Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";

/** GET /articles/:id/events: what happens in the article, and who is there; after the last one seen or the one named. */
export async function stream(exchange: Exchange): Promise<Answer> {
  const articleId = exchange.id("id");
  await exchange.deps.store.read((tx) => getSummary(tx, articleId));
  return listen(exchange, articleId);
}

/** A stream of what happens to an article or a run, from where the browser was. */
export async function listen({ deps, live, query, lastEventId }: Exchange, id: string): Promise<Answer> {
  const since = readSeq(lastEventId) ?? readSeq(query.get("after"));
  const newest = since ?? (await deps.store.read((tx) => tx.lastEvent()));
  return { kind: "stream", open: (sink) => live.listen(id, newest, sink) };
}

/** POST /articles/:id/presence: a sign of life of a page, with the segment in hand; or that it is left. */
export async function presence({ deps, live, name, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const articleId = id("id");
  const page = sent.id("page");
  if (sent.has("left")) live.leave(articleId, page);
  else {
    await deps.store.read((tx) => getSummary(tx, articleId));
    live.enter(articleId, { page, name, segmentId: sent.optionalId("segment") });
  }
  return { kind: "json", value: { kind: "noted" } };
}

function readSeq(value: string | null | undefined): number | undefined {
  return typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
