import { describe, expect, it } from "vitest";
import { saveConcept } from "../../src/app/concept-saving.ts";
import { getConcept, searchConcepts } from "../../src/app/concepts.ts";
import { importGlossary } from "../../src/app/glossary-files.ts";
import { rerender } from "../../src/app/rerender.ts";
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
  theProposal,
  type,
  undo,
  waiting,
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

/** Keys of the places where a text stands. */
async function keysOf(
  house: House,
  draft: ConceptDraft,
  saving: Pick<Saving, "id" | "articleId">,
  chosen: (place: Place, index: number) => boolean = () => true,
): Promise<string[]> {
  const { articles } = await foresee(house, draft, saving);
  return articles.flatMap(({ places }) => places.filter(chosen).map((place) => place.key));
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
      expect((await searchConcepts(house.deps, { query: "", limit: 9, offset: 0 })).total).toBe(0);
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
      expect((await searchConcepts(house.deps, { query: "New", limit: 9, offset: 0 })).total).toBe(1);
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

describe("places that are not ticked", () => {
  const BOTH = "Bi Jianwen spoke. Then Bi Jianwen left.";

  it(
    "stay where the machine's text stands, also after later renderings, until the decision is taken back",
    inHouse(async (house) => {
      const articleId = await bring(house, BOTH);
      const draft = named("Mohamed Butt < Bi Jianwen");
      const keep = await keysOf(house, draft, { articleId }, (_, index) => index === 0);
      const { conceptId: id } = await name(house, draft, { articleId, keep });
      expect(await standing(house, articleId)).toEqual([
        "open: Bi Jianwen spoke.",
        "open: Then Mohamed Butt left.",
      ]);
      await name(house, named("M. Butt < Bi Jianwen"), { id, articleId });
      expect(await textsOf(house, articleId)).toEqual(["Bi Jianwen spoke.", "Then M. Butt left."]);
      await drop(house, id, articleId);
      expect(await textsOf(house, articleId)).toEqual(["Bi Jianwen spoke.", "Then Bi Jianwen left."]);
    }),
  );

  it(
    "stay where an article before the name would change too",
    inHouse(async (house) => {
      const articleId = await bring(house, "It is a productive force.");
      const draft = named("innovative force < productive force", { category: "term" });
      const keep = await keysOf(house, draft, { articleId });
      await name(house, draft, { articleId, keep });
      expect(await textsOf(house, articleId)).toEqual(["It is a productive force."]);
    }),
  );

  it(
    "stay where rivals stand on one range",
    inHouse(async (house) => {
      const articleId = await bring(house, "Bi Jianwen spoke.");
      await name(house, named("Bi Jian-Wen < Bi Jianwen"));
      const draft = named("Mohamed Butt < Bi Jianwen");
      const keep = await keysOf(house, draft, { articleId });
      expect(keep).toHaveLength(1);
      await name(house, draft, { articleId, keep });
      const [segment] = (await getWorkbench(house.deps, articleId)).segments;
      expect(segment?.decisions).toHaveLength(1);
    }),
  );

  /** What is done to "Then Mohamed Butt left." first, and what stands after both places were kept. */
  const earlier: readonly (readonly [string, string, string | undefined, string])[] = [
    ["open text", "", undefined, "edited: Then Mohamed Butt left."],
    ["edited text", "Then Mohamed Butt went.", undefined, "edited: Then Mohamed Butt went."],
    ["approved text", "", "approved", "approved: Then Mohamed Butt left."],
    ["approved edited text", "Then Mohamed Butt went.", "approved", "approved: Then Mohamed Butt went."],
    ["text that needs work", "", "needs-work", "needs-work: Then Mohamed Butt left."],
  ];
  it.each(earlier)("stay where an earlier form was written: %s", (_, text, state, expected) =>
    inHouse(async (house) => {
      const articleId = await bring(house, BOTH);
      const { conceptId: id } = await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId });
      const { id: segmentId } = await segmentAt(house, articleId, 1);
      if (text !== "") await type(house, segmentId, text);
      if (state === "approved" || state === "needs-work") await mark(house, segmentId, state);
      const draft = named("M. Butt < Bi Jianwen");
      const keep = await keysOf(house, draft, { id, articleId }, (_place, index) => index === 1);
      await name(house, draft, { id, articleId, keep });
      expect(await standing(house, articleId)).toEqual(["open: M. Butt spoke.", expected]);
      expect(await waiting(house, articleId)).toEqual([]);
      await rerender(house.deps, house.actor, { articleIds: [articleId] });
      await name(house, named("Li Si < Lee Sze"), { articleId });
      expect(await standing(house, articleId)).toEqual(["open: M. Butt spoke.", expected]);
      // A later form asks there, and the kept words stay until somebody answers.
      await name(house, named("Butt < Bi Jianwen"), { id, articleId });
      expect(await standing(house, articleId)).toEqual(["open: Butt spoke.", expected]);
      expect((await theProposal(house, articleId)).segmentId).toBe(segmentId);
    })(),
  );

  it(
    "stay in an article that was not rendered since",
    inHouse(async (house) => {
      const articleId = await bring(house, BOTH);
      const other = await bring(house, "Bi Jianwen slept. Bi Jianwen woke.");
      const { conceptId: id } = await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId });
      const draft = named("M. Butt < Bi Jianwen");
      const keep = await keysOf(
        house,
        draft,
        { id, articleId },
        (place) => place.articleId === other && place.from === 0,
      );
      expect(keep).toHaveLength(1);
      await name(house, draft, { id, articleId, keep });
      await renderStale(house);
      expect(await textsOf(house, other)).toEqual(["Bi Jianwen slept.", "M. Butt woke."]);
    }),
  );

  it(
    "stay where a shorter name was written inside",
    inHouse(async (house) => {
      const articleId = await bring(house, "The Bi Jianwen Fund grew.");
      await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId });
      const draft = named("Butt Foundation < Bi Jianwen Fund", { category: "organisation" });
      const keep = await keysOf(house, draft, { articleId });
      await name(house, draft, { articleId, keep });
      expect(await textsOf(house, articleId)).toEqual(["The Mohamed Butt Fund grew."]);
    }),
  );

  it(
    "that were doubtful are decided, and unknown keys do nothing",
    inHouse(async (house) => {
      const articleId = await bring(house, BOTH);
      const draft = named("Mohamed Butt < Bi Jianwen", { status: "proposed" });
      const keep = await keysOf(house, draft, { articleId });
      await name(house, draft, { articleId, keep: [...keep, "x", `${articleId}:900:910`, "::", "a:1:2"] });
      const view = await getWorkbench(house.deps, articleId);
      expect(view.segments.map((segment) => segment.decisions.length)).toEqual([1, 1]);
      expect(view.concepts[0]?.counts).toEqual({ replace: 0, protect: 2, hold: 0, ask: 0 });
    }),
  );

  it(
    "come back when saving is undone",
    inHouse(async (house) => {
      const articleId = await bring(house, BOTH);
      const { conceptId: id } = await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId });
      const before = await standing(house, articleId);
      const draft = named("M. Butt < Bi Jianwen");
      const keep = await keysOf(house, draft, { id, articleId }, (_, index) => index === 1);
      await name(house, draft, { id, articleId, keep });
      await undo(house);
      expect(await standing(house, articleId)).toEqual(before);
      expect(
        (await getWorkbench(house.deps, articleId)).segments.flatMap((segment) => segment.decisions),
      ).toEqual([]);
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
