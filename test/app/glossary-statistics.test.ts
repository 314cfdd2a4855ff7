import { describe, expect, it } from "vitest";
import { glossaryStatistics, monthsOf } from "../../src/app/glossary-statistics.ts";
import { importGlossary } from "../../src/app/glossary-import/import.ts";
import { inHouse } from "../support/house.ts";
import { bring, drop, name, named, renderStale } from "./desk.ts";

const DAY = 86_400_000;
const day = (year: number, month: number, date: number): number => Date.UTC(year, month - 1, date) / DAY;

describe("growth", () => {
  it.each<[string, readonly [number, number][], number, readonly [number, number, number][]]>([
    ["of nothing", [], Date.UTC(2025, 0, 2), []],
    [
      "month by month, those without any too",
      [
        [day(2024, 11, 30), 2],
        [day(2025, 1, 1), 3],
        [day(2025, 1, 31), 4],
      ],
      Date.UTC(2025, 1, 1),
      [
        [Date.UTC(2024, 10), 2, 2],
        [Date.UTC(2024, 11), 0, 2],
        [Date.UTC(2025, 0), 7, 9],
        [Date.UTC(2025, 1), 0, 9],
      ],
    ],
    ["of a clock that was ahead", [[day(2025, 3, 1), 1]], Date.UTC(2025, 0, 1), [[Date.UTC(2025, 2), 1, 1]]],
  ])("%s", (_name, days, now, months) => {
    const grown = monthsOf(
      days.map(([each, count]) => ({ day: each, count })),
      now,
    );
    expect(grown.map(({ from, added, total }) => [from, added, total])).toEqual(months);
  });

  it("of many years ends in the last twelve months, with all that came before", () => {
    const months = monthsOf(
      [
        { day: 0, count: 5 },
        { day: day(2025, 6, 1), count: 1 },
      ],
      Date.UTC(2025, 5, 30),
    );
    expect([months.length, months[0], months.at(-1)?.total]).toEqual([
      12,
      { from: Date.UTC(2024, 6), added: 0, total: 5 },
      6,
    ]);
  });
});

it(
  "the glossary is counted as it stands, and again when something has happened",
  inHouse(async (house) => {
    const { deps, actor } = house;
    const article = await bring(house, "Alfa met Bet. Alfa left.");
    await importGlossary(deps, actor, {
      text: "id,category,status,zh_hans,preferred_en,deprecated_en,source\nA,person,approved,,Alpha,Alfa,x\nB,person,proposed,,Beta,Bet,\nC,term,retired,丙,Gamma,,\nD,term,approved,丁,,,\n",
    });
    const before = await glossaryStatistics(deps);
    expect(before).toMatchObject({ total: 4, withEvidence: 1, unused: 4, mostUsed: [] });
    expect(before.statuses).toEqual({ approved: 2, proposed: 1, retired: 1 });
    expect(before.categories.map(({ category, count }) => [category, count])).toEqual([
      ["person", 2],
      ["term", 2],
    ]);
    expect(before.findings).toContainEqual({ code: "no-preferred", concepts: 1 });
    expect(before.growth).toEqual([{ from: 0, added: 4, total: 4 }]);
    expect(before.changes.map(({ kind }) => kind)).toEqual(["glossary.import"]);
    expect(await glossaryStatistics(deps)).toBe(before);
    await renderStale(house);
    const used = await glossaryStatistics(deps);
    expect(used.mostUsed.map(({ label, articles, places }) => [label, articles, places])).toEqual([
      ["Alpha", 1, 2],
      ["Beta", 1, 1],
    ]);
    expect(used.unused).toBe(2);
    await name(house, named("Alpha One < Alfa"), { id: "A", articleId: article });
    await drop(house, "B");
    const after = await glossaryStatistics(deps);
    expect([after.total, after.mostUsed.length]).toEqual([3, 1]);
    expect(after.growth).toEqual([{ from: 0, added: 3, total: 3 }]);
    expect(after.changes.map(({ kind }) => kind)).toEqual([
      "concept.save",
      "concept.save",
      "glossary.import",
    ]);
  }),
);
