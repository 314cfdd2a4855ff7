import { describe, expect, it } from "vitest";
import { compareRevisions, compareVersions, type VersionedSentence } from "../../src/app/revision-compare.ts";

const MACHINE = "aa bb cc dd";
/** Sentences from `"0-5:One"`. */
const sentences = (notation: string): VersionedSentence[] =>
  notation
    .split("|")
    .filter((part) => part !== "")
    .map((part) => {
      const [, from, to, text = ""] = /^(\d+)-(\d+):(.*)$/.exec(part) ?? [];
      return { segmentId: `s${from}`, from: Number(from), to: Number(to), text };
    });

describe("two versions of an article", () => {
  it.each([
    ["alike", "0-5:A|6-11:B", "0-5:A|6-11:B", []],
    ["a sentence", "0-5:A|6-11:B", "0-5:A|6-11:C", ["s6 6-11: B → C"]],
    ["a split that changes nothing", "0-5:aa bb|6-11:B", "0-2:aa|3-5:bb|6-11:B", []],
    ["a split with other words", "0-5:aa bb|6-11:B", "0-2:aa|3-5:X|6-11:B", ["s0 0-5: aa bb → aa X"]],
    ["a join", "0-2:A|3-5:B|6-11:C", "0-5:A B|6-11:D", ["s6 6-11: C → D"]],
    ["cuts that cross", "0-2:A|3-8:B|9-11:C", "0-5:A|6-8:D|9-11:C", ["s0 0-8: A B → A D"]],
    ["nothing before", "", "0-5:A|6-11:B", ["s0 0-5:  → A", "s6 6-11:  → B"]],
    ["nothing after", "0-5:A", "", ["s0 0-5: A → "]],
  ])("%s", (_name, before, after, expected) => {
    const found = compareVersions(MACHINE, sentences(before), sentences(after));
    const side = (diff: (typeof found)[number]["diff"], name: "before" | "after"): string =>
      diff.map((part) => part[name]).join("");
    expect(
      found.map(
        ({ segmentId, from, to, diff }) =>
          `${segmentId} ${from}-${to}: ${side(diff, "before")} → ${side(diff, "after")}`,
      ),
    ).toEqual(expected);
  });
});

describe("two revisions of a segment", () => {
  const entries = [
    { revision: 3, text: "C" },
    { revision: 1, text: "A" },
  ];
  it.each([
    [1, 3, "A → C"],
    [3, 1, "C → A"],
    [3, 3, "C → C"],
    [2, 3, undefined],
    [1, undefined, undefined],
  ])("%s and %s", (from, to, expected) => {
    const found = compareRevisions(entries, from, to);
    expect(found?.diff.map(({ before, after }) => `${before} → ${after}`).join("")).toBe(expected);
  });
});
