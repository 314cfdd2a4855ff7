import { describe, expect, it } from "vitest";
import { decide, revokeDecision, type DecideInput } from "../../src/app/decisions.ts";
import { getWorkbench } from "../../src/app/workbench.ts";
import { inHouse, type House } from "../support/house.ts";
import {
  bring,
  changeCount,
  drop,
  mark,
  name,
  named,
  refusalOf,
  segmentAt,
  standing,
  textsOf,
  theProposal,
  type,
  undo,
} from "./desk.ts";

const MACHINE = "Bi Jianwen met Bi Jianwen. Then Bi Jianwen left.";

/** The article, its concept, and another one that may be meant. */
async function begin(
  house: House,
  machine = MACHINE,
): Promise<{ id: string; mohamed: string; other: string }> {
  const id = await bring(house, machine);
  const { conceptId: mohamed } = await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id });
  const { conceptId: other } = await name(house, named("Pi Kin-man"), { articleId: id });
  return { id, mohamed, other };
}

function choose(house: House, input: Omit<DecideInput, "to"> & { readonly to?: number }): Promise<unknown> {
  return decide(house.deps, house.actor, { to: input.from + "Bi Jianwen".length, ...input });
}

/** Ids of the decisions that stand beside the segments, and of those that are listed apart. */
async function listed(house: House, id: string): Promise<{ beside: string[]; apart: string[] }> {
  const view = await getWorkbench(house.deps, id);
  return {
    beside: view.segments.flatMap((segment) => segment.decisions.map((decision) => decision.id)),
    apart: view.inactiveDecisions.map((decision) => decision.id),
  };
}

describe("decide", () => {
  const M = "Mohamed Butt";
  const P = "Pi Kin-man";
  const B = "Bi Jianwen";
  const cases: readonly (readonly [DecideInput["kind"], DecideInput["scope"], readonly string[]])[] = [
    ["keep", "occurrence", [`${B} met ${M}.`, `Then ${M} left.`]],
    ["keep", "segment", [`${B} met ${B}.`, `Then ${M} left.`]],
    ["keep", "article", [`${B} met ${B}.`, `Then ${B} left.`]],
    ["use", "occurrence", [`${P} met ${M}.`, `Then ${M} left.`]],
    ["use", "segment", [`${P} met ${P}.`, `Then ${M} left.`]],
    ["use", "article", [`${P} met ${P}.`, `Then ${P} left.`]],
  ];
  it.each(cases)("%s at the %s, and back", (kind, scope, expected) =>
    inHouse(async (house) => {
      const { id, mohamed, other } = await begin(house);
      const before = await standing(house, id);
      const conceptId = kind === "use" ? other : mohamed;
      await choose(house, { articleId: id, from: 0, conceptId, kind, scope });
      expect(await textsOf(house, id)).toEqual(expected);
      const { beside, apart } = await listed(house, id);
      expect([...beside, ...apart]).toHaveLength(1);
      const decisionId = [...beside, ...apart][0] ?? "";
      await revokeDecision(house.deps, house.actor, { decisionId });
      expect(await standing(house, id)).toEqual(before);
      const again = revokeDecision(house.deps, house.actor, { decisionId });
      expect(await refusalOf(again)).toBe("conflict failure.decision-revoked");
    })(),
  );

  it.each(["occurrence", "segment", "article"] as const)("accepts what only asks, at the %s", (scope) =>
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const draft = named("Mohamed Butt < Bi Jianwen", { status: "proposed" });
      const { conceptId } = await name(house, draft, { articleId: id });
      expect(await textsOf(house, id)).toEqual(["Bi Jianwen met Bi Jianwen.", "Then Bi Jianwen left."]);
      await choose(house, { articleId: id, from: 0, conceptId, kind: "accept", scope });
      const count = (await textsOf(house, id)).join(" ").split("Mohamed Butt").length - 1;
      expect(count).toBe({ occurrence: 1, segment: 2, article: 3 }[scope]);
    })(),
  );

  it(
    "takes the nearest decision, and of equal ones the last",
    inHouse(async (house) => {
      const { id, mohamed, other } = await begin(house);
      const at = { articleId: id, from: 0 };
      await choose(house, { ...at, conceptId: mohamed, kind: "keep", scope: "occurrence" });
      await choose(house, { ...at, conceptId: other, kind: "use", scope: "article" });
      expect(await textsOf(house, id)).toEqual(["Bi Jianwen met Pi Kin-man.", "Then Pi Kin-man left."]);
      await choose(house, { ...at, conceptId: mohamed, kind: "accept", scope: "occurrence" });
      expect(await textsOf(house, id)).toEqual(["Mohamed Butt met Pi Kin-man.", "Then Pi Kin-man left."]);
    }),
  );

  it(
    "holds through changes of the glossary, splits in the text and renderings",
    inHouse(async (house) => {
      const { id, mohamed } = await begin(house);
      await choose(house, { articleId: id, from: 0, conceptId: mohamed, kind: "keep", scope: "occurrence" });
      await name(house, named("M. Butt < Bi Jianwen"), { id: mohamed, articleId: id });
      expect(await textsOf(house, id)).toEqual(["Bi Jianwen met M. Butt.", "Then M. Butt left."]);
      const [decisionId] = (await listed(house, id)).beside;
      await drop(house, mohamed, id);
      expect(await listed(house, id)).toEqual({ beside: [decisionId], apart: [decisionId] });
      await undo(house);
      expect(await textsOf(house, id)).toEqual(["Bi Jianwen met M. Butt.", "Then M. Butt left."]);
      expect((await listed(house, id)).apart).toEqual([]);
    }),
  );

  it(
    "lists a decision whose concept writes no more, though the form still stands",
    inHouse(async (house) => {
      const { id, other } = await begin(house);
      await choose(house, { articleId: id, from: 0, conceptId: other, kind: "use", scope: "occurrence" });
      expect((await listed(house, id)).apart).toEqual([]);
      await drop(house, other, id);
      expect(await textsOf(house, id)).toEqual(["Mohamed Butt met Mohamed Butt.", "Then Mohamed Butt left."]);
      expect((await listed(house, id)).apart).toHaveLength(1);
    }),
  );

  it(
    "merges with hand edits and only proposes in approved text",
    inHouse(async (house) => {
      const { id, mohamed } = await begin(house);
      const [first, second] = [await segmentAt(house, id, 0), await segmentAt(house, id, 1)];
      await type(house, first.id, "Mohamed Butt greeted Mohamed Butt.");
      await mark(house, second.id, "approved");
      await choose(house, { articleId: id, from: 0, conceptId: mohamed, kind: "keep", scope: "article" });
      expect(await standing(house, id)).toEqual([
        "edited: Bi Jianwen greeted Bi Jianwen.",
        "approved: Then Mohamed Butt left.",
      ]);
      expect((await theProposal(house, id)).merged).toBe("Then Bi Jianwen left.");
    }),
  );

  it(
    "finds the name in a changed range that begins with its article",
    inHouse(async (house) => {
      const id = await bring(house, "It is a productive force.");
      const draft = named("innovative force < productive force", { category: "term" });
      const { conceptId } = await name(house, draft, { articleId: id });
      const [segment] = (await getWorkbench(house.deps, id)).segments;
      const hit = segment?.runs.find((run) => run.mark?.kind === "changed")?.mark?.hit;
      expect(hit).toBeDefined();
      const place = { from: hit?.from ?? 0, to: hit?.to ?? 0 };
      await choose(house, { articleId: id, ...place, conceptId, kind: "keep", scope: "occurrence" });
      expect(await textsOf(house, id)).toEqual(["It is a productive force."]);
      expect((await listed(house, id)).apart).toEqual([]);
    }),
  );

  it.each(["New output's role grew.", "It says new output is here."])(
    "knows the hit of a change that reaches behind it: %s",
    async (machine) => {
      await inHouse(async (house) => {
        const id = await bring(house, machine);
        const draft = named("new forces < new output", { category: "policy" });
        const { conceptId } = await name(house, draft, { articleId: id });
        expect(await textsOf(house, id)).not.toEqual([machine]);
        const [segment] = (await getWorkbench(house.deps, id)).segments;
        const hit = segment?.runs.find((run) => run.mark?.kind === "changed")?.mark?.hit;
        const place = { from: hit?.from ?? 0, to: hit?.to ?? 0 };
        await choose(house, { articleId: id, ...place, conceptId, kind: "keep", scope: "occurrence" });
        expect(await textsOf(house, id)).toEqual([machine]);
      })();
    },
  );

  it(
    "refuses a place without a hit, a concept without English or that is not there",
    inHouse(async (house) => {
      const { id, mohamed } = await begin(house);
      const { conceptId: mute } = await name(house, named("< Li Si"));
      const count = await changeCount(house);
      const at = { articleId: id, from: 0, conceptId: mohamed, kind: "keep", scope: "occurrence" } as const;
      const refused = (input: Partial<DecideInput>): Promise<string> =>
        refusalOf(choose(house, { ...at, ...input }));
      for (const [from, to] of [
        [0, 0],
        [3, 2],
        [0, 5],
        [11, 14],
        [0, MACHINE.length],
        [-1, 10],
        [900, 910],
      ] as const) {
        expect(await refused({ from, to })).toBe("invalid failure.decision-place");
      }
      expect(await refused({ conceptId: "none" })).toBe("not-found failure.no-concept");
      expect(await refused({ articleId: "none" })).toBe("not-found failure.no-article");
      expect(await refused({ conceptId: mute, kind: "use" })).toBe("invalid failure.decision-no-preferred");
      expect(await changeCount(house)).toBe(count);
      const missing = revokeDecision(house.deps, house.actor, { decisionId: "none" });
      expect(await refusalOf(missing)).toBe("not-found failure.no-decision");
    }),
  );
});
