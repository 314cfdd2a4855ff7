import { proposeEdit } from "../../app/edit-proposals.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import type { Form } from "../forms/form.ts";
import { readSegmentText } from "../forms/segment.ts";
import { goOn } from "../pages/next-segment.ts";

/** What saving does for a reader who proposes: the typed text waits for somebody to accept it. `stored` is what stands. */
export async function proposeText(
  { deps, actor }: Pick<Exchange, "deps" | "actor">,
  segmentId: string,
  sent: Form,
  stored: string,
): Promise<Answer> {
  const { revision, text, base, then, requestId } = readSegmentText(sent, stored);
  const made = await proposeEdit(deps, actor, { segmentId, revision, text, base, requestId });
  const { number, path } = await goOn(deps, made, readBack(sent), then);
  const params = { number };
  return redirect(
    path,
    made.proposed
      ? notice({ key: "notice.edit-proposed", params })
      : notice({ key: "notice.edit-not-proposed", params }),
  );
}
