import { describe, expect, it } from "vitest";
import type { InSentence } from "../../src/app/discovery-views.ts";
import { acceptForm, rejectForm } from "../../src/app/discovered-forms.ts";
import { findMachineForms } from "../../src/app/discovery.ts";
import { undoChange } from "../../src/app/undo.ts";
import { inHouse, type House } from "../support/house.ts";
import { bring, name, named } from "./desk.ts";

const CHINESE = "毕坚文昨天在香港出席会议。他说，会议很成功。";
const ENGLISH = "Bi Jianwen attended a meeting in Hong Kong yesterday. He said the meeting was a success.";
const OTHER_CHINESE = "会议结束后，毕坚文离开了香港。";
const OTHER_ENGLISH = "After the meeting, Bi Jianwen left Hong Kong.";

/** A concept whose wrong form nobody has typed, and two articles that have it. */
async function twoArticles(house: House): Promise<{ conceptId: string; first: string; second: string }> {
  const { conceptId } = await name(house, named("Mohamed Butt", { zhHans: ["毕坚文"] }));
  const first = await bring(house, ENGLISH, CHINESE);
  const second = await bring(house, OTHER_ENGLISH, OTHER_CHINESE);
  return { conceptId, first, second };
}

async function textOf({ store }: House, articleId: string): Promise<string> {
  const segments = await store.read((tx) => tx.segments(articleId));
  return segments.map(({ text }) => text).join(" ");
}

const surfaces = async (house: House, articleId?: string): Promise<string[]> =>
  (await findMachineForms(house.deps, { articleId })).forms.map(({ surface }) => surface);

describe("what the machine wrote", () => {
  it(
    "is found with its places, in one article and in all",
    inHouse(async (house) => {
      const { conceptId, first } = await twoArticles(house);
      const view = await findMachineForms(house.deps, { articleId: first });
      expect(view).toMatchObject({ article: { id: first }, searched: 2, older: false });
      expect(view.forms).toMatchObject([
        {
          conceptId,
          chinese: ["毕坚文"],
          surface: "Bi Jianwen",
          form: "Mohamed Butt",
          count: 2,
          articles: 2,
        },
      ]);
      const [sample] = view.forms[0]?.samples ?? [];
      const whole = ({ before, marked, after }: InSentence): string => `${before}[${marked}]${after}`;
      expect(view.forms[0]?.samples.map(({ source }) => whole(source)).sort()).toEqual([
        "[毕坚文]昨天在香港出席会议。",
        "会议结束后，[毕坚文]离开了香港。",
      ]);
      expect(sample?.target.marked).toBe("Bi Jianwen");
      expect(await surfaces(house)).toEqual(["Bi Jianwen"]);
    }),
  );

  it(
    "accepted, goes into the concept and every article follows; one undo takes it back",
    inHouse(async (house) => {
      const { conceptId, first, second } = await twoArticles(house);
      const saved = await acceptForm(house.deps, house.actor, {
        conceptId,
        surface: "Bi Jianwen",
        articleId: first,
      });
      expect(saved).toMatchObject({ rendered: { articles: 2, changed: 2 }, otherArticles: [] });
      expect(await textOf(house, first)).toContain("Mohamed Butt attended");
      expect(await textOf(house, second)).toContain("Mohamed Butt left");
      expect(await findMachineForms(house.deps, { articleId: first })).toMatchObject({ forms: [] });
      await undoChange(house.deps, house.actor, { changeId: saved.changeId ?? "" });
      expect([await textOf(house, first), await textOf(house, second)]).toEqual([ENGLISH, OTHER_ENGLISH]);
      expect(await surfaces(house, first)).toEqual(["Bi Jianwen"]);
    }),
  );

  it(
    "accepted twice, is written once",
    inHouse(async (house) => {
      const { conceptId } = await twoArticles(house);
      await acceptForm(house.deps, house.actor, { conceptId, surface: "Bi Jianwen" });
      const again = await acceptForm(house.deps, house.actor, { conceptId, surface: "bi jianwen" });
      expect(again.changeId).toBeUndefined();
      const record = await house.store.read((tx) => tx.concept(conceptId));
      expect(record?.concept.forms.filter(({ kind }) => kind === "deprecated")).toHaveLength(1);
    }),
  );

  it(
    "rejected, is not proposed again until that is undone, and undone again",
    inHouse(async (house) => {
      const { conceptId, first } = await twoArticles(house);
      const { deps, actor } = house;
      const changeId = (await rejectForm(deps, actor, { conceptId, surface: "Bi Jianwen" })) ?? "";
      expect(await surfaces(house, first)).toEqual([]);
      expect(await rejectForm(deps, actor, { conceptId, surface: "Bi Jianwen" })).toBeUndefined();
      const undone = await undoChange(deps, actor, { changeId });
      expect(await surfaces(house, first)).toEqual(["Bi Jianwen"]);
      await undoChange(deps, actor, { changeId: undone.changeId });
      expect(await surfaces(house, first)).toEqual([]);
      expect(await textOf(house, first)).toBe(ENGLISH);
    }),
  );

  it(
    "is refused for an article without Chinese, an unknown concept, a form that is none",
    inHouse(async (house) => {
      const { conceptId } = await twoArticles(house);
      const { deps, actor } = house;
      const bare = await bring(house, "Only English.");
      await expect(findMachineForms(deps, { articleId: bare })).rejects.toMatchObject({
        key: "failure.no-source",
      });
      await expect(acceptForm(deps, actor, { conceptId: "no", surface: "x" })).rejects.toMatchObject({
        code: "not-found",
      });
      for (const surface of ["", "a\nb", "x".repeat(501)]) {
        for (const judge of [acceptForm, rejectForm])
          await expect(judge(deps, actor, { conceptId, surface })).rejects.toMatchObject({ code: "invalid" });
      }
    }),
  );
});
