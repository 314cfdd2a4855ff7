import type { Failure } from "../../app/failure.ts";
import type { SegmentRecord } from "../../app/records.ts";
import type { PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import type { Form } from "../forms/form.ts";
import { readTyped } from "../forms/segment.ts";
import { articlePath, queryOf } from "../paths.ts";
import { errorsOf, statusOf } from "./errors.ts";
import { workbenchPage } from "./workbench.ts";

/**
 * The workbench with the editor open again, what was typed in it, and why it cannot be saved. Undefined for a refusal
 * that is not about the text.
 */
export async function refusedPage(
  exchange: Pick<Exchange, "deps" | "actor">,
  stored: SegmentRecord,
  sent: Form,
  failure: Failure,
): Promise<PageAnswer<"workbench"> | undefined> {
  const aboutText = failure.key === "failure.segment-text" || failure.params["field"] === "text";
  if (!aboutText || stored.removed) return undefined;
  const place = placeOf(stored, readBack(sent));
  const shown = await workbenchPage(exchange, stored.articleId, place, undefined, statusOf(failure));
  const revision = sent.optionalInteger("revision") ?? stored.revision;
  const refused = { text: readTyped(sent), revision, errors: errorsOf(failure) };
  return { ...shown, model: { ...shown.model, refused } };
}

/** The place that the form came from, with the editor of its segment open. */
function placeOf({ id, articleId }: SegmentRecord, back: string | undefined): URLSearchParams {
  const [address] = (back ?? "").split("#");
  const place = queryOf(address?.startsWith(articlePath(articleId)) === true ? address : "");
  place.set("segment", id);
  return place;
}
