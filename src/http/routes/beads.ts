import { correctBead, realign as alignAgain } from "../../app/beads.ts";
import { Failure } from "../../app/failure.ts";
import { redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import { readBeadCorrection } from "../forms/source.ts";
import { askedBead, beadsPage } from "../pages/beads.ts";
import { errorsOf, statusOf } from "../pages/errors.ts";
import { sourceNotice } from "../pages/notices.ts";
import { beadsPath } from "../paths.ts";

/** GET /articles/:id/beads */
export function show(exchange: Exchange): Promise<Answer> {
  return beadsPage(exchange, exchange.id("id"), { editing: askedBead(exchange.query) });
}

/** POST /articles/:id/beads: merges, splits or shifts. */
export async function correct(exchange: Exchange): Promise<Answer> {
  const { deps, actor, id, form } = exchange;
  const sent = await form();
  const articleId = id("id");
  const input = readBeadCorrection(sent);
  try {
    const report = await correctBead(deps, actor, { articleId, ...input });
    const to = readBack(sent) ?? beadsPath(articleId, undefined, input.correction.at + 1);
    return redirect(to, sourceNotice({ key: "notice.beads-corrected" }, report));
  } catch (error) {
    if (!(error instanceof Failure) || error.code === "not-found") throw error;
    return beadsPage(exchange, articleId, { errors: errorsOf(error), status: statusOf(error) });
  }
}

/** POST /articles/:id/alignments: what a person or a table settled stays. */
export async function realign({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const articleId = id("id");
  const report = await alignAgain(deps, actor, { articleId });
  return redirect(
    readBack(sent) ?? beadsPath(articleId),
    sourceNotice({ key: report.changeId === undefined ? "notice.aligned-same" : "notice.aligned" }, report),
  );
}
