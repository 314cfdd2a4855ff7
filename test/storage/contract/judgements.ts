import { expect, it } from "vitest";
import type { JudgementRecord } from "../../../src/app/records.ts";
import { aChange } from "../../support/records.ts";
import { writeBasics, type WithStore } from "../fixtures.ts";

function aJudgement(patch: Partial<JudgementRecord> = {}): JudgementRecord {
  return { id: "j1", conceptId: "k1", form: "bi jianwen", changeId: "c1", revokedBy: null, ...patch };
}

/** What editors said of forms that were found. */
export function judgementContract(withStore: WithStore): void {
  it(
    "lists those that stand by concept, form and id, and what a change made",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeBasics(tx);
        await tx.addChange(aChange({ id: "c2" }));
        await tx.addJudgement(aJudgement({ id: "j3", form: "𠮷" }));
        await tx.addJudgement(aJudgement({ id: "j2", changeId: "c2" }));
        await tx.addJudgement(aJudgement());
        await tx.addJudgement(aJudgement({ id: "j0", revokedBy: "c2" }));
      });
      await store.read(async (tx) => {
        expect(await tx.judgements()).toStrictEqual([
          aJudgement(),
          aJudgement({ id: "j2", changeId: "c2" }),
          aJudgement({ id: "j3", form: "𠮷" }),
        ]);
        expect((await tx.judgementsOf("c1")).map(({ id }) => id)).toEqual(["j0", "j1", "j3"]);
      });
    }),
  );

  it(
    "takes one back and lets it hold again",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeBasics(tx);
        await tx.addJudgement(aJudgement());
        await tx.setJudgementRevoked("j1", "c1");
      });
      expect(await store.read((tx) => tx.judgements())).toEqual([]);
      expect(await store.read((tx) => tx.judgementsOf("c1"))).toStrictEqual([
        aJudgement({ revokedBy: "c1" }),
      ]);
      await store.write((tx) => tx.setJudgementRevoked("j1", null));
      expect(await store.read((tx) => tx.judgements())).toStrictEqual([aJudgement()]);
      await expect(store.write((tx) => tx.setJudgementRevoked("none", null))).rejects.toThrow("none");
    }),
  );
}
