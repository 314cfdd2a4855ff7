import { Failure } from "../../app/failure.ts";
import { joinSegment, splitSegment } from "../../app/segment-cuts.ts";
import { restoreRevision, saveSegment, setSegmentState, type SavedSegment } from "../../app/segments.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack, readBackToRow } from "../forms/back.ts";
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
import { refusedPage } from "../pages/refused-text.ts";
import { historyPage } from "../pages/history.ts";
import { goOn } from "../pages/next-segment.ts";
import { splitPage } from "../pages/split.ts";
import { proposeText } from "./edit-proposals.ts";
import { articlePath, historyPath } from "../paths.ts";

const STATE_NOTICES: Readonly<Record<GivenState, { readonly key: string }>> = {
  open: { key: "notice.segment-open" },
  "needs-work": { key: "notice.segment-needs-work" },
  approved: { key: "notice.segment-approved" },
};

/** POST /segments/:id/text: a save that comes too late is refused with both texts, another with the editor again. */
export async function saveText(exchange: Exchange): Promise<Answer> {
  const { deps, actor, id, form } = exchange;
  const sent = await form();
  const segmentId = id("id");
  const stored = await deps.store.read((tx) => tx.segment(segmentId));
  try {
    if (exchange.proposing) return await proposeText(exchange, segmentId, sent, stored?.text ?? "");
    const { then, ...input } = readSegmentText(sent, stored?.text ?? "");
    const saved = await saveSegment(deps, actor, {
      segmentId,
      ...input,
      approve: then.startsWith("approve"),
    });
    return await afterSaving(deps, saved, readBack(sent), then);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const shown = conflictPage(error) ?? (stored && (await refusedPage(exchange, stored, sent, error)));
    if (shown) return shown;
    throw error;
  }
}

async function afterSaving(
  deps: Exchange["deps"],
  saved: SavedSegment,
  back: string | undefined,
  then: AfterSaving,
): Promise<Answer> {
  const { number, path } = await goOn(deps, saved, back, then);
  const done = notice(
    { ...savedMessage(saved, then), params: { number } },
    // What was merged in has to be read.
    saved.merged ? { tone: "warning" } : {},
  );
  return redirect(path, done);
}

function savedMessage({ merged }: SavedSegment, then: AfterSaving): { readonly key: string } {
  if (merged) return { key: "notice.segment-saved-merged" };
  return then.startsWith("approve")
    ? { key: "notice.segment-saved-approved" }
    : { key: "notice.segment-saved" };
}

/** POST /segments/:id/state */
export async function setState({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const input = readSegmentState(sent);
  const { articleId, segmentId } = await setSegmentState(deps, actor, { segmentId: id("id"), ...input });
  return redirect(readBackToRow(sent, articleId, segmentId), notice(STATE_NOTICES[input.state]));
}

/** GET /segments/:id/history */
export function history(exchange: Exchange): Promise<Answer> {
  return historyPage(exchange, exchange.id("id"), exchange.query);
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
  const { articleId, segmentId, closedEdits } = await splitSegment(deps, actor, input);
  const done =
    closedEdits === 0
      ? notice({ key: "notice.segment-split" })
      : notice({ key: "notice.segment-split-edits", params: { count: closedEdits } }, { tone: "warning" });
  return redirect(readBack(sent) ?? articlePath(articleId, segmentId), done);
}

/** POST /segments/:id/joins */
export async function join({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const input = { segmentId: id("id"), ...readJoin(sent) };
  const { articleId, segmentId, closedEdits } = await joinSegment(deps, actor, input);
  const done =
    closedEdits === 0
      ? notice({ key: "notice.segment-joined" })
      : notice({ key: "notice.segment-joined-edits", params: { count: closedEdits } }, { tone: "warning" });
  return redirect(readBack(sent) ?? articlePath(articleId, segmentId), done);
}
