import { expect, it } from "vitest";
import type { StagedConcept } from "../../../src/app/glossary-import/staging.ts";
import type { ConceptRecord } from "../../../src/app/records.ts";
import type { Store, StoreReader } from "../../../src/app/store.ts";
import { aChange, aConceptRecord, aForm } from "../../support/records.ts";
import { writeBasics, type WithStore } from "../fixtures.ts";

function aRecord(id: string, text: string): ConceptRecord {
  return aConceptRecord({ concept: { id, forms: [aForm(`en preferred ${text}`)] } });
}

function waiting(id: string, text: string, base = 0): StagedConcept {
  return { concept: aRecord(id, text).concept, base, stands: base > 0 };
}

/** All that readers see of concepts. */
async function seen(tx: StoreReader): Promise<unknown> {
  return {
    concepts: await tx.concepts(),
    found: await tx.conceptsInOrder({ after: 0, filter: {}, limit: 99 }),
    tally: await tx.conceptTally(),
    revision: await tx.glossaryRevision(),
    ids: await tx.conceptsWithIds(["k1", "k2", "k3"]),
    rows: await tx.conceptRows(["k1", "k2", "k3"]),
    count: await tx.conceptCount({}, 99),
    numbers: [await tx.firstNumbers("enew", {}, 99), await tx.firstNumbers("eold", {}, 99)],
  };
}

async function stage(store: Store, concepts: readonly StagedConcept[]): Promise<void> {
  await store.write(async (tx) => {
    await tx.putStagedImport({ id: "m1", at: 5, changeId: null });
    await tx.stageConcepts("m1", concepts);
  });
}

/** Concepts that wait in an import. */
export function stagedConceptContract(withStore: WithStore): void {
  it(
    "are seen by nobody, and leave nothing when they are dropped",
    withStore(async ({ store }) => {
      await store.write(writeBasics);
      const before = await store.read(seen);
      await stage(store, [waiting("k1", "New one", 1), waiting("k2", "New two"), waiting("k3", "New three")]);
      expect(await store.read(seen)).toEqual(before);
      expect(await store.read((tx) => tx.stagedImports())).toEqual([{ id: "m1", at: 5, changeId: null }]);
      const own = await store.read((tx) => tx.stagedConcepts("m1", ["k2", "k9"]));
      expect(own).toEqual([aRecord("k2", "New two").concept]);
      expect(await store.read((tx) => tx.stagedConcepts("m2", ["k2"]))).toEqual([]);
      const more = (): Promise<boolean> => store.write((tx) => tx.dropStaged("m1", 2));
      expect([await more(), await more()]).toEqual([true, false]);
      await store.write((tx) => tx.removeStagedImport("m1"));
      expect(await store.read((tx) => tx.stagedImports())).toEqual([]);
      expect(await store.read(seen)).toEqual(before);
      // The numbers of those that were dropped are free again.
      await store.write((tx) => tx.putConcept(aRecord("k4", "Other"), "c1", 2));
      const numbers = await store.read((tx) => tx.conceptsInOrder({ after: 0, filter: {}, limit: 9 }));
      expect(numbers.map(({ number }) => number)).toEqual([1, 2]);
    }),
  );

  it(
    "are shown as if each had been written, and are in the search when they are settled",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeBasics(tx);
        await tx.putConcept(aRecord("k2", "Old two"), "c1", 1);
        await tx.putConcept({ ...aRecord("k2", "Old two"), revision: 2, removed: true }, "c1", 1);
      });
      await stage(store, [
        waiting("k1", "First", 1),
        { concept: aRecord("k2", "New two").concept, base: 2, stands: false },
        waiting("k3", "New three"),
      ]);
      // The last word counts.
      await stage(store, [waiting("k1", "New one", 1)]);
      const counts = await store.write(async (tx) => {
        const next = await tx.nextGlossaryRevision();
        await tx.addChange(aChange({ id: "c2" }));
        return tx.showStaged("m1", { id: "c2", at: 9 }, next);
      });
      expect(counts).toEqual({ added: 2, changed: 1 });
      const expected = [
        ["k1", "New one", 2],
        ["k2", "New two", 3],
        ["k3", "New three", 1],
      ] as const;
      await store.read(async (tx) => {
        expect(await tx.concepts()).toEqual(
          expected.map(([id, text, revision]) => ({ ...aRecord(id, text), revision, updatedAt: 9 })),
        );
        expect(await tx.conceptRevisionsOf("c2")).toEqual(
          expected.map(([id, text, revision]) => {
            const { concept } = aRecord(id, text);
            return { conceptId: id, revision, changeId: "c2", glossaryRevision: 2, concept, removed: false };
          }),
        );
      });
      const more = (): Promise<boolean> => store.write((tx) => tx.settleStaged("m1", 2));
      expect([await more(), await more()]).toEqual([true, false]);
      await store.read(async (tx) => {
        const found = await tx.conceptsByKey({ beginning: "enew", filter: {}, limit: 9 });
        expect(found.map(({ id }) => id).sort()).toEqual(["k1", "k2", "k3"]);
        expect(await tx.firstNumbers("eold", {}, 9)).toHaveLength(0);
        expect(await tx.firstNumbers("efirst", {}, 9)).toHaveLength(0);
        expect(await tx.stagedConcepts("m1", ["k1", "k2", "k3"])).toEqual([]);
      });
    }),
  );

  it(
    "are settled as they are by then",
    withStore(async ({ store }) => {
      await store.write(writeBasics);
      await stage(store, [waiting("k2", "New two")]);
      await store.write(async (tx) => {
        await tx.addChange(aChange({ id: "c2" }));
        await tx.showStaged("m1", { id: "c2", at: 9 }, await tx.nextGlossaryRevision());
      });
      await store.write((tx) =>
        tx.putConcept({ ...aRecord("k2", "New two"), revision: 2, removed: true }, "c2", 3),
      );
      await store.write((tx) => tx.settleStaged("m1", 9));
      expect(await store.read((tx) => tx.firstNumbers("enew", {}, 9))).toHaveLength(0);
    }),
  );

  it(
    "are taken back as if each had been written, in no list at once and out of the search when they are settled",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeBasics(tx);
        await tx.putConcept(aRecord("k2", "Old two"), "c1", 1);
        await tx.addChange(aChange({ id: "c2" }));
        const next = await tx.nextGlossaryRevision();
        const retired = aConceptRecord({
          concept: { id: "k2", status: "retired", category: "place", forms: [aForm("en preferred New two")] },
          revision: 2,
        });
        await tx.putConcepts([retired, aRecord("k3", "New three")], "c2", next);
      });
      expect(await store.read((tx) => tx.conceptsWritten("c2"))).toBe(2);
      expect(await store.read((tx) => tx.conceptsOvertaken("c2", 9))).toEqual([]);
      await store.write(async (tx) => {
        await tx.addChange(aChange({ id: "c3" }));
        const next = await tx.nextGlossaryRevision();
        await tx.putStagedImport({ id: "m1", at: 9, changeId: "c3" });
        await tx.takeBackConcepts("m1", "c2", { id: "c3", at: 9 }, next);
      });
      const old = { ...aRecord("k2", "Old two"), revision: 3, updatedAt: 9 };
      const gone = { ...aRecord("k3", "New three"), revision: 2, updatedAt: 9, removed: true };
      const others = (tx: StoreReader): Promise<ConceptRecord[]> => tx.conceptsWithIds(["k2", "k3"]);
      await store.read(async (tx) => {
        expect((await others(tx)).sort((a, b) => (a.concept.id < b.concept.id ? -1 : 1))).toEqual([
          old,
          gone,
        ]);
        const revisions = await tx.conceptRevisionsOf("c3");
        expect(revisions.map(({ conceptId, revision, removed }) => [conceptId, revision, removed])).toEqual([
          ["k2", 3, false],
          ["k3", 2, true],
        ]);
        const overtaken = await tx.conceptsOvertaken("c2", 9);
        expect(overtaken.map(({ conceptId, revision }) => [conceptId, revision])).toEqual([
          ["k2", 2],
          ["k3", 1],
        ]);
        expect(await tx.conceptsOvertaken("c2", 1)).toHaveLength(1);
        const listed = await tx.conceptsInOrder({ after: 0, filter: {}, limit: 9 });
        expect(listed.map(({ id }) => id)).toEqual(["k1", "k2"]);
      });
      await store.write((tx) => tx.settleStaged("m1", 9));
      await store.read(async (tx) => {
        const places = await tx.conceptsInOrder({ after: 0, filter: { category: "place" }, limit: 9 });
        expect(places).toEqual([]);
        expect(await tx.firstNumbers("enew", {}, 9)).toHaveLength(0);
        const found = await tx.conceptsByKey({ beginning: "eold", filter: {}, limit: 9 });
        expect(found.map(({ id }) => id)).toEqual(["k2"]);
      });
    }),
  );
}
