import { searchConcepts } from "../../src/app/concept-search/search.ts";
import { describe, expect, it } from "vitest";
import { removeSample } from "../../src/app/sample.ts";
import { getConcept } from "../../src/app/concepts.ts";
import { exportLosses, lintGlossary, LOOKED_AT, requireFile } from "../../src/app/glossary-files.ts";
import { rejectConcept } from "../../src/app/concept-edits/judge.ts";
import { importAtOnce, importGlossary, previewImport } from "../../src/app/glossary-import/import.ts";
import { importInParts } from "../../src/app/glossary-import/staged-import.ts";
import type { TextInput } from "../../src/app/texts.ts";
import { inHouse, openHouse, seedFiles, type House } from "../support/house.ts";
import {
  bring,
  changeCount,
  glossaryFile,
  name,
  named,
  refusalOf,
  renderStale,
  textsOf,
  undo,
} from "./desk.ts";

const CSV =
  "id,status,preferred_en,deprecated_en,mine\nk1,approved,Mohamed Butt,Bi Jianwen|Bi Jian-wen,x\nk2,proposed,Lee Sze,Li Si,\n";

function exported({ deps }: Pick<House, "deps">): Promise<string> {
  return glossaryFile(deps);
}

const WAYS = { importGlossary, importAtOnce, importInParts };

describe.each(Object.entries(WAYS))("%s", (_, importFile) => {
  it(
    "adds, changes and leaves, in one change, and renders nothing",
    inHouse(async (house) => {
      const id = await bring(house, "Bi Jianwen spoke.");
      const first = await importFile(house.deps, house.actor, { text: CSV });
      expect(first).toMatchObject({ added: 2, changed: 0, unchanged: 0 });
      const count = await changeCount(house);
      const again = await importFile(house.deps, house.actor, { text: CSV });
      expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
      expect(await changeCount(house)).toBe(count);
      const other = CSV.replace("Lee Sze", "Li Tze") + "k3,approved,C,D,\n";
      expect(await importFile(house.deps, house.actor, { text: other })).toMatchObject({
        added: 1,
        changed: 1,
        unchanged: 1,
      });
      expect(await textsOf(house, id)).toEqual(["Bi Jianwen spoke."]);
      await renderStale(house);
      expect(await textsOf(house, id)).toEqual(["Mohamed Butt spoke."]);
      expect((await getConcept(house.deps, "k1")).record.concept.extra).toEqual({ mine: "x" });
    }),
  );

  it(
    "brings a removed concept back, and knows rows without an id again",
    inHouse(async (house) => {
      await importFile(house.deps, house.actor, { text: CSV });
      await undo(house);
      expect(await importFile(house.deps, house.actor, { text: CSV })).toMatchObject({ added: 2 });
      const text = "preferred_en,deprecated_en,note\nAda,Ida,\nBea,Bia,note\n";
      expect(await importFile(house.deps, house.actor, { text })).toMatchObject({ added: 2 });
      expect(await importFile(house.deps, house.actor, { text })).toMatchObject({
        added: 0,
        unchanged: 2,
      });
      const { total } = await searchConcepts(house.deps, { query: "", filter: {}, limit: 9 });
      expect(total).toBe(4);
    }),
  );

  it(
    "makes one change of a repeated request, also at once",
    inHouse(async (house) => {
      const input = { text: CSV, requestId: "r1" };
      const results = await Promise.all([1, 2].map(() => importFile(house.deps, house.actor, input)));
      expect(results.map((result) => [result.added, result.unchanged])).toEqual([
        [2, 0],
        [0, 2],
      ]);
      expect(await changeCount(house)).toBe(1);
    }),
  );

  const refused: readonly (readonly [string, TextInput, string])[] = [
    ["nothing", {}, "invalid failure.glossary-import"],
    ["broken quotes", { text: 'id,preferred_en\n1,"A\n' }, "invalid failure.glossary-import"],
    ["no column of forms", { text: "id,note\n1,x\n" }, "invalid failure.glossary-import"],
    [
      "one id twice",
      { text: "id,preferred_en\n1,A\n1,B\n" },
      "invalid failure.glossary-import csv-rows-invalid",
    ],
    ["a NUL", { text: "id,preferred_en\n1,A\0\n" }, "invalid failure.glossary-import nul"],
    ["half a pair", { text: "id,preferred_en\n1,A\ud800\n" }, "invalid failure.glossary-import surrogate"],
    ["a row too short", { text: "id,preferred_en\n1\n" }, "invalid failure.glossary-import csv-rows-invalid"],
  ];
  it.each(refused)("refuses %s and stores nothing", (_, input, refusal) =>
    inHouse(async (house) => {
      const work = importFile(house.deps, house.actor, input);
      expect(await refusalOf(work)).toContain(refusal);
      expect(await changeCount(house)).toBe(0);
    })(),
  );

  it("says that nothing was given", async () => {
    const work = (input: TextInput): Promise<void> => Promise.resolve().then(() => requireFile(input));
    for (const input of [{}, { text: " \n" }, { bytes: new Uint8Array() }]) {
      expect(await refusalOf(work(input))).toBe("invalid failure.glossary-import empty");
    }
    await work({ text: "x" });
  });
});

it(
  "a concept that was rejected stays so when a file proposes it again, which is told",
  inHouse(async ({ deps, actor }) => {
    await importGlossary(deps, actor, { text: CSV });
    const { revision } = (await getConcept(deps, "k2")).record;
    await rejectConcept(deps, actor, { concept: { id: "k2", revision }, reason: "two people" });
    const told = [{ code: "import-rejected", params: { count: 1 }, conceptIds: ["k2"] }];
    const preview = await previewImport(deps, { text: CSV }, () => undefined);
    expect(preview).toMatchObject({ counts: { unchanged: 2 }, findings: told });
    const done = await importGlossary(deps, actor, { text: CSV });
    expect(done).toMatchObject({ changed: 0, unchanged: 2, findings: told });
    expect((await getConcept(deps, "k2")).record.concept.status).toBe("retired");
    await importGlossary(deps, actor, { text: CSV.replace("proposed", "approved") });
    expect((await getConcept(deps, "k2")).record.concept.status).toBe("approved");
  }),
);

describe("exportGlossary", () => {
  it(
    "reads back as it was, of the sample too: another store is then equal, and nothing changes in this one",
    inHouse(async (house) => {
      await house.loadSeed();
      await name(
        house,
        named('=1+1 "q", | pipe \\ < \u4e2d\u6587,\u00a0x', {
          note: 'two\nlines, "q"',
          scope: ["\u6fb3\u95e8"],
        }),
      );
      const text = await exported(house);
      expect(await importGlossary(house.deps, house.actor, { text })).toMatchObject({
        added: 0,
        changed: 0,
        unchanged: 261,
      });
      const other = await openHouse();
      try {
        expect(await importGlossary(other.deps, other.actor, { text })).toMatchObject({ added: 261 });
        expect(await exported(other)).toBe(text);
      } finally {
        await other.dispose();
      }
    }),
  );

  it(
    "is a header for an empty glossary, which reads as nothing",
    inHouse(async (house) => {
      const text = await exported(house);
      expect(text.split("\n")).toHaveLength(2);
      expect(await importGlossary(house.deps, house.actor, { text })).toMatchObject({
        added: 0,
        unchanged: 0,
      });
    }),
  );

  it(
    "leaves out what was removed",
    inHouse(async (house) => {
      await importGlossary(house.deps, house.actor, { bytes: (await seedFiles()).glossary });
      await undo(house);
      expect((await exported(house)).split("\n")).toHaveLength(2);
      expect((await removeSample(house.deps, house.actor)).concepts).toBe(0);
    }),
  );
});

it(
  "what a format cannot hold is told of the first concepts of a large glossary, and that there are more",
  inHouse(async ({ deps, actor }) => {
    const rows = Array.from(
      { length: LOOKED_AT + 1 },
      (_, at) => `n${10_000 + at},approved,甲${at},A${at},B${at}`,
    );
    const file = (count: number): string =>
      ["id,status,zh_hans,preferred_en,deprecated_en", ...rows.slice(0, count)].join("\n");
    const lost = async (): Promise<unknown> => {
      const { findings, partial } = await exportLosses(deps, { format: "deepl" });
      return [partial, findings.find(({ code }) => code === "export-forbidden")?.params];
    };
    await importGlossary(deps, actor, { text: file(LOOKED_AT) });
    expect(await lost()).toEqual([false, { count: LOOKED_AT }]);
    await importGlossary(deps, actor, { text: file(LOOKED_AT + 1) });
    expect(await lost()).toEqual([true, { count: LOOKED_AT }]);
    expect(await exportLosses(deps, { format: "json" })).toEqual({ findings: [], partial: true });
  }),
);

describe("lintGlossary", () => {
  it(
    "finds no error in the sample",
    inHouse(async (house) => {
      await house.loadSeed();
      const findings = await lintGlossary(house.deps);
      expect(findings.filter((finding) => finding.severity === "error")).toEqual([]);
    }),
  );
});
