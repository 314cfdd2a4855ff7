/** Files that are broken or hostile: each is refused in one line with its place, and nothing of it is kept or written. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../../support/tree.ts";
import { makeFolder } from "../folder.ts";
import { run } from "../memory-io.ts";

const SEED = join(ROOT, "seeds/glossary.csv");
const DEEP = 100_000;

function tbx(term: string, before = ""): string {
  return (
    `<?xml version="1.0"?>\n${before}<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">\n` +
    `<tbxHeader/><text><body>\n<conceptEntry id="a"><langSec xml:lang="zh"><termSec><term>${term}</term>` +
    "</termSec></langSec></conceptEntry>\n</body></text></tbx>\n"
  );
}

function json(text: string): string {
  return `{"format":"zhengming-glossary","version":1,"concepts":[\n${text}`;
}

function cut(of: string): (written: ReadonlyMap<string, Buffer>) => Buffer {
  return (written) => {
    const whole = written.get(of) ?? Buffer.alloc(0);
    return whole.subarray(0, Math.floor(whole.length * 0.6));
  };
}

const TERM = '"lang":"zh-Hans","kind":"preferred","text"';
const MEGABYTES = new Uint8Array(3e7);

type Content = string | Uint8Array | ((written: ReadonlyMap<string, Buffer>) => Uint8Array);

/** What it is, the file, what it holds, and the place that is told. */
const REFUSED: readonly (readonly [string, string, Content, RegExp])[] = [
  [
    "an entity of a file",
    "a.tbx",
    tbx("&x;", '<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'),
    /line 2/,
  ],
  [
    "a billion laughs",
    "a.tbx",
    tbx("&b;", '<!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n'),
    /line 2/,
  ],
  ["an entity that is not there", "a.tbx", tbx("&nope;"), /line 4, column/],
  ["a character that no XML has", "a.tbx", tbx("甲&#0;"), /line 4, column/],
  ["elements in elements", "a.tbx", tbx("<a>".repeat(DEEP) + "</a>".repeat(DEEP)), /line 4, column/],
  ["attributes without end", "a.tbx", tbx(`<x ${'a="1" '.repeat(DEEP)}/>`), /line 4, column/],
  ["a TBX that ends in its middle", "a.tbx", cut("tbx"), /line \d+/],
  ["a term of a million characters", "a.tbx", tbx("甲".repeat(1e6)), /line 4/],
  ["lists in lists", "a.json", json(`{"id":"a","forms":${"[".repeat(DEEP)}${"]".repeat(DEEP)}}]}`), /line 2/],
  ["half a character", "a.json", json(`{"id":"a","forms":[{${TERM}:"甲\\ud800"}]}]}`), /line 2/],
  ["a JSON that ends in its middle", "a.json", cut("json"), /line \d+, column/],
  ["a workbook that ends in its middle", "a.xlsx", cut("xlsx"), /damaged/],
  [
    "a workbook that is a bomb",
    "a.xlsx",
    () =>
      zipSync({
        "[Content_Types].xml": Buffer.from("<Types/>"),
        "xl/workbook.xml": Buffer.from("<workbook/>"),
        "xl/worksheets/sheet1.xml": MEGABYTES,
      }),
    /would take \d+ MB/,
  ],
  ["a CSV that ends in a cell", "a.csv", 'id,zh_hans,note\nA,甲,"a note', /line 2/],
  ["a quotation mark in a cell", "a.csv", 'id,zh_hans,note\nA,甲,"Be"ta\n', /line 2, column/],
  [
    "two encodings",
    "a.csv",
    Buffer.concat([Buffer.from("id,zh_hans\nA,甲\nB,"), Buffer.from([0xd2, 0xd2, 0xff, 0x0a])]),
    /line 3, column/,
  ],
  ["a term of a million letters", "a.csv", `id,zh_hans,preferred_en\nA,甲,${"x".repeat(1e6)}\n`, /line 2/],
  ["columns that say nothing", "a.csv", "foo,bar\n1,2\n", /line 1/],
  [
    "bytes that are no text",
    "a.csv",
    Uint8Array.from({ length: 4_000 }, (_, at) => (at * 7_919) % 256),
    /not text/,
  ],
  ["a page of the web", "a.csv", "<!doctype html><html><body>Log in</body></html>", /line 1/],
  ["nothing", "a.csv", "", /no text/],
  ["nothing", "a.tbx", "", /no text/],
  ["nothing", "a.json", "", /no text/],
  ["nothing", "a.xlsx", "", /no text/],
];

const written = new Map<string, Buffer>();
beforeAll(async () => {
  for (const format of ["tbx", "json", "xlsx"]) {
    written.set(format, (await run(["glossary", "convert", SEED, "-", "--to", format])).bytes);
  }
});

/** What every command says of a file; that nothing of it is in the store or in the other file. */
async function refusals(make: (folder: ReturnType<typeof makeFolder>) => string): Promise<readonly string[]> {
  const folder = makeFolder();
  const env = { ZHENGMING_DATA: folder.path("data") };
  const file = make(folder);
  const out = folder.path("out.csv");
  const told: string[] = [];
  for (const command of [
    ["import", file],
    ["lint", file],
    ["convert", file, out],
    ["diff", SEED, file],
  ]) {
    const { code, stdout, stderr } = await run(["glossary", ...command], { env });
    expect([command[0], code, stdout]).toEqual([command[0], 3, ""]);
    told.push(stderr);
  }
  expect(existsSync(out)).toBe(false);
  expect((await run(["glossary", "export"], { env })).stdout.trim().split("\n")).toHaveLength(1);
  return told;
}

describe("a glossary file that cannot be read is refused in one line with its place", () => {
  it.each(REFUSED)("%s (%s)", async (_, name, content, place) => {
    const told = await refusals((folder) =>
      folder.file(name, typeof content === "function" ? content(written) : content),
    );
    for (const line of told) {
      // Of a table's rows every fault is told, below how many there are.
      expect(line).toMatch(/^([^\n]{1,400}\n|([^\n]{1,400}\n){2}[^\n]{1,400}A term has more[^\n]*\n)$/);
      expect(line).toContain(name);
      expect(line).toMatch(place);
    }
  });

  it.each([
    [
      "a folder",
      (folder: ReturnType<typeof makeFolder>) => (mkdirSync(folder.path("a.csv")), folder.path("a.csv")),
    ],
    ["a file that is not there", (folder: ReturnType<typeof makeFolder>) => folder.path("a.csv")],
  ])("%s", async (_, make) => {
    for (const line of await refusals(make)) expect(line).toMatch(/^[^\n]*a\.csv[^\n]*\n$/);
  });
});

it.each([
  ["a.csv", "id,zh_hans,__proto__,constructor\nA,甲,x,y\n"],
  ["a.json", json(`{"id":"A","__proto__":{"note":"x"},"forms":[{${TERM}:"甲"}]}]}`)],
])("names of every object's own are names like others (%s)", async (name, content) => {
  const folder = makeFolder();
  const { code, stdout } = await run(["glossary", "convert", folder.file(name, content), "-"]);
  expect(code).toBe(0);
  expect(stdout).toContain(name === "a.csv" ? "__proto__,constructor\n" : "A,");
  expect(Object.hasOwn(Object.prototype, "note")).toBe(false);
});
