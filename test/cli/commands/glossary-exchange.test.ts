import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { GLOSSARY_FORMATS } from "../../../src/formats/table.ts";
import { ROOT } from "../../support/tree.ts";
import { makeFolder } from "../folder.ts";
import { run } from "../memory-io.ts";

const SEED = join(ROOT, "seeds/glossary.csv");
const HEADER = "id,category,status,zh_hans,preferred_en,deprecated_en\n";
const ONE = `${HEADER}A1,term,approved,甲,Alpha,Omega\n`;

describe("glossary convert", () => {
  it.each(["tsv", "json", "tbx", "tbx2", "xlsx"])(
    "%s and back is the starter glossary, byte for byte",
    async (format) => {
      const there = await run(["glossary", "convert", SEED, "-", "--to", format]);
      expect(there.code).toBe(0);
      const named = ["--from", format, "--to", "csv"];
      for (const options of [["--to", "csv"], named]) {
        const back = await run(["glossary", "convert", "-", "-", ...options], { input: there.bytes });
        expect(back.stdout).toBe(readFileSync(SEED, "utf8"));
      }
    },
  );

  it.each(GLOSSARY_FORMATS.map(({ name }) => name))(
    "%s is written, and what it cannot hold is told",
    async (name) => {
      const { code, bytes, stderr } = await run(["glossary", "convert", SEED, "-", "--to", name]);
      expect(code).toBe(0);
      expect(bytes.length).toBeGreaterThan(5_000);
      expect(stderr).toContain(`260 concepts, csv to ${name}.`);
      const lossless = ["csv", "tsv", "json", "tbx", "tbx2", "xlsx"].includes(name);
      expect(stderr.trim().split("\n").length > 1).toBe(!lossless);
    },
  );

  it("goes by the names of the files", async () => {
    const folder = makeFolder();
    const input = folder.file("terms.csv", ONE);
    expect((await run(["glossary", "convert", input, folder.path("terms.tmx")])).code).toBe(0);
    expect(readFileSync(folder.path("terms.tmx"), "utf8")).toContain('<tmx version="1.4">');
  });

  it.each([
    ["a format that is not known", ["--to", "docx"], 2, /--to/],
    ["a format that is only written", ["--from", "deepl"], 2, /only written/],
  ])("%s is refused", async (_, options, code, message) => {
    const result = await run(["glossary", "convert", "-", "-", ...options], { input: ONE });
    expect([result.code, result.stdout]).toEqual([code, ""]);
    expect(result.stderr).toMatch(message);
  });

  it("a broken file is refused with its line and column, and nothing is written", async () => {
    const folder = makeFolder();
    const input = folder.file("terms.tbx", "<tbx>\n  <text></body></tbx>");
    const { code, stderr } = await run(["glossary", "convert", input, folder.path("out.csv")]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/terms\.tbx.*2.*1[0-9]/);
    expect(() => readFileSync(folder.path("out.csv"))).toThrow(/ENOENT/);
  });

  it.each(["csv", "tsv", "json", "tbx", "memoq", "utx", "xlsx"])(
    "a file that breaks at its end gives no %s: what was there stays, standard output is empty",
    async (to) => {
      const folder = makeFolder();
      const whole = (await run(["glossary", "convert", SEED, "-", "--to", "tbx"])).bytes;
      const input = folder.file("terms.tbx", whole.toString().replace("</body>", "</bodies>"));
      const out = folder.file("out", "what was there");
      const refused = await run(["glossary", "convert", input, out, "--to", to]);
      expect([refused.code, refused.stderr]).toEqual([
        3,
        expect.stringMatching(/terms\.tbx.*\(line \d+, column \d+\)\n$/),
      ]);
      expect([readFileSync(out, "utf8"), readdirSync(folder.path("")).sort()]).toEqual([
        "what was there",
        ["out", "terms.tbx"],
      ]);
      const printed = await run(["glossary", "convert", input, "-", "--to", to]);
      expect([printed.code, printed.stdout]).toEqual([3, ""]);
    },
  );

  it("writes over the file that it reads", async () => {
    const folder = makeFolder();
    const file = folder.file("terms.csv", ONE);
    expect((await run(["glossary", "convert", file, file, "--to", "tsv"])).code).toBe(0);
    expect(readFileSync(file, "utf8")).toContain("A1\tterm\tapproved\t甲\t\tAlpha");
  });

  it("refuses an output that cannot be written", async () => {
    const folder = makeFolder();
    const { code, stderr } = await run(["glossary", "convert", SEED, folder.path("none/out.csv")]);
    expect([code, stderr]).toEqual([4, expect.stringMatching(/none\/out\.csv/)]);
  });
});

describe("glossary import", () => {
  it("says before what it would do, then does it; conflicts wait", async () => {
    const env = { ZHENGMING_DATA: makeFolder().path("data") };
    await run(["glossary", "import", "-"], { env, input: ONE });
    const input = "zh_hans,preferred_en,note\n甲,Beta,\n乙,Gamma,\n甲,Alpha,noted\n";
    const dry = await run(["glossary", "import", "--dry-run", "-"], { env, input });
    expect(dry.code).toBe(1);
    expect(dry.stdout.split("\n").map((line) => line.split("\t"))).toMatchObject(
      [
        ["conflict", "2", /.*/, "Beta", "A1"],
        ["new", "3", /.*/, "Gamma", ""],
        ["changed", "4", "A1", "Alpha", "note"],
        [""],
      ].map((cells) =>
        cells.map((cell) => (typeof cell === "string" ? cell : (expect.stringMatching(cell) as string))),
      ),
    );
    expect((await run(["glossary", "export"], { env })).stdout).toBe(
      `id,category,status,zh_hans,zh_hant,preferred_en,short_en,admitted_en,deprecated_en,case,scope_zh,note,source\nA1,term,approved,甲,,Alpha,,,Omega,,,,\n`,
    );
    const done = await run(["glossary", "import", "--json", "-"], { env, input });
    expect(done.code).toBe(1);
    expect(JSON.parse(done.stdout)).toMatchObject({ added: 1, changed: 1, conflicts: 1 });
  });

  it("takes a workbook, a TBX and a text of OmegaT's", async () => {
    const env = { ZHENGMING_DATA: makeFolder().path("data") };
    const folder = makeFolder();
    for (const name of ["a.xlsx", "b.tbx"]) {
      await run(["glossary", "convert", SEED, folder.path(name)]);
      const { code, stdout } = await run(["glossary", "import", "--json", folder.path(name)], { env });
      const first = name === "a.xlsx";
      expect([code, JSON.parse(stdout)]).toMatchObject([
        0,
        { added: first ? 260 : 0, unchanged: first ? 0 : 260 },
      ]);
    }
    const text = folder.file("glossary.txt", "丙\tDelta\tby hand\n");
    const { stdout } = await run(["glossary", "import", "--json", text], { env });
    expect(JSON.parse(stdout)).toMatchObject({ added: 1 });
  });
});

describe("glossary export", () => {
  it("writes what is asked for in the format that is asked for", async () => {
    const env = { ZHENGMING_DATA: makeFolder().path("data") };
    await run(["glossary", "import", SEED], { env });
    const { code, stdout, stderr } = await run(
      ["glossary", "export", "--to", "deepl", "--category", "person"],
      { env },
    );
    expect(code).toBe(0);
    expect(stdout).toContain("毕坚文\tMohamed Butt\n");
    expect(stderr).not.toBe("");
    const sources = stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split("\t")[0]);
    expect(new Set(sources).size).toBe(sources.length);
  });
});

describe("glossary diff", () => {
  it("tells what was added, removed and changed", async () => {
    const folder = makeFolder();
    const before = folder.file("a.csv", `${ONE}B1,term,approved,乙,Beta,\nC1,term,approved,丙,Gamma,\n`);
    const after = folder.file(
      "b.csv",
      `${ONE.replace("Omega", "Omegas")}C1,term,approved,丙,Gamma,\nD1,term,approved,丁,Delta,\n`,
    );
    const { code, stdout } = await run(["glossary", "diff", before, after]);
    expect(code).toBe(1);
    expect(stdout).toBe("-\tB1\tBeta\t\n~\tA1\tAlpha\tforms\n+\tD1\tDelta\t\n");
    expect(await run(["glossary", "diff", before, before])).toMatchObject({ code: 0, stdout: "" });
  });
});
