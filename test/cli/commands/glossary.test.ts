import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/core/finding.ts";
import { ROOT } from "../../support/tree.ts";
import { makeFolder } from "../folder.ts";
import { run } from "../memory-io.ts";

const SEED = join(ROOT, "seeds/glossary.csv");
const HEADER = "id,category,status,zh_hans,preferred_en,deprecated_en\n";
const CONTRADICTS = `${HEADER}A1,term,approved,甲,Alpha,Alpha\n`;
const SHARED = `${HEADER}A1,term,approved,甲,Alpha,Omega\nB1,term,approved,乙,Beta,Omega\n`;
const FINE = `${HEADER}A1,term,approved,甲,Alpha,Omega\n`;

describe("import and export", () => {
  it("gives the same concepts back", async () => {
    const env = { ZHENGMING_DATA: makeFolder().path("data") };
    const first = await run(["glossary", "import", "--json", SEED], { env });
    expect(first.code).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({ added: 260, changed: 0, unchanged: 0 });
    const { code, stdout } = await run(["glossary", "export"], { env });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^id,category,status,/);
    const second = await run(["glossary", "import", "--json", "-"], { env, input: stdout });
    expect(JSON.parse(second.stdout)).toMatchObject({ added: 0, changed: 0, unchanged: 260 });
    expect(second.stderr).not.toContain("rerender");
  });

  it.each([
    ["broken quotes", `${HEADER}A1,term,approved,"甲,Alpha,Omega\n`],
    ["no column of forms", "id,note\nA1,x\n"],
    ["the same id twice", `${FINE}A1,term,approved,乙,Beta,\n`],
    ["nothing", ""],
  ])("%s: nothing is stored", async (_name, input) => {
    const env = { ZHENGMING_DATA: makeFolder().path("data") };
    const { code, stdout, stderr } = await run(["glossary", "import", "-"], { env, input });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/^zhengming glossary import: standard input: /);
    expect((await run(["glossary", "export"], { env })).stdout.trimEnd().split("\n")).toHaveLength(1);
  });
});

describe("lint", () => {
  it.each<[string, string, readonly string[], number, readonly string[]]>([
    ["nothing wrong", FINE, [], 0, []],
    ["an error", CONTRADICTS, [], 1, ["error\tform-contradicts\tA1\t"]],
    ["a warning", SHARED, [], 0, ["warning\tform-shared\tA1,B1\t"]],
    ["a warning, strictly", SHARED, ["--strict"], 1, ["warning\tform-shared\tA1,B1\t"]],
  ])("%s", async (_name, input, options, code, begins) => {
    const result = await run(["glossary", "lint", ...options, "-"], { input });
    expect(result.code).toBe(code);
    const lines = result.stdout.split("\n").slice(0, -1);
    expect(lines.map((line, index) => line.startsWith(begins[index] ?? "\n"))).toEqual(
      begins.map(() => true),
    );
    expect(result.stderr).toMatch(/^\d errors?\. \d warnings?\.\n$/);
  });

  it("of the seed finds no error", async () => {
    const { code, stdout } = await run(["glossary", "lint", "--json", SEED]);
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Finding[]).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("without a file looks at the store", async () => {
    const env = { ZHENGMING_DATA: makeFolder().path("data") };
    await run(["glossary", "import", "-"], { env, input: CONTRADICTS });
    const { code, stdout } = await run(["glossary", "lint", "--json"], { env });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      { code: "form-contradicts", severity: "error", conceptIds: ["A1"] },
    ]);
  });

  it("refuses a file that is no glossary", async () => {
    expect(await run(["glossary", "lint", "-"], { input: 'a,b\n"' })).toMatchObject({ code: 3, stdout: "" });
  });
});
