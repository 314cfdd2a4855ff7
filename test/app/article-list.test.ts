import { expect, it } from "vitest";
import { listArticlePage } from "../../src/app/article-list.ts";
import { importArticles, prepareArticles, storePrepared } from "../../src/app/article-import.ts";
import { archiveArticle } from "../../src/app/articles.ts";
import { setArticleState } from "../../src/app/article-states.ts";
import { Failure } from "../../src/app/failure.ts";
import type { ArticleState } from "../../src/app/records.ts";
import { inHouse } from "../support/house.ts";
import { name, named, segmentsOf } from "./desk.ts";

it(
  "a page of the list has its articles, newest first, and the counts of the whole list",
  inHouse(async ({ deps, actor }) => {
    const texts = Array.from({ length: 7 }, (_, at) => ({ text: `Number ${at}.`, title: `t${at}` }));
    const ids = (await importArticles(deps, actor, texts)).map((one) =>
      one instanceof Failure ? "" : one.articleId,
    );
    const bring = (at: number, state: ArticleState, seen: ArticleState): Promise<unknown> =>
      setArticleState(deps, actor, { articleId: ids[at] ?? "", state, seen });
    await bring(1, "in-review", "new");
    await bring(4, "in-review", "new");
    await bring(5, "published", "new");
    await bring(6, "approved", "new");
    await bring(6, "new", "approved");
    await archiveArticle(deps, actor, { articleId: ids[5] ?? "" });
    const titles = async (
      state: ArticleState | undefined,
      offset: number,
      archived = false,
    ): Promise<string> =>
      (await listArticlePage(deps, { archived, state }, { offset, limit: 3 })).articles
        .map(({ title }) => title)
        .join(" ");
    expect([await titles(undefined, 0), await titles(undefined, 3), await titles(undefined, 6)]).toEqual([
      "t6 t4 t3",
      "t2 t1 t0",
      "",
    ]);
    expect([await titles("new", 0), await titles("new", 3), await titles("in-review", 0)]).toEqual([
      "t6 t3 t2",
      "t0",
      "t4 t1",
    ]);
    expect([await titles("published", 0), await titles("published", 0, true)]).toEqual(["", "t5"]);
    const { total, counts, standings } = await listArticlePage(
      deps,
      { archived: false },
      { offset: 0, limit: 1 },
    );
    expect([total, counts]).toEqual([6, { new: 4, "in-review": 2, approved: 0, published: 0 }]);
    expect(standings.get(ids[4] ?? "")?.state).toBe("in-review");
  }),
);

it(
  "articles that are imported together keep each other from nothing",
  inHouse(async ({ deps, actor }) => {
    const [first, empty, again, other] = await importArticles(deps, actor, [
      { text: "One." },
      { text: " " },
      { text: "One." },
      { text: "Two." },
    ]);
    expect(first).toMatchObject({ duplicate: false, segments: 1 });
    expect(empty).toBeInstanceOf(Failure);
    expect(again).toMatchObject({ duplicate: true });
    expect(other).toMatchObject({ duplicate: false });
    const { total } = await listArticlePage(deps, { archived: false }, { offset: 0, limit: 1 });
    expect(total).toBe(2);
    const changes = await deps.store.read((tx) => tx.changes({ limit: 9 }));
    expect(changes.map(({ kind }) => kind)).toEqual(["article.import", "article.import"]);
  }),
);

it(
  "articles that were made by an older glossary are made again when they are stored",
  inHouse(async (house) => {
    const { deps, actor } = house;
    const prepared = await prepareArticles(deps, [{ text: "Bi Jianwen spoke." }]);
    expect(prepared[0]?.made?.segments[0]?.rendered).toBe("Bi Jianwen spoke.");
    await name(house, named("Mohamed Butt < Bi Jianwen"));
    const [stored] = await storePrepared(deps, actor, prepared);
    const articleId = stored === undefined || stored instanceof Failure ? "" : stored.articleId;
    expect((await segmentsOf(house, articleId)).map(({ text }) => text)).toEqual(["Mohamed Butt spoke."]);
  }),
);

it(
  "articles that are there are not made, unless they are wanted again",
  inHouse(async ({ deps, actor }) => {
    await importArticles(deps, actor, [{ text: "One." }]);
    const inputs = [{ text: "One." }, { text: "One.", again: true }, { text: "Two." }, { text: "" }];
    const prepared = await prepareArticles(deps, inputs);
    expect(prepared.map(({ made }) => made?.segments.length)).toEqual([undefined, 1, 1, undefined]);
  }),
);
