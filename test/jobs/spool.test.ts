import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Spooled } from "../../src/app/spool.ts";
import { spoolOnTheWay, spoolToDisk } from "../../src/jobs/spool.ts";

/** Few that stay in memory, and so many that they go to a file. */
const SIZES = { "a few": 3, "very many": 3_000 } as const;

let folder = "";
let before: string | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "zhengming-test-"));
  before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
});

afterEach(() => {
  if (before === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = before;
  rmSync(folder, { recursive: true });
});

function values(count: number): { readonly at: number; readonly text: string }[] {
  return Array.from({ length: count }, (_, at) => ({ at, text: `正名\n\ud800${"x".repeat(at % 300)}` }));
}

/** The values as they are made, counting how often that is begun. */
class Made implements Iterable<ReturnType<typeof values>[number]> {
  times = 0;
  readonly #count: number;
  constructor(count: number) {
    this.#count = count;
  }
  *[Symbol.iterator](): Generator<ReturnType<typeof values>[number]> {
    this.times++;
    yield* values(this.#count);
  }
}

async function* later<Value>(values: Iterable<Value>): AsyncGenerator<Value> {
  for (const value of values) yield await Promise.resolve(value);
}

const WAYS: Readonly<Record<string, (made: Made) => Promise<Spooled<ReturnType<typeof values>[number]>>>> = {
  "put aside at once": (made) => spoolToDisk(later(made)),
  "put aside on the way": (made) => Promise.resolve(spoolOnTheWay(made)),
};

describe.each(Object.entries(WAYS))("%s", (_, spool) => {
  it.each(Object.entries(SIZES))(
    "%s values come again and again, made once, and leave nothing behind",
    async (_size, count) => {
      const made = new Made(count);
      const spooled = await spool(made);
      for (let round = 0; round < 3; round++) expect([...spooled]).toEqual(values(count));
      expect(made.times).toBe(1);
      expect(readdirSync(folder)).toHaveLength(count === SIZES["a few"] ? 0 : 1);
      await spooled.close();
      expect(readdirSync(folder)).toEqual([]);
    },
  );
});

it("a first time that is broken off leaves nothing, and the next one has all", async () => {
  const made = new Made(SIZES["very many"]);
  const spooled = spoolOnTheWay(made);
  for (const { at } of spooled) if (at === 2_999) break;
  expect(readdirSync(folder)).toEqual([]);
  expect([...spooled]).toHaveLength(SIZES["very many"]);
  expect([...spooled]).toHaveLength(SIZES["very many"]);
  expect(made.times).toBe(2);
  await spooled.close();
});

it("what fails while it is made leaves nothing behind", async () => {
  const failing = function* (): Generator<{ text: string }> {
    yield* values(SIZES["very many"]);
    throw new Error("torn");
  };
  const spooled = spoolOnTheWay({ [Symbol.iterator]: failing });
  expect(() => [...spooled]).toThrow("torn");
  await spooled.close();
  await expect(spoolToDisk(later(failing()))).rejects.toThrow("torn");
  expect(readdirSync(folder)).toEqual([]);
});
