import { compareSegment, findSegmentNews, type SegmentNews } from "../../app/segment-news.ts";
import type { Actor } from "../../app/records.ts";
import type { Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { UNNAMED } from "../middleware/actor.ts";
import { readSegmentText } from "../forms/segment.ts";
import { comparisonPage } from "../pages/conflict.ts";

/** What the page's script is told of what was done to a segment while its editor is open. */
export type NewsAnswer =
  | {
      /** `own`: the reader did it, elsewhere. `state`: the text is as it was. */
      readonly kind: "text" | "own" | "state";
      readonly revision: number;
      /** What stands now, with line breaks as LF. */
      readonly text: string;
      readonly by: string;
      /** Milliseconds UTC. */
      readonly at: number;
      readonly stateLabel: string;
    }
  | { readonly kind: "none" };

/** GET /segments/:id/news?after=: who changed the segment after a revision, and what stands. */
export async function show({ deps, actor, id, query, t }: Exchange): Promise<Answer> {
  const after = Number(query.get("after"));
  const found = await findSegmentNews(deps, {
    segmentId: id("id"),
    after: Number.isInteger(after) ? after : 0,
  });
  const value: NewsAnswer =
    found === undefined
      ? { kind: "none" }
      : {
          kind: found.kind === "text" && isBy(actor, found) ? "own" : found.kind,
          revision: found.revision,
          text: found.text.replace(/\r\n?/g, "\n"),
          by: found.by.name || t(`actor.${found.by.kind}`),
          at: found.at,
          stateLabel: t(`state.${found.state}`),
        };
  return { kind: "json", value };
}

/** POST /segments/:id/comparisons: what is being typed beside what stands; nothing is saved. */
export async function compare({ deps, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const segmentId = id("id");
  const stored = await deps.store.read((tx) => tx.segment(segmentId));
  const { revision, text, base } = readSegmentText(sent, stored?.text ?? "");
  return comparisonPage(await compareSegment(deps, { segmentId, revision, text, base }));
}

function isBy(actor: Actor, { by }: SegmentNews): boolean {
  return by.kind === actor.kind && by.id === actor.id && by.id !== UNNAMED;
}
