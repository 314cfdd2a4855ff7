import { expect, it } from "vitest";
import type { WithStore } from "../fixtures.ts";

/** What a store must do with the visits of readers. */
export function visitContract(withStore: WithStore): void {
  it(
    "keeps the last visit of each reader to each article",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await tx.putVisit("a1", "local:Anna", { at: 10, before: undefined });
        await tx.putVisit("a1", "local:Ben", { at: 20, before: 5 });
        await tx.putVisit("a2", "local:Anna", { at: 30, before: undefined });
        await tx.putVisit("a1", "local:Anna", { at: 40, before: 10 });
      });
      const visits = await store.read((tx) =>
        Promise.all([
          tx.visit("a1", "local:Anna"),
          tx.visit("a1", "local:Ben"),
          tx.visit("a2", "local:Anna"),
          tx.visit("a2", "local:Ben"),
        ]),
      );
      expect(visits).toEqual([
        { at: 40, before: 10 },
        { at: 20, before: 5 },
        { at: 30, before: undefined },
        undefined,
      ]);
    }),
  );
}
