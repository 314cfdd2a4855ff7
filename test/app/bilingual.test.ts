import { describe, expect, it } from "vitest";
import { listArticles } from "../../src/app/article-list.ts";
import type { ImportArticleInput } from "../../src/app/article-draft.ts";
import { importArticle } from "../../src/app/article-import.ts";
import { exportArticle } from "../../src/app/articles.ts";
import { giveSource, removeSource } from "../../src/app/sources.ts";
import { getWorkbench } from "../../src/app/workbench.ts";
import { inHouse, seedFiles } from "../support/house.ts";
import { ENGLISH, CHINESE, namesakes, beadsOf } from "./bilingual-desk.ts";
import {
  accept,
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
  undoOffered,
} from "./desk.ts";

describe("a bilingual import", () => {
  const refused: readonly (readonly [string, ImportArticleInput, string])[] = [
    ["Chinese alone", { source: { text: CHINESE } }, "invalid failure.import english-missing"],
    [
      "English for Chinese",
      { text: ENGLISH, source: { text: "No." } },
      "invalid failure.import-source not-chinese",
    ],
    [
      "numbers for Chinese",
      { text: ENGLISH, source: { text: "12" } },
      "invalid failure.import-source not-chinese",
    ],
    ["Chinese twice", { text: CHINESE, source: { text: CHINESE } }, "invalid failure.import not-english"],
    ["a table and a text", { text: ENGLISH, table: { text: "说。\tHe." } }, "invalid failure.import-both"],
    [
      "a table and Chinese",
      { source: { text: CHINESE }, table: { text: "说。\tHe." } },
      "invalid failure.import-both",
    ],
    [
      "a table of one column",
      { table: { text: "说。\n听。" } },
      "invalid failure.import-table table-columns",
    ],
    ["a NUL in a table", { table: { text: "说。\tHe.\0" } }, "invalid failure.import-table nul"],
    [
      "a table of 20 MB",
      { table: { text: "a".repeat(20_000_000) } },
      "too-large failure.import-table too-large",
    ],
    [
      "20 MB of Chinese",
      { text: ENGLISH, source: { text: "字".repeat(7_000_000) } },
      "too-large failure.import-source too-large",
    ],
  ];
  it.each(refused)("refuses %s and stores nothing", (_, input, refusal) =>
    inHouse(async (house) => {
      expect(await refusalOf(importArticle(house.deps, house.actor, input))).toBe(refusal);
      expect(await listArticles(house.deps, { archived: false })).toEqual([]);
    })(),
  );

  const taken: readonly (readonly [string, ImportArticleInput, readonly string[], "zh-Hans" | "zh-Hant"])[] =
    [
      ["two texts", { text: ENGLISH, source: { text: CHINESE } }, [], "zh-Hans"],
      [
        "traditional Chinese",
        { text: ENGLISH, source: { text: "張偉主持了展覽館開幕。醫院的章薇談到了新藥物。" } },
        [],
        "zh-Hant",
      ],
      ["swapped sides", { text: CHINESE, source: { text: ENGLISH } }, ["texts-exchanged"], "zh-Hans"],
      [
        "full-width Latin",
        { text: ENGLISH, source: { text: "ＡＩ公司的张伟主持了展览馆开幕。医院的章薇谈到了新药物。" } },
        [],
        "zh-Hans",
      ],
    ];
  it.each(taken)("takes %s", (_, input, findings, lang) =>
    inHouse(async (house) => {
      await namesakes(house);
      const result = await importArticle(house.deps, house.actor, input);
      expect(result.findings.map(({ code }) => code)).toEqual(findings);
      const view = await getWorkbench(house.deps, result.articleId);
      expect(view).toMatchObject({ hasSource: true, sourceLang: lang });
      expect((await beadsOf(house, result.articleId)).length).toBe(2);
      expect((await exportArticle(house.deps, result.articleId)).text).toMatch(
        /^(Cheung Wai|Zhang Wei) opened/,
      );
    })(),
  );

  it(
    "says that a Chinese text is no English, and keeps it",
    inHouse(async (house) => {
      const result = await importArticle(house.deps, house.actor, { text: CHINESE });
      expect(result.findings.map(({ code }) => code)).toEqual(["not-english"]);
      expect((await exportArticle(house.deps, result.articleId)).text).toBe(CHINESE);
    }),
  );

  it(
    "says that two texts do not belong together, and goes on saying so",
    inHouse(async (house) => {
      const other = new TextDecoder().decode((await seedFiles()).source);
      const text =
        "The football team lost the final on Saturday. The goalkeeper was injured in March and could not play. " +
        "A new stadium with 40,000 seats opens next year. Tickets cost 12 pounds. The coach blamed the rain. " +
        "Supporters sang until midnight. The captain wants to leave the club. Talks with Milan are under way. " +
        "Nobody knows what the owner thinks. He was last seen on his yacht.";
      const result = await importArticle(house.deps, house.actor, { text, source: { text: other } });
      expect(result.findings.map(({ code }) => code)).toEqual(["alignment.poor"]);
      const view = await getWorkbench(house.deps, result.articleId);
      expect(view.sourceFindings.map(({ code }) => code)).toEqual(["alignment.poor"]);
    }),
  );

  it(
    "takes the rows of a table as beads, and aligns what is inside a long row",
    inHouse(async (house) => {
      const text = [
        "en\tzh",
        "Zhang Wei spoke.\t张伟说。",
        "\t没有译文。",
        "Nobody translated this.\t",
        "The hall is open. The medicine is new.\t展览馆开放了。药物是新的。",
      ].join("\n");
      const { articleId } = await importArticle(house.deps, house.actor, { table: { text } });
      expect(await beadsOf(house, articleId)).toEqual([
        "张伟说。 | Zhang Wei spoke. (table)",
        "没有译文。 |  (table)",
        " | Nobody translated this. (table)",
        "展览馆开放了。 | The hall is open.",
        "药物是新的。 | The medicine is new.",
      ]);
      expect((await exportArticle(house.deps, articleId)).text).toBe(
        "Zhang Wei spoke.\nNobody translated this.\nThe hall is open. The medicine is new.",
      );
    }),
  );
});

describe("Chinese that comes later", () => {
  it(
    "tells namesakes apart, and is taken away again by undoing",
    inHouse(async (house) => {
      const { deps, actor } = house;
      await namesakes(house);
      const id = await bring(house, ENGLISH);
      expect(await textsOf(house, id)).toEqual(ENGLISH.split(/(?<=\.) /));
      const report = await giveSource(deps, actor, { articleId: id, source: { text: CHINESE } });
      expect(report).toMatchObject({ changed: 2, proposals: 0, conflicts: 0, findings: [] });
      const told = [
        "Cheung Wai opened the exhibition hall.",
        "Chang Mei from the hospital spoke about new medicines.",
      ];
      expect(await textsOf(house, id)).toEqual(told);
      await undoOffered(house, id);
      expect(await textsOf(house, id)).toEqual(ENGLISH.split(/(?<=\.) /));
      expect(await getWorkbench(deps, id)).toMatchObject({ hasSource: false, sourceLang: undefined });
      await undo(house);
      expect(await textsOf(house, id)).toEqual(told);
    }),
  );

  it(
    "never changes approved text, and merges with what was typed",
    inHouse(async (house) => {
      await namesakes(house);
      const id = await bring(house, ENGLISH);
      const [first, second] = [await segmentAt(house, id, 0), await segmentAt(house, id, 1)];
      await mark(house, first.id, "approved");
      await type(house, second.id, second.text.replace("new medicines", "better medicines"));
      const source = { text: CHINESE };
      expect(await giveSource(house.deps, house.actor, { articleId: id, source })).toMatchObject({
        proposals: 1,
      });
      expect(await standing(house, id)).toEqual([
        "approved: Zhang Wei opened the exhibition hall.",
        "edited: Chang Mei from the hospital spoke about better medicines.",
      ]);
      await accept(house, id);
      expect((await textsOf(house, id))[0]).toBe("Cheung Wai opened the exhibition hall.");
    }),
  );

  it(
    "can be replaced and removed; the same text again, or a repeated request, does nothing",
    inHouse(async (house) => {
      const { deps, actor } = house;
      await namesakes(house);
      const id = await bring(house, ENGLISH, CHINESE);
      const count = await changeCount(house);
      await giveSource(deps, actor, { articleId: id, source: { text: CHINESE } });
      expect(await changeCount(house)).toBe(count);
      const swapped = { text: "章薇主持了展览馆开幕。医院的张伟谈到了新药物。" };
      await giveSource(deps, actor, { articleId: id, source: swapped, requestId: "r1" });
      expect((await textsOf(house, id))[0]).toMatch(/^Chang Mei opened/);
      await removeSource(deps, actor, { articleId: id });
      await removeSource(deps, actor, { articleId: id });
      expect((await getWorkbench(deps, id)).hasSource).toBe(false);
      expect(await changeCount(house)).toBe(count + 2);
      await undo(house);
      await undo(house, (await house.store.read((tx) => tx.changeByRequest("r1")))?.id);
      expect((await textsOf(house, id))[0]).toMatch(/^Cheung Wai opened/);
    }),
  );

  it.each([
    ["nothing", "", "invalid failure.import-source empty"],
    ["a blank", " \n", "invalid failure.import-source empty"],
    ["English", ENGLISH, "invalid failure.import-source not-chinese"],
    ["20 MB", "字".repeat(7_000_000), "too-large failure.import-source too-large"],
  ])("is refused when it is %s", (_, text, refusal) =>
    inHouse(async (house) => {
      const id = await bring(house, ENGLISH);
      const work = giveSource(house.deps, house.actor, { articleId: id, source: { text } });
      expect(await refusalOf(work)).toBe(refusal);
    })(),
  );
});

describe("the workbench beside Chinese", () => {
  it(
    "says of each term whether its English stands, and links both sides",
    inHouse(async (house) => {
      await namesakes(house);
      await name(house, named("", { category: "term", status: "proposed", zhHans: ["药物"] }));
      const id = await bring(house, ENGLISH, CHINESE);
      const terms = async (): Promise<string[]> =>
        (await getWorkbench(house.deps, id)).segments.flatMap(({ sourceRuns }) =>
          sourceRuns.flatMap(({ text, term }) => (term === undefined ? [] : [`${text} ${term.state}`])),
        );
      expect(await terms()).toEqual(["张伟 stands", "章薇 stands", "药物 unsettled"]);
      const first = await segmentAt(house, id);
      await type(house, first.id, "Mr Zhang opened it.");
      expect(await terms()).toEqual(["张伟 missing", "章薇 stands", "药物 unsettled"]);
      await type(house, first.id, "It was opened by Cheung Wai.");
      expect((await terms())[0]).toBe("张伟 stands");
      const [segment] = (await getWorkbench(house.deps, id)).segments;
      expect(segment?.runs.map((run) => run.text).join("")).toBe("It was opened by Cheung Wai.");
      const linked = segment?.runs.filter(
        (run) => run.link !== undefined || run.mark?.conceptId !== undefined,
      );
      expect(linked?.map((run) => run.text)).toHaveLength(1);
      expect(segment?.sourceRuns.map((run) => run.text).join("")).toBe("张伟主持了展览馆开幕。");
    }),
  );

  it(
    "does not miss in one segment what stands in the other of the same pair",
    inHouse(async (house) => {
      await namesakes(house);
      const id = await bring(house, "It opened. Zhang Wei was there.", "张伟出席了开幕。");
      const { segments } = await getWorkbench(house.deps, id);
      const states = segments.map(({ sourceRuns }) => sourceRuns.map(({ term }) => term?.state).join(""));
      expect(states).toEqual(["stands", "stands"]);
    }),
  );
});
