import { describe, expect, it } from "vitest";
import {
  previewSplit,
  saveSplit,
  splitConcept,
  type FormShare,
  type SplitChoices,
} from "../../../src/app/concept-edits/split.ts";
import { getConcept } from "../../../src/app/concepts.ts";
import { renderChange } from "../../../src/app/runs/begin.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import { conceptsOf } from "../../support/concepts.ts";
import { inHouse } from "../../support/house.ts";
import { bring, changeCount, name, named, refusalOf, renderStale, textsOf, undo } from "../desk.ts";

const choices = (shares: readonly FormShare[], more: Partial<SplitChoices> = {}): SplitChoices => ({
  shares: new Map(shares.entries()),
  ...{ category: "person", preferred: "", scope: [], newScope: [] },
  ...more,
});

const formsOf = ({ forms }: Concept): string[] => forms.map(({ kind, text }) => `${kind} ${text}`);

function split(
  line: string,
  shares: readonly FormShare[],
  more: Partial<SplitChoices> = {},
): [Concept, Concept] {
  const [concept] = conceptsOf(line);
  if (concept === undefined) throw new Error("no concept");
  const { stays, fresh } = splitConcept(concept, choices(shares, more), "new");
  return [stays, fresh];
}

describe("the two concepts that one becomes", () => {
  const LINE = "Li Wai|Lee > Li Wei [zh=李伟|李威]";
  // In the order of the forms: 李伟, 李威, Li Wei, Li Wai, Lee.
  it.each<[string, readonly FormShare[], Partial<SplitChoices>, readonly string[], readonly string[]]>([
    [
      "have what goes, and what is in both",
      ["stays", "goes", "both", "both", "goes"],
      {},
      ["preferred 李伟", "preferred Li Wei", "deprecated Li Wai"],
      ["preferred 李威", "preferred Li Wei", "deprecated Li Wai", "deprecated Lee"],
    ],
    [
      "lead with the first Chinese form that is left",
      ["goes"],
      {},
      ["preferred 李威", "preferred Li Wei", "deprecated Li Wai", "deprecated Lee"],
      ["preferred 李伟"],
    ],
    [
      "may have another English",
      ["stays", "goes", "both", "both"],
      { preferred: "Lee Wai" },
      ["preferred 李伟", "preferred Li Wei", "deprecated Li Wai", "deprecated Lee"],
      ["preferred 李威", "preferred Lee Wai", "admitted Li Wei", "deprecated Li Wai"],
    ],
  ])("%s", (_name, shares, more, stays, fresh) => {
    const [one, two] = split(LINE, shares, more);
    expect([formsOf(one), formsOf(two)]).toEqual([stays, fresh]);
  });

  it("have their own category and scope, and share the rest", () => {
    const [one, two] = split("> A [term, zh=甲|乙, with, scope=丙]", ["stays", "goes"], {
      scope: ["丙"],
      newScope: ["丁"],
      category: "place",
    });
    expect([one.category, one.scope, one.definite]).toEqual(["term", ["丙"], "with"]);
    expect([two.id, two.category, two.scope, two.definite]).toEqual(["new", "place", ["丁"], "with"]);
  });

  it.each([[["goes", "goes"]], [["stays"]]] as const)("need a form each: %j", (shares) => {
    expect(() => split("> A [zh=甲]", shares)).toThrow("failure.split-empty");
  });
});

describe("a split", () => {
  it(
    "shows what follows, is one change with one undo, and is made once for a request that is repeated",
    inHouse(async (house) => {
      const { deps, actor } = house;
      const { conceptId } = await name(house, named("Alpha < Alfa | Bet"));
      const article = await bring(house, "Alfa met Bet.");
      expect(await textsOf(house, article)).toEqual(["Alpha met Alpha."]);
      // Alpha, Alfa, Bet.
      const how = choices(["stays", "stays", "goes"], { preferred: "Beta" });
      const preview = await previewSplit(deps, { conceptId, choices: how });
      expect([preview.stays.deprecated, preview.fresh.preferred]).toEqual([["Alfa"], "Beta"]);
      expect(preview.impact.totals).toMatchObject({ change: 1, places: 1 });
      const input = { conceptId, revision: 1, choices: how, requestId: "r" };
      const done = await saveSplit(deps, actor, input);
      expect([done.concepts, done.followers]).toEqual([2, 1]);
      const count = await changeCount(house);
      expect(await saveSplit(deps, actor, input)).toMatchObject({
        changeId: done.changeId,
        newId: done.newId,
      });
      expect(await changeCount(house)).toBe(count);
      expect(await refusalOf(saveSplit(deps, actor, { ...input, requestId: undefined }))).toBe(
        "conflict failure.concepts-changed",
      );
      await renderChange(deps, actor, { changeId: done.changeId ?? "" });
      expect(await textsOf(house, article)).toEqual(["Alpha met Beta."]);
      await undo(house, done.changeId);
      await renderStale(house);
      expect(await textsOf(house, article)).toEqual(["Alpha met Alpha."]);
      expect((await getConcept(deps, conceptId)).draft.deprecated).toEqual(["Alfa", "Bet"]);
      expect(await refusalOf(getConcept(deps, done.newId))).toMatch(/^not-found/);
    }),
  );

  it(
    "tells what the check finds about the two",
    inHouse(async (house) => {
      const { conceptId } = await name(house, named("Alpha < Alfa", { zhHans: ["甲"] }));
      // 甲, Alpha, Alfa: in both without a scope nothing tells them apart.
      const { findings } = await previewSplit(house.deps, {
        conceptId,
        choices: choices(["both", "both", "both"]),
      });
      expect(findings.map(({ code }) => code)).toContain("chinese-shared");
    }),
  );
});
