import { describe, expect, it } from "vitest";
import { listArticles } from "../../src/app/article-list.ts";
import { importArticle } from "../../src/app/article-import.ts";
import {
  archiveArticle,
  dateArticle,
  exportArticle,
  getArticle,
  renameArticle,
  unarchiveArticle,
} from "../../src/app/articles.ts";
import type { ImportArticleInput } from "../../src/app/article-draft.ts";
import { getWorkbench } from "../../src/app/workbench.ts";
import { removeSample } from "../../src/app/sample.ts";
import { TITLE_LIMIT } from "../../src/core/article/model.ts";
import { encodeText, TEXT_LIMIT } from "../../src/formats/text/decode.ts";
import { inHouse, seedFiles } from "../support/house.ts";
import {
  bring,
  changeCount,
  name,
  named,
  refusalOf,
  segmentsOf,
  segmentAt,
  textsOf,
  type,
  undo,
} from "./desk.ts";

const ENGLISH = "Bi Jianwen spoke. Others listened.";
const GB18030 = Uint8Array.from(Buffer.from("b1cfbce1cec4b3f6cfafc1cbbbe1d2e9a1a3", "hex"));

describe("importArticle", () => {
  const refused: readonly (readonly [string, ImportArticleInput, string])[] = [
    ["nothing", {}, "invalid failure.import empty"],
    ["an empty file", { bytes: new Uint8Array() }, "invalid failure.import empty"],
    ["an empty text", { text: "" }, "invalid failure.import empty"],
    ["a blank text", { text: " \r\n\t\u2028 " }, "invalid failure.import empty"],
    [
      "a byte-order mark alone",
      { bytes: Uint8Array.from([0xef, 0xbb, 0xbf]) },
      "invalid failure.import empty",
    ],
    ["a pasted byte-order mark alone", { text: "\ufeff" }, "invalid failure.import empty"],
    ["a NUL", { text: "one\0two" }, "invalid failure.import nul"],
    ["half a surrogate pair", { text: "one \ud83d two" }, "invalid failure.import surrogate"],
    ["a text over the limit", { text: "a".repeat(TEXT_LIMIT + 1) }, "too-large failure.import too-large"],
    [
      "a short text over the limit in bytes",
      { text: "中".repeat(TEXT_LIMIT / 2) },
      "too-large failure.import too-large",
    ],
    ["GB18030 that nobody chose", { bytes: GB18030 }, "invalid failure.import encoding-ask"],
    [
      "bytes that are not the encoding",
      { bytes: GB18030, encoding: "utf-8" },
      "invalid failure.import bytes-invalid",
    ],
    [
      "a broken Chinese text",
      { text: ENGLISH, source: { text: "一\0" } },
      "invalid failure.import-source nul",
    ],
    [
      "a Chinese text over the limit",
      { text: ENGLISH, source: { text: "a".repeat(TEXT_LIMIT + 1) } },
      "too-large failure.import-source too-large",
    ],
    ["a date that is no day", { text: ENGLISH, date: "2023-02-29" }, "invalid failure.date not-a-day"],
    ["a date with its time", { text: ENGLISH, date: "2023-02-28T10:00" }, "invalid failure.date not-a-day"],
    ["a title of two lines", { text: ENGLISH, title: "a\nb" }, "invalid failure.title several-lines"],
    ["a title with NUL", { text: ENGLISH, title: "a\0" }, "invalid failure.title nul"],
    ["a title too long", { text: ENGLISH, title: "a".repeat(501) }, "invalid failure.title name-too-long"],
  ];
  it.each(refused)("refuses %s and stores nothing", (_, input, refusal) =>
    inHouse(async (house) => {
      const work = importArticle(house.deps, house.actor, input);
      expect(await refusalOf(work)).toBe(refusal);
      expect(await listArticles(house.deps, { archived: false })).toEqual([]);
      expect(await changeCount(house)).toBe(0);
    })(),
  );

  const kept: readonly (readonly [string, string, readonly string[]])[] = [
    ["CRLF", "One.\r\nTwo.\r\n", ["One.", "Two."]],
    ["no line end at the end", "One.", ["One."]],
    ["blank lines and indents", "\n\n  One.\n\t\n Two. \n", ["One.", "Two."]],
    ["lone CR", "One.\rTwo.", ["One.", "Two."]],
    ["a pasted byte-order mark", "\ufeffOne. Two.", ["One.", "Two."]],
    ["markup", '<b onclick="x">One</b> & two.', ['<b onclick="x">One</b> & two.']],
    ["characters beyond the BMP", "The 𠮷野 shop 😀. Yes.", ["The 𠮷野 shop 😀.", "Yes."]],
    ["bidi and zero-width characters", "A\u200b\u202eB.", ["A\u200b\u202eB."]],
    ["one line of Chinese", "中文。", ["中文。"]],
  ];
  it.each(kept)("keeps %s byte for byte", (_, text, sentences) =>
    inHouse(async (house) => {
      const id = await bring(house, text);
      expect(await textsOf(house, id)).toEqual(sentences);
      expect((await exportArticle(house.deps, id)).text).toBe(text);
    })(),
  );

  it.each(["utf-8", "utf-16le", "utf-16be"] as const)("reads %s with a byte-order mark", (encoding) =>
    inHouse(async (house) => {
      const input = { bytes: encodeText(ENGLISH, { encoding, bom: true }) };
      const { articleId } = await importArticle(house.deps, house.actor, input);
      expect((await exportArticle(house.deps, articleId)).text).toBe(ENGLISH);
    })(),
  );

  it(
    "reads another encoding when it is chosen",
    inHouse(async (house) => {
      const input = { text: ENGLISH, source: { bytes: GB18030, encoding: "gb18030" } } as const;
      const { articleId } = await importArticle(house.deps, house.actor, input);
      const runs = (await getWorkbench(house.deps, articleId)).segments[0]?.sourceRuns;
      expect(runs?.map((run) => run.text).join("")).toContain("出席了");
    }),
  );

  it(
    "says that the same text is there, unless it is wanted again",
    inHouse(async (house) => {
      const first = await importArticle(house.deps, house.actor, { text: ENGLISH });
      const count = await changeCount(house);
      const second = await importArticle(house.deps, house.actor, { text: ENGLISH, title: "Other" });
      expect(second).toEqual({ ...first, duplicate: true });
      expect(await changeCount(house)).toBe(count);
      const third = await importArticle(house.deps, house.actor, { text: ENGLISH, again: true });
      expect(third.articleId).not.toBe(first.articleId);
      expect(third.duplicate).toBe(false);
    }),
  );

  it.each([
    ["says that the Chinese it brings is missing there", undefined, "他出席了。", true],
    ["says nothing of Chinese that it does not bring", undefined, undefined, false],
    ["says nothing of Chinese where there is some", "他来了。", "他出席了。", false],
  ])("%s", (_, stored, brought, sourceMissing) =>
    inHouse(async (house) => {
      const id = await bring(house, ENGLISH, stored);
      const source = brought === undefined ? undefined : { text: brought };
      const again = await importArticle(house.deps, house.actor, { text: ENGLISH, source });
      expect(again).toMatchObject({ articleId: id, duplicate: true, sourceMissing });
    })(),
  );

  it(
    "finds the duplicate of an archived article, and not a sample that is out of every list",
    inHouse(async (house) => {
      const id = await bring(house, ENGLISH);
      await archiveArticle(house.deps, house.actor, { articleId: id });
      const again = await importArticle(house.deps, house.actor, { text: ENGLISH });
      expect(again).toMatchObject({ articleId: id, duplicate: true });
      const sample = await house.loadSeed();
      await removeSample(house.deps, house.actor);
      const { article } = await seedFiles();
      const own = await importArticle(house.deps, house.actor, { bytes: article });
      expect(own.duplicate).toBe(false);
      expect(own.articleId).not.toBe(sample);
    }),
  );

  it(
    "answers a repeated request with the first one's article, also at once",
    inHouse(async (house) => {
      const input = { text: ENGLISH, again: true, requestId: "r1" };
      const [first, second] = await Promise.all([
        importArticle(house.deps, house.actor, input),
        importArticle(house.deps, house.actor, input),
      ]);
      expect(second).toEqual(first);
      expect(await listArticles(house.deps, { archived: false })).toHaveLength(1);
    }),
  );

  const titles: readonly (readonly [string, string, string | undefined, string])[] = [
    ["the first line", "Head\nBody.", undefined, "Head"],
    ["the first line that is not blank", "\n \n Head \nBody.", undefined, "Head"],
    ["a given title", "Head\nBody.", "  Mine ", "Mine"],
    ["the first line for a blank title", "Head\nBody.", "  ", "Head"],
    ["a long line cut by code points", "😀".repeat(100), undefined, "😀".repeat(TITLE_LIMIT - 1) + "…"],
  ];
  it.each(titles)("takes %s as the title", (_, text, title, expected) =>
    inHouse(async (house) => {
      const { articleId } = await importArticle(house.deps, house.actor, { text, title });
      expect((await getArticle(house.deps, articleId)).title).toBe(expected);
    })(),
  );

  it(
    "renders by the glossary, and beside Chinese only what stands there",
    inHouse(async (house) => {
      await name(house, named("Mohamed Butt < Bi Jianwen", { zhHans: ["毕坚文"] }));
      const without = await bring(house, ENGLISH);
      const beside = await bring(house, ENGLISH + " ", "毕坚文发言。其他人听。");
      const absent = await bring(house, ENGLISH + "\n", "别人发言。其他人听。");
      expect(await textsOf(house, without)).toEqual(["Mohamed Butt spoke.", "Others listened."]);
      expect(await textsOf(house, beside)).toEqual(["Mohamed Butt spoke.", "Others listened."]);
      expect(await textsOf(house, absent)).toEqual(["Bi Jianwen spoke.", "Others listened."]);
      expect((await segmentsOf(house, without)).map((segment) => segment.state)).toEqual(["open", "open"]);
    }),
  );

  it(
    "takes a blank Chinese text for none",
    inHouse(async (house) => {
      const id = await bring(house, ENGLISH, " \n");
      expect(await getWorkbench(house.deps, id)).toMatchObject({ hasSource: false });
    }),
  );

  it(
    "cuts no name that the glossary knows",
    inHouse(async (house) => {
      await name(house, named("Saint Bi < St. Bi", { category: "place" }));
      const id = await bring(house, "He saw Mt. Bi. St. Bi is there.");
      expect((await textsOf(house, id)).join("|")).toContain("Saint Bi is there.");
    }),
  );
});

describe("renameArticle", () => {
  it.each([
    ["", "invalid failure.title empty"],
    ["  ", "invalid failure.title empty"],
    ["a\u2028b", "invalid failure.title several-lines"],
    ["a\ud800", "invalid failure.title surrogate"],
    ["a".repeat(501), "invalid failure.title name-too-long"],
  ])("refuses %j", (title, refusal) =>
    inHouse(async (house) => {
      const articleId = await bring(house, ENGLISH);
      const work = renameArticle(house.deps, house.actor, { articleId, title });
      expect(await refusalOf(work)).toBe(refusal);
      expect((await getArticle(house.deps, articleId)).title).toBe(ENGLISH);
    })(),
  );

  it(
    "trims, and makes no change of the same title",
    inHouse(async (house) => {
      const articleId = await bring(house, ENGLISH);
      await renameArticle(house.deps, house.actor, { articleId, title: " New 名 " });
      expect((await getArticle(house.deps, articleId)).title).toBe("New 名");
      const count = await changeCount(house);
      await renameArticle(house.deps, house.actor, { articleId, title: "New 名" });
      expect(await changeCount(house)).toBe(count);
      const missing = renameArticle(house.deps, house.actor, { articleId: "none", title: "x" });
      expect(await refusalOf(missing)).toBe("not-found failure.no-article");
    }),
  );
});

describe("dateArticle", () => {
  /** The names of a body before and after 1 July 2023. */
  const renamed = {
    ...named("New Institute [2023-07-01..] < Institute of Trade", { category: "organisation" }),
    formerPreferred: ["Old Institute [..2023-06-30]"],
  } as const;
  const TEXT = "The Institute of Trade met. Others listened.";

  it.each([
    [undefined, null, "The New Institute met."],
    ["", null, "The New Institute met."],
    [" 2023-07-01 ", "2023-07-01", "The New Institute met."],
    ["2023-06-30", "2023-06-30", "The Old Institute met."],
  ])("an article of %j has the name of that day", (date, kept, expected) =>
    inHouse(async (house) => {
      await name(house, renamed);
      const { articleId } = await importArticle(house.deps, house.actor, { text: TEXT, date });
      expect((await textsOf(house, articleId))[0]).toBe(expected);
      expect((await getArticle(house.deps, articleId)).date).toBe(kept);
    })(),
  );

  it(
    "renders again, merges with hand edits, and comes back by an undo, each way",
    inHouse(async (house) => {
      await name(house, renamed);
      const articleId = await bring(house, TEXT);
      await type(house, (await segmentAt(house, articleId, 0)).id, "The New Institute met today.");
      const seen: unknown[] = [];
      const look = async (): Promise<void> => {
        const { date } = await getArticle(house.deps, articleId);
        const [offered] = await house.store.read((tx) => tx.changes({ articleId, limit: 1 }));
        seen.push([date, offered?.kind, offered?.name, (await textsOf(house, articleId))[0]]);
      };
      const set = (date: string | null): Promise<void> =>
        dateArticle(house.deps, house.actor, { articleId, date });
      await set("2023-01-01");
      await look();
      await set("2024-01-01");
      await look();
      await undo(house);
      await look();
      await undo(house);
      await look();
      await set(null);
      await look();
      await undo(house);
      await look();
      const [old, current] = ["The Old Institute met today.", "The New Institute met today."];
      expect(seen).toEqual([
        ["2023-01-01", "article.date", "", old],
        ["2024-01-01", "article.date", "2023-01-01", current],
        ["2023-01-01", "undo", "2024-01-01", old],
        ["2024-01-01", "redo", "2023-01-01", current],
        [null, "article.date", "2024-01-01", current],
        ["2024-01-01", "undo", "", current],
      ]);
    }),
  );

  it(
    "finds the forms of the day again after an undo",
    inHouse(async (house) => {
      const hits = async (): Promise<string[]> =>
        (await house.store.read((tx) => tx.hits(articleId))).map((hit) => hit.form);
      await name(house, named("New Institute", { admitted: ["Institute of Trade [..2023-06-30]"] }));
      const articleId = await bring(house, TEXT);
      expect(await hits()).toEqual([]);
      await dateArticle(house.deps, house.actor, { articleId, date: "2023-06-30" });
      expect(await hits()).toEqual(["Institute of Trade"]);
      await undo(house);
      expect(await hits()).toEqual([]);
    }),
  );

  it(
    "makes no change of the same date, and refuses what is no day and no article",
    inHouse(async (house) => {
      const articleId = await bring(house, TEXT);
      const count = await changeCount(house);
      const set = (id: string, date: string | null): Promise<void> =>
        dateArticle(house.deps, house.actor, { articleId: id, date });
      await set(articleId, null);
      await set(articleId, " ");
      expect(await refusalOf(set(articleId, "2023-04-31"))).toBe("invalid failure.date not-a-day");
      expect(await refusalOf(set(articleId, "1 May 2023"))).toBe("invalid failure.date not-a-day");
      expect(await refusalOf(set("none", "2023-04-30"))).toBe("not-found failure.no-article");
      expect(await changeCount(house)).toBe(count);
    }),
  );
});

describe("archiveArticle", () => {
  it(
    "moves the article between the lists, once each",
    inHouse(async (house) => {
      const articleId = await bring(house, ENGLISH);
      const ids = async (archived: boolean): Promise<string[]> =>
        (await listArticles(house.deps, { archived })).map((article) => article.id);
      await archiveArticle(house.deps, house.actor, { articleId });
      const count = await changeCount(house);
      await archiveArticle(house.deps, house.actor, { articleId });
      expect([await ids(false), await ids(true)]).toEqual([[], [articleId]]);
      expect(await changeCount(house)).toBe(count);
      await unarchiveArticle(house.deps, house.actor, { articleId });
      expect([await ids(false), await ids(true)]).toEqual([[articleId], []]);
      const missing = archiveArticle(house.deps, house.actor, { articleId: "none" });
      expect(await refusalOf(missing)).toBe("not-found failure.no-article");
    }),
  );
});
