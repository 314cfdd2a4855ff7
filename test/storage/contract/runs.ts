import { expect, it } from "vitest";
import { archiveArticle } from "../../../src/app/articles.ts";
import { CRASH_POINTS } from "../../../src/app/runs/batch.ts";
import { cancelRun, pauseRun, resumeRun } from "../../../src/app/runs/control.ts";
import { previewRun } from "../../../src/app/runs/preview.ts";
import type { RunChunk } from "../../../src/app/runs/model.ts";
import { undoRun } from "../../../src/app/runs/start.ts";
import { findRun, listRuns, runExport, runReport } from "../../../src/app/runs/views.ts";
import { workBatch } from "../../../src/app/runs/batch.ts";
import { claimChunk, CLAIM_TIMEOUT, DEADLY, workChunk } from "../../../src/app/runs/work.ts";
import {
  drop,
  fresh,
  mark,
  name,
  named,
  refusalOf,
  segmentAt,
  standing,
  textsOf,
  type,
  waiting,
} from "../../app/desk.ts";
import { rejectAll } from "../../app/run-steps.ts";
import {
  begin,
  bringMany,
  houseOn,
  Killed,
  mortal,
  mostRevisions,
  picture,
  told,
  workerOf,
  workOff,
} from "../../app/run-desk.ts";
import type { House } from "../../support/house.ts";
import type { WithStore } from "../fixtures.ts";

/** Runs: from start to end, stopped, taken up again, killed, taken back. */
export function runContract(withStore: WithStore): void {
  const test = (title: string, work: (house: House) => Promise<void>): void => {
    it(
      title,
      withStore(({ store }) => work(houseOn(store))),
    );
  };

  test("a run renders every article once, tells how far it is, and reports what it wrote", async (house) => {
    const ids = await bringMany(house, 7);
    await name(house, named("Mohamed Butt < Bi Jianwen"));
    const { id, changeId } = await begin(house, { name: "Butt" });
    expect(await told(house, id)).toBe("waiting 0/7 0 0 0 0");
    await workOff(house);
    expect(await told(house, id)).toBe("done 7/7 14 0 0 0");
    for (const [index, article] of ids.entries()) {
      expect(await textsOf(house, article)).toEqual([
        `Mohamed Butt spoke on day ${index}.`,
        `Then Mohamed Butt left town ${index}.`,
      ]);
    }
    expect(await mostRevisions(house, changeId)).toBe(1);
    const first = await runReport(house.deps, { runId: id, limit: 5 });
    const second = await runReport(house.deps, { runId: id, after: first.next, limit: 5 });
    expect([...first.lines, ...second.lines].map((line) => [line.articleId, line.changed])).toEqual(
      [...ids].sort().map((article) => [article, 2]),
    );
    expect(second.next).toBeUndefined();
    const exported = [];
    for await (const one of runExport(house.deps, id)) exported.push(one);
    expect(exported).toHaveLength(7);
    expect(exported[0]?.text).toContain("Mohamed Butt spoke");
    const events = await house.store.read((tx) => tx.eventsAfter(0, 1000));
    expect(events.some((event) => event.kind === "run.progress" && event.subjectId === id)).toBe(true);
    const again = await begin(house);
    await workOff(house);
    expect(await told(house, again.id)).toBe("done 7/7 0 0 0 0");
    expect((await listRuns(house.deps, { limit: 9 })).map(({ run }) => run.id)).toEqual([again.id, id]);
  });

  test("approved text gets a proposal, and changes only where the run may; what was turned down stays", async (house) => {
    const [one = "", two = ""] = await bringMany(house, 2);
    for (const article of [one, two]) await mark(house, (await segmentAt(house, article)).id, "approved");
    await name(house, named("Mohamed Butt < Bi Jianwen"));
    const careful = await begin(house);
    await workOff(house);
    expect(await told(house, careful.id)).toBe("done 2/2 2 2 0 0");
    expect((await standing(house, one))[0]).toBe("approved: Bi Jianwen spoke on day 0.");
    await rejectAll(house, two);
    const bold = await begin(house, { touchApproved: true });
    await workOff(house);
    expect(await told(house, bold.id)).toBe("done 2/2 1 0 0 0");
    expect((await standing(house, one))[0]).toBe("approved: Mohamed Butt spoke on day 0.");
    expect((await standing(house, two))[0]).toBe("approved: Bi Jianwen spoke on day 1.");
    expect(await waiting(house, one)).toEqual([]);
    await undoRun(house.deps, house.actor, { runId: bold.id });
    await workOff(house);
    expect((await standing(house, one))[0]).toBe("approved: Bi Jianwen spoke on day 0.");
    expect(await waiting(house, one)).toHaveLength(1);
  });

  test("a run keeps to the glossary it began with, and never renders an article back to it", async (house) => {
    const [one = "", two = ""] = await bringMany(house, 2);
    const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen"));
    const { id, glossaryRevision } = await begin(house);
    await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId, articleId: one });
    await workOff(house);
    expect(await told(house, id)).toBe("done 2/2 2 0 0 0");
    expect((await textsOf(house, one))[0]).toBe("M. Butt spoke on day 0.");
    expect((await textsOf(house, two))[0]).toBe("Mohamed Butt spoke on day 1.");
    const article = await house.store.read((tx) => tx.article(two));
    expect(article?.glossaryRevision).toBe(glossaryRevision);
    const stale = await begin(house, { scope: { target: { kind: "stale" } } });
    await workOff(house);
    expect(await told(house, stale.id)).toBe("done 1/1 2 0 0 0");
    expect((await textsOf(house, two))[0]).toBe("M. Butt spoke on day 1.");
  });

  test("a scope takes what it says, without what was left out", async (house) => {
    const ids = await bringMany(house, 4);
    const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen"));
    const { conceptId: other } = await name(house, named("hamlet 3 < town 3"));
    await archiveArticle(house.deps, house.actor, { articleId: ids[0] ?? "" });
    const total = async (scope: Parameters<typeof previewRun>[1]["scope"]): Promise<string> => {
      const { articles, touched } = await previewRun(house.deps, { scope });
      return `${articles} ${touched}`;
    };
    expect(await total({ target: { kind: "all" } })).toBe("3 3");
    expect(await total({ target: { kind: "concepts", conceptIds: [other] } })).toBe("1 1");
    expect(await total({ target: { kind: "concepts", conceptIds: [conceptId, other] } })).toBe("3 3");
    const both = { target: { kind: "concepts", conceptIds: [conceptId, other] } } as const;
    expect(await total({ ...both, withoutConcepts: [conceptId] })).toBe("1 1");
    expect(await total({ ...both, withoutArticles: ids.slice(1, 3) })).toBe("1 1");
    expect(await total({ target: { kind: "stale" } })).toBe("3 3");
    expect(await total({ target: { kind: "all" }, filter: { title: "DAY 2" } })).toBe("1 1");
    expect(await total({ target: { kind: "all" }, filter: { bilingual: true } })).toBe("0 0");
    expect(await total({ target: { kind: "all" }, filter: { from: "2024-01-01" } })).toBe("0 0");
    const none = begin(house, { scope: { target: { kind: "all" }, filter: { title: "nothing" } } });
    expect(await refusalOf(none)).toBe("invalid failure.run-empty");
    const run = await begin(house, { scope: { target: { kind: "all" }, filter: { title: "day 2" } } });
    await workOff(house);
    expect(await told(house, run.id)).toBe("done 1/1 2 0 0 0");
  });

  test("a preview tells what the run then does, and writes nothing", async (house) => {
    const [one = "", two = "", three = ""] = await bringMany(house, 3);
    await mark(house, (await segmentAt(house, one)).id, "approved");
    await type(house, (await segmentAt(house, two)).id, "Mr Bi spoke on day 1.");
    await name(house, named("Mohamed Butt < Bi Jianwen"));
    const before = await picture(house, [one, two, three]);
    const preview = await previewRun(house.deps, { scope: { target: { kind: "stale" } } });
    expect(preview).toMatchObject({
      ...{ articles: 3, touched: 3, estimated: false },
      places: { change: 4, approved: 1, conflict: 1, doubtful: 0 },
      concepts: [{ label: "Mohamed Butt", articles: 3 }],
    });
    expect(preview.samples).toHaveLength(6);
    expect(await picture(house, [one, two, three])).toEqual(before);
    const { id } = await begin(house);
    await workOff(house);
    expect(await told(house, id)).toBe("done 3/3 4 1 1 0");
  });

  test("a run pauses, goes on, is cancelled and goes on, each time behind what it did", async (house) => {
    await bringMany(house, 6);
    await name(house, named("Mohamed Butt < Bi Jianwen"));
    const { id, changeId } = await begin(house);
    const worker = workerOf(house);
    const chunk = await claimChunk(worker);
    if (chunk === undefined) throw new Error("no work");
    expect((await workBatch(worker, chunk, 2)).end).toBe("more");
    await pauseRun(house.deps, house.actor, { runId: id });
    expect((await workBatch(worker, chunk, 2)).end).toBe("lost");
    expect(await claimChunk(workerOf(house))).toBeUndefined();
    expect(await told(house, id)).toBe("paused 2/6 4 0 0 0");
    await resumeRun(house.deps, house.actor, { runId: id });
    expect(await refusalOf(resumeRun(house.deps, house.actor, { runId: id }))).toBe(
      "conflict failure.run-state",
    );
    expect((await workBatch(worker, chunk, 2)).end).toBe("more");
    await cancelRun(house.deps, house.actor, { runId: id });
    expect(await workChunk(worker, chunk)).toBe("lost");
    expect(await told(house, id)).toBe("cancelled 4/6 8 0 0 0");
    await resumeRun(house.deps, house.actor, { runId: id });
    await workOff(house);
    expect(await told(house, id)).toBe("done 6/6 12 0 0 0");
    expect(await mostRevisions(house, changeId)).toBe(1);
  });

  test("taking a run back half-way leaves the state before, and is not stale again until the concept changes", async (house) => {
    const ids = await bringMany(house, 5);
    await mark(house, (await segmentAt(house, ids[1] ?? "")).id, "approved");
    await type(house, (await segmentAt(house, ids[2] ?? "")).id, "Bi Jianwen spoke at length.");
    const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen"));
    const before = await picture(house, ids);
    const { id } = await begin(house);
    const worker = workerOf(house);
    const chunk = await claimChunk(worker);
    if (chunk === undefined) throw new Error("no work");
    await workBatch(worker, chunk, 3);
    expect(await picture(house, ids)).not.toEqual(before);
    const undo = await undoRun(house.deps, house.actor, { runId: id });
    expect((await workBatch(worker, chunk, 3)).end).toBe("lost");
    await workOff(house);
    expect(await told(house, undo.id)).toBe("done 3/3 5 0 0 0");
    expect(await picture(house, ids)).toEqual(before);
    expect((await findRun(house.deps, id)).can).toEqual({
      pause: false,
      resume: false,
      cancel: false,
      undo: false,
    });
    expect(await refusalOf(undoRun(house.deps, house.actor, { runId: id }))).toBe(
      "conflict failure.run-undone",
    );
    const stale = { scope: { target: { kind: "stale" } } } as const;
    expect((await previewRun(house.deps, stale)).articles).toBe(2);
    await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId });
    expect((await previewRun(house.deps, stale)).articles).toBe(5);
    // And an undo is taken back in turn.
    await undoRun(house.deps, house.actor, { runId: undo.id });
    await workOff(house);
    expect((await textsOf(house, ids[0] ?? ""))[0]).toBe("Mohamed Butt spoke on day 0.");
    expect(await waiting(house, ids[1] ?? "")).toHaveLength(1);
  });

  test("what came after a run stays when it is taken back, and is listed where it is in the way", async (house) => {
    const [one = "", two = ""] = await bringMany(house, 2);
    await name(house, named("Mohamed Butt < Bi Jianwen"));
    const { id } = await begin(house);
    await workOff(house);
    await type(house, (await segmentAt(house, one)).id, "Mohamed Butt spoke on day 0 again.");
    const touched = await segmentAt(house, two);
    await type(house, touched.id, "Mr Butt spoke on day 1.");
    const undo = await undoRun(house.deps, house.actor, { runId: id });
    await workOff(house);
    expect(await told(house, undo.id)).toBe("done 2/2 3 0 0 1");
    expect((await standing(house, one))[0]).toBe("edited: Bi Jianwen spoke on day 0 again.");
    expect((await standing(house, two))[0]).toBe("edited: Mr Butt spoke on day 1.");
    const { lines } = await runReport(house.deps, { runId: undo.id });
    expect(lines.flatMap((line) => line.exceptions)).toEqual([touched.id]);
  });

  test("what somebody writes between reading and writing is merged, not written over", async (house) => {
    const [one = ""] = await bringMany(house, 1);
    await name(house, named("Mohamed Butt < Bi Jianwen"));
    const { id } = await begin(house);
    const { id: segmentId } = await segmentAt(house, one);
    await workOff(
      house,
      workerOf(house, { yield: () => type(house, segmentId, "Bi Jianwen spoke on day 0 at noon.") }),
    );
    expect(await told(house, id)).toBe("done 1/1 2 0 0 0");
    expect((await standing(house, one))[0]).toBe("edited: Mohamed Butt spoke on day 0 at noon.");
    expect((await fresh(house, segmentId)).rendered).toBe("Mohamed Butt spoke on day 0.");
  });

  test("an article that another run left as it is by a newer glossary is not rendered back", async (house) => {
    const [one = ""] = await bringMany(house, 1);
    const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen"));
    const older = await begin(house);
    const chunk = await claimChunk(workerOf(house));
    if (chunk === undefined) throw new Error("no work");
    const meanwhile = async (): Promise<void> => {
      await drop(house, conceptId);
      const newer = await begin(house);
      const next = await claimChunk(workerOf(house), newer.id);
      if (next !== undefined) await workChunk(workerOf(house), next);
      expect(await told(house, newer.id)).toBe("done 1/1 0 0 0 0");
    };
    await workBatch(workerOf(house, { yield: meanwhile }), chunk, 9);
    expect(await told(house, older.id)).toBe("done 1/1 0 0 0 0");
    expect((await textsOf(house, one))[0]).toBe("Bi Jianwen spoke on day 0.");
    const article = await house.store.read((tx) => tx.article(one));
    expect(article?.glossaryRevision).toBe(2);
  });

  test("a chunk that its worker left is taken over, and the one before writes nothing more", async (house) => {
    await bringMany(house, 4);
    await name(house, named("Mohamed Butt < Bi Jianwen"));
    const { id, changeId } = await begin(house);
    const slow = workerOf(house);
    const chunk = await claimChunk(slow);
    if (chunk === undefined) throw new Error("no work");
    await workBatch(slow, chunk, 1);
    expect(await claimChunk(workerOf(house))).toBeUndefined();
    const later = { ...house, deps: { ...house.deps, now: () => house.deps.now() + CLAIM_TIMEOUT + 1000 } };
    const taken = await claimChunk(workerOf(later));
    expect(taken).toMatchObject({ attempt: 2, number: chunk.number });
    expect((await workBatch(slow, chunk, 1)).end).toBe("lost");
    if (taken !== undefined) await workChunk(workerOf(later), taken);
    expect(await told(house, id)).toBe("done 4/4 8 0 0 0");
    expect(await mostRevisions(house, changeId)).toBe(1);
  });

  it.each(CRASH_POINTS)("a worker that dies at %s leaves nothing half-done", (point) =>
    withStore(async ({ store }) => {
      const house = houseOn(store);
      const ids = await bringMany(house, 3);
      await name(house, named("Mohamed Butt < Bi Jianwen"));
      const before = await picture(house, ids);
      const { id, changeId } = await begin(house);
      await expect(workOff(house, mortal(house, point))).rejects.toThrow(Killed);
      const later = { ...house, deps: { ...house.deps, now: () => house.deps.now() + CLAIM_TIMEOUT + 1000 } };
      await workOff(later);
      expect(await told(house, id)).toBe("done 3/3 6 0 0 0");
      expect(await mostRevisions(house, changeId)).toBe(1);
      await undoRun(house.deps, house.actor, { runId: id });
      await expect(workOff(house, mortal(house, point))).rejects.toThrow(Killed);
      await workOff(later);
      expect(await picture(house, ids)).toEqual(before);
    })(),
  );

  /** Dies with its claim: others of its machine see that, or its time runs out. */
  const die = async (house: House, seen: boolean): Promise<RunChunk | undefined> => {
    const worker = workerOf(house);
    const chunk = await claimChunk(worker);
    if (seen) await house.store.write((tx) => tx.releaseRunWorker(worker.name));
    return chunk;
  };

  test("a chunk at which workers die one after another ends its run, which can be resumed", async (first) => {
    let late = 0;
    const now = (): number => first.deps.now() + (late += CLAIM_TIMEOUT + 1000);
    const house = { ...first, deps: { ...first.deps, now } };
    await bringMany(house, 3);
    await name(house, named("Mohamed Butt < Bi Jianwen"));
    const { id } = await begin(house);
    for (const pass of ["at once", "resumed"]) {
      for (let death = 0; death < DEADLY; death++)
        expect(await die(house, death % 2 === 0), pass).toMatchObject({ deaths: death });
      expect(await die(house, false)).toBeUndefined();
      expect((await findRun(house.deps, id)).run).toMatchObject({ state: "failed", failure: "deadly" });
      await resumeRun(house.deps, house.actor, { runId: id });
    }
    await workOff(house);
    expect(await told(house, id)).toBe("done 3/3 6 0 0 0");
  });

  test("workers that die now and then end no run that goes on", async (house) => {
    await bringMany(house, DEADLY + 2);
    await name(house, named("Mohamed Butt < Bi Jianwen"));
    const { id } = await begin(house);
    for (let death = 0; death <= DEADLY; death++) {
      expect(await die(house, true)).toMatchObject({ deaths: death === 0 ? 0 : 1 });
      const worker = workerOf(house);
      const chunk = await claimChunk(worker);
      if (chunk === undefined) throw new Error("There is none.");
      await workBatch(worker, chunk, 1);
      await house.store.write((tx) => tx.releaseRunWorker(worker.name));
    }
    await workOff(house);
    expect(await told(house, id)).toBe(`done ${DEADLY + 2}/${DEADLY + 2} ${2 * DEADLY + 4} 0 0 0`);
  });

  test("a request that is repeated starts one run", async (house) => {
    await bringMany(house, 1);
    const one = await begin(house, { requestId: "r" });
    expect((await begin(house, { requestId: "r" })).id).toBe(one.id);
    const undo = await undoRun(house.deps, house.actor, { runId: one.id, requestId: "u" });
    expect((await undoRun(house.deps, house.actor, { runId: one.id, requestId: "u" })).id).toBe(undo.id);
  });
}
