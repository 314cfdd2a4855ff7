import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findInArticles } from "../../src/app/find.ts";
import type { FindQuery, ReplaceReport } from "../../src/app/find-views.ts";
import { REPLACE_LIMIT, replacePlaces, type ReplaceInput, type Ticked } from "../../src/app/replace.ts";
import { findUndo } from "../../src/app/undo.ts";
import { inHouse, type House } from "../support/house.ts";
import {
  bring,
  changeCount,
  mark,
  name,
  named,
  refusalOf,
  segmentAt,
  standing,
  textsOf,
  type,
  undo,
} from "./desk.ts";

const BI: FindQuery = { kind: "text", target: "Bi", wholeWord: true, matchCase: true, source: "" };

/** What a search shows, as it comes back from a form. */
async function places(house: House, query = BI, articleId?: string): Promise<Ticked[]> {
  const { articles } = await findInArticles(house.deps, { query, articleId });
  return articles.flatMap(({ segments }) =>
    segments.flatMap(({ occurrences }) =>
      occurrences.map(({ key }) => {
        const [segmentId = "", revision, from, to] = key.split(":");
        return { segmentId, revision: Number(revision), from: Number(from), to: Number(to) };
      }),
    ),
  );
}

async function replace(house: House, more: Partial<ReplaceInput> = {}): Promise<ReplaceReport> {
  const query = more.query ?? BI;
  const ticks = more.places ?? (await places(house, query));
  return replacePlaces(house.deps, house.actor, {
    query,
    replacement: "Mo",
    approved: false,
    ...more,
    places: ticks,
  });
}

const NOTHING = { changed: 0, approved: 0, unfit: 0 };

describe("replacing", () => {
  it(
    "changes the ticked places of all articles in one change that one undo takes back",
    inHouse(async (house) => {
      const one = await bring(house, "Bi met Bi. Albion Bi.");
      const two = await bring(house, "Mr. Bi came.");
      const before = await changeCount(house);
      const ticks = await places(house);
      const [, , second] = ticks;
      const report = await replace(house, { places: ticks.filter((tick) => tick !== second) });
      expect(report).toMatchObject({ replaced: 3, articles: 2, skipped: NOTHING });
      expect(await changeCount(house)).toBe(before + 1);
      expect(await standing(house, one)).toEqual(["edited: Mo met Bi.", "edited: Albion Mo."]);
      expect(await standing(house, two)).toEqual(["edited: Mr. Mo came."]);
      const events = await house.store.read((tx) => tx.eventsAfter(0, 1000));
      const told = events.filter(({ changeId }) => changeId === report.changeId);
      expect(told.map(({ kind }) => kind)).toEqual(Array(3).fill("segment.changed"));
      const offered = await findUndo(house.deps, {});
      expect(offered).toMatchObject({ changeId: report.changeId, kind: "segment.replace", name: "Bi → Mo" });
      expect((await undo(house, report.changeId)).exceptions).toEqual([]);
      expect(await standing(house, one)).toEqual(["open: Bi met Bi.", "open: Albion Bi."]);
      expect(await standing(house, two)).toEqual(["open: Mr. Bi came."]);
    }),
  );

  it(
    "is the last change of the article when it is in one only",
    inHouse(async (house) => {
      const id = await bring(house, "Bi came.");
      const { changeId } = await replace(house);
      expect(await findUndo(house.deps, { articleId: id })).toMatchObject({ changeId });
    }),
  );

  it(
    "leaves approved text unless that is wanted too; what needs work still does; what reads as rendered is open",
    inHouse(async (house) => {
      const id = await bring(house, "Bi one. Bi two. Bi three.");
      const [first, second, third] = [0, 1, 2].map((index) => segmentAt(house, id, index));
      await mark(house, (await first)?.id ?? "", "needs-work");
      await mark(house, (await second)?.id ?? "", "approved");
      await type(house, (await third)?.id ?? "", "Bo three.");
      expect(await replace(house)).toMatchObject({ replaced: 1, skipped: { ...NOTHING, approved: 1 } });
      expect(await standing(house, id)).toEqual([
        "needs-work: Mo one.",
        "approved: Bi two.",
        "edited: Bo three.",
      ]);
      expect(await replace(house, { approved: true })).toMatchObject({ replaced: 1, skipped: NOTHING });
      await replace(house, { query: { ...BI, target: "Bo" }, replacement: "Bi" });
      expect(await standing(house, id)).toEqual([
        "needs-work: Mo one.",
        "edited: Mo two.",
        "open: Bi three.",
      ]);
    }),
  );

  it(
    "leaves what was changed since it was shown, but not what was only marked or rendered alike",
    inHouse(async (house) => {
      const id = await bring(house, "Bi one. Bi two. Bi three.");
      const ticks = await places(house);
      await type(house, (await segmentAt(house, id, 0)).id, "Bi once.");
      await mark(house, (await segmentAt(house, id, 1)).id, "needs-work");
      const report = await replace(house, {
        places: [...ticks, { segmentId: "x", revision: 1, from: 0, to: 2 }],
      });
      expect(report).toMatchObject({ replaced: 2, skipped: { ...NOTHING, changed: 2 } });
      expect(await textsOf(house, id)).toEqual(["Bi once.", "Mo two.", "Mo three."]);
    }),
  );

  it(
    "touches only places that the query finds, beside the Chinese that it asks for",
    inHouse(async (house) => {
      const id = await bring(
        house,
        "Bi came to the meeting today.\nBi left the city early.",
        "毕坚文今天来开会。\n毕宇很早离开了城市。",
      );
      const ticks = await places(house);
      const stray = ticks.map((tick) => ({ ...tick, from: tick.from + 1 }));
      expect(await replace(house, { places: stray })).toMatchObject({ replaced: 0, skipped: { changed: 2 } });
      const query = { ...BI, source: "毕坚文" };
      expect(await replace(house, { query, places: ticks })).toMatchObject({
        replaced: 1,
        skipped: { changed: 1 },
      });
      expect(await textsOf(house, id)).toEqual(["Mo came to the meeting today.", "Bi left the city early."]);
    }),
  );

  it(
    "writes the groups of a regular expression, and leaves no segment empty",
    inHouse(async (house) => {
      const id = await bring(house, "Bi Jianwen came.\nHong Kong");
      const query: FindQuery = { ...BI, kind: "regexp", target: "(Bi) (\\w+)" };
      await replace(house, { query, replacement: "$2 $1" });
      expect(await textsOf(house, id)).toEqual(["Jianwen Bi came.", "Hong Kong"]);
      const all: FindQuery = { ...query, target: ".+", wholeWord: false };
      expect(await replace(house, { query: all, replacement: " " })).toMatchObject({
        replaced: 0,
        skipped: { unfit: 2 },
      });
    }),
  );

  it(
    "writes nothing when nothing changes, nor twice for one request",
    inHouse(async (house) => {
      const id = await bring(house, "Bi came.");
      const before = await changeCount(house);
      expect(await replace(house, { replacement: "Bi" })).toMatchObject({ changeId: undefined, replaced: 0 });
      expect(await replace(house, { places: [] })).toMatchObject({ changeId: undefined });
      expect(await changeCount(house)).toBe(before);
      const ticks = await places(house);
      const first = await replace(house, { places: ticks, requestId: "r1" });
      const again = await replace(house, { places: ticks, requestId: "r1" });
      expect(again).toMatchObject({ changeId: first.changeId, replaced: 1 });
      expect(await changeCount(house)).toBe(before + 1);
      expect(await textsOf(house, id)).toEqual(["Mo came."]);
    }),
  );

  it(
    "survives the next rendering like any edit",
    inHouse(async (house) => {
      const id = await bring(house, "Bi and Li Xiang came.");
      await replace(house);
      await name(house, named("Leigh Xiang < Li Xiang"), { articleId: id });
      expect(await standing(house, id)).toEqual(["edited: Mo and Leigh Xiang came."]);
    }),
  );

  it(
    "refuses what cannot be looked for and more places than a search gives",
    inHouse(async (house) => {
      const tick = { segmentId: "x", revision: 1, from: 0, to: 1 };
      const many = Array.from({ length: REPLACE_LIMIT + 1 }, () => tick);
      expect(await refusalOf(replace(house, { places: many }))).toBe("too-large failure.replace-places");
      const query: FindQuery = { ...BI, kind: "regexp", target: "(" };
      expect(await refusalOf(replace(house, { query, places: [] }))).toBe(
        "invalid failure.find regexp.open-parenthesis",
      );
    }),
  );

  it(
    "and taking it back gives every text back, whatever was ticked",
    inHouse(async (house) => {
      const id = await bring(house, "Bi met Bi. Then Bi left. Albion, Bi and Bi.");
      const texts = await textsOf(house, id);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
          fc.constantFrom("Mo", "", "Bi Bi"),
          async (ticks, written) => {
            const ticked = (await places(house)).filter((_, index) => ticks[index]);
            const report = await replace(house, { places: ticked, replacement: written });
            expect(report.replaced).toBe(ticked.length);
            if (report.changeId !== undefined) await undo(house, report.changeId);
            expect(await textsOf(house, id)).toEqual(texts);
          },
        ),
        { numRuns: 12 },
      );
    }),
  );
});
