import { describe, expect, it } from "vitest";
import { getArticleHistory } from "../../src/app/article-history.ts";
import { joinSegment } from "../../src/app/segment-cuts.ts";
import { findRedo } from "../../src/app/undo-choice.ts";
import { undoChange } from "../../src/app/undo.ts";
import { inHouse, type House } from "../support/house.ts";
import {
  bring,
  failureOf,
  lastChange,
  name,
  named,
  segmentAt,
  textsOf,
  type,
  undo,
  undoOffered,
} from "./desk.ts";

const page = { offset: 0, limit: 50 };

describe("the history of an article", () => {
  it(
    "has what was done in it and what the glossary wrote in it, newest first, and no other's",
    inHouse(async (house) => {
      const id = await bring(house, "Bi Jianwen spoke. Bi Jianwen left.");
      const other = await bring(house, "Nobody came here.");
      await type(house, (await segmentAt(house, other)).id, "Somebody came.");
      await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: other });
      const { conceptId } = await name(house, named("Jo < came"), { articleId: id });
      expect(conceptId).not.toBe("");
      await type(house, (await segmentAt(house, id, 1)).id, "He left.");
      const { changes, total } = await getArticleHistory(house.deps, { articleId: id, ...page });
      expect(changes.map(({ change, segments }) => `${change.kind} ${segments}`)).toEqual([
        "segment.edit 1",
        "concept.save 2",
        "article.import 2",
      ]);
      expect(total).toBe(3);
      const second = await getArticleHistory(house.deps, { articleId: id, offset: 1, limit: 1 });
      expect([second.changes.map(({ change }) => change.kind), second.total]).toEqual([["concept.save"], 3]);
    }),
  );

  it(
    "compares the article after one change and after another, across a join",
    inHouse(async (house) => {
      const id = await bring(house, "One came here. Two left. Three stayed.");
      const imported = await lastChange(house, id);
      await type(house, (await segmentAt(house, id, 2)).id, "Four stayed.");
      const edited = await lastChange(house, id);
      const { id: segmentId, revision } = await segmentAt(house, id);
      await joinSegment(house.deps, house.actor, { segmentId, revision });
      await type(house, segmentId, "One came here. Nobody left.");
      const last = await lastChange(house, id);
      const differ = async (from: string, to: string): Promise<string[]> => {
        const { comparison } = await getArticleHistory(house.deps, {
          articleId: id,
          ...page,
          compare: { from, to },
        });
        return (comparison?.differences ?? []).map(({ diff }) => diff.map((part) => part.after).join(""));
      };
      expect(await differ(imported, edited)).toEqual(["Four stayed."]);
      expect(await differ(edited, last)).toEqual(["One came here. Nobody left."]);
      expect(await differ(last, imported)).toEqual(["One came here. Two left.", "Three stayed."]);
      expect(await differ(last, last)).toEqual([]);
      const missing = getArticleHistory(house.deps, {
        articleId: id,
        ...page,
        compare: { from: last, to: "none" },
      });
      expect((await failureOf(missing)).code).toBe("not-found");
    }),
  );
});

describe("redo", () => {
  const offered = async (house: House, articleId: string, actor = house.actor): Promise<string | undefined> =>
    (await findRedo(house.deps, actor, { articleId }))?.changeId;

  it(
    "takes undos back one after another, until something else is done",
    inHouse(async (house) => {
      const id = await bring(house, "One came here.");
      const { id: segment } = await segmentAt(house, id);
      await type(house, segment, "Two came.");
      await type(house, segment, "Three came.");
      expect(await offered(house, id)).toBeUndefined();
      await undoOffered(house, id);
      await undoOffered(house, id);
      expect(await textsOf(house, id)).toEqual(["One came here."]);
      for (const text of ["Two came.", "Three came."]) {
        await undo(house, await offered(house, id));
        expect(await textsOf(house, id)).toEqual([text]);
      }
      expect(await offered(house, id)).toBeUndefined();
      await undoOffered(house, id);
      expect(await textsOf(house, id)).toEqual(["Two came."]);
      expect(await offered(house, id)).toBeDefined();
      await type(house, segment, "Four came.");
      expect(await offered(house, id)).toBeUndefined();
    }),
  );

  it(
    "is of one's own undos",
    inHouse(async (house) => {
      const id = await bring(house, "One came here.");
      const bo = { kind: "person", id: "p2", name: "Bo" } as const;
      await type(house, (await segmentAt(house, id)).id, "Two came.");
      await undoChange(house.deps, bo, { changeId: await lastChange(house, id) });
      expect(await offered(house, id)).toBeUndefined();
      expect(await offered(house, id, bo)).toBe(await lastChange(house, id));
    }),
  );
});
