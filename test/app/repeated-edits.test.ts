import { describe, expect, it } from "vitest";
import { archiveArticle } from "../../src/app/articles.ts";
import { acceptForm, rejectForm } from "../../src/app/discovered-forms.ts";
import { findMachineForms } from "../../src/app/discovery.ts";
import type { RepeatedEditView } from "../../src/app/discovery-views.ts";
import { findRepeatedEdits, rejectEdit } from "../../src/app/repeated-edits.ts";
import { glossaryFor } from "../../src/app/glossary.ts";
import type { StoreReader } from "../../src/app/store.ts";
import { undoChange } from "../../src/app/undo.ts";
import { inHouse, type House } from "../support/house.ts";
import { bring, name, named, standing, type, segmentsOf } from "./desk.ts";

const FIRST = ["Bi Jianwen attended a meeting in Hong Kong.", "毕坚文昨天在香港出席会议。"] as const;
const SECOND = ["After the meeting, Bi Jianwen left.", "会议结束后，毕坚文离开了。"] as const;

/** Writes other words over every segment that has some. */
async function replaceAll(house: House, articleId: string, words: string, others: string): Promise<void> {
  for (const { id, text } of await segmentsOf(house, articleId))
    if (text.includes(words)) await type(house, id, text.replace(words, others));
}

/** Two articles in which an editor wrote `Mo Butt`. */
async function twoEdits(house: House): Promise<{ first: string; second: string }> {
  const first = await bring(house, ...FIRST);
  const second = await bring(house, ...SECOND);
  for (const id of [first, second]) await replaceAll(house, id, "Bi Jianwen", "Mo Butt");
  return { first, second };
}

const editsIn = async ({ deps }: House, articleId?: string): Promise<readonly RepeatedEditView[]> =>
  (await findMachineForms(deps, { articleId })).edits;
const shown = async (house: House, articleId?: string): Promise<string[]> =>
  (await editsIn(house, articleId)).map(
    ({ chinese, machine, edited, count, concept }) =>
      `${chinese}: ${machine} → ${edited} ×${count}${concept === undefined ? "" : ` (${concept.label})`}`,
  );

describe("edits made again", () => {
  it(
    "are proposed with their articles, in each of them and in all",
    inHouse(async (house) => {
      const { first, second } = await twoEdits(house);
      const other = await bring(house, "Something else happened.", "发生了别的事情。");
      const [edit] = await editsIn(house, first);
      expect(edit).toMatchObject({
        concept: undefined,
        category: "person",
        chinese: "毕坚文",
        machine: "Bi Jianwen",
        edited: "Mo Butt",
        count: 2,
      });
      expect(edit?.articles.map(({ id, count }) => [id, count]).sort()).toEqual([
        [first, 1],
        [second, 1],
      ]);
      expect(await shown(house)).toEqual(["毕坚文: Bi Jianwen → Mo Butt ×2"]);
      expect(await shown(house, other)).toEqual([]);
    }),
  );

  it(
    "are none once, in an archived article, or without Chinese",
    inHouse(async (house) => {
      const first = await bring(house, ...FIRST);
      await replaceAll(house, first, "Bi Jianwen", "Mo Butt");
      expect(await shown(house)).toEqual([]);
      const bare = await bring(house, "Bi Jianwen spoke of it.");
      await replaceAll(house, bare, "Bi Jianwen", "Mo Butt");
      expect(await shown(house)).toEqual([]);
      const second = await bring(house, ...SECOND);
      await replaceAll(house, second, "Bi Jianwen", "Mo Butt");
      expect(await shown(house)).toHaveLength(1);
      await archiveArticle(house.deps, house.actor, { articleId: second });
      expect(await shown(house)).toEqual([]);
    }),
  );

  it(
    "are gone when a concept was made of them, and the texts stay as the editors wrote them",
    inHouse(async (house) => {
      const { first } = await twoEdits(house);
      await name(house, named("Mo Butt < Bi Jianwen", { zhHans: ["毕坚文"] }), { articleId: first });
      expect(await shown(house)).toEqual([]);
      expect(await standing(house, first)).toEqual(["edited: Mo Butt attended a meeting in Hong Kong."]);
    }),
  );

  it.each([
    ["admitted", "Mohamed Butt", ["admitted Mo Butt", "deprecated Bi Jianwen", "preferred Mohamed Butt"]],
    ["preferred", "Mo Butt", ["admitted Mohamed Butt", "deprecated Bi Jianwen", "preferred Mo Butt"]],
    [undefined, "Mohamed Butt", ["deprecated Bi Jianwen", "preferred Mohamed Butt"]],
  ] as const)("go into a concept with that Chinese, as %s; one undo takes it back", (kind, written, forms) =>
    inHouse(async (house) => {
      const { deps, actor, store } = house;
      const { first } = await twoEdits(house);
      const third = await bring(house, "Bi Jianwen spoke of it.", "毕坚文谈到此事。");
      const { conceptId } = await name(house, named("Mohamed Butt", { zhHans: ["毕坚文"] }));
      const [edit] = await editsIn(house, first);
      expect(edit?.concept).toMatchObject({ id: conceptId, label: "Mohamed Butt", right: false });
      // The same form is not shown twice.
      expect((await findMachineForms(deps, {})).forms).toEqual([]);
      const right = kind && { text: "Mo Butt", kind };
      const saved = await acceptForm(deps, actor, { conceptId, surface: "Bi Jianwen", right });
      const record = await store.read((tx) => tx.concept(conceptId));
      const english = record?.concept.forms.filter(({ lang }) => lang === "en") ?? [];
      expect(english.map((form) => `${form.kind} ${form.text}`).sort()).toEqual(forms);
      expect(await standing(house, third)).toEqual([`open: ${written} spoke of it.`]);
      expect(await shown(house)).toEqual([]);
      await undoChange(deps, actor, { changeId: saved.changeId ?? "" });
      expect(await standing(house, third)).toEqual(["open: Bi Jianwen spoke of it."]);
      expect(await shown(house)).toHaveLength(1);
    })(),
  );

  it(
    "become the English of a concept that has none",
    inHouse(async (house) => {
      await twoEdits(house);
      const { conceptId } = await name(house, named("", { zhHans: ["毕坚文"] }));
      const right = { text: "Mo Butt", kind: "admitted" } as const;
      await acceptForm(house.deps, house.actor, { conceptId, surface: "Bi Jianwen", right });
      const record = await house.store.read((tx) => tx.concept(conceptId));
      expect(record?.concept.forms.map(({ kind, text }) => `${kind} ${text}`)).toContain("preferred Mo Butt");
    }),
  );

  it(
    "rejected are not proposed again until that is undone, with a concept and without",
    inHouse(async (house) => {
      const { deps, actor } = house;
      const { first } = await twoEdits(house);
      const judgement = { chinese: "毕坚文", machine: "Bi Jianwen", articleId: first };
      const changeId = (await rejectEdit(deps, actor, judgement)) ?? "";
      expect(await shown(house)).toEqual([]);
      expect(await rejectEdit(deps, actor, judgement)).toBeUndefined();
      const undone = await undoChange(deps, actor, { changeId });
      expect(await shown(house)).toHaveLength(1);
      await undoChange(deps, actor, { changeId: undone.changeId });
      expect(await shown(house)).toEqual([]);
      const { conceptId } = await name(house, named("Mohamed Butt", { zhHans: ["毕坚文"] }));
      expect(await shown(house)).toHaveLength(1);
      await rejectForm(deps, actor, { conceptId, surface: "Bi Jianwen" });
      expect(await shown(house)).toEqual([]);
      for (const chinese of ["", "a\nb"])
        await expect(rejectEdit(deps, actor, { chinese, machine: "x" })).rejects.toMatchObject({
          code: "invalid",
        });
    }),
  );

  it(
    "are looked for in no article where there are none",
    inHouse(async (house) => {
      await bring(house, ...FIRST);
      await bring(house, ...SECOND);
      const read: (keyof StoreReader)[] = [];
      await house.store.read(async (tx) => {
        const loaded = await glossaryFor(house.deps, tx);
        const watched = new Proxy(tx, {
          get: (target, key: keyof StoreReader) => {
            read.push(key);
            return Reflect.get(target, key) as unknown;
          },
        });
        expect(await findRepeatedEdits(house.deps, watched, { loaded })).toEqual([]);
      });
      expect(read).toEqual(["editedSegments"]);
    }),
  );
});
