import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Concept } from "../../../src/core/glossary/model.ts";
import { EXTRA_COLUMNS, LATER_COLUMNS, MAIN_COLUMNS } from "../../../src/formats/glossaries/csv-columns.ts";
import {
  readCsvEntries,
  readGlossaryCsv,
  ROW_LIMIT,
  writeGlossaryCsv,
} from "../../../src/formats/glossaries/csv.ts";
import { concepts } from "../../support/arbitraries.ts";

const GOLDEN = "test/golden/formats";

function conceptsOf(text: string): readonly Concept[] {
  const read = readGlossaryCsv(text);
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.value;
}

/** With `extra` as pairs: a comparison of objects would not see an own "__proto__". */
function plain(list: readonly Concept[]): unknown {
  return list.map(({ extra, ...rest }) => ({ ...rest, extra: Object.entries(extra).sort() }));
}

describe("the starter glossary", () => {
  const seed = readFileSync("seeds/glossary.csv", "utf8");

  it("is 260 concepts without a finding", () => {
    const read = readGlossaryCsv(seed);
    expect(read.ok && [read.value.length, read.findings.length]).toEqual([260, 0]);
  });

  it("is written as it was read", () => {
    expect(writeGlossaryCsv(conceptsOf(seed))).toBe(seed);
  });
});

describe("golden files", () => {
  const hard = readFileSync(`${GOLDEN}/hard.csv`, "utf8");

  it("a table in hard shape is read", async () => {
    const read = readGlossaryCsv(hard);
    const shown = read.ok ? { concepts: plain(read.value), findings: read.findings } : read;
    await expect(JSON.stringify(shown, null, 2) + "\n").toMatchFileSnapshot(
      `../../golden/formats/hard.read.json`,
    );
  });

  it("and written in our layout, which says the same", async () => {
    const written = writeGlossaryCsv(conceptsOf(hard));
    await expect(written).toMatchFileSnapshot("../../golden/formats/hard.written.csv");
    expect(plain(conceptsOf(written))).toEqual(plain(conceptsOf(hard)));
  });

  it("every fault of a faulty table is told", async () => {
    const read = readGlossaryCsv(readFileSync(`${GOLDEN}/faulty.csv`, "utf8"));
    await expect(JSON.stringify(read, null, 2) + "\n").toMatchFileSnapshot(
      `../../golden/formats/faulty.read.json`,
    );
  });
});

it("reading what was written gives the concepts, and writing that the same bytes", () => {
  fc.assert(
    fc.property(concepts(), (list) => {
      const written = writeGlossaryCsv(list);
      const read = readGlossaryCsv(written);
      expect(read).toMatchObject({ ok: true, findings: [] });
      if (!read.ok) return;
      expect(plain(read.value)).toEqual(plain(list));
      expect(writeGlossaryCsv(read.value)).toBe(written);
    }),
    { numRuns: 300 },
  );
});

it("forms are written by column, whatever their order", () => {
  const [concept] = conceptsOf("zh_hans,preferred_en,deprecated_en\n两会|人大,Two Sessions,Two meetings\n");
  const mixed = { ...concept, forms: concept?.forms.toReversed() ?? [] } as Concept;
  expect(conceptsOf(writeGlossaryCsv([mixed]))).toEqual([concept]);
});

it("the empty glossary is the header line", () => {
  expect(writeGlossaryCsv([])).toBe(MAIN_COLUMNS.join(",") + "\n");
  expect(conceptsOf(writeGlossaryCsv([]))).toEqual([]);
});

it("the later columns are written where a concept has a value for them", () => {
  const header = [...MAIN_COLUMNS, ...LATER_COLUMNS].join(",");
  const row = "P1,person,approved,,,Mohamed Butt,Butt,,,,,,,without,an,Butt,short";
  expect(writeGlossaryCsv(conceptsOf(`${header}\n${row}\n`))).toBe(`${header}\n${row}\n`);
  expect(conceptsOf(`${header}\n${row}\n`)).toMatchObject([
    { definite: "without", indefinite: "an", surname: "Butt", mention: "short" },
  ]);
  const [first] = conceptsOf("preferred_en,surname_en\nMohamed Butt,\nB C,C\n");
  expect(Object.keys(first ?? {})).not.toContain("surname");
});

it("a name with its days is preferred beside the one that holds now, in any order", () => {
  const cell = "IPIM [..2023-06-30]|CPTTM|Old \\[..2020-01-01]|Next [2030-01-01..]";
  const read = readGlossaryCsv(`preferred_en\n${cell}\n`);
  expect(read.ok && read.findings.map(({ code, params }) => [code, params["admitted"]])).toEqual([
    ["csv-second-preferred", "Old [..2020-01-01]"],
  ]);
  expect(read.ok && read.value[0]?.forms).toEqual([
    { lang: "en", kind: "preferred", text: "IPIM", validTo: "2023-06-30" },
    { lang: "en", kind: "preferred", text: "CPTTM" },
    { lang: "en", kind: "preferred", text: "Next", validFrom: "2030-01-01" },
    { lang: "en", kind: "admitted", text: "Old [..2020-01-01]" },
  ]);
});

describe("what is read", () => {
  it.each([
    ["comma", "zh_hans,preferred_en\n两会,Two Sessions\n"],
    ["semicolon", "zh_hans;preferred_en\n两会;Two Sessions\n"],
    ["tab", "zh_hans\tpreferred_en\n两会\tTwo Sessions\n"],
    ["CR LF", "zh_hans,preferred_en\r\n两会,Two Sessions\r\n"],
    ["CR", "zh_hans,preferred_en\r两会,Two Sessions\r"],
    ["no last line end", "zh_hans,preferred_en\n两会,Two Sessions"],
    ["a mark and quotes", '\ufeff"zh_hans","preferred_en"\n"两会","Two Sessions"\n'],
    ["capitals, blanks, other order", " Preferred_EN , ZH_HANS \nTwo Sessions,两会\n"],
    ["blank lines and nameless columns", "zh_hans,preferred_en,,\n\n两会,Two Sessions,,\n,,,\n"],
  ])("%s", (_, text) => {
    expect(conceptsOf(text)).toEqual([
      {
        id: "row-1",
        category: "other",
        status: "proposed",
        forms: [
          { lang: "zh-Hans", kind: "preferred", text: "两会" },
          { lang: "en", kind: "preferred", text: "Two Sessions" },
        ],
        scope: [],
        note: "",
        evidence: [],
        extra: {},
      },
    ]);
  });

  it.each(["zh_hans", "zh_hant", "preferred_en", "short_en", "admitted_en", "deprecated_en"])(
    "%s alone",
    (name) => {
      expect(conceptsOf(`${name}\nx\n`)).toMatchObject([{ forms: [{ text: "x" }] }]);
    },
  );

  it("quotes between tabs are characters", () => {
    const text = 'preferred_en\tzh_hans\n"Two Sessions" meeting\t两会\n';
    expect(conceptsOf(text)).toMatchObject([
      { forms: [{ text: "两会" }, { text: '"Two Sessions" meeting' }] },
    ]);
  });

  it("ids that are missing are made, not one that the file has", () => {
    const text = "id,zh_hans\n,甲\nrow-1,乙\n,丙\n";
    expect(conceptsOf(text).map(({ id }) => id)).toEqual(["row-1-2", "row-1", "row-3"]);
    let count = 0;
    const read = readGlossaryCsv(text, { newId: () => `new-${++count}` });
    expect(read.ok && read.value.map(({ id }) => id)).toEqual(["new-1", "row-1", "new-2"]);
  });

  it.each([
    ["preferred_en\nA|B|C\n", "csv-second-preferred", { preferred: "A", admitted: "B | C", line: 2 }],
    ["zh_hans\n甲|乙| 甲\n", "csv-duplicate-form", { column: "zh_hans", value: "甲", line: 2 }],
  ])("%j with the warning %s", (text, code, params) => {
    const read = readGlossaryCsv(text);
    expect(read).toMatchObject({
      ok: true,
      findings: [{ code, severity: "warning", params, place: { line: 2 } }],
    });
  });
});

describe("what stands before the header", () => {
  it.each([
    ["sep=;\r\nzh_hans;preferred_en\r\n甲;A\r\n", 3],
    ["SEP=\t\nzh_hans\tpreferred_en\n甲\tA\n", 3],
    ["sep=,\nzh_hans,preferred_en\n甲,A\n", 3],
    ["\n\nzh_hans;preferred_en\n甲;A\n", 4],
  ])("%j is passed over, and lines are counted as they are", (text, line) => {
    const read = readCsvEntries(text);
    expect(read.ok && read.value.map((entry) => [entry.line, entry.concept.forms.length])).toEqual([
      [line, 2],
    ]);
  });

  it("a column may begin like that", () => {
    const [concept] = conceptsOf("sep=;x,zh_hans\n1,甲\n");
    expect(concept?.extra).toEqual({ "sep=;x": "1" });
  });
});

describe("words of other tools", () => {
  it.each([
    ["Obsolete", "retired"],
    ["deprecatedTerm-admn-sts", "retired"],
    ["not recommended", "retired"],
    ["preferred-term", "approved"],
    ["Draft", "proposed"],
    ["待核准", "proposed"],
  ])("%s is the status %s, told once and kept", (word, status) => {
    const read = readGlossaryCsv(`zh_hans,status\n甲,${word}\n乙,${word}\n丙,Approved\n`);
    expect(read.ok && read.value.map((concept) => [concept.status, concept.extra["file_status"]])).toEqual([
      [status, word],
      [status, word],
      ["approved", undefined],
    ]);
    const params = { column: "status", value: word, meant: status, line: 2 };
    expect(read.findings).toEqual([{ code: "csv-read-as", severity: "warning", params, place: { line: 2 } }]);
  });

  it("and of categories, and a column that the file has of itself stays", () => {
    const [concept] = conceptsOf("zh_hans,category,status,file_status\n甲,Organization,Final,x\n");
    expect(concept).toMatchObject({
      category: "organisation",
      status: "approved",
      extra: { file_status: "x" },
    });
  });
});

describe("what is refused", () => {
  it.each([
    ["", "empty", {}],
    [" \n\n", "empty", {}],
    [
      "id,note\nA,x\n",
      "csv-no-form-column",
      { columns: "zh_hans, zh_hant, preferred_en, short_en, admitted_en, deprecated_en" },
    ],
    ['{"json": 1}', "csv-quotes", { line: 1, column: 2 }],
    ["zh_hans,note,ZH_Hans \n", "csv-duplicate-column", { column: "zh_hans", first: 1, second: 3, line: 1 }],
    ["x,zh_hans,x\n", "csv-duplicate-column", { column: "x", first: 1, second: 3, line: 1 }],
    ['zh_hans,note\n甲,"x\n', "csv-quotes", { line: 2, column: 3 }],
    ["zh_hans\n甲\0\n", "nul", { line: 2, column: 2 }],
    ["zh_hans\n甲\ud800\n", "surrogate", { line: 2, column: 2 }],
    ["zh_hans\n" + "甲\n".repeat(ROW_LIMIT + 1), "csv-too-many-rows", { limit: ROW_LIMIT }],
  ])("%#", (text, code, params) => {
    const read = readGlossaryCsv(text);
    expect(read.ok ? undefined : read.refusal).toMatchObject({ code, severity: "error", params });
  });

  it.each([
    ["zh_hans,note\n甲\n", "csv-row-length", { cells: 1, expected: 2 }],
    ["zh_hans,note\n甲,,\n", "csv-row-length", { cells: 3, expected: 2 }],
    ["id,zh_hans\nA,甲\nA,乙\n", "csv-duplicate-id", { id: "A", line: 3, firstLine: 2 }],
    ["zh_hans,category\n甲,human\n", "csv-unknown-value", { column: "category", value: "human", line: 2 }],
    ["zh_hans,status\n甲,done\n", "csv-unknown-value", { column: "status", value: "done" }],
    ["zh_hans,case\n甲,<b>\n", "csv-unknown-value", { column: "case", value: "<b>", allowed: "exact, fold" }],
    ["zh_hans,the_en\n甲,yes\n", "csv-unknown-value", { column: "the_en", allowed: "with, without" }],
    ["zh_hans,mention_en\n甲,long\n", "csv-unknown-value", { column: "mention_en", allowed: "short" }],
    ["short_en\nA [2023..]\n", "csv-form-day", { column: "short_en", form: "A", day: "2023", line: 2 }],
    ["zh_hans\n甲 [..2023-02-29]\n", "csv-form-day", { form: "甲", day: "2023-02-29" }],
    ["zh_hans,note\n|,x\n", "csv-no-form", { line: 2 }],
    ["zh_hans,\n甲,x\n", "csv-unnamed-column", { column: 2, line: 2 }],
  ])("%j as a whole, for %s", (text, code, params) => {
    const read = readGlossaryCsv(text);
    expect(read).toMatchObject({
      ok: false,
      refusal: { code: "csv-rows-invalid", params: { count: 1 } },
      findings: [{ code, severity: "error", params }],
    });
  });
});

describe("a glossary with more other columns than a table should have", () => {
  const many = conceptsOf("id,zh_hans,Common\nA,甲,x\nB,乙,y\n").map((concept, row) => ({
    ...concept,
    extra: {
      ...Object.fromEntries(
        Array.from({ length: 80 }, (_, nth) => [`partOfSpeech @en:term ${row} ${nth}`, "noun"]),
      ),
      ...concept.extra,
      ["__proto__"]: "own",
    },
  }));

  it("has the frequent ones as columns and the others in one, and is read as it was", () => {
    const written = writeGlossaryCsv(many);
    const [header = ""] = written.split("\n");
    expect(header.split(",")).toHaveLength(MAIN_COLUMNS.length + 1 + EXTRA_COLUMNS);
    expect(header).toContain(",source,extra_json,");
    expect(header).toContain(",Common");
    expect(plain(conceptsOf(written))).toEqual(plain(many));
    expect(writeGlossaryCsv(conceptsOf(written))).toBe(written);
  });

  it.each(["{", "[]", '{"a":1}', '"a"', '{"a":"\\ud800"}'])("a cell of them that is %s is told", (cell) => {
    const read = readGlossaryCsv(`zh_hans,extra_json\n甲,"${cell.replaceAll('"', '""')}"\n`);
    expect(!read.ok && read.findings?.map(({ code }) => code)).toEqual(["csv-unknown-value"]);
  });
});
