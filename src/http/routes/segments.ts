import { Failure } from "../../app/failure.ts";
import { joinSegment, splitSegment } from "../../app/segment-cuts.ts";
import { restoreRevision, saveSegment, setSegmentState, type SegmentRef } from "../../app/segments.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import {
  readJoin,
  readRestoration,
  readSegmentState,
  readSegmentText,
  readSplit,
  type AfterSaving,
  type GivenState,
} from "../forms/segment.ts";
import { conflictPage } from "../pages/conflict.ts";
import { historyPage } from "../pages/history.ts";
import { nextSegment } from "../pages/next-segment.ts";
import { splitPage } from "../pages/split.ts";
import { articlePath, historyPath, withQuery } from "../paths.ts";

const STATE_NOTICES: Readonly<Record<GivenState, { readonly key: string }>> = {
  open: { key: "notice.segment-open" },
  "needs-work": { key: "notice.segment-needs-work" },
  approved: { key: "notice.segment-approved" },
};

/** POST /segments/:id/text: a save that comes too late is refused with both texts. */
export async function saveText({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const segmentId = id("id");
  const stored = await deps.store.read((tx) => tx.segment(segmentId));
  const { then, ...input } = readSegmentText(sent, stored?.text ?? "");
  try {
    const saved = await saveSegment(deps, actor, { segmentId, ...input, approve: then === "approve" });
    return await afterSaving(deps, saved, readBack(sent), then);
  } catch (error) {
    const conflict = error instanceof Failure ? conflictPage(error) : undefined;
    if (conflict) return conflict;
    throw error;
  }
}

async function afterSaving(
  deps: Exchange["deps"],
  saved: SegmentRef,
  back: string | undefined,
  then: AfterSaving,
): Promise<Answer> {
  const { articleId, segmentId } = saved;
  const { number, next } = await nextSegment(deps, saved, then === "next");
  const done = notice({
    key: then === "approve" ? "notice.segment-saved-approved" : "notice.segment-saved",
    params: { number },
  });
  if (then === "stay") return redirect(back ?? articlePath(articleId, segmentId), done);
  const place = `s-${next?.number ?? number}`;
  return redirect(withQuery(articlePath(articleId), back, { segment: next?.id }, place), done);
}

/** POST /segments/:id/state */
export async function setState({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const input = readSegmentState(sent);
  const { articleId, segmentId } = await setSegmentState(deps, actor, { segmentId: id("id"), ...input });
  return redirect(readBack(sent) ?? articlePath(articleId, segmentId), notice(STATE_NOTICES[input.state]));
}

/** GET /segments/:id/history */
export function history(exchange: Exchange): Promise<Answer> {
  return historyPage(exchange, exchange.id("id"));
}

/** POST /segments/:id/restorations */
export async function restore({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const input = readRestoration(sent);
  const { segmentId } = await restoreRevision(deps, actor, { segmentId: id("id"), ...input });
  const done = { key: "notice.segment-restored", params: { revision: input.restore } };
  return redirect(readBack(sent) ?? historyPath(segmentId), notice(done));
}

/** GET /segments/:id/split */
export function chooseSplit(exchange: Exchange): Promise<Answer> {
  return splitPage(exchange, exchange.id("id"));
}

/** POST /segments/:id/splits */
export async function split({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const input = { segmentId: id("id"), ...readSplit(sent) };
  const { articleId, segmentId } = await splitSegment(deps, actor, input);
  return redirect(
    readBack(sent) ?? articlePath(articleId, segmentId),
    notice({ key: "notice.segment-split" }),
  );
}

/** POST /segments/:id/joins */
export async function join({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const input = { segmentId: id("id"), ...readJoin(sent) };
  const { articleId, segmentId } = await joinSegment(deps, actor, input);
  return redirect(
    readBack(sent) ?? articlePath(articleId, segmentId),
    notice({ key: "notice.segment-joined" }),
  );
}
