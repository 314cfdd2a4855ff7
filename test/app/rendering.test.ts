/** What a new rendering does to a segment in each state (DESIGN 3a), through the use cases. */
import { describe, expect, it } from "vitest";
import { archiveArticle } from "../../src/app/articles.ts";
import { rerender } from "../../src/app/rerender.ts";
import { getWorkbench } from "../../src/app/workbench.ts";
import { inHouse, type House } from "../support/house.ts";
import {
  accept,
  bring,
  changeCount,
  drop,
  fresh,
  mark,
  name,
  named,
  refusalOf,
  reject,
  renderStale,
  segmentAt,
  standing,
  textsOf,
  theProposal,
  type,
  waiting,
} from "./desk.ts";

const MACHINE = "Bi Jianwen spoke here today.";

/** An article with "Bi Jianwen" in it and the concept that writes "Mohamed Butt" for it. */
async function begin(
  house: House,
  machine = MACHINE,
): Promise<{ id: string; segmentId: string; conceptId: string }> {
  const id = await bring(house, machine);
  const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id });
  const { id: segmentId } = await segmentAt(house, id);
  return { id, segmentId, conceptId };
}

/** Texts that are typed, or states that are given. */
type Before = readonly string[];

describe("a new rendering", () => {
  /** Steps before it (texts or states), what stands after it, the rendering it is based on, what is proposed. */
  const cases: readonly (readonly [string, Before, string, string, string | null | undefined])[] = [
    ["open text follows", [], "open: M. Butt spoke here today.", "M. Butt", undefined],
    [
      "edited text is merged",
      ["Mohamed Butt spoke here yesterday."],
      "edited: M. Butt spoke here yesterday.",
      "M. Butt",
      undefined,
    ],
    [
      "edited text that touches waits",
      ["Mr Butt spoke here today."],
      "edited: Mr Butt spoke here today.",
      "Mohamed Butt",
      null,
    ],
    [
      "edited text that has the new name already advances silently",
      ["M. Butt spoke here yesterday."],
      "edited: M. Butt spoke here yesterday.",
      "M. Butt",
      undefined,
    ],
    [
      "text that needs work is merged",
      ["Mohamed Butt spoke here yesterday.", "needs-work"],
      "needs-work: M. Butt spoke here yesterday.",
      "M. Butt",
      undefined,
    ],
    [
      "untouched text that needs work follows",
      ["needs-work"],
      "needs-work: M. Butt spoke here today.",
      "M. Butt",
      undefined,
    ],
    [
      "text that needs work and touches waits",
      ["Mr Butt spoke.", "needs-work"],
      "needs-work: Mr Butt spoke.",
      "Mohamed Butt",
      null,
    ],
    [
      "approved text waits",
      ["approved"],
      "approved: Mohamed Butt spoke here today.",
      "Mohamed Butt",
      "M. Butt spoke here today.",
    ],
    [
      "approved edited text waits with the merge",
      ["Mohamed Butt spoke.", "approved"],
      "approved: Mohamed Butt spoke.",
      "Mohamed Butt",
      "M. Butt spoke.",
    ],
    [
      "approved text that touches waits",
      ["Mr Butt spoke.", "approved"],
      "approved: Mr Butt spoke.",
      "Mohamed Butt",
      null,
    ],
    [
      "approved text that has the new name already advances silently",
      ["M. Butt spoke here today.", "approved"],
      "approved: M. Butt spoke here today.",
      "M. Butt",
      undefined,
    ],
  ];
  it.each(cases)("%s", (_, before, expected, base, merged) =>
    inHouse(async (house) => {
      const { id, segmentId, conceptId } = await begin(house);
      for (const step of before) {
        if (step === "needs-work" || step === "approved") await mark(house, segmentId, step);
        else await type(house, segmentId, step);
      }
      await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      expect(await standing(house, id)).toEqual([expected]);
      expect((await fresh(house, segmentId)).rendered).toBe(`${base} spoke here today.`);
      const proposals = await waiting(house, id);
      expect(proposals.map((proposal) => proposal.merged)).toEqual(merged === undefined ? [] : [merged]);
      expect((await getWorkbench(house.deps, id)).stale).toBe(false);
      // Rendering again does nothing.
      const { revision } = await fresh(house, segmentId);
      await rerender(house.deps, house.actor, { articleIds: [id] });
      expect((await fresh(house, segmentId)).revision).toBe(revision);
      expect(await waiting(house, id)).toEqual(proposals);
    })(),
  );

  it(
    "replaces the proposal that waits by a newer one, and closes it when nothing is left of it",
    inHouse(async (house) => {
      const { id, segmentId, conceptId } = await begin(house);
      await mark(house, segmentId, "approved");
      await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      const first = await theProposal(house, id);
      await name(house, named("Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      const second = await theProposal(house, id);
      expect(second.merged).toBe("Butt spoke here today.");
      const old = await house.store.read((tx) => tx.proposal(first.id));
      expect(old?.status).toBe("superseded");
      await name(house, named("Mohamed Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      expect(await waiting(house, id)).toEqual([]);
      expect(await standing(house, id)).toEqual(["approved: Mohamed Butt spoke here today."]);
    }),
  );

  it(
    "is not proposed again when it was rejected, but a later one is, and the page is not stale for it",
    inHouse(async (house) => {
      const { id, segmentId, conceptId } = await begin(house, MACHINE);
      await mark(house, segmentId, "approved");
      await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      await reject(house, id);
      await rerender(house.deps, house.actor, { articleIds: [id] });
      expect(await waiting(house, id)).toEqual([]);
      await name(house, named("Li Si < Lee Sze"));
      expect((await getWorkbench(house.deps, id)).stale).toBe(false);
      await name(house, named("Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      expect((await theProposal(house, id)).merged).toBe("Butt spoke here today.");
      await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      expect(await waiting(house, id)).toEqual([]);
      expect(await standing(house, id)).toEqual(["approved: Mohamed Butt spoke here today."]);
    }),
  );

  it(
    "follows at the next rendering when approval is taken away",
    inHouse(async (house) => {
      const { id, segmentId, conceptId } = await begin(house);
      await mark(house, segmentId, "approved");
      await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      await mark(house, segmentId, "open");
      await rerender(house.deps, house.actor, { articleIds: [id] });
      expect(await standing(house, id)).toEqual(["open: M. Butt spoke here today."]);
      expect(await waiting(house, id)).toEqual([]);
    }),
  );
});

describe("rerender", () => {
  it(
    "renders the other articles of a concept, of one that was removed too, and no archived ones",
    inHouse(async (house) => {
      const first = await bring(house, MACHINE);
      const second = await bring(house, "Then Bi Jianwen left.");
      const other = await bring(house, "Nobody came.");
      const archived = await bring(house, "Bi Jianwen slept.");
      await archiveArticle(house.deps, house.actor, { articleId: archived });
      const saved = await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: first });
      expect(saved.otherArticles).toEqual([second]);
      expect(await textsOf(house, second)).toEqual(["Then Bi Jianwen left."]);
      expect((await getWorkbench(house.deps, second)).stale).toBe(true);
      expect((await getWorkbench(house.deps, other)).stale).toBe(false);
      const { conceptId } = saved;
      const report = await rerender(house.deps, house.actor, { conceptId });
      expect(report).toMatchObject({ articles: 2, changed: 1, proposals: 0, conflicts: 0 });
      expect(await textsOf(house, second)).toEqual(["Then Mohamed Butt left."]);
      expect(await textsOf(house, archived)).toEqual(["Bi Jianwen slept."]);
      const removed = await drop(house, conceptId, first);
      expect(removed.otherArticles).toEqual([second]);
      expect(await textsOf(house, first)).toEqual([MACHINE]);
      await rerender(house.deps, house.actor, { conceptId });
      expect(await textsOf(house, second)).toEqual(["Then Bi Jianwen left."]);
    }),
  );

  it(
    "renders what is stale once, and makes one change of a repeated request",
    inHouse(async (house) => {
      const first = await bring(house, MACHINE);
      const second = await bring(house, "Then Bi Jianwen left.");
      await name(house, named("Mohamed Butt < Bi Jianwen"));
      const [one, two] = await Promise.all(
        [1, 2].map(() => rerender(house.deps, house.actor, { stale: true, requestId: "r1" })),
      );
      expect(one).toMatchObject({ articles: 2, changed: 2 });
      expect(two).toMatchObject({ changeId: one?.changeId, articles: 0 });
      expect([await textsOf(house, first), await textsOf(house, second)]).toEqual([
        ["Mohamed Butt spoke here today."],
        ["Then Mohamed Butt left."],
      ]);
      const count = await changeCount(house);
      expect(await rerender(house.deps, house.actor, {})).toMatchObject({ changeId: undefined, articles: 0 });
      expect(await changeCount(house)).toBe(count);
    }),
  );

  it.each([
    [{ conceptId: "none" }, "not-found failure.no-concept"],
    [{ articleIds: ["none"] }, "not-found failure.no-article"],
  ])("does not know %j", (input, refusal) =>
    inHouse(async (house) => {
      await bring(house, MACHINE);
      expect(await refusalOf(rerender(house.deps, house.actor, input))).toBe(refusal);
      expect(await changeCount(house)).toBe(1);
    })(),
  );

  it(
    "reaches an article whose Chinese a new form shadows",
    inHouse(async (house) => {
      await name(house, named("Cyberport < Digital Port", { category: "place", zhHans: ["数码港"] }));
      const id = await bring(house, "The Digital Port rose.", "数码港元上升。");
      expect(await textsOf(house, id)).toEqual(["The Cyberport rose."]);
      const saved = await name(
        house,
        named("Digital Hong Kong dollar", { category: "term", zhHans: ["数码港元"] }),
      );
      expect(saved.otherArticles).toEqual([id]);
      await renderStale(house);
      expect(await textsOf(house, id)).toEqual(["The Digital Port rose."]);
    }),
  );

  it(
    "lets the texts go on with what was accepted",
    inHouse(async (house) => {
      const { id, segmentId, conceptId } = await begin(house);
      await mark(house, segmentId, "approved");
      await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      await accept(house, id);
      expect(await standing(house, id)).toEqual(["approved: M. Butt spoke here today."]);
      await name(house, named("Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      expect((await theProposal(house, id)).merged).toBe("Butt spoke here today.");
    }),
  );
});
