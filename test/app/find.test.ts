import { describe, expect, it } from "vitest";
import { archiveArticle } from "../../src/app/articles.ts";
import { FIND_LIMIT, findInArticles, type FindInput } from "../../src/app/find.ts";
import type { FindQuery, FindView } from "../../src/app/find-views.ts";
import { inHouse, type House } from "../support/house.ts";
import { bring, mark, refusalOf, segmentAt, type } from "./desk.ts";

/** A query for a text, in any capitals. */
function wanted(target: string, more: Partial<FindQuery> = {}): FindQuery {
  return { kind: "text", target, wholeWord: false, matchCase: false, source: "", ...more };
}

function search(house: House, target: string, more: Partial<FindInput> = {}): Promise<FindView> {
  return findInArticles(house.deps, { query: wanted(target), ...more });
}

/** `number: lead«before→after»trail` of every place, article by article. */
function shown({ articles }: FindView): string[][] {
  return articles.map(({ segments }) =>
    segments.flatMap(({ number, occurrences }) =>
      occurrences.map(
        ({ lead, before, after, trail }) =>
          `${number}: ${lead}«${after === undefined ? before : `${before}→${after}`}»${trail}`,
      ),
    ),
  );
}

describe("finding", () => {
  it(
    "looks through what stands now in all articles that are not archived, the newest first",
    inHouse(async (house) => {
      const first = await bring(house, "Bi spoke. Bi left Bi’s hall.");
      await bring(house, "Nobody spoke.");
      const third = await bring(house, "Mr. Bi came.");
      const gone = await bring(house, "Bi was archived.");
      await archiveArticle(house.deps, house.actor, { articleId: gone });
      const { id } = await segmentAt(house, first, 0);
      await type(house, id, "Mo spoke.");
      const found = await search(house, "bi", { replacement: "Mo" });
      expect(shown(found)).toEqual([
        ["1: Mr. «Bi→Mo» came."],
        ["2: «Bi→Mo» left Bi’s hall.", "2: Bi left «Bi→Mo»’s hall."],
      ]);
      expect(found.articles.map((article) => article.id)).toEqual([third, first]);
      expect(found).toMatchObject({ total: 3, approved: 0, searched: 3, next: undefined });
      const one = await search(house, "bi", { articleId: first });
      expect(shown(one)).toEqual([["2: «Bi» left Bi’s hall.", "2: Bi left «Bi»’s hall."]]);
      expect(shown(await search(house, "bi", { articleId: gone }))).toEqual([["1: «Bi» was archived."]]);
    }),
  );

  it(
    "counts the places in approved text",
    inHouse(async (house) => {
      const id = await bring(house, "Bi spoke. Bi left.");
      await mark(house, (await segmentAt(house, id, 1)).id, "approved");
      const found = await search(house, "bi");
      expect(found).toMatchObject({ total: 2, approved: 1 });
      expect(found.articles[0]?.segments.map(({ state }) => state)).toEqual(["open", "approved"]);
    }),
  );

  it(
    "keeps to the sentences whose Chinese has what is asked for, in either script",
    inHouse(async (house) => {
      await bring(
        house,
        "Bi came to the meeting today.\nBi left the city early.",
        "畢堅文今天來開會。\n毕宇很早离开了城市。",
      );
      await bring(house, "Bi has no Chinese.");
      const query = wanted("Bi", { source: "毕坚文" });
      const found = await search(house, "", { query });
      expect(shown(found)).toEqual([["1: «Bi» came to the meeting today."]]);
      expect(found.articles[0]?.segments[0]?.source).toEqual([
        { text: "畢堅文", found: true },
        { text: "今天來開會。", found: false },
      ]);
      expect(shown(await search(house, "", { query: wanted("Bi", { source: "毕丙" }) }))).toEqual([]);
    }),
  );

  it(
    "shows some words around a place and the beginning of a long one",
    inHouse(async (house) => {
      const words = "word ".repeat(100);
      await bring(house, `${words}Bi ${words}end`);
      const found = await search(house, "", { query: wanted("Bi (word )+", { kind: "regexp" }) });
      const [place] = found.articles[0]?.segments[0]?.occurrences ?? [];
      expect(place?.lead).toBe(`…${"word ".repeat(12)}`);
      expect(place?.before).toHaveLength(300);
      expect(place?.before.endsWith("…")).toBe(true);
      expect(place?.trail).toBe("end");
      const [other] = (await search(house, "Bi")).articles[0]?.segments[0]?.occurrences ?? [];
      expect(other?.trail).toBe(` ${"word ".repeat(11)}word…`);
      await bring(house, `${"longer ".repeat(50)}Mo ${"longer ".repeat(50)}`);
      const [third] = (await search(house, "Mo")).articles[0]?.segments[0]?.occurrences ?? [];
      expect(third?.lead).toBe(`…${"longer ".repeat(8)}`);
      expect(third?.trail).toBe(` ${"longer ".repeat(7)}longer…`);
      await bring(house, "港".repeat(300));
      const [last] =
        (await search(house, "港".repeat(3))).articles[0]?.segments[0]?.occurrences.slice(50) ?? [];
      expect(last).toMatchObject({ lead: `…${"港".repeat(60)}`, trail: `${"港".repeat(60)}…` });
    }),
  );

  it(
    "stops when there are enough and goes on from there, leaving nothing out",
    inHouse(async (house) => {
      // 700 places in each of three articles, two segments each.
      for (const name of ["x", "y", "z"])
        await bring(house, `${name}${"o".repeat(349)}.\n${"o".repeat(351)}.`);
      const firstPage = await search(house, "o");
      expect(firstPage.total).toBe(FIND_LIMIT + 49);
      expect(firstPage.searched).toBe(2);
      expect(firstPage.next).toMatchObject({ segments: 1 });
      const secondPage = await search(house, "o", { from: firstPage.next });
      expect(secondPage.total).toBe(2100 - firstPage.total);
      expect(secondPage.next).toBeUndefined();
      const keys = [firstPage, secondPage].flatMap(({ articles }) =>
        articles.flatMap(({ segments }) => segments.flatMap((one) => one.occurrences.map(({ key }) => key))),
      );
      expect(new Set(keys).size).toBe(2100);
    }),
  );

  it(
    "says when a segment has more than are shown",
    inHouse(async (house) => {
      await bring(house, "o".repeat(FIND_LIMIT + 1));
      const found = await search(house, "o");
      expect(found.total).toBe(FIND_LIMIT);
      expect(found.articles[0]?.segments[0]?.more).toBe(true);
    }),
  );

  it.each([
    ["nothing to look for", wanted(""), undefined, "find.empty target"],
    ["a NUL", wanted("a\0"), undefined, "nul undefined"],
    ["a faulty pattern", wanted("a(", { kind: "regexp" }), undefined, "regexp.open-parenthesis target"],
    ["a group that is not there", wanted("a", { kind: "regexp" }), "$1", "find.no-group replacement"],
    ["a long replacement", wanted("a"), "b".repeat(501), "find.too-long replacement"],
    ["long Chinese", wanted("a", { source: "中".repeat(501) }), undefined, "find.too-long source"],
    ["Chinese of blanks", wanted("a", { source: "\u200b " }), undefined, "empty source"],
  ])("refuses %s", async (_name, query, replacement, said) => {
    await inHouse(async (house) => {
      const failure = await findInArticles(house.deps, { query, replacement }).catch(
        (error: unknown) => error,
      );
      expect(failure).toMatchObject({ code: "invalid", key: "failure.find" });
      const [finding] = (failure as { findings: readonly { code: string; params: { field?: string } }[] })
        .findings;
      expect(`${finding?.code} ${finding?.params.field}`).toBe(said);
    })();
  });

  it(
    "fails for an article that is not there",
    inHouse(async (house) => {
      expect(await refusalOf(search(house, "a", { articleId: "x" }))).toBe("not-found failure.no-article");
    }),
  );
});
