/** Steps of an editor that the tests of runs take beside those of the desk. */
import { rejectProposal } from "../../src/app/proposals.ts";
import type { House } from "../support/house.ts";
import { waiting } from "./desk.ts";

/** Turns down all proposals that wait in an article. */
export async function rejectAll(house: House, articleId: string): Promise<void> {
  for (const { id } of await waiting(house, articleId)) {
    await rejectProposal(house.deps, house.actor, { proposalId: id });
  }
}
