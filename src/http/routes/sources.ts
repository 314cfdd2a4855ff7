import { Failure } from "../../app/failure.ts";
import { correctSource, giveSource, removeSource } from "../../app/sources.ts";
import { getBeads } from "../../app/beads.ts";
import { redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import { Form } from "../forms/form.ts";
import { readGivenSource, readSourceText } from "../forms/source.ts";
import { beadsPage } from "../pages/beads.ts";
import { errorsOf, statusOf } from "../pages/errors.ts";
import { sourceNotice } from "../pages/notices.ts";
import { sourcePage } from "../pages/source.ts";
import { articlePath, beadsPath } from "../paths.ts";

/** GET /articles/:id/source */
export function show(exchange: Exchange): Promise<Answer> {
  return sourcePage(exchange, exchange.id("id"));
}

/** POST /articles/:id/source: a refused text is shown again with what was typed. */
export async function give(exchange: Exchange): Promise<Answer> {
  const { deps, actor, id } = exchange;
  const articleId = id("id");
  let form = new Form(new Map(), new Map());
  try {
    form = await exchange.form();
    const report = await giveSource(deps, actor, { articleId, ...readGivenSource(form) });
    return redirect(articlePath(articleId), sourceNotice({ key: "notice.source-given" }, report));
  } catch (error) {
    if (!(error instanceof Failure) || error.code === "not-found") throw error;
    const values = {
      source: form.raw("source"),
      encoding: form.raw("encoding"),
      reconstructed: form.has("reconstructed"),
    };
    const again = { values, files: form.fileNames(), errors: errorsOf(error), status: statusOf(error) };
    return sourcePage(exchange, articleId, again);
  }
}

/** POST /articles/:id/source/removal */
export async function remove({ deps, actor, id, form }: Exchange): Promise<Answer> {
  await form();
  const articleId = id("id");
  const report = await removeSource(deps, actor, { articleId });
  return redirect(articlePath(articleId), sourceNotice({ key: "notice.source-removed" }, report));
}

/** POST /articles/:id/source/corrections: the Chinese of one bead; a refusal keeps what was typed. */
export async function correct(exchange: Exchange): Promise<Answer> {
  const { deps, actor } = exchange;
  const sent = await exchange.form();
  const articleId = exchange.id("id");
  const { beads } = await getBeads(deps, articleId);
  const input = { bead: sent.integer("bead"), text: sent.raw("text") };
  try {
    const typed = readSourceText(sent, (bead) => beads[bead]?.text ?? "");
    const report = await correctSource(deps, actor, { articleId, ...typed });
    const to = readBack(sent) ?? beadsPath(articleId, undefined, input.bead + 1);
    return redirect(to, sourceNotice({ key: "notice.source-corrected" }, report));
  } catch (error) {
    if (!(error instanceof Failure) || error.code === "not-found") throw error;
    const again = { errors: errorsOf(error), status: statusOf(error) };
    return beadsPage(exchange, articleId, { ...again, editing: input.bead + 1, typed: input.text });
  }
}
