import { describe, expect, it } from "vitest";
import { RULES, type Rules } from "./support/architecture-rules.ts";
import { nameFaults, violations } from "./support/architecture.ts";
import { skippedTests } from "./support/skipped-tests.ts";
import { readTree } from "./support/tree.ts";

describe("the project", () => {
  it("keeps the rules in src", () => {
    expect(violations(readTree("src", [".ts"]))).toEqual([]);
  });

  it.each(["test", "views", "locales"])("has no drawer for everything in %s", (folder) => {
    expect([...readTree(folder, [""]).keys()].flatMap((path) => nameFaults(path))).toEqual([]);
  });

  it("skips no test", () => {
    expect([...readTree("test", [".test.ts"])].flatMap(([path, text]) => skippedTests(path, text))).toEqual(
      [],
    );
  });
});

/** Planted files; every other line of this file is about what is said of them. */
interface Planted {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly rules?: Partial<Rules>;
  readonly says: readonly string[];
}

const A = "export const a = 1;\n";
const long = (lines: number): string => `${A}${"// more\n".repeat(lines - 1)}`;

const TABLE: readonly Planted[] = [
  // Directions between parts.
  {
    name: "core imports app",
    files: { "src/core/a.ts": `import { a } from "../app/a.ts";`, "src/app/a.ts": A },
    says: ["src/core/a.ts:1: core may not import src/app/a.ts"],
  },
  {
    name: "a type counts like a value",
    files: { "src/core/a.ts": `\nimport type { a } from "../app/a.ts";`, "src/app/a.ts": A },
    says: ["src/core/a.ts:2: core may not import src/app/a.ts"],
  },
  {
    name: "a re-export counts",
    files: { "src/formats/a.ts": `export { a } from "../app/a.ts";${A}`, "src/app/a.ts": A },
    says: ["src/formats/a.ts:1: formats may not import src/app/a.ts"],
  },
  {
    name: "a dynamic import counts",
    files: { "src/app/a.ts": `export const b = await import("../http/a.ts");`, "src/http/a.ts": A },
    says: ["src/app/a.ts:1: app may not import src/http/a.ts"],
  },
  {
    name: "the type of an import counts",
    files: { "src/app/a.ts": `export type B = import("../storage/a.ts").B;`, "src/storage/a.ts": A },
    says: ["src/app/a.ts:1: app may not import src/storage/a.ts"],
  },
  {
    name: "storage and http do not know each other",
    files: {
      "src/storage/a.ts": `import { b } from "../http/c.ts";`,
      "src/http/b.ts": `import { a } from "../storage/d.ts";`,
      "src/http/c.ts": A,
      "src/storage/d.ts": A,
    },
    says: [
      "src/storage/a.ts:1: storage may not import src/http/c.ts",
      "src/http/b.ts:1: http may not import src/storage/d.ts",
    ],
  },
  {
    name: "jobs, i18n and http know nothing of the command line",
    files: {
      "src/jobs/a.ts": `import "../cli/a.ts";`,
      "src/i18n/a.ts": `import "../cli/a.ts";`,
      "src/http/a.ts": `import "../cli/a.ts";`,
      "src/cli/a.ts": A,
    },
    says: [
      "src/jobs/a.ts:1: jobs may not import src/cli/a.ts",
      "src/i18n/a.ts:1: i18n may not import src/cli/a.ts",
      "src/http/a.ts:1: http may not import src/cli/a.ts",
    ],
  },
  {
    name: "what is allowed is silent",
    files: {
      "src/core/text/a.ts": A,
      "src/core/merge/diff.ts": `import { diffArrays } from "diff";\nimport { a } from "../text/a.ts";`,
      "src/formats/a.ts": `import { stringify } from "csv-stringify/sync";\nimport { a } from "../core/text/a.ts";`,
      "src/app/a.ts": `import { createHash } from "node:crypto";\nimport { a } from "../formats/a.ts";`,
      "src/storage/a.ts": `import { DatabaseSync } from "node:sqlite";\nimport { Kysely } from "kysely";`,
      "src/i18n/a.ts": `import i18next from "i18next";`,
      "src/http/a.ts": `import express from "express";\nimport { b } from "../i18n/a.ts";`,
      "src/browser/a.ts": `import type { a } from "../core/text/a.ts";`,
      "src/browser/build.ts": `import { build } from "esbuild";\nimport { join } from "node:path";`,
      "src/cli/a.ts": `import { a } from "../http/a.ts";\nimport { b } from "../storage/a.ts";`,
    },
    says: [],
  },
  // Packages and builtins.
  {
    name: "core and formats know no builtin",
    files: {
      "src/core/a.ts": `import { join } from "node:path";`,
      "src/formats/a.ts": `import { Buffer } from "node:buffer";`,
    },
    says: [
      "src/core/a.ts:1: core may not import the package node:path",
      "src/formats/a.ts:1: formats may not import the package node:buffer",
    ],
  },
  {
    name: "app knows node:crypto alone",
    files: { "src/app/a.ts": `import { readFile } from "node:fs/promises";` },
    says: ["src/app/a.ts:1: app may not import the package node:fs/promises"],
  },
  {
    name: "a builtin without node: is a package like any other",
    files: { "src/storage/a.ts": `import { join } from "path";` },
    says: ["src/storage/a.ts:1: storage may not import the package path"],
  },
  {
    name: "i18next only in i18n",
    files: { "src/http/a.ts": `import type { i18n } from "i18next";` },
    says: ["src/http/a.ts:1: http may not import the package i18next"],
  },
  {
    name: "diff only in its file",
    files: { "src/core/merge/a.ts": `import { diffArrays } from "diff";` },
    says: ["src/core/merge/a.ts:1: only src/core/merge/diff.ts may import the package diff"],
  },
  {
    name: "pinyin-pro and opencc-js only in their folders",
    files: {
      "src/core/text/a.ts": `import { pinyin } from "pinyin-pro";\nimport { Converter } from "opencc-js/cn2t";`,
      "src/core/discovery/a.ts": `import { pinyin } from "pinyin-pro";\nimport { Converter } from "opencc-js/cn2t";`,
    },
    says: [
      "src/core/text/a.ts:1: only src/core/discovery/ may import the package pinyin-pro",
      "src/core/discovery/a.ts:2: only src/core/text/ may import the package opencc-js",
    ],
  },
  {
    name: "scoped packages by both names",
    files: { "src/http/a.ts": `import { x } from "@scope/name/sub";` },
    says: ["src/http/a.ts:1: http may not import the package @scope/name"],
  },
  {
    name: "the browser takes types of core/text and no values, and builds in one file",
    files: {
      "src/browser/a.ts": `import { a } from "../core/text/a.ts";\nimport { build } from "esbuild";`,
      "src/browser/b.ts": `import type { a } from "../core/merge/a.ts";`,
      "src/core/text/a.ts": A,
      "src/core/merge/a.ts": A,
    },
    says: [
      "src/browser/a.ts:1: browser may not import src/core/text/a.ts",
      "src/browser/a.ts:2: browser may not import the package esbuild",
      "src/browser/b.ts:1: browser may not import src/core/merge/a.ts",
    ],
  },
  // Imports that no rule can follow.
  {
    name: "computed names",
    files: { "src/cli/a.ts": `const n = "./b.ts";\nexport const b = await import(n);` },
    says: ["src/cli/a.ts:2: imports a computed name"],
  },
  {
    name: "files that are not there",
    files: {
      "src/cli/a.ts": `import { b } from "./b";\nimport p from "../../package.json" with { type: "json" };`,
    },
    says: [
      "src/cli/a.ts:1: imports ./b, which is no file of src",
      "src/cli/a.ts:2: imports ../../package.json, which is no file of src",
    ],
  },
  {
    name: "parts that the table does not know",
    files: { "src/lib/a.ts": `import "./b.ts";`, "src/lib/b.ts": A },
    says: ["src/lib/a.ts:1: lies in no part of the table"],
  },
  // Cycles.
  {
    name: "a cycle is printed",
    files: {
      "src/core/a.ts": `import { b } from "./b.ts";`,
      "src/core/b.ts": `export { c } from "./c.ts";${A}`,
      "src/core/c.ts": `import { a } from "./a.ts";`,
    },
    says: ["src/core/a.ts: imports itself: src/core/a.ts -> src/core/b.ts -> src/core/c.ts -> src/core/a.ts"],
  },
  {
    name: "a cycle of types is none",
    files: {
      "src/core/a.ts": `import type { b } from "./b.ts";`,
      "src/core/b.ts": `import { a } from "./a.ts";`,
    },
    says: [],
  },
  {
    name: "an import whose names are all types is still run",
    files: {
      "src/core/a.ts": `import { type b } from "./b.ts";`,
      "src/core/b.ts": `import { a } from "./a.ts";`,
    },
    says: ["src/core/a.ts: imports itself: src/core/a.ts -> src/core/b.ts -> src/core/a.ts"],
  },
  // Names and lengths.
  {
    name: "drawers for everything",
    files: { "src/core/utils/a.ts": A, "src/core/Helpers.ts": A, "src/core/common.test.ts": A },
    says: [
      `src/core/utils/a.ts: the name "utils" says nothing`,
      `src/core/Helpers.ts: the name "Helpers.ts" says nothing`,
      `src/core/common.test.ts: the name "common.test.ts" says nothing`,
    ],
  },
  { name: "400 lines", files: { "src/core/a.ts": long(400) }, says: [] },
  {
    name: "401 lines",
    files: { "src/core/a.ts": long(401) },
    says: ["src/core/a.ts: 401 lines, more than 400"],
  },
  {
    name: "401 lines with a reason",
    files: { "src/core/a.ts": long(401) },
    rules: { longFiles: { "src/core/a.ts": "one algorithm" } },
    says: [],
  },
  {
    name: "a reason without a long file",
    files: { "src/core/a.ts": A },
    rules: { longFiles: { "src/core/a.ts": "one algorithm", "src/core/b.ts": "one table" } },
    says: ["src/core/a.ts: allowed to be long, and is not", "src/core/b.ts: allowed to be long, and is not"],
  },
  // Style.
  {
    name: "default exports",
    files: {
      "src/core/a.ts": "export default 1;",
      "src/core/b.ts": "export default function b() {}",
      "src/core/c.ts": "const c = 1;\nexport { c as default };",
    },
    says: [
      "src/core/a.ts:1: exports a default",
      "src/core/b.ts:1: exports a default",
      "src/core/c.ts:2: exports a default",
    ],
  },
  {
    name: "the default of a switch is none",
    files: { "src/core/a.ts": "export function a(n: number) { switch (n) { default: return n; } }" },
    says: [],
  },
  {
    name: "enum and any",
    files: { "src/core/a.ts": "export enum E { A }\nexport const a = (b: any) => String(b);" },
    says: ["src/core/a.ts:1: declares an enum", "src/core/a.ts:2: says any"],
  },
  ...["eslint-disable-next-line x", "@ts-ignore", "@ts-expect-error y", "@ts-nocheck"].map((words) => ({
    name: `// ${words}`,
    files: { "src/http/a.ts": `${A}// ${words}\n` },
    says: [`src/http/a.ts:2: switches a check off (${/^(eslint-disable|@[\w-]+)/.exec(words)?.[1] ?? ""})`],
  })),
  {
    name: "barrels",
    files: { "src/core/a.ts": `export * from "./b.ts";\nexport { a } from "./b.ts";`, "src/core/b.ts": A },
    says: ["src/core/a.ts:1: is a barrel"],
  },
  // Determinism of core and formats.
  ...(
    [
      ["Date.now()", "Date.now"],
      ["new Date()", "the present Date"],
      ["Date()", "the present Date"],
      ["Math.random()", "Math.random"],
      ["process.env", "process"],
      ["process", "process"],
      ["performance.now()", "performance"],
      ["crypto.randomUUID()", "crypto"],
      ["fetch(x)", "fetch"],
      ["setTimeout(f)", "setTimeout"],
      ["globalThis.Date", "globalThis"],
      [`"a".localeCompare("b")`, "localeCompare"],
      [`"a".toLocaleUpperCase()`, "toLocaleUpperCase"],
      [`(1).toLocaleString("en")`, "toLocaleString"],
      [`new Intl.Collator("zh")`, "Intl.Collator"],
      [`new Intl.DateTimeFormat("zh")`, "Intl.DateTimeFormat"],
    ] as const
  ).map(([code, what]) => ({
    name: `core and formats, not cli: ${code}`,
    files: Object.fromEntries(
      ["core", "formats", "cli"].map((part) => [`src/${part}/a.ts`, `export const a = ${code};`]),
    ),
    says: [`src/core/a.ts:1: uses ${what}`, `src/formats/a.ts:1: uses ${what}`],
  })),
  {
    name: "what is the same everywhere is silent",
    files: {
      "src/core/a.ts": [
        `export const words = new Intl.Segmenter("zh", { granularity: "word" });`,
        `export const day = (at: number) => new Date(at).toISOString() + Math.max(1, 2);`,
        `export interface Step { readonly process: string }`,
        `export const of = (step: Step) => step.process; // process.env, Date.now()`,
      ].join("\n"),
    },
    says: [],
  },
];

describe("planted files", () => {
  it.each(TABLE)("$name", ({ files, rules, says }) => {
    expect(violations(new Map(Object.entries(files)), { ...RULES, longFiles: {}, ...rules })).toEqual(says);
  });

  it.each([
    [`it.skip("a", () => {});`, ["a.test.ts:1: skip"]],
    [`describe.skip("a", () => {});`, ["a.test.ts:1: skip"]],
    [`it.only("a", () => {});`, ["a.test.ts:1: only"]],
    [`\nit.todo("a");`, ["a.test.ts:2: todo"]],
    [`it.skipIf(x)("a", () => {});`, ["a.test.ts:1: skipIf"]],
    [`it.runIf(x)("a", () => {});`, ["a.test.ts:1: runIf"]],
    [`it("a", (context) => { context.skip(); });`, ["a.test.ts:1: skip"]],
    [`it("skip", () => { list.todo; });`, []],
  ])("%s", (text, says) => {
    expect(skippedTests("a.test.ts", text)).toEqual(says);
  });
});
