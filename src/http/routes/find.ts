import { replacePlaces } from "../../app/replace.ts";
import { redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import { readReplacement } from "../forms/find.ts";
import { findPage, replaceNotice } from "../pages/find.ts";

/** GET /find: in all articles. */
export function show(exchange: Exchange): Promise<Answer> {
  return findPage(exchange);
}

/** GET /articles/:id/find */
export function showInArticle(exchange: Exchange): Promise<Answer> {
  return findPage(exchange, exchange.id("id"));
}

/** POST /replacements: the ticked places. */
export async function replace({ deps, actor, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const report = await replacePlaces(deps, actor, readReplacement(sent));
  return redirect(readBack(sent) ?? "/find", replaceNotice(report));
}
