import { expect, it } from "vitest";
import type { SegmentState } from "../../../src/core/article/model.ts";
import { advance } from "../../../src/core/merge/advance.ts";

// state, last rendering, what stands, new rendering, what becomes of it
it.each<[SegmentState, string, string, string, string]>([
  ["open", "a b", "a b", "a b", "stay"],
  ["open", "a b", "a b", "a c", "follow a c"],
  ["edited", "a b c", "x b c", "a b d", "follow x b d"],
  ["edited", "a b c", "a x c", "a y c", "propose conflict"],
  ["edited", "a b c", "a b d", "a b d", "rebase"],
  ["edited", "a b c", "a x c", "a b c", "stay"],
  ["needs-work", "a b", "a b", "a c", "follow a c"],
  ["needs-work", "a b c", "a x c", "a y c", "propose conflict"],
  ["approved", "a b", "a b", "a c", "propose a c"],
  ["approved", "a b c", "a b d", "a b d", "rebase"],
  ["approved", "a b c", "a x c", "a y c", "propose conflict"],
  ["approved", "a b", "a b", "a b", "stay"],
])("%s: %j, %j, %j → %s", (state, rendered, text, next, expected) => {
  const step = advance({ state, rendered, text }, next);
  const detail =
    step.kind === "follow" ? ` ${step.text}` : step.kind === "propose" ? ` ${step.merged ?? "conflict"}` : "";
  expect(step.kind + detail).toBe(expected);
});
