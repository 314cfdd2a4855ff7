import { describe, expect, it, onTestFinished } from "vitest";
import { openPool, TASKS_A_THREAD, type ThreadPool } from "../../src/jobs/pool.ts";
import type { EchoTask } from "./echo-thread.ts";

function pool(threads: number): ThreadPool<EchoTask, number> {
  const made = openPool<EchoTask, number>({
    thread: new URL("./echo-thread.ts", import.meta.url),
    threads,
  });
  onTestFinished(() => made.close());
  return made;
}

/** Tasks of which the later ones are done first. */
function* slowFirst(count: number): Generator<EchoTask> {
  for (let value = 0; value < count; value++) yield { kind: "echo", value, after: value % 2 === 0 ? 8 : 0 };
}

async function collect(values: AsyncIterable<number>): Promise<number[]> {
  const found: number[] = [];
  for await (const value of values) found.push(value);
  return found;
}

describe("a pool of threads", () => {
  it.each([1, 2, 4])("with %i gives results in the order of the tasks", async (threads) => {
    const found = await collect(pool(threads).map(slowFirst(20)));
    expect(found).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it("takes no more tasks than its threads can have at hand", async () => {
    const threads = 2;
    let taken = 0;
    let most = 0;
    let done = 0;
    function* tasks(): Generator<EchoTask> {
      for (; taken < 40; taken++) {
        most = Math.max(most, taken - done);
        yield { kind: "echo", value: taken };
      }
    }
    for await (const value of pool(threads).map(tasks())) done = value + 1;
    expect(done).toBe(40);
    expect(most).toBeLessThanOrEqual(threads * TASKS_A_THREAD);
  });

  it.each<[string, EchoTask, RegExp]>([
    ["throws", { kind: "throw", message: "no such thing" }, /no such thing/],
    ["ends its thread", { kind: "exit" }, /exit|terminat/i],
  ])("a task that %s fails alone", async (_, broken, says) => {
    const own = pool(1);
    const before = own.run({ kind: "echo", value: 1 });
    const failed = own.run(broken);
    const after = own.run({ kind: "echo", value: 2 });
    await expect(failed).rejects.toThrow(says);
    expect([await before, await after]).toEqual([1, 2]);
  });

  it("stops taking tasks after one that failed", async () => {
    let taken = 0;
    function* tasks(): Generator<EchoTask> {
      for (; taken < 100; taken++)
        yield taken === 3 ? { kind: "throw", message: "third" } : { kind: "echo", value: taken };
    }
    const found: number[] = [];
    const all = async (): Promise<void> => {
      for await (const value of pool(2).map(tasks())) found.push(value);
    };
    await expect(all()).rejects.toThrow("third");
    expect(found).toEqual([0, 1, 2]);
    expect(taken).toBeLessThanOrEqual(3 + 2 * TASKS_A_THREAD);
  });

  it("waits for what was handed out when it is closed, and takes nothing more", async () => {
    const own = pool(2);
    const found = Array.from({ length: 7 }, (_, value) => own.run({ kind: "echo", value, after: 5 }));
    await own.close();
    const settled = await Promise.allSettled(found);
    expect(settled.map((each) => (each.status === "fulfilled" ? each.value : each.status))).toEqual([
      0, 1, 2, 3, 4, 5, 6,
    ]);
    await expect(own.run({ kind: "thread" })).rejects.toThrow("closed");
    await own.close();
  });

  it("keeps a thread for the next task", async () => {
    const own = pool(1);
    const first = await own.run({ kind: "thread" });
    expect(await own.run({ kind: "thread" })).toBe(first);
  });
});
