import { getProposal } from "../../app/proposals.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import type { FormErrors } from "./models.ts";

/** A proposal with its texts; shown again with what is wrong and the text that was typed. */
export async function proposalPage(
  { deps }: Pick<Exchange, "deps">,
  proposalId: string,
  again: { readonly errors?: FormErrors; readonly typed?: string | undefined; readonly status?: number } = {},
): Promise<PageAnswer<"proposal">> {
  const { article, segment, proposal } = await getProposal(deps, proposalId);
  const shown = again.typed === undefined ? proposal : { ...proposal, merged: again.typed };
  const params = { number: segment.number };
  const title =
    proposal.merged !== null
      ? { key: "proposal.page-title", params }
      : proposal.kind === "edit"
        ? { key: "proposal.page-edit-conflict", params }
        : { key: "proposal.page-conflict", params };
  return page("proposal", { article, segment, proposal: shown, errors: again.errors }, title, {
    status: again.status ?? 200,
    here: `/proposals/${encodeURIComponent(proposalId)}`,
  });
}
