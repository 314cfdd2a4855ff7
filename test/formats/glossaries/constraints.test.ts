/** What the tools that take a written file ask of it, and what is told to be lost. */
import { unzipSync } from "fflate";
import fc from "fast-check";
import { XmlDocument, type XmlElement } from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import type { Concept, Form } from "../../../src/core/glossary/model.ts";
import { readRows, type Delimiter } from "../../../src/formats/csv/rows.ts";
import { wholeEntry } from "../../../src/formats/glossaries/entry.ts";
import { bytesOf, type GlossaryFormat } from "../../../src/formats/glossaries/format.ts";
import { noLosses } from "../../../src/formats/glossaries/losses.ts";
import { FILE_BYTES, TERM_BYTES } from "../../../src/formats/glossaries/machine-translation.ts";
import { GLOSSARY_FORMATS } from "../../../src/formats/table.ts";
import { readXlsx } from "../../../src/formats/xlsx/read.ts";
import { concepts } from "../../support/arbitraries.ts";

const ALL: readonly GlossaryFormat[] = GLOSSARY_FORMATS;

/** A concept by its forms: `zh 两会`, `zh-Hant 兩會`, `en Two Sessions`, `admitted …`, `not …`. */
function concept(id: string, lines: readonly string[], more: Partial<Concept> = {}): Concept {
  const forms = lines.map((line): Form => {
    const [mark = "", text = ""] = line.split(/ (.*)/s);
    if (mark === "zh") return { lang: "zh-Hans", kind: "preferred", text };
    if (mark === "zh-Hant") return { lang: "zh-Hant", kind: "preferred", text };
    if (mark === "also") return { lang: "zh-Hans", kind: "admitted", text };
    const kind = mark === "not" ? "deprecated" : mark === "admitted" || mark === "short" ? mark : "preferred";
    return { lang: "en", kind, text };
  });
  const rest = { scope: [], note: "", evidence: [], extra: {} };
  return { id, category: "term", status: "approved", forms, ...rest, ...more };
}

function written(
  name: string,
  list: readonly Concept[],
): { readonly bytes: Uint8Array; readonly text: string; readonly lost: readonly string[] } {
  const format = ALL.find((each) => each.name === name);
  if (format === undefined) throw new Error(name);
  const losses = noLosses();
  const entries = list.map((each) => wholeEntry(each));
  const bytes = bytesOf(format.write(entries, losses));
  const lost = losses
    .report()
    .map(({ code, params, conceptIds = [] }) =>
      [code.replace("export-", ""), String(params["count"]), ...conceptIds].join(" "),
    );
  return { bytes, text: Buffer.from(bytes).toString(), lost };
}

function cellsOf(text: string, delimiter: Delimiter): readonly (readonly string[])[] {
  const rows = readRows(text, delimiter, 1_000);
  if (!rows.ok) throw new Error(rows.refusal.code);
  return rows.value.map(({ cells }) => cells);
}

/** For any glossary: every faulty line of the file that is written. */
function always(name: string, faultsOf: (text: string, bytes: Uint8Array) => readonly unknown[]): void {
  fc.assert(
    fc.property(concepts(), (list) => {
      const { text, bytes } = written(
        name,
        list.map((each) => ({ ...each, status: "approved" })),
      );
      expect(faultsOf(text, bytes)).toEqual([]);
    }),
  );
}

function linesOf(text: string, end: string): readonly string[] {
  if (text !== "" && !text.endsWith(end)) throw new Error(`the last line has no end: ${text}`);
  return text.split(end).slice(0, -1);
}

const SESSIONS = concept("P1", [
  "zh 两会",
  "zh-Hant 兩會",
  "en Two Sessions",
  "admitted Sessions",
  "not two meetings",
]);

describe("OmegaT", () => {
  it("has three columns, a source and a target on every line, no header and no comments", () => {
    always("omegat", (text) =>
      linesOf(text, "\n").filter((line) => {
        const cells = line.split("\t");
        return (
          cells.length !== 3 ||
          cells[0] === "" ||
          cells[1] === "" ||
          /^#|[\r\u0085\u2028\u2029]|^\ufeff/.test(line)
        );
      }),
    );
  });

  it("has every Chinese form beside the preferred one, then the others; the forbidden in the comment", () => {
    expect(written("omegat", [SESSIONS])).toMatchObject({
      text: "两会\tTwo Sessions\t[not: two meetings]\n兩會\tTwo Sessions\t\n两会\tSessions\t\n",
      lost: ["forbidden 1 P1", "fields 1 P1"],
    });
  });

  it("loses what it has no line for", () => {
    const list = [concept("A", ["zh 甲"]), concept("B", ["en Beta"]), concept("C", ["zh #1", "en C"])];
    expect(written("omegat", list)).toMatchObject({
      text: "",
      lost: ["concept 2 A B", "characters 1 C", "fields 1 C"],
    });
  });
});

describe("MateCat", () => {
  const HEADER =
    "Forbidden,Domain,Subdomain,Definition,zh-CN,Notes,Example of use,zh-TW,Notes,Example of use,en-US,Notes,Example of use";
  const rowsOf = (bytes: Uint8Array): readonly (readonly string[])[] => {
    const read = readXlsx(bytes);
    return read.ok ? (read.value[0]?.rows ?? []).map(({ cells }) => cells) : [];
  };

  it("has its fixed header with hyphenated locales, and TRUE or nothing in the first column", () => {
    always("matecat", (_, bytes) => {
      const [header, ...rows] = rowsOf(bytes);
      const wrong = rows.filter((cells) => !["", "TRUE"].includes(cells[0] ?? "") || cells.length > 13);
      return header?.join(",") === HEADER ? wrong : [header];
    });
  });

  it("has a row a wording, the forbidden ones marked, no formula and no number", () => {
    const { bytes } = written("matecat", [SESSIONS]);
    const marks = rowsOf(bytes).map((cells) => [cells[0], cells[4], cells[7], cells[10]]);
    expect(marks.slice(1)).toEqual([
      ["", "两会", "兩會", "Two Sessions"],
      ["", "两会", "兩會", "Sessions"],
      ["TRUE", "两会", "兩會", "two meetings"],
    ]);
    const sheet = Buffer.from(unzipSync(bytes)["xl/worksheets/sheet1.xml"] ?? []).toString();
    expect(sheet).not.toMatch(/<f[ >]|<v>/);
    expect(new Set(sheet.match(/ t="\w+"/g))).toEqual(new Set([' t="inlineStr"']));
  });
});

describe.each([
  ["deepl", "\t"],
  ["google", ","],
] as const)("%s", (name, delimiter) => {
  const pairsOf = (text: string): readonly (readonly string[])[] =>
    delimiter === "\t" ? linesOf(text, "\n").map((line) => line.split("\t")) : cellsOf(text, delimiter);

  it("has two columns without header, no source twice, nothing blank, no control characters", () => {
    always(name, (text) => {
      const pairs = pairsOf(text);
      const sources = pairs.map(([source]) => source);
      const twice = sources.filter((source, index) => sources.indexOf(source) !== index);
      const wrong = pairs.filter(
        (cells) =>
          cells.length !== 2 ||
          cells.some((cell) => cell.trim() !== cell || cell === "" || /\p{Cc}/u.test(cell)),
      );
      return [...twice, ...wrong];
    });
  });

  it("has one target a source; what is dropped is told", () => {
    const twin = concept("P2", ["zh 两会", "en Both Sessions"]);
    const waiting = concept("P3", ["zh 甲", "en A"], { status: "proposed" });
    expect(written(name, [SESSIONS, twin, waiting])).toMatchObject({
      text: ["两会", "兩會"].map((source) => `${source}${delimiter}Two Sessions\n`).join(""),
      lost: [
        "concept 1 P3",
        "forbidden 1 P1",
        "second-target 1 P1",
        "duplicate-source 1 P2",
        "fields 2 P1 P2",
      ],
    });
  });

  it("leaves out terms of more than 1024 bytes and what goes beyond the size of a file", () => {
    const just = concept("J", [`zh ${"会".repeat(341)}a`, "en Just"]);
    const over = concept("O", [`zh ${"会".repeat(341)}aa`, "en Over"]);
    const { text, lost } = written(name, [just, over]);
    expect([Buffer.byteLength(pairsOf(text)[0]?.[0] ?? ""), lost]).toEqual([
      TERM_BYTES,
      ["too-long 1 O", "fields 2 J O"],
    ]);
    const many = Array.from({ length: 6_000 }, (_, nth) =>
      concept(`${nth}`, [`zh ${nth}${"x".repeat(900)}`, `en ${"y".repeat(900)}`]),
    );
    const full = written(name, many);
    expect(full.bytes.length).toBeLessThanOrEqual(FILE_BYTES);
    expect(full.bytes.length).toBeGreaterThan(FILE_BYTES * 0.99);
    expect(full.lost[0]).toMatch(/^too-long \d{3}/);
  });

  it("guards no formula: the service would take the apostrophe for part of the term", () => {
    expect(written(name, [concept("F", ["zh =甲", "en -A"])]).text).toBe(`=甲${delimiter}-A\n`);
  });
});

describe("UTX", () => {
  it("has two header lines, lines that end in CR LF, six columns, and - for nothing", () => {
    always("utx", (text) => {
      const [first = "", second, ...rows] = linesOf(text, "\r\n");
      const header = /^#UTX 1\.11; zh\/en; copyright: [^;]+; license: [^;]+;$/.test(first);
      const columns = second === "#src\ttgt\tsrc:pos\tterm status\tconcept ID\tsrc:comment";
      const wrong = rows.filter((row) => {
        const cells = row.split("\t");
        return cells.length !== 6 || cells.includes("") || /[\r\n]/.test(row) || row.startsWith("#");
      });
      return [...(header && columns ? [] : [first, second]), ...wrong];
    });
  });

  it("says of every term whether it is approved, not standard or forbidden", () => {
    const proposed = concept("P2", ["zh 甲", "also 乙"], { status: "proposed", note: "a\tnote\nhere" });
    const { text, lost } = written("utx", [SESSIONS, proposed, concept("P3", ["zh #1", "en -"])]);
    expect(linesOf(text, "\r\n").slice(2)).toEqual([
      "两会\tTwo Sessions\t-\tapproved\tP1\t-",
      "两会\tSessions\t-\tnon-standard\tP1\t-",
      "两会\ttwo meetings\t-\tforbidden\tP1\t-",
      "兩會\tTwo Sessions\t-\tapproved\tP1\t-",
      "甲\t-\t-\tprovisional\tP2\ta note here",
      "乙\t-\t-\tprovisional\tP2\t-",
    ]);
    expect(lost).toEqual(["characters 1 P3", "fields 3 P1 P2 P3"]);
  });
});

describe("memoQ", () => {
  it("begins with the columns of an entry in their order, then the languages, every row as long as the header", () => {
    always("memoq", (text) => {
      const [header = [], ...rows] = cellsOf(text, ",");
      const entry =
        "Entry_ID Entry_Subject Entry_Domain Entry_ClientID Entry_ProjectID Entry_Created Entry_Creator Entry_LastModified Entry_Modifier Entry_Note";
      const languages = header.slice(10).join(" ");
      const term = (lang: string): string => `${lang}_Def(?: ${lang} Term_Info Term_Example)+`;
      const pattern = new RegExp(`^${term("Chinese_PRC")} ${term("Chinese_Taiwan")} ${term("English")}$`);
      const isHeader = header.slice(0, 10).join(" ") === entry && pattern.test(languages);
      return [...(isHeader ? [] : [header]), ...rows.filter(({ length }) => length !== header.length)];
    });
  });

  it("says behind a term that it is forbidden", () => {
    const [, row] = cellsOf(written("memoq", [SESSIONS]).text, ",");
    const at = row?.indexOf("two meetings") ?? 0;
    expect(row?.slice(at, at + 2)).toEqual(["two meetings", "CasePermissive;HalfPrefix;Forbidden"]);
  });
});

describe("TMX", () => {
  const HEADER = [
    "creationtool",
    "creationtoolversion",
    "segtype",
    "o-tmf",
    "adminlang",
    "srclang",
    "datatype",
  ];

  it("is well-formed TMX 1.4 with every attribute that it asks for", () => {
    always("tmx", (text) => {
      const document = XmlDocument.fromString(text);
      try {
        const missing = HEADER.filter(
          (name) => (document.get("/tmx/header") as XmlElement | null)?.attr(name)?.value === undefined,
        );
        const units = document.find("/tmx/body/tu[not(tuv)] | //tuv[not(@xml:lang) or count(seg) != 1]");
        return [
          ...missing,
          ...units.map(String),
          ...(document.root.attr("version")?.value === "1.4" ? [] : ["version"]),
        ];
      } finally {
        document.dispose();
      }
    });
  });

  it("has forbidden forms as properties only, and tells it", () => {
    const { text, lost } = written("tmx", [SESSIONS]);
    expect(text).toContain('<prop type="x-forbidden">two meetings</prop>');
    expect(text).not.toContain("<seg>two meetings</seg>");
    expect(lost).toEqual(["forbidden 1 P1"]);
  });

  it("leaves out a concept that XML cannot hold", () => {
    expect(written("tmx", [concept("X", ["zh 甲", "en a\u0001"])]).lost).toEqual(["characters 1 X"]);
  });
});

it.each([
  ["utx", 7],
  ["omegat", 7],
  ["matecat", 6],
  ["memoq", 6],
  ["tmx", 5],
  ["deepl", 6],
  ["google", 6],
  ["google-sets", 6],
  ["weblate", 5],
])(
  "%s tells the days, the category, short forms, the scope, the evidence, the rules and the other columns that it has no place for",
  (name, count) => {
    const rich = concept("R", ["zh 甲", "en A", "short B"], {
      scope: ["乙"],
      evidence: ["x"],
      case: "exact",
      surname: "A",
      extra: { Region: "HK" },
    });
    const dated = { ...rich, forms: rich.forms.map((form) => ({ ...form, validFrom: "2020-01-01" })) };
    expect(written(name, [rich]).lost.at(-1)).toBe(`fields ${count} R`);
    expect(written(name, [dated]).lost.slice(-2)).toEqual(["days 3 R", `fields ${count} R`]);
  },
);

it.each(["utx", "omegat", "matecat", "memoq"])(
  "%s has no term of a retired concept, and tells it",
  (name) => {
    const retired = concept("R", ["zh 甲", "en Former"], { status: "retired" });
    const { bytes, lost } = written(name, [retired, SESSIONS]);
    const read = readXlsx(bytes);
    const text = read.ok ? JSON.stringify(read.value) : Buffer.from(bytes).toString();
    expect(text).not.toContain("Former");
    expect(text).toContain("Two Sessions");
    expect(lost).toContain("concept 1 R");
  },
);

it("a report names the first twenty concepts and counts all", () => {
  const list = Array.from({ length: 30 }, (_, nth) => concept(`C${nth}`, ["en A"]));
  const [first] = written("deepl", list).lost;
  expect(first?.split(" ")).toHaveLength(22);
  expect(first).toMatch(/^concept 30 C0 /);
});
