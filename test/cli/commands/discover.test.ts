import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeFolder, type Folder } from "../folder.ts";
import { run } from "../memory-io.ts";

const GLOSSARY =
  "id,category,status,zh_hans,preferred_en\nT1,term,approved,认可机构,authorized institutions\n";
const ZH = "认可机构今年公布报告。\n委员会监察认可机构。\n";
const EN =
  "Accredited institutions published reports this year.\nThe committee supervises accredited institutions.\n";

function files(): Folder & { glossary: string } {
  const folder = makeFolder();
  mkdirSync(folder.path("zh"));
  mkdirSync(folder.path("en"));
  return { ...folder, glossary: folder.file("g.csv", GLOSSARY) };
}

describe("discover", () => {
  it("prints one row a form", async () => {
    const { file, glossary } = files();
    const { code, stdout, stderr } = await run([
      "discover",
      "--glossary",
      glossary,
      "--source",
      file("zh.txt", ZH),
      file("en.txt", EN),
    ]);
    expect(code).toBe(0);
    const rows = stdout
      .trim()
      .split("\n")
      .map((line) => line.split(",").slice(0, 6).join(","));
    expect(rows).toEqual([
      "kind,concept,chinese,machine,write,count",
      "form,T1,认可机构,Accredited institutions,authorized institutions,2",
    ]);
    expect(stderr).toBe("1 form found. 2 places.\n");
  });

  it("pairs several files in order, and gives JSON", async () => {
    const { file, glossary } = files();
    const argv = ["--source", file("a.txt", ZH), file("b.txt", ZH), file("c.txt", EN), file("d.txt", EN)];
    const { stdout } = await run(["discover", "--glossary", glossary, "--json", ...argv]);
    const { groups } = JSON.parse(stdout) as { groups: { count: number; documents: string[] }[] };
    expect(groups[0]?.count).toBe(4);
    expect(groups[0]?.documents).toHaveLength(2);
  });

  it.each([
    [["x"], "--source"],
    [["--source", "a", "b", "c"], "cannot be paired"],
  ])("refuses %j", async (argv, says) => {
    const { code, stderr } = await run(["discover", ...argv]);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});

describe("render over folders", () => {
  it("writes every text and a report, and says what is missing", async () => {
    const { file, path, glossary } = files();
    file("zh/one.txt", ZH);
    file("en/one.txt", EN);
    file("zh/two.zh-Hans.txt", ZH);
    file("en/two.en.txt", EN);
    file("en/alone.txt", EN);
    file("zh/lost.txt", ZH);
    file("zh/blank.txt", ZH);
    file("en/blank.txt", "");
    const argv = [
      "--source",
      path("zh"),
      "--out",
      path("out"),
      "--discover",
      "all",
      "--report",
      path("report.csv"),
      path("en"),
    ];
    const { code, stderr } = await run(["render", "--glossary", glossary, ...argv]);
    expect(code).toBe(1);
    expect(stderr).toContain("alone.txt has no Chinese");
    expect(stderr).toContain("lost.txt has no English");
    expect(stderr).toContain("blank.txt is empty");
    expect(stderr).toContain("3 texts. 4 changes. 4 of them found through the Chinese.");
    expect(readdirSync(path("out")).sort()).toEqual(["alone.txt", "one.txt", "two.en.txt"]);
    expect(readFileSync(path("out/one.txt"), "utf8")).toBe(
      "Authorized institutions published reports this year.\nThe committee supervises authorized institutions.\n",
    );
    expect(readFileSync(path("out/alone.txt"), "utf8")).toBe(EN);
    expect(readFileSync(path("report.csv"), "utf8").trim().split("\n")).toHaveLength(5);
  });

  it("without --discover only the glossary's forms act", async () => {
    const { file, path, glossary } = files();
    file("zh/one.txt", ZH);
    file("en/one.txt", EN);
    const { code } = await run([
      "render",
      "--glossary",
      glossary,
      "--source",
      path("zh"),
      "--out",
      path("out"),
      path("en"),
    ]);
    expect(code).toBe(0);
    expect(readFileSync(path("out/one.txt"), "utf8")).toBe(EN);
  });

  it("one text goes to standard output", async () => {
    const { file, glossary } = files();
    const { stdout } = await run([
      "render",
      "--glossary",
      glossary,
      "--source",
      file("zh.txt", ZH),
      "--discover",
      "0.5",
      file("en.txt", EN),
    ]);
    expect(stdout).toContain("supervises authorized institutions");
  });

  it.each([
    ["no folder to write to", ["--source", "zh", "en"], 2],
    ["a bar that is none", ["--discover", "most", "--source", "zh", "--out", "out", "en"], 2],
    ["a bar above one", ["--discover", "1.5", "--source", "zh", "--out", "out", "en"], 2],
    ["an empty folder", ["--source", "zh", "--out", "out", "en"], 3],
  ])("refuses %s", async (_, argv, wanted) => {
    const { path, glossary } = files();
    const placed = argv.map((each) => (["zh", "en", "out"].includes(each) ? path(each) : each));
    expect((await run(["render", "--glossary", glossary, ...placed])).code).toBe(wanted);
  });
});
