import { describe, expect, it } from "vitest";
import { isDay } from "../../../src/core/text/day.ts";

describe("isDay", () => {
  it.each([
    ["2024-02-29", true],
    ["2023-02-29", false],
    ["2023-13-01", false],
    ["2023-04-31", false],
    ["2023-4-1", false],
    ["2023-04-01T00:00", false],
    ["", false],
  ])("%j: %s", (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });
});
