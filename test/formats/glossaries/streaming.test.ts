/** Readers give what they have read while they read on, and hold no file. */
import { unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { bytesOf, readAll, type GlossaryReading } from "../../../src/formats/glossaries/format.ts";
import { recogniseGlossary } from "../../../src/formats/table.ts";
import { writeXlsx } from "../../../src/formats/xlsx/write.ts";
import { countedBytes } from "../counted-bytes.ts";

const COUNT = 20_000;

function lines(head: string, line: (nth: number) => string): string {
  return head + Array.from({ length: COUNT }, (_, nth) => `${line(nth)}\n`).join("");
}

const FILES: readonly (readonly [name: string, text: string])[] = [
  ["own.csv", lines("id,zh_hans,preferred_en\n", (nth) => `c${nth},名${nth},Name ${nth}`)],
  ["own.tsv", lines("zh_hans\tpreferred_en\tid\n", (nth) => `名${nth}\tName ${nth}\tc${nth}`)],
  ["glossary.txt", lines("", (nth) => `名${nth}\tName ${nth}\tnote`)],
  [
    "matecat.csv",
    lines("Forbidden,Domain,Subdomain,Definition,zh-CN,en-US\n", (nth) => `,,,,名${nth},Name ${nth}`),
  ],
  ["phrase.csv", lines("term,case sensitive,zh\n", (nth) => `Name ${nth},no,名${nth}`)],
  ["crowdin.csv", lines("Term [zh],Term [en]\n", (nth) => `名${nth},Name ${nth}`)],
  ["sets.csv", lines("zh-CN,en\n", (nth) => `名${nth},Name ${nth}`)],
];
/** Rows of one id are looked for first: such a file is read twice. */
const JOINED: readonly (readonly [name: string, text: string])[] = [
  ["o.utx", lines("#UTX 1.11; zh/en;\n#src\ttgt\tconcept ID\n", (nth) => `名${nth}\tName ${nth}\tc${nth}`)],
  ["memoq.csv", lines("Entry_ID,Chinese,English\n", (nth) => `c${nth},名${nth},Name ${nth}`)],
];

function reading(name: string, bytes: ReturnType<typeof countedBytes>): GlossaryReading {
  return recogniseGlossary(bytes, name).read(bytes, { newId: () => "new" });
}

describe.each(FILES)("%s", (name, text) => {
  it("the first concept comes before the file was read", () => {
    const bytes = countedBytes(Buffer.from(text));
    const first = reading(name, bytes).next();
    expect(first.value).toMatchObject({ concept: { forms: [{ text: "名0" }, { text: "Name 0" }] } });
    expect(bytes.given()).toBeLessThan(bytes.length / 2);
  });
});

describe.each([...FILES, ...JOINED])("%s", (name, text) => {
  it("all concepts come in order", () => {
    const read = readAll(reading(name, countedBytes(Buffer.from(text))));
    expect(read.ok && read.value.map(({ concept }) => concept.forms[0]?.text)).toEqual(
      Array.from({ length: COUNT }, (_, nth) => `名${nth}`),
    );
  });

  it("a fault at the end is told before one in a row", () => {
    const middle = text.indexOf("Name 10000");
    const long = `${text.slice(0, middle)}${"x".repeat(6_000)}${text.slice(middle)}`;
    const bytes = Buffer.concat([Buffer.from(long), Buffer.of(0xe4)]);
    const code = (of: Uint8Array): unknown => {
      const read = readAll(reading(name, countedBytes(of)));
      return read.ok ? "read" : read.refusal.code;
    };
    expect([code(Buffer.from(long)), code(bytes)]).toEqual([
      name.startsWith("own") ? "csv-rows-invalid" : "term-too-long",
      "bytes-invalid",
    ]);
  });
});

describe("rows of one id that stand apart are one concept, where the first of them stands", () => {
  it.each([
    [
      "o.utx",
      "#UTX 1.11; zh/en;\n#src\ttgt\tterm status\tconcept ID\n",
      "甲\tA\tprovisional\tx",
      "\t",
      "乙\tB\t-\ty",
      "丙\tC\t-\t-",
      "丁\tD\tapproved\tx",
    ],
    ["memoq.csv", "Entry_ID,Chinese,English\n", "x,甲,A", ",", "y,乙,B", ",丙,C", "x,丁,D"],
  ])("%s", (name, head, ...rows) => {
    const text = head + rows.filter((row) => row.length > 1).join("\n");
    const read = readAll(reading(name, countedBytes(Buffer.from(text))));
    const told =
      read.ok &&
      read.value.map(({ concept: { id, forms } }) => `${id} ${forms.map((form) => form.text).join(" ")}`);
    expect(told).toEqual(["x 甲 丁 A D", "y 乙 B", "new 丙 C"]);
  });
});

it("an id that stands twice in a large file is told with both lines", () => {
  const text = lines("id,zh_hans\n", (nth) => `c${nth === 19_000 ? 7 : nth},名${nth}`);
  const bytes = Buffer.from(text);
  expect(readAll(recogniseGlossary(bytes, "a.csv").read(bytes))).toMatchObject({
    refusal: { code: "csv-rows-invalid", params: { count: 1 } },
    findings: [{ code: "csv-duplicate-id", params: { id: "c7", firstLine: 9, line: 19_002 } }],
  });
});

it("no id is made that stands further down", () => {
  const text = lines("id,zh_hans\n", (nth) => `${nth === 19_000 ? "row-1" : ""},名${nth}`);
  const bytes = Buffer.from(text);
  const read = readAll(recogniseGlossary(bytes, "a.csv").read(bytes));
  expect(read.ok && [0, 1, 19_000].map((nth) => read.value[nth]?.concept.id)).toEqual([
    "row-1-2",
    "row-2",
    "row-1",
  ]);
});

describe("a workbook", () => {
  const rows = Array.from({ length: COUNT }, (_, nth) => [
    `c${nth}`,
    `名${nth}`,
    `Name ${nth} ${(nth * 2_654_435_761) % 1e9}`,
  ]);
  const file = bytesOf(writeXlsx("a", [["id", "zh_hans", "preferred_en"], ...rows]));

  it("the first concept comes before the file was read", () => {
    const bytes = countedBytes(file);
    expect(reading("a.xlsx", bytes).next().value).toMatchObject({ concept: { id: "c0" } });
    expect(bytes.given()).toBeLessThan(bytes.length / 2);
  });

  it("all concepts come in order", () => {
    const read = readAll(reading("a.xlsx", countedBytes(file)));
    expect(read.ok && read.value.map(({ concept }) => concept.id)).toEqual(rows.map(([id]) => id));
  });

  it("an archive that is broken at its end is told before a fault in a row", () => {
    const parts = unzipSync(
      bytesOf(writeXlsx("a", [["id", "preferred_en"], ["x", "y"], ["x", "z"], ...rows])),
    );
    const zip = Buffer.from(zipSync(parts, { level: 1 }));
    const code = (of: Uint8Array): unknown => {
      const read = readAll(reading("a.xlsx", countedBytes(of)));
      return read.ok ? "read" : read.refusal.code;
    };
    const broken = Buffer.from(zip);
    // The last checksum of the directory: that of the sheet.
    broken.writeUInt32LE(7, zip.lastIndexOf("PK\u0001\u0002") + 16);
    expect([code(zip), code(broken)]).toEqual(["csv-rows-invalid", "zip-broken"]);
  });
});

describe.each(["utf8", "utf16le"] as const)("a TBX file in %s", (encoding) => {
  const entries = lines(
    "",
    (nth) =>
      `<conceptEntry id="c${nth}"><langSec xml:lang="en"><termSec><term>Name ${nth}</term></termSec></langSec></conceptEntry>`,
  );
  const file = Buffer.from(`\ufeff<tbx><text><body>\n${entries}</body></text></tbx>`, encoding);

  it("the first concept comes before the file was read", () => {
    const bytes = countedBytes(file);
    expect(reading("a.tbx", bytes).next().value).toMatchObject({ concept: { id: "c0" } });
    expect(bytes.given()).toBeLessThan(bytes.length / 2);
  });

  it("a byte that is none further down is told with its place", () => {
    const [place, bad] = encoding === "utf8" ? [file.indexOf("Name 15000"), 0xff] : [file.length - 1, 0];
    const broken = Buffer.concat([file.subarray(0, place), Buffer.of(bad), file.subarray(place)]);
    expect(readAll(reading("a.tbx", countedBytes(broken)))).toMatchObject({
      refusal: { code: "bytes-invalid", ...(encoding === "utf8" ? { place: { line: 15_002 } } : {}) },
    });
  });
});
