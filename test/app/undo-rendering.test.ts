/** Taking a change back from under later ones. */
import { describe, expect, it } from "vitest";
import { archiveArticle } from "../../src/app/articles.ts";
import { getConcept } from "../../src/app/concepts.ts";
import { rerender } from "../../src/app/rerender.ts";
import { joinSegment, splitSegment } from "../../src/app/segment-cuts.ts";
import { getWorkbench } from "../../src/app/workbench.ts";
import { inHouse } from "../support/house.ts";
import {
  bring,
  drop,
  fresh,
  lastChange,
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
  undo,
  waiting,
  twoSegments,
} from "./desk.ts";

describe("undo with later changes", () => {
  it(
    "merges an edit away from under a later one, and lists what touches",
    inHouse(async (house) => {
      const { id, first } = await twoSegments(house);
      await type(house, first, "Mohamed Butt slept here.");
      const edit = await lastChange(house);
      await type(house, first, "Mohamed Butt slept here today.");
      expect((await undo(house, edit)).exceptions).toEqual([]);
      expect((await standing(house, id))[0]).toBe("edited: Mohamed Butt spoke here today.");
      await type(house, first, "Mohamed Butt ran here today.");
      const second = await lastChange(house);
      await type(house, first, "Mohamed Butt walked here today.");
      expect((await undo(house, second)).exceptions).toEqual([{ segmentId: first, articleId: id }]);
      expect((await standing(house, id))[0]).toBe("edited: Mohamed Butt walked here today.");
    }),
  );

  it(
    "lets text stand that was approved since",
    inHouse(async (house) => {
      const { id, first } = await twoSegments(house);
      await type(house, first, "Mohamed Butt slept here.");
      const edit = await lastChange(house);
      await mark(house, first, "approved");
      expect((await undo(house, edit)).exceptions).toEqual([{ segmentId: first, articleId: id }]);
      expect((await standing(house, id))[0]).toBe("approved: Mohamed Butt slept here.");
    }),
  );

  it(
    "proposes the former name in text that was approved since the concept was saved",
    inHouse(async (house) => {
      const { id, first, conceptId } = await twoSegments(house);
      await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      const saved = await lastChange(house);
      await mark(house, first, "approved");
      await undo(house, saved);
      expect(await standing(house, id)).toEqual([
        "approved: M. Butt spoke here.",
        "approved: Then Mohamed Butt left.",
      ]);
      expect((await theProposal(house, id)).merged).toBe("Mohamed Butt spoke here.");
    }),
  );

  it(
    "takes an edit back from under a later rendering: the text is the rendering again, and open",
    inHouse(async (house) => {
      const { id, first, conceptId } = await twoSegments(house);
      await type(house, first, "Mohamed Butt slept here.");
      const edit = await lastChange(house);
      await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      await undo(house, edit);
      expect((await standing(house, id))[0]).toBe("open: M. Butt spoke here.");
    }),
  );

  it(
    "takes one concept back from under another, in open, edited and approved text",
    inHouse(async (house) => {
      const { id, first, second, conceptId } = await twoSegments(house);
      await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      const saved = await lastChange(house);
      await name(house, named("THERE < here"), { articleId: id });
      await type(house, second, "Then M. Butt ran.");
      await undo(house, saved);
      expect((await standing(house, id))[0]).toBe("open: Mohamed Butt spoke THERE.");
      expect((await fresh(house, first)).rendered).toBe("Mohamed Butt spoke THERE.");
      expect((await getConcept(house.deps, conceptId)).draft.preferred).toBe("Mohamed Butt");
    }),
  );

  it(
    "refuses to take a concept back that was changed since, whole",
    inHouse(async (house) => {
      const { id, conceptId } = await twoSegments(house);
      await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      const saved = await lastChange(house);
      await name(house, named("Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      const before = await standing(house, id);
      expect(await refusalOf(undo(house, saved))).toBe("conflict failure.undo-concept-changed");
      expect(await standing(house, id)).toEqual(before);
      await undo(house);
      await undo(house, saved);
      expect((await textsOf(house, id))[0]).toBe("Mohamed Butt spoke here.");
    }),
  );

  it(
    "takes a concept back in the articles that were rendered with it, archived since or not, and in no others",
    inHouse(async (house) => {
      const { id, conceptId } = await twoSegments(house);
      const other = await bring(house, "Bi Jianwen slept.");
      const archived = await bring(house, "Bi Jianwen woke.");
      await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      const saved = await lastChange(house);
      await rerender(house.deps, house.actor, { articleIds: [archived] });
      await archiveArticle(house.deps, house.actor, { articleId: archived });
      const { revision } = await segmentAt(house, other);
      await undo(house, saved);
      expect(await textsOf(house, archived)).toEqual(["Mohamed Butt woke."]);
      expect(await textsOf(house, other)).toEqual(["Mohamed Butt slept."]);
      expect((await segmentAt(house, other)).revision).toBe(revision);
    }),
  );

  it(
    "brings a removed concept back in the articles that were rendered without it meanwhile",
    inHouse(async (house) => {
      const { id, conceptId } = await twoSegments(house);
      const other = await bring(house, "Bi Jianwen slept.");
      await drop(house, conceptId, id);
      const removed = await lastChange(house);
      await rerender(house.deps, house.actor, { conceptId });
      expect(await textsOf(house, other)).toEqual(["Bi Jianwen slept."]);
      await undo(house, removed);
      expect(await textsOf(house, other)).toEqual(["Mohamed Butt slept."]);
      expect((await getWorkbench(house.deps, id)).concepts[0]?.counts.replace).toBe(2);
    }),
  );

  it(
    "leaves the article stale when a rendering is taken back, and lists what a later one rendered",
    inHouse(async (house) => {
      const { id, first, conceptId } = await twoSegments(house);
      await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId });
      await renderStale(house);
      const rendered = await lastChange(house);
      await undo(house);
      expect((await textsOf(house, id))[0]).toBe("Mohamed Butt spoke here.");
      expect((await getWorkbench(house.deps, id)).stale).toBe(true);
      await undo(house);
      expect((await textsOf(house, id))[0]).toBe("M. Butt spoke here.");
      expect((await getWorkbench(house.deps, id)).stale).toBe(false);
      await name(house, named("Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      expect((await undo(house, rendered)).exceptions).toEqual([{ segmentId: first, articleId: id }]);
      expect((await standing(house, id))[0]).toBe("open: Butt spoke here.");
    }),
  );

  it(
    "refuses to take a split or join back when a half was changed since, also to make it again",
    inHouse(async (house) => {
      const { id, first } = await twoSegments(house);
      await splitSegment(house.deps, house.actor, { segmentId: first, revision: 2, at: 11 });
      const cut = await lastChange(house);
      await type(house, first, "Mr Butt");
      const before = await standing(house, id);
      expect(await refusalOf(undo(house, cut))).toBe("conflict failure.undo-cut-changed");
      expect(await standing(house, id)).toEqual(before);
      await undo(house);
      await undo(house, cut);
      expect((await textsOf(house, id))[0]).toBe("Mohamed Butt spoke here.");
      const uncut = await lastChange(house);
      await type(house, first, "Mohamed Butt spoke here today.");
      expect(await refusalOf(undo(house, uncut))).toBe("conflict failure.undo-cut-changed");
      expect((await textsOf(house, id))[0]).toBe("Mohamed Butt spoke here today.");
    }),
  );

  it(
    "lists an edit whose segment was split or joined since",
    inHouse(async (house) => {
      const { id, first, second } = await twoSegments(house);
      await type(house, first, "Mohamed Butt slept here.");
      const edit = await lastChange(house);
      await type(house, second, "Then Mohamed Butt ran.");
      const other = await lastChange(house);
      await joinSegment(house.deps, house.actor, { segmentId: first, revision: 3 });
      const joined = ["Mohamed Butt slept here. Then Mohamed Butt ran."];
      expect((await undo(house, edit)).exceptions).toEqual([{ segmentId: first, articleId: id }]);
      expect((await undo(house, other)).exceptions).toEqual([{ segmentId: second, articleId: id }]);
      expect(await textsOf(house, id)).toEqual(joined);
    }),
  );

  it(
    "keeps what waits when an undo is taken back, and opens no proposal for a segment that was cut since",
    inHouse(async (house) => {
      const { id, first, second, conceptId } = await twoSegments(house);
      await type(house, second, "Then Mohamed Butt left us.", true);
      await undo(house);
      await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id });
      const { id: proposalId } = await theProposal(house, id);
      const [, undone] = await house.store.read((tx) => tx.changes({ articleId: id, limit: 2 }));
      await undo(house, undone?.id);
      expect((await theProposal(house, id)).id).toBe(proposalId);
      await reject(house, id);
      const rejected = await lastChange(house);
      const { revision } = await fresh(house, second);
      await splitSegment(house.deps, house.actor, { segmentId: second, revision, at: 5 });
      await undo(house, rejected);
      expect(await waiting(house, id)).toEqual([]);
      expect(await textsOf(house, id)).toEqual(["M. Butt spoke here.", "Then", "Mohamed Butt left us."]);
      expect((await fresh(house, first)).state).toBe("open");
    }),
  );
});
