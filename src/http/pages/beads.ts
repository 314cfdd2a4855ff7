import { getBeads } from "../../app/beads.ts";
import { findOwnUndo } from "../../app/undo-choice.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { beadsPath } from "../paths.ts";
import type { FormErrors } from "./models.ts";

/** What the page of an article's beads shows beside them. */
export interface BeadsAgain {
  /** 1-based number of the bead whose Chinese is being corrected. */
  readonly editing?: number | undefined;
  /** What was typed for it, when it was refused. */
  readonly typed?: string;
  readonly errors?: FormErrors;
  readonly status?: number;
}

/** The Chinese of an article beside its English, bead by bead. */
export async function beadsPage(
  { deps, actor }: Pick<Exchange, "deps" | "actor">,
  articleId: string,
  again: BeadsAgain = {},
): Promise<PageAnswer<"beads">> {
  const undo = await findOwnUndo(deps, actor, { articleId });
  const view = { ...(await getBeads(deps, articleId)), undo };
  const editing = view.beads.some(({ number }) => number === again.editing) ? again.editing : undefined;
  const { typed, errors, status = 200 } = again;
  const title = { key: "beads.title", params: {} };
  return page("beads", { view, editing, typed, errors }, title, {
    status,
    here: beadsPath(articleId, editing),
  });
}

/** The bead that an address asks to edit. */
export function askedBead(query: URLSearchParams): number | undefined {
  const number = Number(query.get("edit"));
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
