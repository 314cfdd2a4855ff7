import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import {
  attachMatcher,
  compileMatcher,
  type SharedMatcher,
  shareMatcher,
} from "../../../src/core/matching/matcher.ts";
import type { Task } from "./scan-in-thread.ts";

const FORMS = ["Greater Bay Area", "Bay Area", "cafe\u0301", "″a", "-"];
const TEXT = "the Greater Bay-Area’s CAFÉ, “a” - `Bay Area`";

const patterns = FORMS.map((text, payload) => ({ text, exactCase: false, exactJoints: false, payload }));
/** Compiled by the test that needs it, so that a mutant of the compiler is measured by tests and not by loading. */
let compiled: SharedMatcher<number> | undefined;
function matcher(): SharedMatcher<number> {
  return (compiled ??= compileMatcher(patterns));
}

/** The buffer after something was done to its integers. */
function changed(change: (words: Int32Array) => void): SharedArrayBuffer {
  const copy = new SharedArrayBuffer(shareMatcher(matcher()).byteLength);
  const words = new Int32Array(copy);
  words.set(new Int32Array(shareMatcher(matcher())));
  change(words);
  return copy;
}

function cut(bytes: number): SharedArrayBuffer {
  const copy = new SharedArrayBuffer(bytes);
  new Uint8Array(copy).set(new Uint8Array(shareMatcher(matcher()), 0, bytes));
  return copy;
}

function swapBytes(word: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setInt32(0, word);
  return view.getInt32(0, true);
}

describe("a shared matcher", () => {
  it("finds the same in this thread", () => {
    const attached = attachMatcher(shareMatcher(matcher()), patterns);
    expect(typeof attached === "string" ? attached : attached.scan(TEXT)).toEqual(matcher().scan(TEXT));
    expect(matcher().scan(TEXT)).toHaveLength(4);
  });

  it("finds the same in other threads, from the same memory", async () => {
    const task: Task = {
      buffer: shareMatcher(matcher()),
      payloads: patterns.map((each) => each.payload),
      text: TEXT,
    };
    const answers = [1, 2].map(async () => {
      const worker = new Worker(new URL("./scan-in-thread.ts", import.meta.url), { workerData: task });
      const [answer] = (await once(worker, "message")) as unknown[];
      await worker.terminate();
      return answer;
    });
    expect(await Promise.all(answers)).toEqual([matcher().scan(TEXT), matcher().scan(TEXT)]);
  });
});

function size(): number {
  return shareMatcher(matcher()).byteLength;
}

describe("a buffer is refused", () => {
  it.each<[string, () => SharedArrayBuffer, string]>([
    ["empty", () => new SharedArrayBuffer(0), "foreign"],
    ["all zeros", () => new SharedArrayBuffer(size()), "foreign"],
    ["shorter than a header", () => cut(60), "foreign"],
    ["a header alone", () => cut(64), "size"],
    ["not of whole integers", () => cut(size() - 1), "foreign"],
    ["of another kind", () => changed((words) => words.fill(1, 0, 1)), "foreign"],
    [
      "of the other byte order",
      () => changed((words) => words.forEach((word, i) => (words[i] = swapBytes(word)))),
      "byte-order",
    ],
    ["of another version", () => changed((words) => words.fill(0, 1, 2)), "version"],
    ["of another Unicode", () => changed((words) => words.fill(0, 2, 3)), "unicode"],
    ["cut", () => cut(size() - 4), "size"],
    ["of another size than it says", () => changed((words) => words.fill(size() + 4, 3, 4)), "size"],
    ["with sizes that do not add up", () => changed((words) => words.fill(30, 10, 11)), "size"],
    ["with a seed that was changed", () => changed((words) => words.fill(7, 6, 7)), "checksum"],
    ["with a checksum that was changed", () => changed((words) => words.fill(7, 4, 5)), "checksum"],
    [
      "with a last integer that was changed",
      () => changed((words) => words.fill(-1, words.length - 1)),
      "checksum",
    ],
  ])("that is %s", (_name, buffer, fault) => {
    expect(attachMatcher(buffer(), patterns)).toBe(fault);
  });

  it("whichever integer after the header was changed", () => {
    const { length } = new Int32Array(shareMatcher(matcher()));
    const missed = Array.from({ length: length - 5 }, (_, i) => i + 5).filter(
      (at) =>
        typeof attachMatcher(
          changed((words) => words.fill((words[at] ?? 0) ^ 0x40, at, at + 1)),
          patterns,
        ) !== "string",
    );
    expect(missed).toEqual([]);
  });

  it("for other patterns", () => {
    expect(attachMatcher(shareMatcher(matcher()), patterns.slice(1))).toBe("patterns");
  });
});
