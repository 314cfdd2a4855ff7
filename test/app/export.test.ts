import { describe, expect, it } from "vitest";
import { importArticle } from "../../src/app/article-import.ts";
import { exportArticle } from "../../src/app/articles.ts";
import { inHouse, seedFiles } from "../support/house.ts";
import { accept, bring, name, named, segmentAt, type, waiting } from "./desk.ts";

describe("exportArticle", () => {
  it(
    "is the machine text with an empty glossary, for the sample too",
    inHouse(async (house) => {
      const { article } = await seedFiles();
      const { articleId } = await importArticle(house.deps, house.actor, { bytes: article });
      const { text } = await exportArticle(house.deps, articleId);
      expect(new TextEncoder().encode(text)).toEqual(new Uint8Array(article));
    }),
  );

  it(
    "keeps the gaps and takes what stands",
    inHouse(async (house) => {
      const id = await bring(house, " Bi Jianwen spoke.  Others listened.\r\n\r\n(End)\n");
      await type(house, (await segmentAt(house, id, 1)).id, "Nobody listened.");
      await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id });
      const exported = await exportArticle(house.deps, id);
      expect(exported.text).toBe(" Mohamed Butt spoke.  Nobody listened.\r\n\r\n(End)\n");
    }),
  );

  it(
    "counts what waits, conflicts as they are now",
    inHouse(async (house) => {
      const id = await bring(house, "Bi Jianwen spoke today.");
      const { id: segmentId } = await segmentAt(house, id);
      const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id });
      await type(house, segmentId, "Mohamed Butt spoke today.", true);
      await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      const counts = async (): Promise<unknown> => {
        const { openProposals, openConflicts } = await exportArticle(house.deps, id);
        return { openProposals, openConflicts };
      };
      expect(await counts()).toEqual({ openProposals: 1, openConflicts: 0 });
      await type(house, segmentId, "Mr Butt spoke today.");
      expect(await counts()).toEqual({ openProposals: 1, openConflicts: 1 });
      await accept(house, id, "M. Butt spoke today.");
      expect(await counts()).toEqual({ openProposals: 0, openConflicts: 0 });
      expect(await waiting(house, id)).toEqual([]);
    }),
  );

  it.each([
    ["Plain title", "Plain-title.txt"],
    ['../../etc/passwd "x"', "etc-passwd-x.txt"],
    ["习近平 spoke", "习近平-spoke.txt"],
    ["!!!", "article.txt"],
    ["𠮷".repeat(80), `${"𠮷".repeat(30)}.txt`],
    ["a" + "𠮷".repeat(80), `a${"𠮷".repeat(29)}.txt`],
  ])("names the file of %j", (title, fileName) =>
    inHouse(async (house) => {
      const { articleId } = await importArticle(house.deps, house.actor, {
        text: "Bi Jianwen spoke.",
        title,
      });
      expect((await exportArticle(house.deps, articleId)).fileName).toBe(fileName);
    })(),
  );
});
