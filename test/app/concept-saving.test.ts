import { searchConcepts } from "../../src/app/concept-search/search.ts";
import { describe, expect, it } from "vitest";
import { importArticles } from "../../src/app/article-import.ts";
import { saveConcept } from "../../src/app/concept-saving.ts";
import { getConcept } from "../../src/app/concepts.ts";
import { importGlossary } from "../../src/app/glossary-import/import.ts";
import type { ConceptDraft, ConceptView, Place } from "../../src/app/views.ts";
import { getWorkbench } from "../../src/app/workbench.ts";
import { inHouse, type House } from "../support/house.ts";
import {
  accept,
  bring,
  changeCount,
  drop,
  failureOf,
  foresee,
  fresh,
  mark,
  name,
  named,
  refusalOf,
  renderStale,
  segmentAt,
  standing,
  textsOf,
  type,
  undo,
  type Saving,
} from "./desk.ts";

/** `kind before→after` of every place that saving a draft would touch, in order. */
async function foreseen(
  house: House,
  draft: ConceptDraft,
  saving: Pick<Saving, "id" | "articleId"> = {},
): Promise<string[]> {
  const { articles } = await foresee(house, draft, saving);
  return articles.flatMap(({ places }) => places.map(shown));
}

function shown({ kind, before, after }: Place): string {
  return `${kind} ${before}→${after}`;
}

describe("previewConcept", () => {
  it(
    "tells every place with its kind, the article in hand first, and writes nothing",
    inHouse(async (house) => {
      const first = await bring(house, "Also Bi Jianwen spoke. Bi Jianwen left.");
      const { conceptId: id } = await name(house, named("Mohamed Butt < Bi Jianwen"));
      await renderStale(house);
      const second = await bring(house, "Then Bi Jianwen slept. Bi Jianwen woke. Bi Jianwen ate.");
      const [, one, two] = (await getWorkbench(house.deps, second)).segments;
      await mark(house, one?.id ?? "", "approved");
      await type(house, two?.id ?? "", "Mr Butt woke.");
      const count = await changeCount(house);
      const draft = named("M. Butt < Bi Jianwen");
      const impact = await foresee(house, draft, { id, articleId: second });
      expect(impact.articles.map((article) => article.articleId)).toEqual([second, first]);
      expect(impact.articles.flatMap(({ places }) => places.map(shown))).toEqual([
        "change Mohamed Butt→M. Butt",
        "approved Mohamed Butt→M. Butt",
        "conflict Mohamed Butt→M. Butt",
        "change Mohamed Butt→M. Butt",
        "change Mohamed Butt→M. Butt",
      ]);
      expect(impact.totals).toEqual({
        change: 3,
        approved: 1,
        conflict: 1,
        doubtful: 0,
        articles: 2,
        places: 5,
      });
      expect(impact.changed).toBe(true);
      expect((await foresee(house, named("Mohamed Butt < Bi Jianwen"), { id })).changed).toBe(false);
      expect(await changeCount(house)).toBe(count);
    }),
  );

  /** The machine text, the glossary before, the concept that is saved, the places it tells. */
  const places: readonly (readonly [string, string, readonly string[], ConceptDraft, readonly string[]])[] = [
    ["nothing", "Nobody spoke.", [], named("Mohamed Butt < Bi Jianwen"), []],
    [
      "an article with its sound",
      "He is a productive force.",
      [],
      named("innovative force < productive force", { category: "term" }),
      ["change a productive force→an innovative force"],
    ],
    [
      "a form without English",
      "Bi Jianwen spoke.",
      [],
      named("< Bi Jianwen"),
      ["doubtful Bi Jianwen→Bi Jianwen"],
    ],
    [
      "a proposed concept",
      "Bi Jianwen spoke.",
      [],
      named("Mohamed Butt < Bi Jianwen", { status: "proposed" }),
      ["doubtful Bi Jianwen→Bi Jianwen"],
    ],
    [
      "a longer held name over a shorter one that was written",
      "The Bi Jianwen Fund grew.",
      ["Mohamed Butt < Bi Jianwen"],
      named("Butt Foundation < Bi Jianwen Fund", { category: "organisation", status: "proposed" }),
      ["change Mohamed Butt→Bi Jianwen"],
    ],
    [
      "a longer name that is written over a shorter one that was",
      "The Bi Jianwen Fund grew.",
      ["Mohamed Butt < Bi Jianwen"],
      named("Butt Foundation < Bi Jianwen Fund", { category: "organisation" }),
      ["change Mohamed Butt Fund→Butt Foundation"],
    ],
    [
      "a rival",
      "Bi Jianwen spoke.",
      ["Mohamed Butt < Bi Jianwen"],
      named("Bi Jian-Wen < Bi Jianwen"),
      ["change Mohamed Butt→Bi Jianwen"],
    ],
  ];
  it.each(places)("tells %s", (_, machine, glossary, draft, expected) =>
    inHouse(async (house) => {
      for (const entry of glossary) await name(house, named(entry));
      const articleId = await bring(house, machine);
      const before = await textsOf(house, articleId);
      expect(await foreseen(house, draft, { articleId })).toEqual(expected);
      await name(house, draft, { articleId });
      const changes = (await textsOf(house, articleId)).join() !== before.join();
      expect(changes).toBe(expected.some((place) => place.startsWith("change")));
    })(),
  );

  it(
    "tells what stands in an article that was not rendered since, and what else would follow there",
    inHouse(async (house) => {
      const articleId = await bring(house, "Bi Jianwen and Li Si spoke.");
      const { conceptId: id } = await name(house, named("Mohamed Butt < Bi Jianwen"));
      await name(house, named("Lee Sze < Li Si"));
      const draft = named("M. Butt < Bi Jianwen");
      expect(await foreseen(house, draft, { id, articleId })).toEqual([
        "change Bi Jianwen→M. Butt",
        "change Li Si→Lee Sze",
      ]);
      await name(house, draft, { id, articleId });
      expect(await textsOf(house, articleId)).toEqual(["M. Butt and Lee Sze spoke."]);
    }),
  );

  it(
    "does not count a place that the editor's text has already",
    inHouse(async (house) => {
      const articleId = await bring(house, "Bi Jianwen spoke.");
      await type(house, (await segmentAt(house, articleId)).id, "Mohamed Butt spoke.");
      const draft = named("Mohamed Butt < Bi Jianwen");
      expect(await foreseen(house, draft, { articleId })).toEqual([]);
      await name(house, draft, { articleId });
      expect(await standing(house, articleId)).toEqual(["edited: Mohamed Butt spoke."]);
    }),
  );

  it(
    "takes a concept for new, whatever ids the glossary has",
    inHouse(async (house) => {
      const text = "id,status,preferred_en,deprecated_en\nnew,approved,Lee Sze,Li Si\n";
      await importGlossary(house.deps, house.actor, { text });
      const articleId = await bring(house, "Li Si and Bi Jianwen spoke.");
      const draft = named("Mohamed Butt < Bi Jianwen");
      expect(await foreseen(house, draft, { articleId })).toEqual(["change Bi Jianwen→Mohamed Butt"]);
    }),
  );

  it.each([
    [named(""), "no-form"],
    [named("A < A"), "form-contradicts"],
    [named("A\0 < B"), "nul"],
    [named("A < \ud800"), "surrogate"],
    [named("a".repeat(501)), "name-too-long"],
    [named("A < B", { note: "n".repeat(10_001) }), "name-too-long"],
  ])("refuses %#, in the preview and in saving", (draft, code) =>
    inHouse(async (house) => {
      for (const work of [foresee(house, draft), name(house, draft)]) {
        expect(await refusalOf(work)).toContain(`invalid failure.concept ${code}`);
      }
      expect((await searchConcepts(house.deps, { query: "", filter: {}, limit: 9 })).total).toBe(0);
    })(),
  );

  it(
    "keeps markup in every field",
    inHouse(async (house) => {
      const html = '<b onclick="x">&amp;</b>';
      const draft = named(`${html} < ${html}2`, {
        note: html,
        zhHans: [html],
        short: [`${html}3`],
        evidence: [html],
      });
      const { conceptId } = await name(house, draft);
      expect((await getConcept(house.deps, conceptId)).draft).toEqual(draft);
    }),
  );
});

describe("saveConcept", () => {
  it(
    "refuses a save over another one, with what stands",
    inHouse(async (house) => {
      const { conceptId } = await name(house, named("A < B"));
      await name(house, named("C < B"), { id: conceptId });
      const late = { conceptId, revision: 1, draft: named("D < B"), keep: [], carry: [] };
      const failure = await failureOf(saveConcept(house.deps, house.actor, late));
      expect([failure.code, failure.key]).toEqual(["conflict", "failure.stale-concept"]);
      expect((failure.current as ConceptView).draft.preferred).toBe("C");
    }),
  );

  it(
    "makes nothing of the same content, and knows no concept that is gone",
    inHouse(async (house) => {
      const { conceptId: id } = await name(house, named("A < B"));
      const count = await changeCount(house);
      expect(await name(house, named(" A  < B "), { id })).toMatchObject({
        changeId: undefined,
        revision: 1,
      });
      expect(await changeCount(house)).toBe(count);
      await drop(house, id);
      const save = { conceptId: id, revision: 2, draft: named("C"), keep: [], carry: [] };
      expect(await refusalOf(saveConcept(house.deps, house.actor, save))).toBe(
        "not-found failure.no-concept",
      );
    }),
  );

  it(
    "answers a repeated request with the first one's concept, with related ones too, and takes another draft for another",
    inHouse(async (house) => {
      const first = await name(house, named("quality force < B"), {});
      const more = await name(house, named("develop quality force < C"));
      const saving = { id: first.conceptId, carry: [more.conceptId], requestId: "r1" };
      const saved = await name(house, named("good force < B"), saving);
      const again = await name(house, named("good force < B"), saving);
      expect(again).toMatchObject({ conceptId: first.conceptId, revision: saved.revision });
      const other = { conceptId: first.conceptId, revision: 1, draft: named("D < B"), keep: [], carry: [] };
      const late = saveConcept(house.deps, house.actor, { ...other, requestId: "r1" });
      expect(await refusalOf(late)).toBe("conflict failure.stale-concept");
      const [one, two] = await Promise.all(
        [1, 2].map(() => name(house, named("New < N"), { requestId: "r2" })),
      );
      expect(two?.conceptId).toBe(one?.conceptId);
      expect((await searchConcepts(house.deps, { query: "New", filter: {}, limit: 9 })).total).toBe(1);
    }),
  );

  it(
    "carries the related concepts that were ticked, and makes none of them contradict itself",
    inHouse(async (house) => {
      const inner = await name(house, named("quality force < bad power", { category: "term" }));
      const outer = await name(
        house,
        named("develop quality force < grow power | develop good force", { category: "term" }),
      );
      const other = await name(house, named("a quality force zone < the power area", { category: "term" }));
      const draft = named("good force < bad power", { category: "term" });
      const { related } = await foresee(house, draft, { id: inner.conceptId });
      expect(related.map(({ before, after }) => `${before}→${after}`)).toEqual([
        "develop quality force→develop good force",
        "a quality force zone→a good force zone",
      ]);
      const articleId = await bring(house, "We had bad power. We grow power. We had the power area.");
      await name(house, draft, { id: inner.conceptId, carry: [outer.conceptId], articleId });
      const preferred = async (id: string): Promise<string> =>
        (await getConcept(house.deps, id)).draft.preferred;
      expect(await preferred(outer.conceptId)).toBe("develop good force");
      expect((await getConcept(house.deps, outer.conceptId)).draft.deprecated).toEqual(["grow power"]);
      expect(await preferred(other.conceptId)).toBe("a quality force zone");
      expect(await textsOf(house, articleId)).toEqual([
        "We had good force.",
        "We develop good force.",
        "We had a quality force zone.",
      ]);
      await undo(house);
      expect(await preferred(inner.conceptId)).toBe("quality force");
      expect(await preferred(outer.conceptId)).toBe("develop quality force");
    }),
  );
});

describe("removeConcept", () => {
  it(
    "undoes exactly what the concept did, and a hand edit stays",
    inHouse(async (house) => {
      await name(house, named("Lee Sze < Li Si"));
      const articleId = await bring(
        house,
        "Bi Jianwen and Li Si spoke. Bi Jianwen left early. A Bi Jianwen fan cried.",
      );
      const before = await textsOf(house, articleId);
      const { conceptId } = await name(house, named("Al Butt < Bi Jianwen"), { articleId });
      expect(await textsOf(house, articleId)).toEqual([
        "Al Butt and Lee Sze spoke.",
        "Al Butt left early.",
        "An Al Butt fan cried.",
      ]);
      const { id: segmentId } = await segmentAt(house, articleId, 1);
      await type(house, segmentId, "Al Butt left late.");
      await drop(house, conceptId, articleId);
      expect(await textsOf(house, articleId)).toEqual([before[0], "Bi Jianwen left late.", before[2]]);
      expect((await fresh(house, segmentId)).rendered).toBe("Bi Jianwen left early.");
      const gone = getConcept(house.deps, conceptId);
      expect(await refusalOf(gone)).toBe("not-found failure.no-concept");
    }),
  );

  it(
    "lets approved text stand and proposes",
    inHouse(async (house) => {
      const articleId = await bring(house, "Bi Jianwen spoke.");
      const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId });
      await mark(house, (await segmentAt(house, articleId)).id, "approved");
      await drop(house, conceptId, articleId);
      expect(await standing(house, articleId)).toEqual(["approved: Mohamed Butt spoke."]);
      await accept(house, articleId);
      expect(await standing(house, articleId)).toEqual(["approved: Bi Jianwen spoke."]);
    }),
  );
});

describe("a concept in more articles than are looked at", () => {
  const MANY = 1010;

  /** Articles with a name in each, imported together. */
  async function bringThousand({ deps, actor }: House): Promise<string[]> {
    const texts = Array.from({ length: MANY }, (_, index) => ({ text: `Bi Jianwen spoke on day ${index}.` }));
    const imported = await importArticles(deps, actor, texts);
    return imported.flatMap((one) => ("articleId" in one ? [one.articleId] : []));
  }

  it(
    "is foreseen from some of them, and saved without rendering them",
    inHouse(async (house) => {
      const ids = await bringThousand(house);
      const [first = ""] = ids;
      const impact = await foresee(house, named("Mohamed Butt < Bi Jianwen"), { articleId: first });
      expect(impact).toMatchObject({ looked: 301, unseen: MANY - 301, estimated: true });
      expect(impact.totals).toEqual({
        ...{ change: MANY, approved: 0, conflict: 0, doubtful: 0 },
        ...{ articles: MANY, places: MANY },
      });
      const [own, other] = impact.articles;
      expect([own?.articleId, impact.articles.length]).toEqual([first, 301]);
      const saved = await name(house, named("Mohamed Butt < Bi Jianwen"), {
        articleId: first,
        keep: [other?.places[0]?.key ?? ""],
      });
      expect(saved.rendered).toMatchObject({ articles: 1, changed: 1 });
      expect(saved.otherArticles.toSorted()).toEqual(ids.filter((id) => id !== first).sort());
      await renderStale(house);
      expect(await textsOf(house, ids.at(-1) ?? "")).toEqual([`Mohamed Butt spoke on day ${MANY - 1}.`]);
      expect((await textsOf(house, other?.articleId ?? ""))[0]).toMatch(/^Bi Jianwen/);
    }),
    60_000,
  );

  it(
    "is not rendered everywhere at once",
    inHouse(async (house) => {
      const [first = "", ...others] = await bringThousand(house);
      const draft = named("Mohamed Butt < Bi Jianwen");
      const input = { draft, articleId: first, keep: [], carry: [], everywhere: true };
      const saved = await saveConcept(house.deps, house.actor, input);
      expect(saved.rendered).toMatchObject({ articles: 1, changed: 1 });
      expect(saved.otherArticles.toSorted()).toEqual(others.sort());
    }),
    60_000,
  );
});
