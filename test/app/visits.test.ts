import { expect, it } from "vitest";
import { noteVisit } from "../../src/app/visits.ts";
import type { Actor } from "../../src/app/records.ts";
import { inHouse } from "../support/house.ts";

const MINUTE = 60_000;
const ANNA: Actor = { kind: "person", id: "local:Anna", name: "Anna" };
const BEN: Actor = { kind: "person", id: "local:Ben", name: "Ben" };

it(
  "a reader was here until the end of the visit before; who goes on reading is still on the same visit",
  inHouse(async ({ deps }) => {
    const visit = (minute: number, actor = ANNA, articleId = "a1"): Promise<number | undefined> =>
      noteVisit({ ...deps, now: () => minute * MINUTE }, actor, articleId);
    expect(await visit(1)).toBeUndefined();
    expect(await visit(20)).toBeUndefined();
    expect(await visit(45)).toBeUndefined();
    // An hour later she comes back.
    expect(await visit(105)).toBe(45 * MINUTE);
    expect(await visit(105.5)).toBe(45 * MINUTE);
    expect(await visit(130)).toBe(45 * MINUTE);
    expect(await visit(161)).toBe(130 * MINUTE);
    expect(await visit(161, BEN)).toBeUndefined();
    expect(await visit(161, ANNA, "a2")).toBeUndefined();
  }),
);
