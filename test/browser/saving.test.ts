import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Saving, type Reply, type SaveRequest } from "../../src/browser/saving.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A field with the text "a" that stands, and a server that says what it is told to; requests are noted. */
class Desk {
  text: string | undefined = "a";
  readonly sent: SaveRequest[] = [];
  readonly ends: string[] = [];
  /** Answers to come, in order; a text was saved without one. */
  readonly answers: (Reply | Promise<Reply>)[] = [];
  readonly saving = new Saving(
    {
      text: () => this.text,
      send: async (request) => {
        this.sent.push(request);
        return (await this.answers.shift()) ?? saved(request.text);
      },
      sending: () => undefined,
      ended: ({ kind }) => void this.ends.push(kind),
      place: (text) => (this.text = text),
      newId: () => `r${this.sent.length + 1}`,
    },
    "a",
    1,
  );

  type(text: string): void {
    this.text = text;
    this.saving.typed();
  }

  /** Request ids and texts so far. */
  get log(): string[] {
    return this.sent.map(({ requestId, text, base }) => `${requestId} ${base ?? ""}→${text}`);
  }
}

function saved(text: string, revision = 2, merged = false): Reply {
  return { kind: "saved", revision, text, merged, state: "edited", stateLabel: "Edited" };
}

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe("Saving", () => {
  it("saves 800 ms after the last key, and nothing that is saved", async () => {
    const desk = new Desk();
    desk.type("ab");
    await pass(700);
    desk.type("abc");
    await pass(799);
    expect(desk.log).toEqual([]);
    await pass(1);
    expect(desk.log).toEqual(["r1 a→abc"]);
    desk.type("abc");
    await pass(5000);
    expect(desk.log).toEqual(["r1 a→abc"]);
    expect(desk.saving.settled).toBe(true);
  });

  it("sends the same request again after 1, 2, 4 … 30 seconds, and then what was typed meanwhile", async () => {
    const desk = new Desk();
    desk.answers.push(...Array.from({ length: 7 }, (): Reply => ({ kind: "unreachable" })));
    desk.type("ab");
    await pass(800);
    desk.type("abc");
    for (const [index, seconds] of [1, 2, 4, 8, 16, 30, 30].entries()) {
      await pass(seconds * 1000 - 1);
      expect(desk.sent).toHaveLength(index + 1);
      await pass(1);
    }
    expect(desk.log).toEqual([...Array.from({ length: 8 }, () => "r1 a→ab"), "r9 ab→abc"]);
  });

  it("tries at once when the network is back, or somebody asks", async () => {
    const desk = new Desk();
    desk.answers.push({ kind: "unreachable" }, { kind: "failed" });
    desk.type("ab");
    await pass(800);
    desk.saving.retry();
    await pass(0);
    expect(await desk.saving.flush()).toBe(true);
    expect(desk.log).toEqual(["r1 a→ab", "r1 a→ab", "r1 a→ab"]);
  });

  it("sends what was typed when a save that was asked for got no answer either", async () => {
    const desk = new Desk();
    desk.answers.push({ kind: "unreachable" }, { kind: "unreachable" });
    desk.type("ab");
    await pass(800);
    desk.type("abc");
    expect(await desk.saving.flush()).toBe(false);
    await pass(2000);
    expect(desk.log).toEqual(["r1 a→ab", "r1 a→ab", "r1 a→ab", "r4 ab→abc"]);
  });

  it("has one request on its way at a time", async () => {
    const desk = new Desk();
    let answer: (reply: Reply) => void = () => undefined;
    desk.answers.push(new Promise((resolve) => (answer = resolve)));
    desk.type("ab");
    await pass(800);
    desk.type("abc");
    await pass(5000);
    expect(desk.log).toEqual(["r1 a→ab"]);
    answer(saved("ab"));
    await pass(0);
    expect(desk.log).toEqual(["r1 a→ab", "r2 ab→abc"]);
  });

  it("puts what was merged into the field where nothing was typed since, and else goes on from what was sent", async () => {
    const desk = new Desk();
    desk.answers.push(saved("ab!", 3, true));
    desk.type("ab");
    await pass(800);
    expect([desk.text, desk.saving.base, desk.saving.revision]).toEqual(["ab!", "ab!", 3]);
    let answer: (reply: Reply) => void = () => undefined;
    desk.answers.push(new Promise((resolve) => (answer = resolve)));
    desk.type("abc!");
    await pass(800);
    desk.text = "abcd!";
    answer(saved("<abc!", 5, true));
    await pass(0);
    expect([desk.text, desk.saving.base, desk.saving.revision]).toEqual(["abcd!", "abc!", 5]);
  });

  it.each([
    ["conflict", 0],
    ["refused", 1],
    ["kept", 1],
  ] as const)("after %s waits for a key, or for ever", async (kind, again) => {
    const desk = new Desk();
    desk.answers.push(kind === "refused" ? { kind, message: "" } : { kind });
    desk.type("ab");
    await pass(800);
    expect(await desk.saving.flush()).toBe(false);
    await pass(60_000);
    expect(desk.ends).toEqual([kind]);
    desk.type("abc");
    await pass(800);
    expect(desk.sent).toHaveLength(1 + again);
  });

  it("sends nothing while an input method composes", async () => {
    const desk = new Desk();
    desk.type("ab");
    desk.text = undefined;
    await pass(5000);
    expect(await desk.saving.flush()).toBe(false);
    expect(desk.log).toEqual([]);
    desk.type("ab字");
    await pass(800);
    expect(desk.log).toEqual(["r1 a→ab字"]);
  });

  it("minds no answer to what was given up for another draft meanwhile", async () => {
    const desk = new Desk();
    let answer: (reply: Reply) => void = () => undefined;
    desk.answers.push(new Promise((resolve) => (answer = resolve)));
    desk.type("ab");
    await pass(800);
    desk.saving.resume({ base: "x", revision: 7 });
    desk.text = "x";
    answer(saved("ab"));
    await pass(60_000);
    expect([desk.saving.base, desk.saving.revision, desk.saving.settled]).toEqual(["x", 7, true]);
    desk.type("xy");
    await pass(800);
    expect(desk.log).toEqual(["r1 a→ab", "r2 x→xy"]);
  });

  it("goes on from a draft at the next key only, with the request whose answer was lost first", async () => {
    const desk = new Desk();
    const lost = { requestId: "old", text: "ab", base: "a", revision: 1 };
    desk.saving.resume({ base: "a", revision: 1 }, lost);
    desk.text = "abc";
    expect(await desk.saving.flush()).toBe(false);
    await pass(60_000);
    expect(desk.log).toEqual([]);
    desk.type("abcd");
    await pass(800);
    expect(desk.log).toEqual(["old a→ab", "r2 ab→abcd"]);
    expect(await desk.saving.flush()).toBe(true);
  });
});
