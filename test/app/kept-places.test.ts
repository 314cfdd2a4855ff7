import { describe, expect, it } from "vitest";
import { rerender } from "../../src/app/rerender.ts";
import type { ConceptDraft, Place } from "../../src/app/views.ts";
import { getWorkbench } from "../../src/app/workbench.ts";
import { inHouse, type House } from "../support/house.ts";
import {
  bring,
  drop,
  foresee,
  mark,
  name,
  named,
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
