import { describe, expect, it } from "vitest";
import { acceptReuse, applyToRepetitions, findRepetitions } from "../../src/app/reuse.ts";
import { splitSegment } from "../../src/app/segment-cuts.ts";
import { getWorkbench } from "../../src/app/workbench.ts";
import { inHouse, type House } from "../support/house.ts";
import { bring, changeCount, fresh, mark, refusalOf, segmentAt, standing, type, undo } from "./desk.ts";

/** `segment number: state by count text` of every offer in an article. */
async function offered({ deps }: House, articleId: string): Promise<string[]> {
  const view = await getWorkbench(deps, articleId);
  return view.segments.flatMap(({ id, number }) =>
    (view.reuses.get(id) ?? []).map(
      ({ state, by, count, text }) => `${number}: ${state} ${by} ${count} ${text}`,
    ),
  );
}

/** How many repetitions each segment of an article could be applied to. */
async function counts({ deps }: House, articleId: string): Promise<(number | undefined)[]> {
  const view = await getWorkbench(deps, articleId);
  return view.segments.map(({ id }) => view.repetitions.get(id));
}

describe("what the same sentence became elsewhere", () => {
  it(
    "is offered, approved before edited, and not where it stands or is approved",
    inHouse(async (house) => {
      const one = await bring(house, "Bi Jianwen spoke. Others came in.");
      const two = await bring(house, "News. Bi Jianwen spoke.");
      const three = await bring(house, "Bi Jianwen spoke. More.");
      expect(await offered(house, three)).toEqual([]);
      await type(house, (await segmentAt(house, one)).id, "Butt spoke.");
      await type(house, (await segmentAt(house, two, 1)).id, "Mr Butt spoke.", true);
      expect(await offered(house, three)).toEqual([
        "1: approved machine 1 Mr Butt spoke.",
        "1: edited machine 1 Butt spoke.",
      ]);
      expect(await offered(house, one)).toEqual(["1: approved machine 1 Mr Butt spoke."]);
      expect(await offered(house, two)).toEqual([]);
      await type(house, (await segmentAt(house, three)).id, "Butt spoke.");
      expect(await offered(house, three)).toEqual(["1: approved machine 1 Mr Butt spoke."]);
    }),
  );

  it(
    "is offered elsewhere in the same article, and for the same Chinese under other English",
    inHouse(async (house) => {
      const one = await bring(house, "Bi Jianwen spoke.\n\nBi Jianwen spoke.\n");
      await type(house, (await segmentAt(house, one)).id, "Butt spoke.");
      expect(await offered(house, one)).toEqual(["2: edited machine 1 Butt spoke."]);
      const two = await bring(house, "Bi Jian-wen made a speech.", "毕坚文说了话。");
      const three = await bring(house, "A speech was made by Bi.", "毕坚文说了话。");
      await type(house, (await segmentAt(house, two)).id, "Butt made a speech.");
      expect(await offered(house, three)).toEqual(["1: edited source 1 Butt made a speech."]);
    }),
  );

  it(
    "is not offered for a sentence of two words unless two places approved it alike",
    inHouse(async (house) => {
      const ids = [];
      for (const text of ["He spoke.", "He spoke. (1)", "He spoke. (2)"]) ids.push(await bring(house, text));
      const [one = "", two = "", three = ""] = ids;
      await type(house, (await segmentAt(house, one)).id, "She spoke.", true);
      expect(await offered(house, three)).toEqual([]);
      await type(house, (await segmentAt(house, two)).id, "She spoke.", true);
      expect(await offered(house, three)).toEqual(["1: approved machine 2 She spoke."]);
    }),
  );

  it(
    "is taken over in one change, which is undone as such",
    inHouse(async (house) => {
      const one = await bring(house, "Bi Jianwen spoke.");
      const two = await bring(house, "Bi Jianwen spoke. More.");
      await type(house, (await segmentAt(house, one)).id, "Butt spoke.", true);
      const from = await segmentAt(house, one);
      const to = await segmentAt(house, two);
      const input = {
        segmentId: to.id,
        revision: 1,
        of: from.id,
        ofRevision: from.revision,
        requestId: "r1",
      };
      await acceptReuse(house.deps, house.actor, input);
      const count = await changeCount(house);
      await acceptReuse(house.deps, house.actor, input);
      expect(await changeCount(house)).toBe(count);
      expect(await standing(house, two)).toEqual(["edited: Butt spoke.", "open: More."]);
      await undo(house);
      expect(await standing(house, two)).toEqual(["open: Bi Jianwen spoke.", "open: More."]);
    }),
  );

  it(
    "is refused where the segment was changed since, or is another sentence",
    inHouse(async (house) => {
      const one = await bring(house, "Bi Jianwen spoke.");
      const two = await bring(house, "Bi Jianwen spoke. And he left.");
      await type(house, (await segmentAt(house, one)).id, "Butt spoke.");
      const of = (await segmentAt(house, one)).id;
      const [first, second] = [(await segmentAt(house, two)).id, (await segmentAt(house, two, 1)).id];
      const take = (segmentId: string, revision: number, ofRevision = 2): Promise<unknown> =>
        acceptReuse(house.deps, house.actor, { segmentId, revision, of, ofRevision });
      expect(await refusalOf(take(second, 1))).toBe("invalid failure.not-the-same-sentence");
      expect(await refusalOf(take(first, 1, 9))).toBe("not-found failure.no-revision");
      await type(house, first, "He spoke.");
      expect(await refusalOf(take(first, 1))).toBe("conflict failure.stale-state");
    }),
  );

  it(
    "follows a split",
    inHouse(async (house) => {
      const one = await bring(house, "Bi Jianwen spoke, he left then.");
      const two = await bring(house, "Bi Jianwen spoke,");
      await type(house, (await segmentAt(house, two)).id, "Butt spoke,");
      expect(await offered(house, one)).toEqual([]);
      const { id: segmentId } = await segmentAt(house, one);
      const { newSegmentId } = await splitSegment(house.deps, house.actor, {
        segmentId,
        revision: 1,
        at: 18,
      });
      expect(await offered(house, one)).toEqual(["1: edited machine 1 Butt spoke,"]);
      await undo(house);
      expect((await fresh(house, newSegmentId)).removed).toBe(true);
      expect(await offered(house, one)).toEqual([]);
    }),
  );
});

describe("untouched repetitions", () => {
  it(
    "get the text where they are ticked, in one change that is undone in every article",
    inHouse(async (house) => {
      const texts = [
        "Bi Jianwen spoke.",
        "Bi Jianwen spoke. One.",
        "Bi Jianwen spoke. Two.",
        "Bi Jianwen spoke. Three.",
      ];
      const [one = "", two = "", three = "", four = ""] = await Promise.all(
        texts.map((text) => bring(house, text)),
      );
      await type(house, (await segmentAt(house, one)).id, "Butt spoke.");
      await mark(house, (await segmentAt(house, four)).id, "needs-work");
      expect(await counts(house, one)).toEqual([2]);
      const view = await findRepetitions(house.deps, (await segmentAt(house, one)).id);
      expect(view.places.map(({ articleId }) => articleId).sort()).toEqual([two, three].sort());
      // One is touched after the page was shown.
      await type(house, (await segmentAt(house, three)).id, "Touched.");
      const { segment, places } = view;
      const ticked = places.map(({ segmentId, revision }) => ({ segmentId, revision }));
      const { deps, actor } = house;
      const input = { segmentId: segment.id, revision: segment.revision, places: ticked, requestId: "r1" };
      expect(await applyToRepetitions(deps, actor, input)).toMatchObject({ changed: 1, left: 1 });
      const count = await changeCount(house);
      expect(await applyToRepetitions(deps, actor, input)).toMatchObject({ changed: 1, left: 0 });
      expect(await changeCount(house)).toBe(count);
      expect(await standing(house, two)).toEqual(["edited: Butt spoke.", "open: One."]);
      expect(await standing(house, three)).toEqual(["edited: Touched.", "open: Two."]);
      await undo(house);
      expect(await standing(house, two)).toEqual(["open: Bi Jianwen spoke.", "open: One."]);
    }),
  );

  it(
    "are left when the text was changed since, and when none is ticked",
    inHouse(async (house) => {
      const one = await bring(house, "Bi Jianwen spoke.\n\nBi Jianwen spoke.\n");
      const { id: segmentId } = await segmentAt(house, one);
      await type(house, segmentId, "Butt spoke.");
      const { deps, actor } = house;
      const apply = (revision: number): Promise<unknown> =>
        applyToRepetitions(deps, actor, { segmentId, revision, places: [] });
      expect(await apply(2)).toMatchObject({ changeId: undefined, changed: 0, left: 0 });
      expect(await refusalOf(apply(1))).toBe("conflict failure.stale-state");
    }),
  );
});
