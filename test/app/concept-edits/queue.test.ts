import { describe, expect, it } from "vitest";
import { archiveArticle } from "../../../src/app/articles.ts";
import { proposeEdit } from "../../../src/app/edit-proposals.ts";
import { approveConcept, rejectConcept } from "../../../src/app/concept-edits/judge.ts";
import { getQueue } from "../../../src/app/concept-edits/queue.ts";
import { COUNTED } from "../../../src/app/concept-search/model.ts";
import { getConcept } from "../../../src/app/concepts.ts";
import { importGlossary } from "../../../src/app/glossary-import/import.ts";
import { inHouse, type House } from "../../support/house.ts";
import { bring, changeCount, refusalOf, segmentAt, undo } from "../desk.ts";

async function stock({ deps, actor }: House, rows: readonly string[]): Promise<void> {
  await importGlossary(deps, actor, {
    text: `id,category,status,preferred_en,deprecated_en\n${rows.join("\n")}\n`,
  });
}

const seen = (id: string, revision = 1): { readonly id: string; readonly revision: number } => ({
  id,
  revision,
});

/** `in hand | previous, next | listed of total`. */
async function shown({ deps }: House, at?: string): Promise<string> {
  const { item, previousId, nextId, listed, total, more } = await getQueue(deps, at);
  const ids = listed.map(({ record }) => record.concept.id).join(" ");
  const count = `${total}${more ? "+" : ""}`;
  return `${item?.view.record.concept.id ?? "-"} | ${previousId ?? "-"}, ${nextId ?? "-"} | ${ids} of ${count}`;
}

describe("the queue", () => {
  it(
    "has the proposed concepts in the order in which they came, and goes round",
    inHouse(async (house) => {
      expect(await shown(house)).toBe("- | -, - |  of 0");
      await stock(house, [
        "C,term,proposed,Gamma,",
        "X,term,approved,X,",
        "A,term,proposed,Alpha,",
        "B,term,proposed,Beta,",
      ]);
      expect(await shown(house)).toBe("C | -, A | C A B of 3");
      expect(await shown(house, "A")).toBe("A | C, B | C A B of 3");
      expect(await shown(house, "B")).toBe("B | A, C | C A B of 3");
      expect(await shown(house, "X")).toBe("C | -, A | C A B of 3");
      expect(await shown(house, "gone")).toBe("C | -, A | C A B of 3");
    }),
  );

  it(
    "goes on behind what is listed, and does not count what is beyond telling",
    inHouse(async (house) => {
      await stock(
        house,
        Array.from({ length: COUNTED + 5 }, (_, at) => `T${at},term,proposed,Name ${at},`),
      );
      const { listed, total, more, nextId, previousId } = await getQueue(house.deps, "T150");
      expect([listed[0]?.record.concept.id, listed.length, total, more]).toEqual([
        "T150",
        100,
        COUNTED,
        true,
      ]);
      expect([previousId, nextId]).toEqual([undefined, "T151"]);
      expect((await getQueue(house.deps, "T99")).nextId).toBe("T100");
    }),
  );

  it(
    "tells what approving the one in hand would do, and what the check would find",
    inHouse(async (house) => {
      await bring(house, "Alfa met Alfa.");
      await stock(house, ["A,person,proposed,Alpha,Alfa", "B,person,approved,Alfa,"]);
      const { item } = await getQueue(house.deps, undefined);
      expect(item?.findings.map(({ code }) => code)).toContain("form-shared");
      await stock(house, ["B,person,retired,Alfa,"]);
      expect((await getQueue(house.deps, "A")).item?.impact.totals).toMatchObject({ change: 2, articles: 1 });
    }),
  );
});

it(
  "proposed edits of texts are listed beside it, with who proposed what",
  inHouse(async (house) => {
    const { deps } = house;
    const id = await bring(house, "Somebody was here.");
    const { id: segmentId } = await segmentAt(house, id);
    const anna = { kind: "person", id: "local:anna", name: "Anna" } as const;
    await proposeEdit(deps, anna, { segmentId, revision: 1, text: "Nobody was here." });
    const [edit, ...others] = (await getQueue(deps, undefined)).edits;
    expect(others).toEqual([]);
    expect(edit).toMatchObject({ author: "Anna", title: "Somebody was here." });
    expect(edit?.diff[0]).toMatchObject({ before: "Somebody", after: "Nobody" });
    await archiveArticle(deps, anna, { articleId: id });
    expect((await getQueue(deps, undefined)).edits).toEqual([]);
  }),
);

describe("a word about a proposed concept", () => {
  it(
    "approves it, and is taken back",
    inHouse(async (house) => {
      const { deps, actor } = house;
      await bring(house, "Alfa left.");
      await stock(house, ["A,person,proposed,Alpha,Alfa"]);
      const done = await approveConcept(deps, actor, { concept: seen("A"), requestId: "r" });
      expect([done.concepts, done.followers]).toEqual([1, 1]);
      const count = await changeCount(house);
      expect((await approveConcept(deps, actor, { concept: seen("A"), requestId: "r" })).changeId).toBe(
        done.changeId,
      );
      expect(await changeCount(house)).toBe(count);
      expect((await getConcept(deps, "A")).history[0]).toMatchObject({
        kind: "concept.approve",
        name: "Alpha",
      });
      await undo(house, done.changeId);
      expect((await getConcept(deps, "A")).draft.status).toBe("proposed");
    }),
  );

  it(
    "rejects it with a reason that stands in its history, and is taken back with that",
    inHouse(async (house) => {
      const { deps, actor } = house;
      await stock(house, ["A,person,proposed,Alpha,Alfa"]);
      const done = await rejectConcept(deps, actor, { concept: seen("A"), reason: " Not a name. " });
      const { draft, comments, history } = await getConcept(deps, "A");
      expect(draft.status).toBe("retired");
      expect(comments.map(({ text, author }) => [text, author])).toEqual([["Not a name.", actor.name]]);
      expect(history.map(({ kind, reason }) => [kind, reason])).toEqual([
        ["concept.reject", "Not a name."],
        ["glossary.import", undefined],
      ]);
      await undo(house, done.changeId);
      const after = await getConcept(deps, "A");
      expect([after.draft.status, after.comments]).toEqual(["proposed", []]);
    }),
  );

  it(
    "is refused without a reason, of what was changed since, and of what does not wait",
    inHouse(async (house) => {
      const { deps, actor } = house;
      await stock(house, ["A,person,proposed,Alpha,Alfa", "B,person,approved,Beta,"]);
      expect(
        await refusalOf(
          Promise.resolve().then(() => rejectConcept(deps, actor, { concept: seen("A"), reason: " " })),
        ),
      ).toBe("invalid failure.comment empty");
      expect(await refusalOf(approveConcept(deps, actor, { concept: seen("A", 2) }))).toBe(
        "conflict failure.concepts-changed",
      );
      expect(await refusalOf(approveConcept(deps, actor, { concept: seen("B") }))).toBe(
        "conflict failure.concept-not-proposed",
      );
    }),
  );
});
