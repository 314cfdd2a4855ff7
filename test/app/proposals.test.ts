import { describe, expect, it } from "vitest";
import { acceptProposal, getProposal, rejectProposal } from "../../src/app/proposals.ts";
import { inHouse, type House } from "../support/house.ts";
import {
  accept,
  bring,
  changeCount,
  fresh,
  mark,
  name,
  named,
  refusalOf,
  reject,
  segmentAt,
  standing,
  theProposal,
  type,
  undo,
  waiting,
} from "./desk.ts";

/** A segment with this text and state, to which a proposal then comes that writes M. Butt for Mohamed Butt. */
async function propose(
  house: House,
  text: string,
  state: "approved" | "edited" | "needs-work",
): Promise<{ id: string; segmentId: string; conceptId: string }> {
  const id = await bring(house, "Bi Jianwen spoke here.");
  const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id });
  const { id: segmentId } = await segmentAt(house, id);
  await type(house, segmentId, text);
  if (state !== "edited") await mark(house, segmentId, state);
  await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id });
  return { id, segmentId, conceptId };
}

describe("acceptProposal", () => {
  const accepted: readonly (readonly [
    string,
    "approved" | "edited" | "needs-work",
    string | undefined,
    string,
  ])[] = [
    ["Mohamed Butt spoke here.", "approved", undefined, "approved: M. Butt spoke here."],
    ["Mohamed Butt spoke there.", "approved", undefined, "approved: M. Butt spoke there."],
    ["Mohamed Butt spoke here.", "approved", "M. Butt spoke here.", "approved: M. Butt spoke here."],
    ["Mohamed Butt spoke here.", "approved", "Butt spoke.", "edited: Butt spoke."],
    ["Mr Butt spoke here.", "approved", "M. Butt spoke here.", "edited: M. Butt spoke here."],
    ["Mr Butt spoke here.", "edited", "Butt spoke.", "edited: Butt spoke."],
    ["Mr Butt spoke here.", "needs-work", "Butt spoke.", "needs-work: Butt spoke."],
  ];
  it.each(accepted)("%j %s with %j", (text, state, resolved, expected) =>
    inHouse(async (house) => {
      const { id, segmentId } = await propose(house, text, state);
      await accept(house, id, resolved);
      expect(await standing(house, id)).toEqual([expected]);
      const { rendered, provenance } = await fresh(house, segmentId);
      expect(rendered).toBe("M. Butt spoke here.");
      expect(provenance.map((change) => change.after)).toEqual(["M. Butt"]);
      expect(await waiting(house, id)).toEqual([]);
    })(),
  );

  it(
    "makes a text of the editor's own edited where approval was taken away",
    inHouse(async (house) => {
      const { id, segmentId } = await propose(house, "Mohamed Butt spoke here.", "approved");
      await mark(house, segmentId, "open");
      await accept(house, id, "Butt spoke.");
      expect(await standing(house, id)).toEqual(["edited: Butt spoke."]);
      await name(house, named("Li Si < Lee Sze"), { articleId: id });
      expect(await standing(house, id)).toEqual(["edited: Butt spoke."]);
    }),
  );

  it(
    "refuses a conflict without a text, an empty one, a broken one, a stale view, a proposal that is settled or unknown",
    inHouse(async (house) => {
      const { id, segmentId } = await propose(house, "Mr Butt spoke here.", "edited");
      const { id: proposalId } = await theProposal(house, id);
      const { revision } = await fresh(house, segmentId);
      const count = await changeCount(house);
      const refused = (input: object): Promise<string> =>
        refusalOf(acceptProposal(house.deps, house.actor, { proposalId, revision, ...input }));
      expect(await refused({})).toBe("invalid failure.proposal-unresolved");
      expect(await refused({ text: " " })).toBe("invalid failure.proposal-unresolved");
      expect(await refused({ text: "a\0" })).toBe("invalid failure.segment-text nul");
      expect(await refused({ text: "x", revision: revision - 1 })).toBe("conflict failure.stale-state");
      expect(await refused({ text: "x", proposalId: "none" })).toBe("not-found failure.no-proposal");
      expect(await changeCount(house)).toBe(count);
      await accept(house, id, "Butt spoke.");
      expect(await refused({ text: "x" })).toBe("conflict failure.proposal-closed");
      expect(await refusalOf(getProposal(house.deps, proposalId))).toBe("not-found failure.proposal-closed");
      const late = rejectProposal(house.deps, house.actor, { proposalId });
      expect(await refusalOf(late)).toBe("conflict failure.proposal-closed");
    }),
  );

  it(
    "is settled once when two answer at once",
    inHouse(async (house) => {
      const { id, segmentId } = await propose(house, "Mohamed Butt spoke here.", "approved");
      const { id: proposalId } = await theProposal(house, id);
      const { revision } = await fresh(house, segmentId);
      const results = await Promise.allSettled([
        acceptProposal(house.deps, house.actor, { proposalId, revision }),
        rejectProposal(house.deps, house.actor, { proposalId }),
      ]);
      expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected"]);
      expect(await standing(house, id)).toEqual(["approved: M. Butt spoke here."]);
    }),
  );
});

describe("getProposal", () => {
  it(
    "shows the merge with what stands now, not with what stood when it was made",
    inHouse(async (house) => {
      const { id, segmentId } = await propose(house, "Mohamed Butt spoke here.", "approved");
      await type(house, segmentId, "Mohamed Butt spoke there.");
      const { id: proposalId } = await theProposal(house, id);
      const { proposal } = await getProposal(house.deps, proposalId);
      expect(proposal).toMatchObject({
        base: "Mohamed Butt spoke here.",
        ours: "Mohamed Butt spoke there.",
        theirs: "M. Butt spoke here.",
        merged: "M. Butt spoke there.",
      });
      for (const side of ["base", "ours", "theirs"] as const) {
        expect(proposal.regions.map((region) => region[side]).join("")).toBe(proposal[side]);
      }
      await accept(house, id);
      expect(await standing(house, id)).toEqual(["edited: M. Butt spoke there."]);
    }),
  );
});

describe("rejectProposal", () => {
  it(
    "changes no text, and is taken back and made again by undoing",
    inHouse(async (house) => {
      const { id, segmentId } = await propose(house, "Mohamed Butt spoke here.", "approved");
      const before = await fresh(house, segmentId);
      const { id: proposalId } = await theProposal(house, id);
      await reject(house, id);
      expect(await fresh(house, segmentId)).toEqual(before);
      await undo(house);
      expect((await theProposal(house, id)).id).toBe(proposalId);
      await undo(house);
      expect(await waiting(house, id)).toEqual([]);
      await name(house, named("Li Si < Lee Sze"), { articleId: id });
      expect(await waiting(house, id)).toEqual([]);
      expect((await house.store.read((tx) => tx.proposal(proposalId)))?.status).toBe("rejected");
    }),
  );

  it(
    "says why in a comment, which is taken back with it",
    inHouse(async (house) => {
      const { deps, actor, store } = house;
      const { id } = await propose(house, "Mohamed Butt spoke here.", "approved");
      const comments = async (): Promise<string[]> =>
        (await store.read((tx) => tx.comments(id))).map(({ comment }) => comment.text);
      const { id: proposalId } = await theProposal(house, id);
      await expect(
        Promise.resolve().then(() => rejectProposal(deps, actor, { proposalId, reason: "x".repeat(5000) })),
      ).rejects.toMatchObject({ code: "invalid" });
      await rejectProposal(deps, actor, { proposalId, reason: " Not there. " });
      expect(await comments()).toEqual(["Not there."]);
      await undo(house);
      expect(await comments()).toEqual([]);
    }),
  );
});
