import { Failure } from "../../app/failure.ts";
import { acceptProposal, getProposal, rejectProposal } from "../../app/proposals.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import { readAcceptance } from "../forms/proposal.ts";
import { errorsOf, statusOf } from "../pages/errors.ts";
import { proposalPage } from "../pages/proposal.ts";
import { articlePath } from "../paths.ts";

/** GET /proposals/:id */
export function show(exchange: Exchange): Promise<Answer> {
  return proposalPage(exchange, exchange.id("id"));
}

/** POST /proposals/:id/acceptances: a refusal keeps the text that was typed. */
export async function accept(exchange: Exchange): Promise<Answer> {
  const { deps, actor } = exchange;
  const sent = await exchange.form();
  const proposalId = exchange.id("id");
  const { proposal } = await getProposal(deps, proposalId);
  const input = readAcceptance(sent, proposal.ours);
  try {
    const { articleId, segmentId } = await acceptProposal(deps, actor, { proposalId, ...input });
    const to = readBack(sent) ?? articlePath(articleId, segmentId);
    return redirect(to, notice({ key: "notice.proposal-accepted" }));
  } catch (error) {
    if (!(error instanceof Failure) || error.code === "not-found") throw error;
    const again = { errors: errorsOf(error), status: statusOf(error), typed: input.text };
    return proposalPage(exchange, proposalId, again);
  }
}

/** POST /proposals/:id/rejections */
export async function reject({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const { articleId, segmentId } = await rejectProposal(deps, actor, {
    proposalId: id("id"),
    reason: sent.text("reason"),
  });
  const to = readBack(sent) ?? articlePath(articleId, segmentId);
  return redirect(to, notice({ key: "notice.proposal-rejected" }));
}
