import { describe, expect, it } from "vitest";
import { type Report, outcomeOf } from "./outcome.ts";

/** One file a word: its tests as `p` (passed), `f` (failed), `s` (skipped); `!` marks a file that failed itself. */
function report(files: string): Report {
  const testResults = files.split(" ").map((file) => ({
    status: /[f!]/.test(file) ? "failed" : "passed",
    assertionResults: [...file.matchAll(/[pfs]/g)].map(([mark]) => ({
      status: { p: "passed", f: "failed", s: "skipped" }[mark] ?? "",
    })),
  }));
  const count = (mark: string): number => files.split(mark).length - 1;
  return { numPassedTests: count("p"), numFailedTests: count("f"), testResults };
}

describe("outcomeOf", () => {
  it.each([
    ["pp p", 0, "3 passed, 0 failed", 0],
    ["pf p", 1, "2 passed, 1 failed", 1],
    ["p !", 1, "1 passed, 1 failed", 1],
    ["p ! f!", 1, "1 passed, 2 failed", 1],
    ["p ss!", 1, "1 passed, 1 failed", 1],
    ["s s", 0, "0 passed, 0 failed", 1],
    ["", 0, "0 passed, 0 failed", 1],
    ["pp", 1, "2 passed, 1 failed", 1],
    ["pp", null, "2 passed, 1 failed", 1],
  ])("%j and code %j", (files, code, line, exitCode) => {
    expect(outcomeOf(report(files), code)).toEqual({ line, exitCode });
  });

  it("counts a run that left no report as a failure", () => {
    expect(outcomeOf(undefined, 2)).toEqual({ line: "0 passed, 1 failed", exitCode: 2 });
  });
});
