/** What runs mean beside the store: where they begin, the glossary they keep, what is shown of them. */
import { describe, expect, it } from "vitest";
import { localQueue, type RunMessage, type RunQueue } from "../../src/app/queue.ts";
import { workBatch } from "../../src/app/runs/batch.ts";
import { AT_ONCE, renderScope } from "../../src/app/runs/begin.ts";
import { cancelRun } from "../../src/app/runs/control.ts";
import { glossaryAt } from "../../src/app/runs/glossary-at.ts";
import { inputsHash, loadArticles } from "../../src/app/runs/material.ts";
import { previewRun } from "../../src/app/runs/preview.ts";
import { buryMessage } from "../../src/app/runs/messages.ts";
import { startRun } from "../../src/app/runs/start.ts";
import { findRun } from "../../src/app/runs/views.ts";
import { claimChunk } from "../../src/app/runs/work.ts";
import { decide } from "../../src/app/decisions.ts";
import { inHouse } from "../support/house.ts";
import { bring, drop, name, named, refusalOf, segmentAt, textsOf, type } from "./desk.ts";
import { begin, bringMany, EVERYTHING, told, workerOf, workOff } from "./run-desk.ts";

describe("runs", () => {
  it(
    "render few articles at once, and many or approved text in the background",
    inHouse(async (house) => {
      const ids = await bringMany(house, 2);
      const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen"));
      const scope = { target: { kind: "concepts", conceptIds: [conceptId] } } as const;
      expect(await renderScope(house.deps, house.actor, { scope })).toMatchObject({
        kind: "rendered",
        report: { articles: 2, changed: 4 },
      });
      expect((await textsOf(house, ids[0] ?? ""))[0]).toBe("Mohamed Butt spoke on day 0.");
      const bold = await renderScope(house.deps, house.actor, { scope, touchApproved: true });
      expect(bold).toMatchObject({ kind: "run", run: { state: "waiting", name: "Mohamed Butt", total: 2 } });
      await bringMany(house, AT_ONCE + 1);
      expect(await renderScope(house.deps, house.actor, { scope })).toMatchObject({ kind: "run" });
      expect(await renderScope(house.deps, house.actor, { scope: EVERYTHING })).toMatchObject({
        kind: "run",
      });
    }),
  );

  it(
    "find the glossary as it stood at any revision",
    inHouse(async (house) => {
      const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen"));
      await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId });
      await drop(house, conceptId);
      await name(house, named("Li Si < Lee Sze"));
      const preferred = (revision: number): Promise<(string | undefined)[]> =>
        house.store.read(async (tx) => {
          const { concepts } = await glossaryAt(house.deps, tx, revision);
          return [...concepts.values()].map(
            (one) => one.forms.find((form) => form.kind === "preferred")?.text,
          );
        });
      expect(await preferred(0)).toEqual([]);
      expect(await preferred(1)).toEqual(["Mohamed Butt"]);
      expect(await preferred(2)).toEqual(["M. Butt"]);
      expect(await preferred(3)).toEqual([]);
      expect(await preferred(4)).toEqual(["Li Si"]);
    }),
  );

  it(
    "know by a hash whether a rendering still stands: words typed do not count, decisions do",
    inHouse(async (house) => {
      const id = await bring(house, "Bi Jianwen spoke here. Then he left.");
      const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id });
      const hash = (): Promise<string> =>
        house.store.read(async (tx) => {
          const loaded = (await loadArticles(tx, [id])).get(id);
          return loaded === undefined ? "" : inputsHash(loaded);
        });
      const before = await hash();
      await type(house, (await segmentAt(house, id)).id, "Mohamed Butt spoke here twice.");
      expect(await hash()).toBe(before);
      const decision = { kind: "keep", scope: "article" } as const;
      await decide(house.deps, house.actor, { articleId: id, from: 0, to: 10, conceptId, ...decision });
      expect(await hash()).not.toBe(before);
    }),
  );

  it(
    "show the differences of words that a preview found, and what may be done with a run",
    inHouse(async (house) => {
      await bringMany(house, 1);
      await name(house, named("Mohamed Butt < Bi Jianwen"));
      const { samples } = await previewRun(house.deps, { scope: EVERYTHING });
      expect(samples[0]?.diff).toEqual([
        { kind: "replaced", before: "Bi Jianwen", after: "Mohamed Butt" },
        { kind: "same", before: " spoke on day 0.", after: " spoke on day 0." },
      ]);
      const { id } = await begin(house);
      const can = async (): Promise<string> =>
        Object.entries((await findRun(house.deps, id)).can)
          .flatMap(([word, may]) => (may ? [word] : []))
          .join(" ");
      expect(await can()).toBe("pause cancel undo");
      await cancelRun(house.deps, house.actor, { runId: id });
      expect(await can()).toBe("resume");
      expect(await told(house, id)).toBe("cancelled 0/1 0 0 0 0");
    }),
  );

  it(
    "render by the glossary that was previewed, if that is asked for",
    inHouse(async (house) => {
      const [id = ""] = await bringMany(house, 1);
      const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen"));
      const { glossaryRevision } = await previewRun(house.deps, { scope: EVERYTHING });
      await name(house, named("M. Butt < Bi Jianwen"), { id: conceptId });
      await startRun(house.deps, house.actor, { scope: EVERYTHING, glossaryRevision });
      await workOff(house);
      expect((await textsOf(house, id))[0]).toBe("Mohamed Butt spoke on day 0.");
    }),
  );

  it.each([
    [{ target: { kind: "articles", articleIds: ["nobody"] } }, "not-found failure.no-article"],
    [{ target: { kind: "concepts", conceptIds: ["nobody"] } }, "not-found failure.no-concept"],
    [{ target: { kind: "all" } }, "invalid failure.run-empty"],
    [{ target: { kind: "stale" } }, "invalid failure.run-empty"],
  ] as const)("are refused over %j in an empty house", async (scope, refusal) => {
    await inHouse(async (house) => {
      expect(await refusalOf(startRun(house.deps, house.actor, { scope }))).toBe(refusal);
    })();
  });

  it(
    "whose messages die go on as long as they come forward, and have failed where they do not",
    inHouse(async (house) => {
      const sent: { readonly message: RunMessage; readonly hands: number }[] = [];
      const queue: RunQueue = {
        ...localQueue(),
        enqueue: (_tx, message, hands) => Promise.resolve(void sent.push({ message, hands })),
      };
      const deps = { ...house.deps, queue };
      await bringMany(house, 60);
      await name(house, named("Mohamed Butt < Bi Jianwen"));
      const { id: runId } = await startRun(deps, house.actor, { scope: EVERYTHING });
      expect(sent).toEqual([{ message: { runId, done: 0 }, hands: 1 }]);
      const worker = workerOf(house);
      const chunk = await claimChunk(worker);
      await workBatch(worker, { runId, number: 1, attempt: chunk?.attempt ?? 0 }, 50);
      await buryMessage(deps, { runId, done: 0 });
      expect(sent.slice(1)).toEqual([{ message: { runId, done: 50 }, hands: 1 }]);
      await buryMessage(deps, { runId, done: 50 });
      expect(sent).toHaveLength(2);
      expect(await told(house, runId)).toBe("failed 50/60 100 0 0 0");
      await buryMessage(deps, { runId, done: 50 });
      await buryMessage(deps, { runId: "none", done: 0 });
      expect(await told(house, runId)).toBe("failed 50/60 100 0 0 0");
    }),
  );
});
