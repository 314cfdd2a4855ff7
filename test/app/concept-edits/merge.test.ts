import { describe, expect, it } from "vitest";
import { mergeConcepts, mergedConcept, previewMerge } from "../../../src/app/concept-edits/merge.ts";
import { findDuplicates, keepApart } from "../../../src/app/concept-edits/duplicates.ts";
import { findSurvivor } from "../../../src/app/concept-edits/survivors.ts";
import { settleConceptComment, writeConceptComment } from "../../../src/app/concept-comments.ts";
import type { ConceptsChanged } from "../../../src/app/concept-edits/change.ts";
import { getConcept } from "../../../src/app/concepts.ts";
import { decide } from "../../../src/app/decisions.ts";
import { importGlossary } from "../../../src/app/glossary-import/import.ts";
import { renderChange } from "../../../src/app/runs/begin.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import { conceptsOf } from "../../support/concepts.ts";
import { inHouse, type House } from "../../support/house.ts";
import { bring, changeCount, drop, name, named, refusalOf, renderStale, textsOf, undo } from "../desk.ts";

/** `kind text` of each form. */
const formsOf = ({ forms }: Concept): string[] => forms.map(({ kind, text }) => `${kind} ${text}`);

function merged(line: string, loser: "admitted" | "deprecated" = "admitted"): Concept {
  const [stays, goes] = conceptsOf(line);
  if (stays === undefined || goes === undefined) throw new Error("two concepts are needed");
  return mergedConcept(stays, goes, loser);
}

describe("what two concepts become", () => {
  it.each<[string, string, readonly string[]]>([
    [
      "forms of both, the one that stays leading",
      "Alfa > Alpha [zh=甲]; Alpa > Alfa One [zh=乙, short=AO]",
      [
        "preferred 甲",
        "admitted 乙",
        "preferred Alpha",
        "short AO",
        "admitted Alfa One",
        "deprecated Alfa",
        "deprecated Alpa",
      ],
    ],
    [
      "the preferred English of the other where it has none",
      "Alfa >; > Alpha [zh=甲]",
      ["preferred 甲", "preferred Alpha", "deprecated Alfa"],
    ],
    [
      "a form in both as the one that stays has it",
      "Alfa > Alpha; Alpha > Alfa",
      ["preferred Alpha", "deprecated Alfa"],
    ],
  ])("has %s", (_name, line, forms) => {
    expect(formsOf(merged(line))).toEqual(forms);
  });

  it("has the other's preferred English as a wrong form where that is chosen", () => {
    expect(formsOf(merged("> Alpha; > Beta", "deprecated"))).toEqual(["preferred Alpha", "deprecated Beta"]);
  });

  it("acts wherever one of them acted, and keeps what each says", () => {
    expect(merged("> A [scope=甲]; > B [scope=乙|甲]").scope).toEqual(["甲", "乙"]);
    expect(merged("> A [scope=甲]; > B").scope).toEqual([]);
    const [stays, goes] = conceptsOf("> A [person, exact]; > B [term, proposed, fold, with]");
    if (stays === undefined || goes === undefined) throw new Error("two concepts are needed");
    const noted = mergedConcept(
      { ...stays, note: "x", evidence: ["1"], extra: { a: "1" } },
      { ...goes, note: "y", evidence: ["1", "2"], extra: { a: "2", b: "3" } },
      "admitted",
    );
    expect(noted).toMatchObject({
      id: "A",
      category: "person",
      status: "approved",
      case: "exact",
      definite: "with",
    });
    expect(noted).toMatchObject({ note: "x\ny", evidence: ["1", "2"], extra: { a: "1", b: "3" } });
  });
});

async function merge(
  { deps, actor }: House,
  staysId: string,
  goesId: string,
  more: { readonly requestId?: string; readonly loser?: "admitted" | "deprecated" } = {},
): Promise<ConceptsChanged> {
  const seen = async (id: string): Promise<{ id: string; revision: number }> => ({
    id,
    revision: (await getConcept(deps, id)).record.revision,
  });
  const [stays, goes] = [await seen(staysId), await seen(goesId)];
  return mergeConcepts(deps, actor, { stays, goes, loser: "admitted", ...more });
}

/** Two concepts of one person, and an article with a decision for the second. */
async function twice(
  house: House,
): Promise<{ readonly a: string; readonly b: string; readonly article: string }> {
  const { deps, actor } = house;
  const { conceptId: a } = await name(house, named("Mohamed Butt < Bi Jianwen"));
  const { conceptId: b } = await name(house, named("Mo Butt < Bi Jian-wun"));
  const article = await bring(house, "Bi Jianwen met Bi Jian-wun. Then Mo Butt left.");
  await decide(deps, actor, {
    articleId: article,
    from: 15,
    to: 26,
    kind: "use",
    scope: "article",
    conceptId: b,
  });
  return { a, b, article };
}

describe("a merge", () => {
  it(
    "leaves one concept with the forms of both, its address leading from the other, and articles that can follow",
    inHouse(async (house) => {
      const { a, b, article } = await twice(house);
      expect(await textsOf(house, article)).toEqual(
        ["Mohamed Butt met Mo Butt. ", "Then Mo Butt left."].map((text) => text.trim()),
      );
      const preview = await previewMerge(house.deps, { staysId: a, goesId: b, loser: "deprecated" });
      expect(preview.impact.totals).toMatchObject({ articles: 1, change: 2 });
      expect(preview.goes).toMatchObject({ decisions: 1, places: 2 });
      const done = await merge(house, a, b, { loser: "deprecated" });
      expect([done.concepts, done.followers]).toEqual([2, 1]);
      expect(await findSurvivor(house.deps, b)).toBe(a);
      expect(await findSurvivor(house.deps, a)).toBeUndefined();
      await renderChange(house.deps, house.actor, { changeId: done.changeId ?? "" });
      expect(await textsOf(house, article)).toEqual([
        "Mohamed Butt met Mohamed Butt.",
        "Then Mohamed Butt left.",
      ]);
      expect((await getConcept(house.deps, a)).uses).toEqual({ articles: 1, places: 3 });
      expect(
        (await house.store.read((tx) => tx.decisions(article))).map(({ conceptId }) => conceptId),
      ).toEqual([a]);
    }),
  );

  it(
    "counts the articles that have hits of the concept that goes, though their text stays",
    inHouse(async (house) => {
      const { a, b, article } = await twice(house);
      const done = await merge(house, a, b, { loser: "admitted" });
      // Bi Jian-wun becomes Mohamed Butt, Mo Butt is let stand.
      expect(done.followers).toBe(1);
      await renderChange(house.deps, house.actor, { changeId: done.changeId ?? "" });
      expect(await textsOf(house, article)).toEqual(["Mohamed Butt met Mohamed Butt.", "Then Mo Butt left."]);
      const { conceptId: c } = await name(house, named("Butt"));
      const { conceptId: d } = await name(house, named("Joe Butt"));
      const plain = await bring(house, "Joe Butt came.");
      expect((await merge(house, c, d)).followers).toBe(1);
      expect(await textsOf(house, plain)).toEqual(["Joe Butt came."]);
    }),
  );

  it(
    "is taken back whole, made again and taken back again, with its decisions",
    inHouse(async (house) => {
      const { a, b, article } = await twice(house);
      const decided = async (): Promise<string[]> =>
        (await house.store.read((tx) => tx.decisions(article))).map(({ conceptId }) => conceptId);
      const before = [await getConcept(house.deps, a), await getConcept(house.deps, b)];
      const texts = await textsOf(house, article);
      let { changeId } = await merge(house, a, b, { loser: "deprecated" });
      await renderChange(house.deps, house.actor, { changeId: changeId ?? "" });
      const mergedTexts = await textsOf(house, article);
      for (let round = 0; round < 2; round++) {
        const back = await undo(house, changeId);
        expect(await decided()).toEqual([b]);
        expect(await textsOf(house, article)).toEqual(texts);
        const after = [await getConcept(house.deps, a), await getConcept(house.deps, b)];
        expect(after.map(({ draft }) => draft)).toEqual(before.map(({ draft }) => draft));
        expect(await findSurvivor(house.deps, b)).toBeUndefined();
        ({ changeId } = await undo(house, back.changeId));
        expect(await decided()).toEqual([a]);
        expect(await findSurvivor(house.deps, b)).toBe(a);
        await renderStale(house);
        expect(await textsOf(house, article)).toEqual(mergedTexts);
      }
    }),
  );

  it(
    "brings comments and history along, of what was merged before too, until it is taken back",
    inHouse(async (house) => {
      const { deps, actor } = house;
      const { a, b } = await twice(house);
      const { conceptId: c } = await name(house, named("Butt Mo"));
      const { commentId } = await writeConceptComment(deps, actor, { conceptId: b, text: "Which?" });
      await settleConceptComment(deps, actor, { commentId, state: "resolved" });
      await merge(house, a, b);
      const second = await merge(house, c, a);
      const view = await getConcept(deps, c);
      expect(view.comments.map(({ text, resolved }) => [text, resolved?.by])).toEqual([
        ["Which?", actor.name],
      ]);
      expect(view.merged.map(({ id, label, history }) => [id, label, history.length])).toEqual([
        [a, "Mohamed Butt", 3],
        [b, "Mo Butt", 2],
      ]);
      expect(await findSurvivor(deps, b)).toBe(c);
      await undo(house, second.changeId);
      expect((await getConcept(deps, c)).comments).toEqual([]);
      expect((await getConcept(deps, a)).comments).toHaveLength(1);
      expect(await findSurvivor(deps, b)).toBe(a);
    }),
  );

  it(
    "is refused where one was changed since, or both are one, and made once for a request that is repeated",
    inHouse(async (house) => {
      const { deps, actor } = house;
      const { a, b } = await twice(house);
      expect(await refusalOf(merge(house, a, a))).toBe("invalid failure.merge-itself");
      const stale = {
        stays: { id: a, revision: 1 },
        goes: { id: b, revision: 1 },
        loser: "admitted",
      } as const;
      await name(house, named("Mo M. Butt < Bi Jian-wun"), { id: b });
      await expect(mergeConcepts(deps, actor, stale)).rejects.toMatchObject({
        code: "conflict",
        params: { names: "Mo M. Butt" },
      });
      const first = await merge(house, a, b, { requestId: "r" });
      const count = await changeCount(house);
      const again = await mergeConcepts(deps, actor, { ...stale, requestId: "r" });
      expect([again.changeId, await changeCount(house)]).toEqual([first.changeId, count]);
    }),
  );
});

it(
  "duplicates are those of the newest revision, page by page",
  inHouse(async (house) => {
    const { deps } = house;
    await name(house, named("Alpha", { zhHans: ["甲"] }));
    await name(house, named("Beta", { zhHans: ["甲"] }));
    const { conceptId } = await name(house, named("Beta", { zhHans: ["乙"] }));
    const found = await findDuplicates(deps, { offset: 0, limit: 1 });
    expect(found.total).toBe(2);
    expect(found.groups.map(({ kind, form, concepts }) => [kind, form, concepts.length])).toEqual([
      ["chinese", "甲", 2],
    ]);
    expect((await findDuplicates(deps, { offset: 1, limit: 9 })).groups.map(({ kind }) => kind)).toEqual([
      "apart",
    ]);
    await name(house, named("Gamma", { zhHans: ["乙"] }), { id: conceptId });
    expect((await findDuplicates(deps, { offset: 0, limit: 9 })).total).toBe(1);
  }),
);

describe("telling apart", () => {
  it(
    "leaves a group out until another concept comes to it, and is taken back",
    inHouse(async (house) => {
      const { deps, actor } = house;
      const ids = [];
      for (const zhHans of ["甲", "甲"])
        ids.push((await name(house, named("Alpha", { zhHans: [zhHans] }))).conceptId);
      const forms = async (): Promise<readonly (readonly [string, number])[]> =>
        (await findDuplicates(deps, { offset: 0, limit: 9 })).groups.map(({ form, count }) => [form, count]);
      expect(await forms()).toEqual([["甲", 2]]);
      const group = { form: "甲", conceptIds: ids.toReversed(), requestId: "r" };
      const changeId = await keepApart(deps, actor, group);
      expect(changeId).toBeDefined();
      // The English that they have in common, too, is that of the same concepts: they stood once.
      expect(await forms()).toEqual([]);
      expect(await keepApart(deps, actor, group)).toBe(changeId);
      expect(await keepApart(deps, actor, { ...group, requestId: undefined })).toBeUndefined();
      await undo(house, changeId ?? "");
      expect(await forms()).toEqual([["甲", 2]]);
      const again = await keepApart(deps, actor, { ...group, requestId: undefined });
      const found = await findDuplicates(deps, { offset: 0, limit: 9 });
      expect([found.total, found.apart.map(({ id }) => id)]).toEqual([0, [again]]);
      await name(house, named("Gamma", { zhHans: ["甲"] }));
      // That two of the three have the same English, too, is known.
      expect(await forms()).toEqual([["甲", 3]]);
      const late = keepApart(deps, actor, { ...group, requestId: undefined });
      await expect(late).rejects.toMatchObject({ code: "conflict", key: "failure.duplicates-changed" });
    }),
  );

  it.each([0, 1, 2])(
    "leaves out what is left of a group without its concept %i, until another comes",
    async (gone) => {
      await inHouse(async (house) => {
        const { deps, actor } = house;
        const conceptIds = ["a · 1", "b", "c · d"];
        const rows = conceptIds.map((id) => `${id},两 · 会,Name ${id}\n`).join("");
        await importGlossary(deps, actor, { text: `id,zh_hans,preferred_en\n${rows}` });
        const forms = async (): Promise<readonly string[]> =>
          (await findDuplicates(deps, { offset: 0, limit: 9 })).groups.map(({ form }) => form);
        expect(await forms()).toEqual(["两 · 会"]);
        await keepApart(deps, actor, { form: "两 · 会", conceptIds });
        expect(await forms()).toEqual([]);
        await drop(house, conceptIds[gone] ?? "");
        expect(await forms()).toEqual([]);
        await name(house, named("Gamma", { zhHans: ["两 · 会"] }));
        expect(await forms()).toEqual(["两 · 会"]);
      })();
    },
  );
});
