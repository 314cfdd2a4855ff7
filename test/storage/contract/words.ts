import fc from "fast-check";
import { expect, it } from "vitest";
import type { ArticleRecord } from "../../../src/app/records.ts";
import type { Store } from "../../../src/app/store.ts";
import { findTouched, touchedArticles } from "../../../src/app/touched.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import type { Concept, Form } from "../../../src/core/glossary/model.ts";
import { aChange, aConcept, aForm, anArticle } from "../../support/records.ts";
import { writeBasics, type WithStore } from "../fixtures.ts";

const WORDS =
  "Bi|BI|bi|Jianwen|jianwens|co|operation|co-operation|cooperation|São|Sa\u0303o|Ｓão|of|the|a|A|№|5G|15G|R&D|O’Brien|O'Brien|Wan‘s|ﬁne|fine|Σας|σασ|中文|毕坚文|city|cities|policy|policies|“|″|,|.|http://bi.co|@bi";
const JOINTS = " | | |-|–|\n|\n\n|, |\u00a0| - ";
const CHARACTERS = "毕畢坚堅文台臺灣湾乾干王国國大小 　·・ＡａA5５G、。\n豈⼀𠮷";

const pieceOf = (list: string): fc.Arbitrary<string> => fc.constantFrom(...list.split("|"));
const chineseOf = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from(CHARACTERS)), maxLength });

function englishOf(maxLength: number): fc.Arbitrary<string> {
  const pieces = fc.array(fc.tuple(pieceOf(WORDS), pieceOf(JOINTS)), { maxLength });
  return pieces.map((all) => all.flat().slice(0, -1).join(""));
}

const form: fc.Arbitrary<Form> = fc.oneof(
  fc.record({
    lang: fc.constant("en" as const),
    kind: fc.constantFrom("preferred" as const, "short" as const, "admitted" as const, "deprecated" as const),
    text: englishOf(3).filter((text) => text.trim() !== ""),
  }),
  fc.record({
    lang: fc.constantFrom("zh-Hans" as const, "zh-Hant" as const),
    kind: fc.constant("preferred" as const),
    text: chineseOf(4).filter((text) => text.trim() !== ""),
  }),
);

const concepts: fc.Arbitrary<readonly Concept[]> = fc
  .array(
    fc.record({
      category: fc.constantFrom("person" as const, "term" as const, "policy" as const),
      status: fc.constantFrom(
        "approved" as const,
        "approved" as const,
        "proposed" as const,
        "retired" as const,
      ),
      forms: fc.array(form, { minLength: 1, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .map((all) => all.map((one, index) => aConcept({ id: `k${index}`, ...one })));

/** More than one block of the index, and some that came last. */
const ARTICLES = 560;

function someArticles(): ArticleRecord[] {
  const texts = fc.record({
    machine: englishOf(12),
    sourceText: fc.option(chineseOf(14)),
    archivedAt: fc.option(fc.constant(5), { freq: 9 }),
  });
  return fc
    .sample(texts, { numRuns: ARTICLES, seed: 20 })
    .map(({ machine, sourceText, archivedAt }, at) =>
      anArticle({ id: `a${String(at).padStart(4, "0")}`, machine, sourceText, archivedAt }),
    );
}

/** The ids of the articles in work in which a form of the concepts stands, found by going through all. */
function goneThrough(articles: readonly ArticleRecord[], all: readonly Concept[]): string[] {
  const { english, chinese } = compileGlossary({ revision: 0, concepts: all });
  const has = ({ machine, sourceText, archivedAt }: ArticleRecord): boolean =>
    archivedAt === null && (english.scan(machine).length > 0 || chinese.scan(sourceText ?? "").length > 0);
  return articles.filter(has).map(({ id }) => id);
}

async function found(store: Store, all: readonly Concept[]): Promise<readonly string[]> {
  return store.read((tx) => touchedArticles(tx, all));
}

/** The index of words, and what is found by it. */
export function wordContract(withStore: WithStore): void {
  it(
    "finds the articles that going through all of them finds",
    withStore(async ({ store }) => {
      const articles = someArticles();
      await store.write(async (tx) => {
        for (const article of articles) await tx.addArticle(article);
      });
      let touched = 0;
      await fc.assert(
        fc.asyncProperty(concepts, async (all) => {
          const expected = goneThrough(articles, all);
          touched += expected.length;
          expect(await found(store, all)).toEqual(expected);
        }),
        { numRuns: 150 },
      );
      expect(touched).toBeGreaterThan(100);
    }),
    60_000,
  );

  const named = aConcept({
    id: "k1",
    forms: [aForm("en preferred Bi Jianwen"), aForm("zh-Hans preferred 毕坚文")],
  });

  it(
    "takes what has the words unseen where there is too much to look at",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await tx.addArticle(anArticle({ id: "a1", machine: "Jianwen, not Bi." }));
        await tx.addArticle(anArticle({ id: "a2", machine: "Bi Jianwen." }));
        await tx.addArticle(anArticle({ id: "a3", machine: "Bi." }));
      });
      const looked = await store.read(async (tx) => [
        await findTouched(tx, [named], 2),
        await findTouched(tx, [named], 1),
      ]);
      expect(looked).toEqual([
        { articleIds: ["a2"], exact: true },
        { articleIds: ["a1", "a2"], exact: false },
      ]);
    }),
  );

  it(
    "finds articles by hits that no form stands for any more, archived ones left out",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeBasics(tx);
        const hit = {
          segmentId: "s1",
          conceptId: "k1",
          from: 0,
          to: 2,
          form: "Bi",
          formKind: "deprecated",
        } as const;
        await tx.replaceHits("a1", [{ ...hit, articleId: "a1", outcome: "replace", reason: "deprecated" }]);
      });
      const gone = aConcept({ id: "k1", forms: [aForm("en preferred Nobody")] });
      expect(await found(store, [gone])).toEqual(["a1"]);
      await store.write((tx) => tx.updateArticle("a1", { archivedAt: 7 }));
      expect(await found(store, [gone])).toEqual([]);
    }),
  );

  it(
    "finds an article by the Chinese that it was given later",
    withStore(async ({ store }) => {
      const content = {
        sourceText: "毕坚文说。",
        sourceReconstructed: false,
        sourceSentences: [],
        beads: [],
        sourceFit: null,
        sourceFindings: [],
      };
      await store.write(async (tx) => {
        await tx.addChange(aChange());
        await tx.addArticle(anArticle({ machine: "He spoke." }));
      });
      expect(await found(store, [named])).toEqual([]);
      await store.write((tx) => tx.putSource("a1", content, "c1"));
      expect(await found(store, [named])).toEqual(["a1"]);
      await store.write((tx) => tx.putSource("a1", { ...content, sourceText: "别人说。" }, "c1"));
      expect(await found(store, [named])).toEqual([]);
    }),
  );
}
