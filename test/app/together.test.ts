import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { setArticleState } from "../../src/app/article-states.ts";
import { COMMENT_LIMIT, reopenComment, resolveComment, writeComment } from "../../src/app/comments.ts";
import { proposeEdit } from "../../src/app/edit-proposals.ts";
import { acceptProposal, rejectProposal } from "../../src/app/proposals.ts";
import { createPresence, SILENCE } from "../../src/app/presence.ts";
import type { Actor } from "../../src/app/records.ts";
import { joinSegment, splitSegment } from "../../src/app/segment-cuts.ts";
import { segmentHistory } from "../../src/app/segment-history.ts";
import { saveSegment, setSegmentState } from "../../src/app/segments.ts";
import { undoChange } from "../../src/app/undo.ts";
import { getWorkbench } from "../../src/app/workbench.ts";
import { inHouse, type House } from "../support/house.ts";
import { bring, segmentAt } from "./desk.ts";

const TEXT = "One is here. Two is there.\n\nThree is gone.";
const ANNA: Actor = { kind: "person", id: "local:Anna", name: "Anna" };
const BO: Actor = { kind: "person", id: "local:Bo", name: "Bo" };

async function shown({ deps }: House, articleId: string) {
  const view = await getWorkbench(deps, articleId);
  return view.segments.map((segment) =>
    segment.comments.map(({ text, author, resolved }) =>
      [text, author, ...(resolved ? [`resolved by ${resolved.by}`] : [])].join(" · "),
    ),
  );
}

async function undoLast({ deps, store, actor }: House): Promise<void> {
  const [last] = await store.read((tx) => tx.changes({ limit: 1 }));
  await undoChange(deps, actor, { changeId: last?.id ?? "" });
}

describe("comments", () => {
  it(
    "are written, resolved and reopened under a segment by who did it, and taken back",
    inHouse(async (house) => {
      const { deps } = house;
      const id = await bring(house, TEXT);
      const { id: segmentId } = await segmentAt(house, id);
      const { commentId } = await writeComment(deps, ANNA, { segmentId, text: " Why?\n为何？ " });
      expect(await shown(house, id)).toEqual([["Why?\n为何？ · Anna"], [], []]);
      await undoLast(house);
      expect(await shown(house, id)).toEqual([[], [], []]);
      await undoLast(house);
      await resolveComment(deps, BO, { commentId });
      await resolveComment(deps, ANNA, { commentId });
      expect(await shown(house, id)).toEqual([["Why?\n为何？ · Anna · resolved by Bo"], [], []]);
      await undoLast(house);
      expect(await shown(house, id)).toEqual([["Why?\n为何？ · Anna"], [], []]);
      await undoLast(house);
      await reopenComment(deps, BO, { commentId });
      expect(await shown(house, id)).toEqual([["Why?\n为何？ · Anna"], [], []]);
      const events = await house.store.read((tx) => tx.eventsAfter(0, 100));
      expect(events.filter(({ kind }) => kind === "comment.changed").length).toBe(7);
    }),
  );

  it.each([
    ["en", "Who is he?"],
    ["zh-Hans", "这是谁？"],
    ["zh-Hant", "這是誰？"],
    ["zh-Hans", "He is 毕坚文."],
  ])("are in %s by their script: %s", (lang, text) =>
    inHouse(async (house) => {
      const id = await bring(house, TEXT);
      const { id: segmentId } = await segmentAt(house, id);
      await writeComment(house.deps, ANNA, { segmentId, text });
      const view = await getWorkbench(house.deps, id);
      expect(view.segments[0]?.comments[0]).toMatchObject({ lang, text });
    })(),
  );

  it.each([
    ["blank", " \n "],
    ["NUL", "a\0b"],
    ["half a pair", "a\ud800b"],
    ["too long", "x".repeat(COMMENT_LIMIT + 1)],
  ])("refuse what is no comment: %s", (_name, text) =>
    inHouse(async (house) => {
      const id = await bring(house, TEXT);
      const { id: segmentId } = await segmentAt(house, id);
      const failure = { code: "invalid", key: "failure.comment" };
      await expect(async () => writeComment(house.deps, ANNA, { segmentId, text })).rejects.toMatchObject(
        failure,
      );
      expect(await shown(house, id)).toEqual([[], [], []]);
    })(),
  );

  it(
    "are written once for a repeated request, and not under what is not there",
    inHouse(async (house) => {
      const id = await bring(house, TEXT);
      const { id: segmentId } = await segmentAt(house, id);
      const input = { segmentId, text: "Once", requestId: "r1" };
      const first = await writeComment(house.deps, ANNA, input);
      expect(await writeComment(house.deps, ANNA, input)).toEqual(first);
      expect(await shown(house, id)).toEqual([["Once · Anna"], [], []]);
      const missing = { code: "not-found" };
      await expect(writeComment(house.deps, ANNA, { segmentId: "none", text: "x" })).rejects.toMatchObject(
        missing,
      );
      await expect(resolveComment(house.deps, ANNA, { commentId: "none" })).rejects.toMatchObject(missing);
    }),
  );

  it(
    "stay with the first part of a split, and go with a segment that is joined to another, there and back",
    inHouse(async (house) => {
      const { deps, actor } = house;
      const id = await bring(house, TEXT);
      const one = await segmentAt(house, id, 0);
      const two = await segmentAt(house, id, 1);
      await writeComment(deps, ANNA, { segmentId: one.id, text: "on one" });
      await writeComment(deps, ANNA, { segmentId: two.id, text: "on two" });
      await joinSegment(deps, actor, { segmentId: one.id, revision: one.revision });
      expect(await shown(house, id)).toEqual([["on one · Anna", "on two · Anna"], []]);
      await undoLast(house);
      expect(await shown(house, id)).toEqual([["on one · Anna"], ["on two · Anna"], []]);
      const { revision } = await segmentAt(house, id, 0);
      await splitSegment(deps, actor, { segmentId: one.id, revision, at: "One is".length });
      expect(await shown(house, id)).toEqual([["on one · Anna"], [], ["on two · Anna"], []]);
    }),
  );
});

describe("states of articles", () => {
  const stateOf = async ({ deps }: House, id: string): Promise<string> => {
    const { state, by } = (await getWorkbench(deps, id)).standing;
    return by === undefined ? state : `${state} by ${by}`;
  };

  it(
    "begin with the first work of a person, and with no other",
    inHouse(async (house) => {
      const { deps } = house;
      const id = await bring(house, TEXT);
      expect(await stateOf(house, id)).toBe("new");
      const { id: segmentId } = await segmentAt(house, id);
      const run: Actor = { kind: "run", id: "run", name: "Run" };
      await saveSegment(deps, run, { segmentId, revision: 1, text: "One was here." });
      expect(await stateOf(house, id)).toBe("new");
      await saveSegment(deps, ANNA, { segmentId, revision: 2, text: "One will be here." });
      expect(await stateOf(house, id)).toBe("in-review by Anna");
      await undoLast(house);
      expect(await stateOf(house, id)).toMatch(/^new/);
      await undoLast(house);
      expect(await stateOf(house, id)).toMatch(/^in-review/);
    }),
  );

  it(
    "stay in review where only the first of several works is taken back",
    inHouse(async (house) => {
      const { deps, actor } = house;
      const id = await bring(house, TEXT);
      const { id: segmentId } = await segmentAt(house, id);
      const { id: other } = await segmentAt(house, id, 1);
      await setSegmentState(deps, ANNA, { segmentId, revision: 1, state: "approved" });
      const [first] = await house.store.read((tx) => tx.changes({ limit: 1 }));
      await setSegmentState(deps, ANNA, { segmentId: other, revision: 1, state: "approved" });
      await undoChange(deps, actor, { changeId: first?.id ?? "" });
      expect(await stateOf(house, id)).toBe("in-review by Anna");
    }),
  );

  it(
    "go where a person brings them, with the count of what is not approved, and back",
    inHouse(async (house) => {
      const { deps } = house;
      const id = await bring(house, TEXT);
      const { id: segmentId } = await segmentAt(house, id);
      await setSegmentState(deps, ANNA, { segmentId, revision: 1, state: "approved" });
      const input = { articleId: id, state: "approved", seen: "in-review" } as const;
      expect(await setArticleState(deps, BO, input)).toEqual({ articleId: id, unapproved: 2 });
      expect(await stateOf(house, id)).toBe("approved by Bo");
      await setArticleState(deps, BO, { articleId: id, state: "published", seen: "approved" });
      await expect(setArticleState(deps, ANNA, { ...input, state: "new" })).rejects.toMatchObject({
        code: "conflict",
      });
      await undoLast(house);
      expect(await stateOf(house, id)).toMatch(/^approved/);
      await expect(setArticleState(deps, ANNA, { ...input, articleId: "none" })).rejects.toMatchObject({
        code: "not-found",
      });
    }),
  );
});

describe("proposed edits", () => {
  const cards = async ({ deps }: House, id: string): Promise<string[]> => {
    const [segment] = (await getWorkbench(deps, id)).segments;
    return (segment?.proposals ?? []).map(
      ({ author, merged }) => `${author?.name ?? "?"}: ${merged ?? "conflict"}`,
    );
  };

  it(
    "wait beside each other, one of each person, and leave the text as it is",
    inHouse(async (house) => {
      const { deps } = house;
      const id = await bring(house, TEXT);
      const { id: segmentId } = await segmentAt(house, id);
      const propose = (actor: Actor, text: string) =>
        proposeEdit(deps, actor, { segmentId, revision: 1, text });
      expect(await propose(ANNA, "One was here.")).toMatchObject({ proposed: true });
      expect(await propose(ANNA, "One was there.")).toMatchObject({ proposed: true });
      expect(await propose(BO, "Nobody is here.")).toMatchObject({ proposed: true });
      expect(await propose(BO, "Nobody is here.")).toMatchObject({ proposed: false });
      expect(await propose(BO, "One is here.")).toMatchObject({ proposed: false });
      expect(await cards(house, id)).toEqual(["Anna: One was there.", "Bo: Nobody is here."]);
      expect((await segmentAt(house, id)).text).toBe("One is here.");
      await undoLast(house);
      expect(await cards(house, id)).toEqual(["Anna: One was there."]);
      await expect(propose(ANNA, " ")).rejects.toMatchObject({ code: "invalid" });
    }),
  );

  it(
    "become edits with both names in the history, merged with what came since, and can be taken back",
    inHouse(async (house) => {
      const { deps } = house;
      const id = await bring(house, TEXT);
      const { id: segmentId } = await segmentAt(house, id);
      await proposeEdit(deps, ANNA, { segmentId, revision: 1, text: "Somebody is here." });
      await saveSegment(deps, BO, { segmentId, revision: 1, text: "One is here today." });
      expect(await cards(house, id)).toEqual(["Anna: Somebody is here today."]);
      const [proposal] = await house.store.read((tx) => tx.openProposals(id));
      await acceptProposal(deps, BO, { proposalId: proposal?.id ?? "", revision: 2 });
      expect(await segmentAt(house, id)).toMatchObject({
        text: "Somebody is here today.",
        rendered: "One is here.",
        state: "edited",
      });
      const [entry] = (await segmentHistory(deps, segmentId)).entries;
      expect(entry).toMatchObject({ actor: "Bo", proposer: "Anna", kind: "proposal.accept" });
      await undoLast(house);
      expect((await segmentAt(house, id)).text).toBe("One is here today.");
      expect(await cards(house, id)).toEqual(["Anna: Somebody is here today."]);
    }),
  );

  it(
    "that touch what came since wait for a person's own words; approval stays with the merge that was shown",
    inHouse(async (house) => {
      const { deps } = house;
      const id = await bring(house, TEXT);
      const { id: segmentId } = await segmentAt(house, id);
      await proposeEdit(deps, ANNA, { segmentId, revision: 1, text: "Somebody is here." });
      await saveSegment(deps, BO, { segmentId, revision: 1, text: "Nobody is here." });
      expect(await cards(house, id)).toEqual(["Anna: conflict"]);
      const [proposal] = await house.store.read((tx) => tx.openProposals(id));
      const proposalId = proposal?.id ?? "";
      await expect(acceptProposal(deps, BO, { proposalId, revision: 2 })).rejects.toMatchObject({
        code: "invalid",
      });
      await rejectProposal(deps, BO, { proposalId });
      expect(await cards(house, id)).toEqual([]);
      await setSegmentState(deps, BO, { segmentId, revision: 2, state: "approved" });
      await proposeEdit(deps, ANNA, { segmentId, revision: 3, text: "Nobody was here." });
      const [next] = await house.store.read((tx) => tx.openProposals(id));
      await acceptProposal(deps, BO, { proposalId: next?.id ?? "", revision: 3 });
      expect(await segmentAt(house, id)).toMatchObject({ text: "Nobody was here.", state: "approved" });
    }),
  );
});

describe("presence", () => {
  it("says who is there, first come first, until they leave or are silent", () => {
    const presence = createPresence();
    const anna = { page: "p1", name: "Anna", segmentId: undefined };
    const bo = { page: "p2", name: "", segmentId: "s1" };
    expect(presence.enter("a", anna, 0)).toBe(true);
    expect(presence.enter("a", bo, 1)).toBe(true);
    expect(presence.enter("a", anna, 2)).toBe(false);
    expect(presence.enter("b", bo, 2)).toBe(true);
    expect(presence.list("a", SILENCE + 1)).toEqual([anna, bo]);
    expect(presence.list("a", SILENCE + 2)).toEqual([anna]);
    expect(presence.enter("a", { ...anna, segmentId: "s2" }, 3)).toBe(true);
    expect(presence.leave("a", "p1")).toBe(true);
    expect(presence.leave("a", "p1")).toBe(false);
    expect(presence.list("a", 3)).toEqual([]);
  });

  it("holds nobody who was silent, and everybody who was not", () => {
    const step = fc.record({
      page: fc.constantFrom("p1", "p2", "p3"),
      after: fc.integer({ min: 0, max: SILENCE }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const presence = createPresence();
        const last = new Map<string, number>();
        let now = 0;
        for (const { page, after } of steps) {
          now += after;
          presence.enter("a", { page, name: page, segmentId: undefined }, now);
          last.set(page, now);
        }
        const there = [...last].filter(([, at]) => now - at <= SILENCE).map(([page]) => page);
        expect(
          presence
            .list("a", now)
            .map(({ page }) => page)
            .sort(),
        ).toEqual(there.sort());
      }),
    );
  });
});
