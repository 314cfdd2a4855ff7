import { searchConcepts } from "../../src/app/concept-search/search.ts";
import { describe, expect, it } from "vitest";
import { listArticles } from "../../src/app/article-list.ts";
import { archiveArticle, getArticle } from "../../src/app/articles.ts";
import { getConcept } from "../../src/app/concepts.ts";
import type { EventRecord } from "../../src/app/records.ts";
import { saveSegment } from "../../src/app/segments.ts";
import { splitSegment } from "../../src/app/segment-cuts.ts";
import { getWorkbench } from "../../src/app/workbench.ts";
import { inHouse, type House } from "../support/house.ts";
import {
  accept,
  bring,
  drop,
  fresh,
  mark,
  name,
  named,
  refusalOf,
  reject,
  renderStale,
  segmentAt,
  type,
  undo,
} from "./desk.ts";

describe("getWorkbench", () => {
  it(
    "counts states and hits, what acts before what asks before what is fine",
    inHouse(async (house) => {
      await name(house, named("Good Name"));
      await name(house, named("Asked < Maybe", { status: "proposed" }));
      await name(house, named("Mohamed Butt < Bi Jianwen"));
      await name(house, named("Nobody < Somebody"));
      const id = await bring(house, "Good Name spoke. Maybe came. Bi Jianwen met Bi Jianwen.\nThe end.");
      const [one, two] = [await segmentAt(house, id, 0), await segmentAt(house, id, 1)];
      await mark(house, one.id, "approved");
      await mark(house, two.id, "needs-work");
      const view = await getWorkbench(house.deps, id);
      expect(view.article).toMatchObject({
        states: { open: 2, edited: 0, "needs-work": 1, approved: 1 },
        openProposals: 0,
      });
      expect(view.concepts.map(({ label, counts, segments }) => ({ label, counts, segments }))).toEqual([
        { label: "Mohamed Butt", counts: { replace: 2, protect: 0, hold: 0, ask: 0 }, segments: [3] },
        { label: "Asked", counts: { replace: 0, protect: 0, hold: 1, ask: 0 }, segments: [2] },
        { label: "Good Name", counts: { replace: 0, protect: 1, hold: 0, ask: 0 }, segments: [1] },
      ]);
      expect([...view.conceptLabels.values()].sort()).toEqual(["Asked", "Good Name", "Mohamed Butt"]);
      expect(
        view.segments.map(({ number, startsBlock, canJoin }) => ({ number, startsBlock, canJoin })),
      ).toEqual([
        { number: 1, startsBlock: true, canJoin: true },
        { number: 2, startsBlock: false, canJoin: true },
        { number: 3, startsBlock: false, canJoin: false },
        { number: 4, startsBlock: true, canJoin: false },
      ]);
      expect(view.undo).toMatchObject({ kind: "segment.state", name: "needs-work" });
    }),
  );

  it(
    "marks changed, asked and hand-written words, and the runs are the texts",
    inHouse(async (house) => {
      await name(house, named("Asked < Maybe", { status: "proposed" }));
      await name(house, named("Mohamed Butt < Bi Jianwen"));
      const id = await bring(house, "Bi Jianwen told Maybe that Bi Jianwen left.", "毕坚文说。");
      await name(house, named("Mohamed Butt < Bi Jianwen", { zhHans: ["毕坚文"] }), { articleId: id });
      const { id: segmentId } = await segmentAt(house, id);
      const { text } = await fresh(house, segmentId);
      await type(house, segmentId, text.replace("left", "stayed"));
      const [segment] = (await getWorkbench(house.deps, id)).segments;
      if (segment === undefined) throw new Error("no segment");
      expect(segment.runs.map((run) => run.text).join("")).toBe(segment.text);
      expect(segment.machineRuns.map((run) => run.text).join("")).toBe(segment.machine);
      expect(segment.sourceRuns.map((run) => run.text).join("")).toBe("毕坚文说。");
      expect(segment.edited).toBe(true);
      const marks = segment.runs.flatMap((run) =>
        run.mark === undefined ? [] : [`${run.mark.kind} ${run.text}`],
      );
      expect(marks).toContain("hand stayed");
      expect(marks).toContain("ask Maybe");
    }),
  );

  it(
    "is stale only where rendering again would change something",
    inHouse(async (house) => {
      const one = await bring(house, "Bi Jianwen spoke.");
      const two = await bring(house, "Nobody spoke.");
      const stale = async (): Promise<boolean[]> => [
        (await getWorkbench(house.deps, one)).stale,
        (await getWorkbench(house.deps, two)).stale,
      ];
      expect(await stale()).toEqual([false, false]);
      const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen"));
      expect(await stale()).toEqual([true, false]);
      await drop(house, conceptId);
      expect(await stale()).toEqual([false, false]);
      await undo(house);
      expect(await stale()).toEqual([true, false]);
      await renderStale(house);
      expect(await stale()).toEqual([false, false]);
    }),
  );

  it(
    "does not know other articles",
    inHouse(async (house) => {
      expect(await refusalOf(getWorkbench(house.deps, "none"))).toBe("not-found failure.no-article");
      expect(await refusalOf(getArticle(house.deps, "none"))).toBe("not-found failure.no-article");
    }),
  );
});

describe("searchConcepts and getConcept", () => {
  it(
    "find by all words in forms, id and note, beginnings first, with uses outside the archive",
    inHouse(async (house) => {
      const archived = await bring(house, "Bi Jianwen spoke.");
      await bring(house, "Bi Jianwen met Bi Jianwen.");
      const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen", { zhHans: ["毕坚文"] }));
      await name(house, named("Old Mohamed", { note: "see butt" }));
      await renderStale(house);
      await archiveArticle(house.deps, house.actor, { articleId: archived });
      const find = async (query: string): Promise<string[]> =>
        (await searchConcepts(house.deps, { query, filter: {}, limit: 10 })).items.map((item) => item.label);
      expect(await find("mohamed")).toEqual(["Mohamed Butt", "Old Mohamed"]);
      expect(await find("BUTT mohamed")).toEqual(["Mohamed Butt", "Old Mohamed"]);
      expect(await find("坚文")).toEqual(["Mohamed Butt"]);
      expect(await find("none")).toEqual([]);
      const page = await searchConcepts(house.deps, { query: "", filter: {}, limit: 1 });
      expect([page.items.length, page.total, page.more]).toEqual([1, 2, false]);
      const [item] = (await searchConcepts(house.deps, { query: "mohamed", filter: {}, limit: 1 })).items;
      expect(item).toMatchObject({ articles: 1, places: 2 });
      const view = await getConcept(house.deps, conceptId);
      expect(view.usedIn.map(({ title, counts }) => [title, counts.replace])).toEqual([
        ["Bi Jianwen met Bi Jianwen.", 2],
      ]);
    }),
  );

  it(
    "tell the history with what changed in each field",
    inHouse(async (house) => {
      const { conceptId: id } = await name(house, named("A < B"));
      await name(house, named("A < B | C", { note: "why" }), { id });
      await undo(house);
      const { history } = await getConcept(house.deps, id);
      expect(
        history.map(({ revision, kind, changes }) => [revision, kind, changes.map((change) => change.field)]),
      ).toEqual([
        [3, "undo", ["deprecated", "note"]],
        [2, "concept.save", ["deprecated", "note"]],
        [1, "concept.save", []],
      ]);
    }),
  );
});

/** The kinds of the events since a number, each once, in order of the alphabet. */
async function kindsSince(house: House, seq: number): Promise<string[]> {
  const events = await house.store.read((tx) => tx.eventsAfter(seq, 1000));
  return [...new Set(events.map((event) => event.kind))].sort();
}

describe("events", () => {
  it(
    "are numbered without a gap, point to their changes and tell what each use case did",
    inHouse(async (house) => {
      const told: (readonly [string, string[]])[] = [];
      const tell = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
        const before = await house.store.read((tx) => tx.lastEvent());
        const result = await work();
        told.push([what, await kindsSince(house, before)]);
        return result;
      };
      const id = await tell("import", () => bring(house, "Bi Jianwen spoke here. Then Bi Jianwen left."));
      const saved = await tell("save a concept", () =>
        name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id }),
      );
      const { id: first, revision } = await segmentAt(house, id);
      await tell("edit", () => type(house, first, "Mr Butt spoke here."));
      await tell("the same text", () => type(house, first, "Mr Butt spoke here."));
      await tell("approve", () => mark(house, first, "approved"));
      const draft = named("M. Butt < Bi Jianwen");
      await tell("propose", () => name(house, draft, { id: saved.conceptId, articleId: id }));
      await tell("reject", () => reject(house, id));
      await tell("undo the rejection", () => undo(house));
      await tell("accept", () => accept(house, id, "M. Butt spoke here."));
      const { id: second, revision: seen } = await segmentAt(house, id, 1);
      await tell("render", () =>
        name(house, named("Al Butt < Bi Jianwen"), { id: saved.conceptId, articleId: id }),
      );
      const input = { segmentId: second, revision: seen, text: "Then Bi left." };
      await tell("save over a rendering", () => saveSegment(house.deps, house.actor, input));
      const split = { segmentId: second, revision: (await fresh(house, second)).revision, at: 5 };
      await tell("split over a proposal", () => splitSegment(house.deps, house.actor, split));
      await tell("remove", () => drop(house, saved.conceptId));
      await tell("archive", () => archiveArticle(house.deps, house.actor, { articleId: id }));
      expect(revision).toBe(2);
      const [A, S, C, P] = ["article.changed", "segment.changed", "concept.changed", "proposal.changed"];
      expect(told).toEqual([
        ["import", [A]],
        ["save a concept", [A, C, S]],
        ["edit", [A, S]],
        ["the same text", []],
        ["approve", [S]],
        ["propose", [A, C, P, S]],
        ["reject", [P]],
        ["undo the rejection", [P]],
        ["accept", [P, S]],
        ["render", [A, C, S]],
        ["save over a rendering", [P, S]],
        ["split over a proposal", [A, P, S]],
        ["remove", [C]],
        ["archive", [A]],
      ]);
      const events: EventRecord[] = await house.store.read((tx) => tx.eventsAfter(0, 1000));
      expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
      for (const { changeId } of events) {
        expect(await house.store.read((tx) => tx.change(changeId))).toBeDefined();
      }
      expect(await listArticles(house.deps, { archived: true })).toHaveLength(1);
    }),
  );
});
