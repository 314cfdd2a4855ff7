import { describe, expect, it } from "vitest";
import {
  BULK_LIMIT,
  editConcepts,
  previewBulkEdit,
  type BulkEdit,
} from "../../../src/app/concept-edits/bulk-edit.ts";
import type { SeenConcept } from "../../../src/app/concept-edits/change.ts";
import { getConcept } from "../../../src/app/concepts.ts";
import { importGlossary } from "../../../src/app/glossary-import/import.ts";
import { renderChange } from "../../../src/app/runs/begin.ts";
import { findUndo } from "../../../src/app/undo.ts";
import { inHouse, type House } from "../../support/house.ts";
import {
  bring,
  changeCount,
  mark,
  name,
  named,
  refusalOf,
  segmentAt,
  standing,
  textsOf,
  undo,
} from "../desk.ts";

const EDIT: BulkEdit = { status: undefined, category: undefined, evidence: [], note: "" };

async function seen({ deps }: House, id: string): Promise<SeenConcept> {
  return { id, revision: (await getConcept(deps, id)).record.revision };
}

/** Imports concepts; gives what a person saw of them. */
async function stock(house: House, rows: string): Promise<SeenConcept[]> {
  await importGlossary(house.deps, house.actor, {
    text: `id,category,status,zh_hans,preferred_en,deprecated_en,note,source\n${rows}`,
  });
  const records = await house.store.read((tx) => tx.concepts());
  return records.map(({ concept, revision }) => ({ id: concept.id, revision }));
}

const apply = (
  { deps, actor }: House,
  concepts: readonly SeenConcept[],
  edit: Partial<BulkEdit>,
  more: { readonly name?: string; readonly requestId?: string } = {},
): ReturnType<typeof editConcepts> =>
  editConcepts(deps, actor, { concepts, edit: { ...EDIT, ...edit }, name: "", ...more });

/** `status category note | evidence` of a concept. */
async function shown({ deps }: House, id: string): Promise<string> {
  const { concept } = (await getConcept(deps, id)).record;
  return `${concept.status} ${concept.category} ${concept.note}|${concept.evidence.join(" ")}`;
}

describe("an edit of many concepts", () => {
  it(
    "changes what it names, adds to notes and evidence once, and is taken back as one change",
    inHouse(async (house) => {
      const concepts = await stock(
        house,
        "A,term,proposed,甲,Alpha,,Old note,x\nB,person,approved,乙,Beta,,,\n",
      );
      const edit = { status: "approved", note: "Read\ntwice", evidence: ["x", "y"] } as const;
      const done = await apply(house, concepts, edit, { name: "Autumn" });
      expect([done.concepts, done.followers]).toEqual([2, 0]);
      expect(await shown(house, "A")).toBe("approved term Old note\nRead\ntwice|x y");
      expect(await shown(house, "B")).toBe("approved person Read\ntwice|x y");
      expect(await findUndo(house.deps, {})).toMatchObject({ kind: "glossary.edit", name: "Autumn" });
      const again = await Promise.all(concepts.map(({ id }) => seen(house, id)));
      expect(await apply(house, again, edit)).toMatchObject({ changeId: undefined, concepts: 0 });
      await undo(house, done.changeId);
      expect(await shown(house, "A")).toBe("proposed term Old note|x");
      expect(await shown(house, "B")).toBe("approved person |");
    }),
  );

  it(
    "of a request that is repeated is one change, called by how many concepts it changed",
    inHouse(async (house) => {
      const concepts = await stock(house, "A,term,approved,甲,Alpha,,,\nB,term,retired,乙,Beta,,,\n");
      const first = await apply(house, concepts, { status: "retired" }, { requestId: "r" });
      const count = await changeCount(house);
      expect(await apply(house, concepts, { status: "retired" }, { requestId: "r" })).toMatchObject({
        changeId: first.changeId,
        concepts: 1,
      });
      expect(await changeCount(house)).toBe(count);
      expect((await findUndo(house.deps, {}))?.name).toBe("1");
    }),
  );

  it(
    "is refused as a whole, with names, where a concept was changed or deleted since it was seen",
    inHouse(async (house) => {
      const concepts = await stock(house, "A,term,proposed,甲,Alpha,,,\nB,term,proposed,乙,Beta,,,\n");
      await name(house, named("Alpha < Alfa"), { id: "A" });
      const late = apply(house, concepts, { status: "approved" });
      await expect(late).rejects.toMatchObject({
        code: "conflict",
        key: "failure.concepts-changed",
        params: { count: 1, names: "Alpha" },
      });
      expect(await shown(house, "B")).toMatch(/^proposed/);
      const gone = [
        ...(await Promise.all(["A", "B"].map((id) => seen(house, id)))),
        { id: "no", revision: 1 },
      ];
      await expect(apply(house, gone, { status: "approved" })).rejects.toMatchObject({
        params: { names: "no" },
      });
    }),
  );

  it(
    "needs something to change, and not too much at once",
    inHouse(async (house) => {
      const concepts = await stock(house, "A,term,proposed,甲,Alpha,,,\n");
      expect(await refusalOf(apply(house, concepts, { note: " " }))).toBe("invalid failure.bulk-nothing");
      const many = Array.from({ length: BULK_LIMIT + 1 }, (_, at) => ({ id: `x${at}`, revision: 1 }));
      expect(await refusalOf(apply(house, many, { status: "retired" }))).toBe("too-large failure.bulk-limit");
      const long = { note: "n".repeat(10_001) };
      expect(await refusalOf(apply(house, concepts, long))).toBe("invalid failure.concept name-too-long");
    }),
  );
});

describe("the preview", () => {
  it(
    "tells each concept's change and the places in articles that follow, and writes nothing",
    inHouse(async (house) => {
      const id = await bring(house, "Alfa spoke. Then Alfa left. Bet stayed.");
      const concepts = await stock(
        house,
        "A,person,proposed,,Alpha,Alfa,,\nB,person,approved,,Beta,Bet,,\nC,term,proposed,丙,Gamma,,,\n",
      );
      await mark(house, (await segmentAt(house, id, 1)).id, "approved");
      const count = await changeCount(house);
      const preview = await previewBulkEdit(house.deps, {
        selection: { kind: "ids", ids: ["C", "A", "A", "gone", "B"] },
        edit: { ...EDIT, status: "approved" },
      });
      expect(preview.rows.map(({ id: each, kind }) => `${each} ${kind}`)).toEqual([
        "C changed",
        "A changed",
        "B unchanged",
      ]);
      expect(preview.rows[0]?.changes.map(({ field }) => field)).toEqual(["status"]);
      expect(preview.impact.totals).toMatchObject({ change: 1, approved: 1, places: 2, articles: 1 });
      expect(await changeCount(house)).toBe(count);
      const done = await apply(house, concepts, { status: "approved" });
      expect(done.followers).toBe(1);
      expect(await textsOf(house, id)).toContain("Alfa spoke.");
      await renderChange(house.deps, house.actor, { changeId: done.changeId ?? "" });
      expect(await standing(house, id)).toEqual([
        "open: Alpha spoke.",
        "approved: Then Alfa left.",
        "open: Beta stayed.",
      ]);
      await expect(renderChange(house.deps, house.actor, { changeId: "none" })).rejects.toMatchObject({
        code: "not-found",
      });
    }),
  );

  it(
    "does not look at articles for a note, and refuses what cannot be stored",
    inHouse(async (house) => {
      await bring(house, "Alfa spoke.");
      await stock(house, `A,person,approved,,Alpha,Alfa,,\nB,term,approved,乙,Beta,,${"n".repeat(9_999)},\n`);
      const preview = await previewBulkEdit(house.deps, {
        selection: { kind: "found", search: { query: "", filter: { status: "approved" } } },
        edit: { ...EDIT, note: "Read" },
      });
      expect(preview.rows.map(({ id, kind, findings }) => [id, kind, findings.length])).toEqual([
        ["A", "changed", 0],
        ["B", "refused", 1],
      ]);
      expect(preview.impact).toMatchObject({ articles: [], unseen: 0 });
    }),
  );

  it(
    "takes the first of more concepts than can be changed at once, and of more articles than are looked at",
    inHouse(async (house) => {
      const many = Array.from({ length: BULK_LIMIT + 5 }, (_, at) => `T${at},term,proposed,,Name ${at},,,`);
      await stock(house, `A,person,proposed,,Alpha,Alfa,,\n${many.join("\n")}\n`);
      for (let at = 0; at < 103; at++) await bring(house, `Alfa spoke on day ${at}.`);
      const preview = await previewBulkEdit(house.deps, {
        selection: { kind: "found", search: { query: "", filter: {} } },
        edit: { ...EDIT, status: "approved" },
      });
      expect([preview.rows.length, preview.more]).toEqual([BULK_LIMIT, true]);
      const { totals, unseen, looked } = preview.impact;
      expect([totals.articles, unseen, looked]).toEqual([100, 3, 100]);
    }),
  );
});
