import { getQueue, type QueueView } from "../../app/concept-edits/queue.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { writeSeen } from "../forms/concept-edits.ts";
import type { FormErrors } from "./models.ts";

/** The concepts that wait for approval, one in hand. */
export interface QueueModel {
  readonly view: QueueView;
  /** How a form names the one in hand. */
  readonly seen: string;
  /** The reason that was typed, where it was refused. */
  readonly reason: string;
  readonly errors: FormErrors | undefined;
}

/** The queue at a concept; shown again with what was wrong. */
export async function queuePage(
  { deps }: Pick<Exchange, "deps">,
  at: string | undefined,
  again: { readonly errors?: FormErrors; readonly reason?: string; readonly status?: number } = {},
): Promise<PageAnswer<"queue">> {
  const view = await getQueue(deps, at);
  const model = {
    ...{ view, seen: seenOf(view), reason: again.reason ?? "", errors: again.errors },
  };
  return page(
    "queue",
    model,
    { key: "queue.title", params: {} },
    { status: again.status ?? 200, here: queuePath(at) },
  );
}

function seenOf({ item }: QueueView): string {
  if (item === undefined) return "";
  const { concept, revision } = item.view.record;
  return writeSeen({ id: concept.id, revision });
}

/** The address of the queue at a concept, or at its beginning. */
export function queuePath(at: string | undefined): string {
  return at === undefined ? "/glossary/proposals" : `/glossary/proposals?at=${encodeURIComponent(at)}`;
}
