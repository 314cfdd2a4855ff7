import { expect, it } from "vitest";
import type { ConceptFilter, KeyRange } from "../../../src/app/concept-search/model.ts";
import type { NewArticle, Store } from "../../../src/app/store.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import { aChange, aConceptRecord, aForm, aHit, anArticle, aSegment } from "../../support/records.ts";
import type { WithStore } from "../fixtures.ts";

const BUTT = ["zh-Hans preferred 毕坚文", "en preferred Mohamed Butt"].map(aForm);
const CONCEPTS: readonly Partial<Concept>[] = [
  { id: "k1", forms: BUTT, evidence: ["x"] },
  { id: "k2", forms: [aForm("en preferred Butterfly"), aForm("en deprecated Old Butt")], category: "term" },
  { id: "k0", forms: [aForm("zh-Hant preferred 畢業")], status: "proposed" },
];

async function fill(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.addChange(aChange());
    for (const concept of CONCEPTS) await tx.putConcept(aConceptRecord({ concept }), "c1", 1);
    await tx.putConcept(aConceptRecord({ concept: { id: "gone" }, removed: true }), "c1", 1);
  });
}

/** What concepts are found by, filtered by, and how often they are used. */
export function conceptSearchContract(withStore: WithStore): void {
  it(
    "finds concepts by the beginnings of their keys, in binary order, and goes on behind one",
    withStore(async ({ store }) => {
      await fill(store);
      const find = (beginning: string, more: Partial<KeyRange> = {}): Promise<string[]> =>
        store.read(async (tx) => {
          const range = { beginning, filter: {}, limit: 9, ...more };
          const found = await tx.conceptsByKey(range);
          const places = found.map(({ key, number }) => ({ key, number }));
          expect(await tx.keyPlaces(range)).toEqual(places);
          return found.map(({ id, key }) => `${id} ${key}`);
        });
      expect(await find("z毕")).toEqual(["k0 z毕业", "k1 z毕坚文"]);
      expect(await find("z毕", { limit: 1 })).toEqual(["k0 z毕业"]);
      expect(await find("z毕", { after: { key: "z毕业", number: 3 } })).toEqual(["k1 z毕坚文"]);
      expect(await find("z毕", { after: { key: "z毕业", number: 2 }, limit: 1 })).toEqual(["k0 z毕业"]);
      expect(await find("z毕", { after: { key: "z毕业", number: 2 }, limit: 2 })).toEqual([
        "k0 z毕业",
        "k1 z毕坚文",
      ]);
      expect(await find("z毕", { after: { key: "z", number: 9 } })).toHaveLength(2);
      expect(await find("z毕", { after: { key: "z畢", number: 1 } })).toEqual([]);
      expect(await find("z毕", { filter: { status: "proposed" } })).toEqual(["k0 z毕业"]);
      expect(await find("f")).toEqual(["k1 fbutt", "k2 fbutt"]);
      expect(await find("f", { filter: { category: "term" } })).toEqual(["k2 fbutt"]);
      expect(await find("f", { filter: { category: "person", evidence: true } })).toEqual(["k1 fbutt"]);
      expect(await find("f", { filter: { evidence: true, status: "proposed" } })).toEqual([]);
      const toned = (letters: string, ...tones: [number, number][]): Partial<KeyRange> => ({
        toned: { letters, tones: new Map(tones), ends: new Set() },
      });
      expect(await find("pbi", toned("bi", [1, 4]))).toEqual(["k1 pbijianwen", "k0 pbiye"]);
      expect(await find("pbi", toned("bi", [1, 3]))).toEqual([]);
      expect(await find("pbi", toned("biye", [1, 4], [3, 4]))).toEqual(["k0 pbiye"]);
      expect(await find("x")).toEqual([]);
    }),
  );

  it(
    "lists the numbers of concepts by keys, by use, and the concepts of numbers",
    withStore(async ({ store }) => {
      await fill(store);
      await store.write(async (tx) => {
        await tx.addArticle(anArticle());
        await tx.putSegment(aSegment(), "c1");
        await tx.replaceHits("a1", [aHit({ conceptId: "k2" })]);
      });
      await store.read(async (tx) => {
        const sorted = (numbers: Uint32Array | undefined): number[] => [...(numbers ?? [])].sort();
        const byKeys = async (beginnings: readonly string[], filter: ConceptFilter, most: number, from = 0) =>
          (
            await tx.numbersByKeys(
              beginnings.map((beginning) => ({ beginning, from })),
              filter,
              most,
            )
          ).map(({ numbers, all }) => `${sorted(numbers).join(" ")} ${all ? "all" : "more"}`);
        const keys = ["fbutt", "eold", "z毕"];
        expect(await byKeys(keys, {}, 3)).toEqual(["1 2 all", "2 all", "1 3 all"]);
        expect(await byKeys(keys, {}, 2)).toEqual(["1 2 more", "2 all", "1 3 more"]);
        expect(await byKeys(keys, { category: "term" }, 3)).toEqual(["2 all", "2 all", " all"]);
        expect(await byKeys(["fbutt"], { category: "term" }, 1)).toEqual([" more"]);
        expect(await byKeys(["fbutt"], {}, 0)).toEqual([" more"]);
        expect(await byKeys(["xx"], {}, 9)).toEqual([" all"]);
        expect(await byKeys(keys, {}, 3, 1)).toEqual(["2 all", " all", "1 all"]);
        expect(await byKeys(["fbutt"], {}, 2, 1)).toEqual(["2 more"]);
        expect(await byKeys([], {}, 9)).toEqual([]);
        expect(sorted(await tx.firstNumbers("fbutt", {}, 3))).toEqual([1, 2]);
        expect(sorted(await tx.firstNumbers("fbutt", { category: "term" }, 1))).toEqual([2]);
        expect(await tx.firstNumbers("z毕", {}, 1)).toHaveLength(1);
        expect(sorted(await tx.firstNumbers("xx", {}, 9))).toEqual([]);
        expect(sorted(await tx.numbersInUse(0, 1))).toEqual([2]);
        expect(await tx.numbersInUse(1, 0)).toBeUndefined();
        expect(await tx.numbersInUse(2, 9)).toEqual(new Uint32Array());
        const named = async (numbers: readonly number[], filter: ConceptFilter): Promise<string[]> =>
          (await tx.conceptsNumbered(numbers, filter)).map(({ id }) => id).sort();
        expect(await named([3, 1, 2, 4, 9], {})).toEqual(["k0", "k1", "k2"]);
        expect(await named([1, 2, 3], { used: 1 })).toEqual(["k2"]);
        expect(await named([], {})).toEqual([]);
      });
    }),
  );

  it(
    "keeps what a key says of its concept with what that becomes",
    withStore(async ({ store }) => {
      await fill(store);
      const proposed = { ...CONCEPTS[0], status: "proposed", category: "title", evidence: [] } as const;
      await store.write((tx) => tx.putConcept(aConceptRecord({ concept: proposed, revision: 2 }), "c1", 2));
      const find = (filter: ConceptFilter, toned?: KeyRange["toned"]): Promise<string[]> =>
        store.read(async (tx) =>
          (await tx.conceptsByKey({ beginning: "pbij", filter, toned, limit: 9 })).map(({ id }) => id),
        );
      const first = { letters: "bij", tones: new Map([[1, 4]]), ends: new Set<number>() };
      expect(await find({ status: "approved" })).toEqual([]);
      expect(await find({ evidence: true })).toEqual([]);
      expect(await find({ status: "proposed", category: "title", evidence: false }, first)).toEqual(["k1"]);
    }),
  );

  it(
    "finds in the same transaction what was written, and no longer what was changed or removed",
    withStore(async ({ store }) => {
      await fill(store);
      const count = await store.write(async (tx) => {
        const at = async (beginning: string): Promise<number> =>
          (await tx.firstNumbers(beginning, {}, 9)).length;
        const put = (revision: number, patch: object): Promise<void> =>
          tx.putConcept(aConceptRecord({ concept: { ...CONCEPTS[0] }, revision, ...patch }), "c1", 2);
        const before = await at("pbijianwen");
        await put(2, { concept: { id: "k1", forms: [aForm("en preferred Butt")] } });
        const changed = [await at("pbijianwen"), await at("ebutt"), await at("emoh")];
        await put(3, { removed: true });
        const removed = [await at("ebutt"), (await tx.conceptsAmong(["k1"], {})).length];
        await put(4, {});
        return { before, changed, removed, after: [await at("pbijianwen"), await at("emoh")] };
      });
      expect(count).toEqual({ before: 1, changed: [0, 2, 0], removed: [1, 0], after: [1, 1] });
    }),
  );

  it(
    "lists concepts in the order in which they were added, by what they are",
    withStore(async ({ store }) => {
      await fill(store);
      const list = (filter: object, after = 0): Promise<string[]> =>
        store.read(async (tx) => (await tx.conceptsInOrder({ after, filter, limit: 9 })).map(({ id }) => id));
      expect(await list({})).toEqual(["k1", "k2", "k0"]);
      expect(await list({}, 1)).toEqual(["k2", "k0"]);
      expect(await list({ evidence: true })).toEqual(["k1"]);
      expect(await list({ category: "term", evidence: false })).toEqual(["k2"]);
      expect(await list({ category: "person", status: "approved" })).toEqual(["k1"]);
      await store.read(async (tx) => {
        expect((await tx.conceptsAmong(["k0", "x", "gone", "k1"], {})).map(({ id }) => id)).toEqual([
          "k1",
          "k0",
        ]);
        const few = async (filter: ConceptFilter, most: number): Promise<string[] | undefined> =>
          (await tx.fewConcepts(filter, most))?.map(({ id }) => id);
        expect(await few({ used: 0 }, 3)).toEqual(["k1", "k2", "k0"]);
        expect(await few({ used: 0 }, 2)).toBeUndefined();
        expect(await few({ used: 1 }, 2)).toEqual([]);
        expect(await few({ status: "approved", evidence: true }, 2)).toEqual(["k1"]);
        expect(await tx.conceptCount({}, 2)).toBe(2);
        expect(await tx.conceptCount({ status: "proposed" }, 9)).toBe(1);
      });
    }),
  );

  it(
    "counts the articles and places in which a concept stands, without archived ones and parts of other names",
    withStore(async ({ store }) => {
      await fill(store);
      await store.write(async (tx) => {
        for (const id of ["a1", "a2"]) {
          await tx.addArticle(anArticle({ id, digest: id }));
          await tx.putSegment(aSegment({ id: `s-${id}`, articleId: id }), "c1");
        }
      });
      const counts = (): Promise<readonly number[][]> =>
        store.read(async (tx) =>
          (await tx.conceptRows(["k2", "x", "k1"])).map(({ articles, places }) => [articles, places]),
        );
      const hit = (articleId: string, patch: object = {}) =>
        aHit({ articleId, segmentId: `s-${articleId}`, ...patch });
      await store.write(async (tx) => {
        await tx.replaceHits("a1", [hit("a1"), hit("a1"), hit("a1", { reason: "inside" })]);
        await tx.replaceHitsIn(["a1", "a2"], [hit("a1"), hit("a2"), hit("a2", { conceptId: "k2" })]);
      });
      expect(await counts()).toEqual([
        [1, 1],
        [2, 2],
      ]);
      const used = (least: number): Promise<number> =>
        store.read((tx) => tx.conceptCount({ used: least }, 9));
      expect([await used(0), await used(1), await used(2)]).toEqual([1, 2, 1]);
      await store.write((tx) => tx.updateArticle("a2", { archivedAt: 5 }));
      await store.write((tx) => tx.updateArticle("a2", { archivedAt: 6 }));
      expect(await counts()).toEqual([
        [0, 0],
        [1, 1],
      ]);
      await store.write(async (tx) => {
        await tx.replaceHits("a2", [hit("a2"), hit("a2")]);
        await tx.updateArticle("a2", { archivedAt: null });
        await tx.replaceHits("a1", []);
      });
      expect(await counts()).toEqual([
        [0, 0],
        [1, 2],
      ]);
    }),
  );

  it(
    "counts those of articles that come in together, archived ones apart",
    withStore(async ({ store }) => {
      await fill(store);
      const coming = (id: string, conceptIds: readonly string[], archivedAt: number | null): NewArticle => ({
        article: anArticle({ id, digest: id, archivedAt }),
        segments: [aSegment({ id: `s-${id}`, articleId: id })],
        hits: conceptIds.map((conceptId) => aHit({ articleId: id, segmentId: `s-${id}`, conceptId })),
        changeId: "c1",
      });
      const counted = await store.write(async (tx) => {
        await tx.addArticles([
          coming("a1", ["k1", "k1", "k2"], null),
          coming("a2", ["k1"], null),
          coming("a3", ["k1"], 5),
        ]);
        const rows = await tx.conceptRows(["k1", "k2"]);
        return rows.map(({ articles, places }) => [articles, places]);
      });
      expect(counted).toEqual([
        [2, 3],
        [1, 1],
      ]);
      const found = await store.read(async (tx) => [
        (await tx.hits("a1")).map(({ conceptId }) => conceptId),
        await tx.knownDigests(["a1", "a3", "a9", "a1"]),
      ]);
      expect(found.map((one) => [...one].sort())).toEqual([
        ["k1", "k1", "k2"],
        ["a1", "a3"],
      ]);
    }),
  );

  it(
    "counts concepts that stand by what they are, by the day on which they came, and by use",
    withStore(async ({ store }) => {
      const later = { id: "c2", at: 86_400_000 };
      await fill(store);
      await store.write(async (tx) => {
        await tx.addChange(aChange({ ...later, kind: "glossary.edit" }));
        await tx.putConcept(aConceptRecord({ concept: { id: "k3", status: "retired" } }), "c2", 2);
        await tx.putConcept(aConceptRecord({ concept: { id: "k3" }, revision: 2 }), "c2", 2);
        await tx.addChange(aChange({ id: "c3", kind: "render" }));
        await tx.addArticle(anArticle());
        await tx.putSegment(aSegment(), "c3");
        await tx.replaceHits("a1", [aHit({ conceptId: "k2" })]);
      });
      const first = Math.floor(aChange().at / 86_400_000);
      await store.read(async (tx) => {
        expect(await tx.conceptTally()).toStrictEqual([
          ...[{ category: "person", status: "approved", evidence: false, count: 1, unused: 1 }],
          ...[{ category: "person", status: "approved", evidence: true, count: 1, unused: 1 }],
          ...[{ category: "person", status: "proposed", evidence: false, count: 1, unused: 1 }],
          ...[{ category: "term", status: "approved", evidence: false, count: 1, unused: 0 }],
        ]);
        expect(await tx.mostUsedConcepts(9)).toEqual(["k2"]);
        expect(await tx.mostUsedConcepts(0)).toEqual([]);
        const days = [
          { day: first, count: 3 },
          { day: 1, count: 1 },
        ];
        expect(await tx.conceptGrowth()).toStrictEqual(days.sort((a, b) => a.day - b.day));
        expect((await tx.conceptChanges(9)).map(({ id }) => id)).toEqual(["c2", "c1"]);
        expect((await tx.conceptChanges(1)).map(({ id }) => id)).toEqual(["c2"]);
      });
    }),
  );
}
