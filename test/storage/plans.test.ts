import { join } from "node:path";
import { Kysely } from "kysely";
import { describe, expect, it } from "vitest";
import type { StoreReader } from "../../src/app/store.ts";
import { openStore } from "../../src/storage/open.ts";
import type { Schema } from "../../src/storage/schema.ts";
import { openConnection } from "../../src/storage/sqlite/connection.ts";
import { sqliteDialect } from "../../src/storage/sqlite/dialect.ts";
import { storeReader } from "../../src/storage/store.ts";
import { withFolder, writeBasics } from "./fixtures.ts";

type Calls = { readonly [method in keyof StoreReader]: (tx: StoreReader) => Promise<unknown> };

/** Every method that reads, called once. */
const CALLS: Calls = {
  glossaryRevision: (tx) => tx.glossaryRevision(),
  glossaryChange: (tx) => tx.glossaryChange(),
  lastEvent: (tx) => tx.lastEvent(),
  eventsAfter: (tx) => tx.eventsAfter(0, 9),
  setting: (tx) => tx.setting("k"),
  upload: (tx) => tx.upload("u1"),
  visit: (tx) => tx.visit("a1", "local"),
  article: (tx) => tx.article("a1"),
  articleByDigest: (tx) => tx.articleByDigest("x"),
  knownDigests: (tx) => tx.knownDigests(["x", "y"]),
  articleSummariesOf: (tx) => tx.articleSummariesOf(["a1", "a2"]),
  articleListIds: async (tx) => [
    await tx.articleListIds({ archived: false, offset: 0, limit: 9 }),
    await tx.articleListIds({ archived: true, offset: 0, limit: 9 }),
  ],
  articleListCount: (tx) => tx.articleListCount(true),
  articlesNotRenderedWith: (tx) => tx.articlesNotRenderedWith(1),
  articleSummary: (tx) => tx.articleSummary("a1"),
  articleIds: (tx) => tx.articleIds({ archived: false, sample: true }),
  sourceRevision: (tx) => tx.sourceRevision("a1", 0),
  sourceRevisionsOf: (tx) => tx.sourceRevisionsOf("c1"),
  segment: (tx) => tx.segment("s1"),
  segments: (tx) => tx.segments("a1"),
  editedSegments: (tx) => tx.editedSegments(9),
  segmentTexts: (tx) => tx.segmentTexts(["a1", "a2"]),
  segmentTouches: (tx) => tx.segmentTouches("a1"),
  reuses: (tx) => tx.reuses("a1"),
  repetitions: (tx) => tx.repetitions("s1", "x", 9),
  repetitionCounts: (tx) => tx.repetitionCounts("a1"),
  articleChanges: (tx) => tx.articleChanges("a1", { offset: 0, limit: 9 }),
  segmentsAsOf: (tx) => tx.segmentsAsOf("a1", "c1"),
  segmentRevision: (tx) => tx.segmentRevision("s1", 1),
  segmentHistory: (tx) => tx.segmentHistory("s1"),
  revisionsOf: (tx) => tx.revisionsOf("c1"),
  change: (tx) => tx.change("c1"),
  changeByRequest: (tx) => tx.changeByRequest("r1"),
  changes: async (tx) => [await tx.changes({ limit: 9 }), await tx.changes({ articleId: "a1", limit: 9 })],
  standingChanges: (tx) => tx.standingChanges("segment.edit"),
  undoneBy: (tx) => tx.undoneBy("c1"),
  concept: (tx) => tx.concept("k1"),
  concepts: (tx) => tx.concepts(),
  conceptsAfter: (tx) => tx.conceptsAfter("k1", 9),
  conceptsWithIds: (tx) => tx.conceptsWithIds(["k1", "k2"]),
  stagedImports: (tx) => tx.stagedImports(),
  conceptsWritten: (tx) => tx.conceptsWritten("c1"),
  conceptsOvertaken: (tx) => tx.conceptsOvertaken("c1", 9),
  stagedConcepts: (tx) => tx.stagedConcepts("m1", ["k1", "k2"]),
  conceptsByKey: async (tx) => [
    await tx.conceptsByKey({ beginning: "ebi", filter: {}, limit: 9 }),
    await tx.conceptsByKey({
      beginning: "pbi",
      after: { key: "pbi", number: 1 },
      filter: { category: "person", status: "approved", evidence: true },
      toned: { letters: "bi", tones: new Map([[1, 4]]), ends: new Set() },
      limit: 9,
    }),
  ],
  keyPlaces: (tx) =>
    tx.keyPlaces({ beginning: "pbi", after: { key: "pbi", number: 1 }, filter: {}, limit: 9 }),
  conceptsNumbered: (tx) => tx.conceptsNumbered([1, 2, 3], { used: 1 }),
  numbersByKeys: (tx) => tx.numbersByKeys([{ beginning: "ebi", from: 3 }], { status: "proposed" }, 9),
  firstNumbers: (tx) => tx.firstNumbers("ebi", { status: "proposed" }, 9),
  numbersInUse: (tx) => tx.numbersInUse(1, 9),
  conceptsInOrder: async (tx) => [
    await tx.conceptsInOrder({ after: 0, filter: {}, limit: 9 }),
    await tx.conceptsInOrder({ after: 3, filter: { category: "person", status: "approved" }, limit: 9 }),
    await tx.conceptsInOrder({ after: 0, filter: { used: 10 }, limit: 9 }),
  ],
  fewConcepts: async (tx) => [
    await tx.fewConcepts({ used: 1 }, 9),
    await tx.fewConcepts({ category: "person", status: "approved" }, 9),
  ],
  conceptsAmong: (tx) => tx.conceptsAmong(["k1"], { evidence: false }),
  conceptCount: async (tx) => [
    await tx.conceptCount({ category: "person" }, 9),
    await tx.conceptCount({}, 9),
  ],
  usesOfConcept: (tx) => tx.usesOfConcept("k1", { before: "z", limit: 9 }),
  conceptTally: (tx) => tx.conceptTally(),
  mostUsedConcepts: (tx) => tx.mostUsedConcepts(9),
  conceptGrowth: (tx) => tx.conceptGrowth(),
  conceptChanges: (tx) => tx.conceptChanges(9),
  conceptComments: (tx) => tx.conceptComments("k1"),
  conceptComment: (tx) => tx.conceptComment("m1"),
  conceptCommentStepsOf: (tx) => tx.conceptCommentStepsOf("c1"),
  conceptRows: (tx) => tx.conceptRows(["k1"]),
  conceptHistory: (tx) => tx.conceptHistory("k1"),
  conceptRevision: (tx) => tx.conceptRevision("k1", 1),
  conceptRevisionsOf: (tx) => tx.conceptRevisionsOf("c1"),
  decisions: (tx) => tx.decisions("a1"),
  decision: (tx) => tx.decision("d1"),
  decisionsAbout: (tx) => tx.decisionsAbout("k1"),
  decisionsOf: (tx) => tx.decisionsOf("c1"),
  decisionsRevokedBy: (tx) => tx.decisionsRevokedBy("c1"),
  pins: (tx) => tx.pins(["x"], 9),
  judgements: (tx) => tx.judgements(),
  judgementsOf: (tx) => tx.judgementsOf("c1"),
  proposal: (tx) => tx.proposal("p1"),
  openProposals: async (tx) => [await tx.openProposals("a1"), await tx.openProposals("a1", "edit")],
  waitingProposals: (tx) => tx.waitingProposals("edit", 9),
  rejectedProposals: (tx) => tx.rejectedProposals("s1"),
  proposalsOf: (tx) => tx.proposalsOf("c1"),
  proposalsResolvedBy: (tx) => tx.proposalsResolvedBy("c1"),
  hits: (tx) => tx.hits("a1"),
  hitsOfConcept: (tx) => tx.hitsOfConcept("k1"),
  comment: (tx) => tx.comment("m1"),
  comments: (tx) => tx.comments("a1"),
  commentStepsOf: (tx) => tx.commentStepsOf("c1"),
  articleStandings: async (tx) => [await tx.articleStandings("a1"), await tx.articleStandings()],
  articleStepsOf: (tx) => tx.articleStepsOf("c1"),
  conceptUse: async (tx) => [await tx.conceptUse(), await tx.conceptUse("a1")],
  run: (tx) => tx.run("r1"),
  runOfChange: (tx) => tx.runOfChange("c1"),
  runByRequest: (tx) => tx.runByRequest("q1"),
  runs: (tx) => tx.runs({ before: "r9", limit: 9 }),
  runCounts: (tx) => tx.runCounts("r1"),
  undosOfRun: (tx) => tx.undosOfRun("r1"),
  runChunk: (tx) => tx.runChunk("r1", 1),
  runChunks: (tx) => tx.runChunks("r1"),
  hasRunWork: (tx) => tx.hasRunWork({ worker: "w", staleBefore: 1 }),
  openRunChunks: (tx) => tx.openRunChunks("r1"),
  runWorkers: (tx) => tx.runWorkers(),
  runArticles: (tx) => tx.runArticles("r1", { after: "a1", limit: 9 }),
  runArticleCount: (tx) => tx.runArticleCount("r1"),
  conceptsAt: (tx) => tx.conceptsAt(1),
  conceptsChangedAfter: (tx) => tx.conceptsChangedAfter(1),
  conceptContentsSince: (tx) => tx.conceptContentsSince(["k1"], 0),
  articlesRenderedSince: (tx) => tx.articlesRenderedSince(1),
  articleCount: async (tx) => [await tx.articleCount(), await tx.articleCount(1)],
  articleCuts: (tx) => tx.articleCuts(9),
  runArticleCuts: (tx) => tx.runArticleCuts("r1", 9),
  articleHeads: (tx) => tx.articleHeads({ after: "a0", from: "a0", to: "a9" }, 9),
  articleMarksOf: (tx) => tx.articleMarksOf(["a1"]),
  articleHeadsOf: (tx) => tx.articleHeadsOf(["a1"]),
  oldestRendering: (tx) => tx.oldestRendering(),
  renderSources: (tx) => tx.renderSources(["a1"]),
  segmentOutlinesIn: (tx) => tx.segmentOutlinesIn(["a1", "a2"]),
  segmentsIn: (tx) => tx.segmentsIn(["a1"]),
  decisionsIn: (tx) => tx.decisionsIn(["a1"]),
  renderingProposalsIn: (tx) => tx.renderingProposalsIn(["a1"]),
  hitsIn: (tx) => tx.hitsIn(["a1"]),
  hitPlaces: (tx) => tx.hitPlaces(["k1"], ["a1", "a2"]),
  questionsIn: (tx) => tx.questionsIn(["a1", "a2"]),
  judgedRenderings: (tx) => tx.judgedRenderings(["s1", "s2"]),
  changedAfter: (tx) => tx.changedAfter(0, ["a1"]),
  revisionsOfIn: (tx) => tx.revisionsOfIn("c1", ["a1"]),
  segmentRevisionsOf: (tx) => tx.segmentRevisionsOf([{ segmentId: "s1", revision: 1 }]),
  segmentsOf: (tx) => tx.segmentsOf(["s1"]),
  articlesWith: (tx) => tx.articlesWith([[[{ from: 1, to: 2 }], [{ from: 3, to: 4 }]]]),
  articlesHit: (tx) => tx.articlesHit(["k1"]),
  articleTexts: (tx) => tx.articleTexts(["a1"]),
  proposalsTouchedIn: (tx) => tx.proposalsTouchedIn("c1", ["a1"]),
};

/** Those that give the whole table may go through it, in the order of an index. */
const WHOLE_TABLES: ReadonlySet<string> = new Set([
  "articleListIds",
  "articleListCount",
  "articlesNotRenderedWith",
  "firstNumbers",
  "numbersByKeys",
  "numbersInUse",
  // The words of the last few articles, which are never many.
  "articlesWith",
  "repetitions",
  "repetitionCounts",
  "articleIds",
  "articleCount",
  "articleStandings",
  "changes",
  "concepts",
  "conceptChanges",
  "conceptGrowth",
  "conceptTally",
  "conceptUse",
  "conceptsAt",
  "conceptsChangedAfter",
  "editedSegments",
  "judgements",
  "runArticleCuts",
  // Those that are at work.
  "stagedImports",
  "standingChanges",
]);

/** The most statements that one call may send, however many rows there are. */
const MOST_STATEMENTS = 5;

describe("SQLite: the plan of", () => {
  it.each(Object.entries(CALLS))("%s uses an index", async (method, call) => {
    await withFolder(async (folder) => {
      const file = join(folder, "f");
      const store = await openStore({ file });
      await store.write(writeBasics);
      await store.close();
      const db = await openConnection(file, "read");
      const statements: string[] = [];
      const kysely = new Kysely<Schema>({
        dialect: sqliteDialect(db, "deferred"),
        log: (event) => {
          statements.push(event.query.sql);
        },
      });
      await kysely.transaction().execute((tx) => call(storeReader(tx)));
      const details = statements.flatMap((statement) =>
        db
          .prepare(`EXPLAIN QUERY PLAN ${statement}`)
          .all()
          .map((row) => String(row["detail"])),
      );
      db.close();
      // What was found of one article is gone through, and what came as one value; of a range of keys that ends at a limit all is taken.
      const scans = details.filter(
        (detail) => detail.startsWith("SCAN") && !/^SCAN (?:written$|place$|json_each )/.test(detail),
      );
      expect(statements.length).toBeLessThanOrEqual(MOST_STATEMENTS);
      expect(details).not.toEqual([]);
      expect(
        WHOLE_TABLES.has(method)
          ? scans.filter((scan) => !/articles|article_words|INDEX|numbered|subquery/.test(scan))
          : scans,
      ).toEqual([]);
    });
  });
});
