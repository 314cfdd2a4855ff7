import { expect, it } from "vitest";
import type { ConceptRecord } from "../../../src/app/records.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import { isUniqueViolation } from "../../../src/storage/errors.ts";
import { aChange, aConceptRecord, aForm } from "../../support/records.ts";
import { writeBasics, type WithStore } from "../fixtures.ts";

const ROUND_TRIPS: readonly (readonly [string, Partial<Concept>])[] = [
  ["the least", { forms: [] }],
  [
    "forms in their order, twice the same",
    { forms: ["en preferred B", "en admitted A", "en admitted A"].map(aForm) },
  ],
  [
    "case, scope, evidence",
    { case: "fold", scope: ["深圳", ""], evidence: ["https://x.test/?a=1", "", "b"] },
  ],
  [
    "days of forms, articles, later mention",
    {
      forms: [
        { ...aForm("en preferred B"), validFrom: "2023-07-01" },
        { ...aForm("en preferred A"), validTo: "2023-06-30" },
      ],
      ...{ definite: "with", indefinite: "an", surname: "Butt", mention: "short" },
    },
  ],
  ["line ends and astral characters", { note: "a\r\nb\r𠮷", forms: [aForm("zh-Hant preferred 𠮷野")] }],
  ["many forms", { forms: Array.from({ length: 2000 }, (_, at) => aForm(`en deprecated form ${at}`)) }],
  [
    "columns of any name",
    {
      extra: JSON.parse(`{"__proto__":"a","constructor":"b","":"","toString":"d"}`) as Record<string, string>,
    },
  ],
];

/** Concepts and their revisions. */
export function conceptContract(withStore: WithStore): void {
  it.each(ROUND_TRIPS)("gives back a concept and its revision: %s", async (_name, patch) => {
    await withStore(async ({ store }) => {
      const record = aConceptRecord({ concept: patch, sample: true, updatedAt: 7 });
      await store.write(async (tx) => {
        await tx.addChange(aChange());
        await tx.putConcept(record, "c1", 5);
      });
      const { concept } = record;
      const revision = { conceptId: "k1", revision: 1, changeId: "c1", glossaryRevision: 5, concept };
      await store.read(async (tx) => {
        const found = await tx.concept("k1");
        expect(found).toStrictEqual(record);
        // The comparison of the test library looks past a key `__proto__`.
        expect(JSON.stringify(found?.concept)).toBe(JSON.stringify(concept));
        expect(await tx.conceptRevision("k1", 1)).toStrictEqual({ ...revision, removed: false });
      });
    })();
  });

  it(
    "counts the glossary's revision, also when one is rolled back",
    withStore(async ({ store, reopen }) => {
      expect(await store.read((tx) => tx.glossaryRevision())).toBe(0);
      expect(await store.write((tx) => tx.nextGlossaryRevision())).toBe(1);
      const failed = store.write(async (tx) => {
        expect(await tx.nextGlossaryRevision()).toBe(2);
        throw new Error("rolled back");
      });
      await expect(failed).rejects.toThrow("rolled back");
      expect(await store.write((tx) => tx.nextGlossaryRevision())).toBe(2);
      expect(await (await reopen()).read((tx) => tx.glossaryRevision())).toBe(2);
    }),
  );

  it(
    "lists concepts by id in binary order, without the removed ones",
    withStore(async ({ store }) => {
      const ids = ["b", "a", "B", "é", "𠮷", "\uFFFD", "a-1", "z", "__proto__"];
      await store.write(async (tx) => {
        await tx.addChange(aChange());
        for (const id of ids) await tx.putConcept(aConceptRecord({ concept: { id } }), "c1", 1);
        await tx.putConcept(aConceptRecord({ concept: { id: "gone" }, removed: true }), "c1", 1);
      });
      const found = await store.read((tx) => tx.concepts());
      const order = ["B", "__proto__", "a", "a-1", "b", "z", "é", "\uFFFD", "𠮷"];
      expect(found.map((record) => record.concept.id)).toEqual(order);
      expect((await store.read((tx) => tx.concept("gone")))?.removed).toBe(true);
    }),
  );

  it(
    "writes over a concept, keeps its history, newest first",
    withStore(async ({ store }) => {
      const record = (patch: Partial<Omit<ConceptRecord, "concept">>, note: string) =>
        aConceptRecord({ ...patch, concept: { note, forms: [aForm(`en preferred ${note}`)] } });
      await store.write(writeBasics);
      await store.write(async (tx) => {
        await tx.addChange(aChange({ id: "c2", kind: "concept.save" }));
        await tx.putConcept(record({ revision: 2, removed: true }, "two"), "c2", 2);
        await tx.putConcept(record({ revision: 3, updatedAt: 9 }, "three"), "c2", 3);
      });
      await store.read(async (tx) => {
        expect(await tx.concept("k1")).toStrictEqual(record({ revision: 3, updatedAt: 9 }, "three"));
        const history = await tx.conceptHistory("k1");
        expect(
          history.map(({ revision, change }) => [revision.revision, revision.glossaryRevision, change.id]),
        ).toEqual([
          [3, 3, "c2"],
          [2, 2, "c2"],
          [1, 1, "c1"],
        ]);
        expect(history.map(({ revision }) => revision.removed)).toEqual([false, true, false]);
        const written = await tx.conceptRevisionsOf("c2");
        expect(written.map((revision) => revision.concept.note)).toEqual(["two", "three"]);
        expect(await tx.conceptRevision("k1", 4)).toBeUndefined();
        expect(await tx.concept("x")).toBeUndefined();
        expect(await tx.conceptHistory("x")).toEqual([]);
      });
    }),
  );

  it(
    "puts many at once, gives them a page at a time and by their ids, the removed ones by their ids only",
    withStore(async ({ store }) => {
      const ids = Array.from({ length: 1_500 }, (_, nth) => `k${String(nth).padStart(4, "0")}`);
      const records = ids.map((id, nth) =>
        aConceptRecord({ concept: { id, forms: [aForm(`en preferred ${id}`)] }, removed: nth === 1 }),
      );
      const again = aConceptRecord({
        concept: { id: "k0000", forms: [aForm("en preferred B")] },
        revision: 2,
      });
      await store.write(async (tx) => {
        await tx.addChange(aChange());
        await tx.putConcepts(records, "c1", await tx.nextGlossaryRevision());
        await tx.putConcepts([again], "c1", await tx.nextGlossaryRevision());
      });
      await store.read(async (tx) => {
        const idsAfter = async (id: string): Promise<string[]> =>
          (await tx.conceptsAfter(id, 2)).map(({ concept }) => concept.id);
        expect(await idsAfter("")).toEqual(["k0000", "k0002"]);
        expect(await idsAfter("k1498")).toEqual(["k1499"]);
        expect(await idsAfter("k1499")).toEqual([]);
        expect(await tx.concepts()).toHaveLength(1_499);
        expect(await tx.concept("k0000")).toStrictEqual(again);
        const named = await tx.conceptsWithIds(["k0001", "k0000", "k0001", "x"]);
        expect(named.map(({ concept, removed }) => [concept.id, removed]).sort()).toEqual([
          ["k0000", false],
          ["k0001", true],
        ]);
        expect(await tx.conceptsWithIds(ids)).toHaveLength(1_500);
        expect(await tx.conceptsWithIds([])).toEqual([]);
        expect(await tx.conceptRevisionsOf("c1")).toHaveLength(1_501);
        expect(await tx.conceptRevision("k0000", 1)).toMatchObject({ concept: { id: "k0000" } });
      });
    }),
  );

  it(
    "knows the change that made the glossary's revision",
    withStore(async ({ store }) => {
      expect(await store.read((tx) => tx.glossaryChange())).toBeUndefined();
      await store.write(writeBasics);
      expect(await store.read((tx) => tx.glossaryChange())).toBe("c1");
    }),
  );

  it(
    "refuses a revision that is there already",
    withStore(async ({ store }) => {
      await store.write(writeBasics);
      const again = store.write((tx) =>
        tx.putConcept(aConceptRecord({ concept: { note: "lost" } }), "c1", 2),
      );
      expect(await again.catch(isUniqueViolation)).toBe(true);
      expect(await store.read((tx) => tx.concept("k1"))).toStrictEqual(aConceptRecord());
    }),
  );
}
