import { describe, expect, it } from "vitest";
import {
  archiveArticle,
  dateArticle,
  getArticle,
  renameArticle,
  unarchiveArticle,
} from "../../src/app/articles.ts";
import { searchConcepts } from "../../src/app/concept-search/search.ts";
import { decide, revokeDecision } from "../../src/app/decisions.ts";
import { importGlossary } from "../../src/app/glossary-import/import.ts";
import { rerender } from "../../src/app/rerender.ts";
import { removeSample } from "../../src/app/sample.ts";
import { joinSegment, splitSegment } from "../../src/app/segment-cuts.ts";
import { restoreRevision } from "../../src/app/segments.ts";
import { findUndo, undoChange } from "../../src/app/undo.ts";
import { getWorkbench } from "../../src/app/workbench.ts";
import { inHouse } from "../support/house.ts";
import {
  TWO_SEGMENTS,
  accept,
  bring,
  changeCount,
  drop,
  foresee,
  fresh,
  glossaryFile,
  lastChange,
  mark,
  name,
  named,
  refusalOf,
  reject,
  standing,
  textsOf,
  twoSegments,
  type,
  type TwoSegments,
  undo,
  undoOffered,
  waiting,
} from "./desk.ts";

/** All that a change may change, but for revision numbers and times. */
async function state({ house, id }: TwoSegments): Promise<unknown> {
  const segments = (await house.store.read((tx) => tx.segments(id))).map((segment) => ({
    ...segment,
    revision: 0,
    updatedAt: 0,
    provenance: segment.provenance.map((change) => ({ ...change, glossaryRevision: 0 })),
  }));
  const { title, date, archivedAt } = await getArticle(house.deps, id);
  const proposals = (await waiting(house, id)).map(({ segmentId, rendered, merged }) => ({
    segmentId,
    rendered,
    merged,
  }));
  const decisions = (await house.store.read((tx) => tx.decisions(id))).map((decision) => ({
    ...decision,
    id: "",
    changeId: "",
  }));
  const glossary = await glossaryFile(house.deps);
  return { segments, title, date, archived: archivedAt !== null, proposals, decisions, glossary };
}

type Work = (place: TwoSegments) => Promise<unknown>;

/** Every kind of change, made where {@link begin} leaves off; the last column is what must be done before it. */
const KINDS: readonly (readonly [string, Work, Work?])[] = [
  [
    "article.rename",
    ({ house, id }) => renameArticle(house.deps, house.actor, { articleId: id, title: "New" }),
  ],
  [
    "article.date",
    ({ house, id }) => dateArticle(house.deps, house.actor, { articleId: id, date: "2023-06-30" }),
    ({ house, id: articleId, conceptId: id }) => {
      const formerPreferred = ["Mohammed Butt [..2023-06-30]"];
      const draft = named("Mohamed Butt [2023-07-01..] < Bi Jianwen", { formerPreferred });
      return name(house, draft, { id, articleId });
    },
  ],
  ["article.archive", ({ house, id }) => archiveArticle(house.deps, house.actor, { articleId: id })],
  [
    "article.unarchive",
    ({ house, id }) => unarchiveArticle(house.deps, house.actor, { articleId: id }),
    ({ house, id }) => archiveArticle(house.deps, house.actor, { articleId: id }),
  ],
  ["segment.edit", ({ house, first }) => type(house, first, "Mohamed Butt slept here.")],
  ["segment.edit approved", ({ house, first }) => type(house, first, "Mohamed Butt slept here.", true)],
  ["segment.edit of approved text", ({ house, second }) => type(house, second, "Then he left.")],
  ["segment.state", ({ house, first }) => mark(house, first, "needs-work")],
  ["segment.state reopened", ({ house, second }) => mark(house, second, "open")],
  [
    "segment.restore",
    ({ house, first }) =>
      restoreRevision(house.deps, house.actor, { segmentId: first, revision: 2, restore: 1 }),
  ],
  [
    "segment.split",
    ({ house, first }) => splitSegment(house.deps, house.actor, { segmentId: first, revision: 2, at: 11 }),
  ],
  [
    "segment.join",
    ({ house, first }) => joinSegment(house.deps, house.actor, { segmentId: first, revision: 2 }),
  ],
  [
    "decision.make",
    ({ house, id, conceptId }) =>
      decide(house.deps, house.actor, {
        articleId: id,
        from: 0,
        to: 10,
        conceptId,
        kind: "keep",
        scope: "article",
      }),
  ],
  [
    "decision.revoke",
    async ({ house, id }) => {
      const [decision] = await house.store.read((tx) => tx.decisions(id));
      await revokeDecision(house.deps, house.actor, { decisionId: decision?.id ?? "" });
    },
    ({ house, id, conceptId }) =>
      decide(house.deps, house.actor, {
        articleId: id,
        from: 0,
        to: 10,
        conceptId,
        kind: "keep",
        scope: "article",
      }),
  ],
  [
    "proposal.accept",
    ({ house, id }) => accept(house, id),
    ({ house, id, conceptId }) =>
      name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id }),
  ],
  [
    "proposal.accept with a text",
    ({ house, id }) => accept(house, id, "Then Butt left."),
    ({ house, id, conceptId }) =>
      name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id }),
  ],
  [
    "proposal.reject",
    ({ house, id }) => reject(house, id),
    ({ house, id, conceptId }) =>
      name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id }),
  ],
  [
    "concept.save",
    ({ house, id, conceptId }) =>
      name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id }),
  ],
  [
    "concept.save over a proposal",
    ({ house, id, conceptId }) =>
      name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: id }),
    ({ house, id, conceptId }) => name(house, named("Butt < Bi Jianwen"), { id: conceptId, articleId: id }),
  ],
  ["concept.save of a new one", ({ house, id }) => name(house, named("Here < here"), { articleId: id })],
  [
    "concept.save with kept places",
    async ({ house, id: articleId, conceptId: id }) => {
      const draft = named("M. Butt < Bi Jianwen");
      const { articles } = await foresee(house, draft, { id, articleId });
      const keep = articles.flatMap(({ places }) => places.map((place) => place.key));
      await name(house, draft, { id, articleId, keep });
    },
  ],
  ["concept.save as removal", ({ house, id, conceptId }) => drop(house, conceptId, id)],
  [
    "glossary.import",
    ({ house }) =>
      importGlossary(house.deps, house.actor, {
        text: "id,preferred_en,deprecated_en\nx,Here,here\ny,Left,left\n",
      }),
  ],
  [
    "render",
    ({ house, id }) => rerender(house.deps, house.actor, { articleIds: [id] }),
    ({ house, conceptId }) => name(house, named("M. Butt < Bi Jianwen"), { id: conceptId }),
  ],
];

describe("undoChange", () => {
  it.each(KINDS.map(([kind, work, first]) => ({ kind, work, first })))(
    "takes back $kind, makes it again, and takes it back again",
    ({ work, first }) =>
      inHouse(async (house) => {
        const place = await twoSegments(house);
        await first?.(place);
        const before = await state(place);
        await work(place);
        const after = await state(place);
        for (const expected of [before, after, before, after]) {
          const { exceptions } = await undo(house);
          expect(exceptions).toEqual([]);
          expect(await state(place)).toEqual(expected);
        }
      })(),
  );

  it(
    "takes back an import, and the other way round",
    inHouse(async (house) => {
      const id = await bring(house, TWO_SEGMENTS);
      const archived = async (): Promise<boolean> => (await getArticle(house.deps, id)).archivedAt !== null;
      await undo(house);
      expect(await archived()).toBe(true);
      await undo(house);
      expect(await archived()).toBe(false);
      expect(await textsOf(house, id)).toEqual(["Bi Jianwen spoke here.", "Then Bi Jianwen left."]);
    }),
  );

  it(
    "refuses what it does not know, what was taken back before, and the sample",
    inHouse(async (house) => {
      const { first } = await twoSegments(house);
      await type(house, first, "He spoke.");
      const changeId = await lastChange(house);
      await undo(house, changeId);
      const count = await changeCount(house);
      expect(await refusalOf(undo(house, changeId))).toBe("conflict failure.undone-before");
      expect(await refusalOf(undo(house, "none"))).toBe("not-found failure.no-change");
      expect(await changeCount(house)).toBe(count);
      await house.loadSeed();
      expect(await refusalOf(undo(house))).toBe("not-found failure.no-change");
      await removeSample(house.deps, house.actor);
      expect(await refusalOf(undo(house))).toBe("not-found failure.no-change");
    }),
  );

  it(
    "is done once when it is asked for twice at once",
    inHouse(async (house) => {
      const { id, first } = await twoSegments(house);
      await type(house, first, "He spoke.");
      const changeId = await lastChange(house);
      const results = await Promise.allSettled(
        [1, 2].map(() => undoChange(house.deps, house.actor, { changeId })),
      );
      expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected"]);
      expect((await textsOf(house, id))[0]).toBe("Mohamed Butt spoke here.");
    }),
  );
});

describe("findUndo", () => {
  it(
    "offers the newest change that stands, of the article or of none, step by step back to the import",
    inHouse(async (house) => {
      const { id, first, second } = await twoSegments(house);
      await type(house, first, "One.");
      await type(house, first, "Two.");
      const names: string[] = [];
      for (;;) {
        const offered = await findUndo(house.deps, { articleId: id });
        if (offered === undefined) break;
        names.push(`${offered.kind} ${offered.name}`);
        expect((await getWorkbench(house.deps, id)).undo).toEqual(offered);
        await undoOffered(house, id);
      }
      expect(names).toEqual([
        "segment.edit Two.",
        "segment.edit One.",
        "segment.state approved",
        "concept.save Mohamed Butt",
      ]);
      expect(await standing(house, id)).toEqual([
        "open: Bi Jianwen spoke here.",
        "open: Then Bi Jianwen left.",
      ]);
      expect((await fresh(house, second)).provenance).toEqual([]);
      await name(house, named("Lee Sze < Li Si"));
      expect(await findUndo(house.deps, {})).toMatchObject({ kind: "concept.save", name: "Lee Sze" });
      expect(await findUndo(house.deps, { articleId: id })).toBeUndefined();
      await undo(house);
      expect((await searchConcepts(house.deps, { query: "", filter: {}, limit: 9 })).total).toBe(0);
    }),
  );
});
