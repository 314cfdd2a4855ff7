import { loadSample, removeSample } from "../../app/sample.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import { articlePath } from "../paths.ts";

/** POST /sample: leads to the sample's article. */
export async function load({ deps, actor, form, samples }: Exchange): Promise<Answer> {
  await form();
  const { articleId } = await loadSample(deps, actor, await samples());
  return redirect(articlePath(articleId), notice({ key: "notice.sample-loaded" }));
}

/** POST /sample/removal */
export async function remove({ deps, actor, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const removed = await removeSample(deps, actor);
  const done = { key: "notice.sample-removed", params: { count: removed.concepts } };
  return redirect(readBack(sent) ?? "/articles", notice(done));
}
