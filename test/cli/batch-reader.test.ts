import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RunChunk } from "../../src/app/runs/model.ts";
import { type BatchReader, readBatch } from "../../src/app/runs/read-batch.ts";
import { claimChunk } from "../../src/app/runs/work.ts";
import { openBatchReader } from "../../src/cli/batch-reader.ts";
import { workRun } from "../../src/jobs/runner.ts";
import type { StorePlace } from "../../src/storage/open.ts";
import { fresh, mark, name, named, segmentsOf, type } from "../app/desk.ts";
import { begin, bringMany, told, workerOf } from "../app/run-desk.ts";
import { type House, inHouse } from "../support/house.ts";

async function withReader(place: StorePlace, work: (reader: BatchReader) => Promise<void>): Promise<void> {
  const reader = openBatchReader(place, 2);
  try {
    await work(reader);
  } finally {
    await reader.close();
  }
}

async function firstChunk(house: House): Promise<RunChunk> {
  const chunk = await claimChunk(workerOf(house));
  if (chunk === undefined) throw new Error("no work");
  return chunk;
}

describe("threads that read batches", () => {
  it(
    "read what this one reads: every article, and whole those that change",
    inHouse(async (house) => {
      const ids = await bringMany(house, 3);
      await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: ids[0] ?? "" });
      await begin(house);
      const chunk = await firstChunk(house);
      const here = await readBatch(house, chunk, 9);
      expect(here?.articleIds).toEqual(ids);
      expect([...(here?.touched.keys() ?? [])]).toEqual(ids.slice(1));
      await withReader({ dataDir: house.dataDir }, async (reader) => {
        expect(await reader.read(chunk, 9)).toEqual(here);
        expect(await reader.read({ ...chunk, attempt: 9 }, 9)).toBeUndefined();
      });
    }),
  );

  it(
    "let runs advance text, merge and propose as without them",
    inHouse(async (house) => {
      const [one = "", two = ""] = await bringMany(house, 60);
      const first = async (id: string): Promise<string> => (await segmentsOf(house, id))[0]?.id ?? "";
      await type(house, await first(one), "Bi Jianwen spoke at noon.");
      await mark(house, await first(two), "approved");
      await name(house, named("Mohamed Butt < Bi Jianwen"));
      await withReader({ dataDir: house.dataDir }, async (reader) => {
        const lines: string[] = [];
        for (const expected of ["done 60/60 119 1 0 0", "done 60/60 0 0 0 0"]) {
          const { id } = await begin(house);
          await workRun({ deps: house.deps, reader, log: (line) => void lines.push(line) }, id);
          expect(await told(house, id)).toBe(expected);
        }
        expect(lines).toEqual([]);
      });
      expect((await fresh(house, await first(one))).text).toBe("Mohamed Butt spoke at noon.");
      expect((await fresh(house, await first(two))).text).toBe("Bi Jianwen spoke on day 1.");
    }),
  );

  it(
    "say what went wrong as the store does",
    inHouse(async ({ dataDir }) => {
      const file = join(dataDir, "other");
      writeFileSync(file, "This is no database. ".repeat(99));
      await withReader({ file }, async (reader) => {
        const reading = reader.read({ runId: "r", number: 1, attempt: 1 }, 9);
        await expect(reading).rejects.toMatchObject({ errcode: 26 });
      });
    }),
  );
});
