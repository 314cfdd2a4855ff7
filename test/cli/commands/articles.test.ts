import { readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ImportArticleResult, RerenderReport } from "../../../src/app/views.ts";
import { saveSegment, setSegmentState } from "../../../src/app/segments.ts";
import { discoverInThread } from "../../../src/jobs/discovery.ts";
import { readLexicon } from "../../../src/jobs/lexicon-file.ts";
import { spoolToDisk } from "../../../src/jobs/spool.ts";
import { openStore } from "../../../src/storage/open.ts";
import { ROOT } from "../../support/tree.ts";
import { makeFolder, type Folder } from "../folder.ts";
import { run, type RunOptions, type RunResult } from "../memory-io.ts";

const HEADER = "id,category,status,zh_hans,preferred_en,deprecated_en\n";
const BUTT = `${HEADER}P1,person,approved,毕坚文,Mohamed Butt,Bi Jianwen\n`;

/** A store of its own, and commands on it. */
interface Desk extends Folder {
  readonly run: (argv: readonly string[], options?: RunOptions) => Promise<RunResult>;
  readonly data: string;
}

function makeDesk(): Desk {
  const folder = makeFolder();
  const data = folder.path("data");
  return {
    ...folder,
    data,
    run: (argv, options = {}) => run(argv, { ...options, env: { ZHENGMING_DATA: data, ...options.env } }),
  };
}

async function importText(
  desk: Desk,
  input: string | Uint8Array,
  ...more: string[]
): Promise<ImportArticleResult> {
  const { code, stdout } = await desk.run(["import", "--json", ...more, "-"], { input });
  expect(code).toBe(0);
  const [first] = JSON.parse(stdout) as ImportArticleResult[];
  if (first === undefined) throw new Error("Nothing was imported.");
  return first;
}

describe("import and list", () => {
  it("prints id and title, and says what it did", async () => {
    const desk = makeDesk();
    const files = [desk.file("a.txt", "First one. More.\n"), desk.file("b.txt", "\n  Second\tone\n")];
    const { code, stdout, stderr } = await desk.run(["import", ...files]);
    expect(code).toBe(0);
    const ids = stdout.split("\n").map((line) => line.split("\t")[0]);
    expect(stdout).toBe(`${ids[0]}\tFirst one. More.\n${ids[1]}\tSecond one\n`);
    expect(stderr).toBe("Imported “First one. More.”: 2 segments.\nImported “Second one”: 1 segment.\n");
    const list = await desk.run(["list"]);
    expect(list.stdout).toBe(`${ids[1]}\tSecond one\t0/1\n${ids[0]}\tFirst one. More.\t0/2\n`);
    const table = await desk.run(["list"], { isTerminal: true });
    expect(table.stdout).toBe(
      `${ids[1]}  0/1 approved  Second one\n${ids[0]}  0/2 approved  First one. More.\n`,
    );
  });

  it("import takes hundreds, in order, and knows those that are there or twice among them", async () => {
    const desk = makeDesk();
    const files = Array.from({ length: 120 }, (_, number) =>
      desk.file(`n${number}.txt`, `Number ${number}. Bi Jianwen spoke.`),
    );
    files.push(files[7] ?? "", desk.file("none.txt", " "));
    const { code, stdout, stderr } = await desk.run(["import", ...files]);
    expect(code).toBe(3);
    const titles = stdout.trim().split("\n");
    expect(titles).toHaveLength(121);
    expect(titles[7]?.split("\t")[0]).toBe(titles[120]?.split("\t")[0]);
    expect(new Set(titles).size).toBe(120);
    expect(stderr).toContain("none.txt");
  });

  it("--title, --source and a text that is there already", async () => {
    const desk = makeDesk();
    const source = desk.file("zh.txt", "毕坚文说。");
    const first = await importText(desk, "Bi Jianwen said.", "--title", "Talk", "--source", source);
    expect(first).toMatchObject({ file: "-", title: "Talk", duplicate: false, segments: 1 });
    const again = await desk.run(["import", "-"], { input: "Bi Jianwen said." });
    expect(again).toMatchObject({ code: 0, stdout: `${first.articleId}\tTalk\n` });
    expect(again.stderr).toContain(`is there already as ${first.articleId}`);
    const once = await importText(desk, "Bi Jianwen said.", "--again");
    expect(once.duplicate).toBe(false);
    const { stdout } = await desk.run(["list", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject([
      { id: once.articleId, progress: { approved: 0, total: 1 } },
      { id: first.articleId, title: "Talk", archivedAt: null, openProposals: 0 },
    ]);
  });

  it("offers to add the Chinese to a text that is there without", async () => {
    const desk = makeDesk();
    const { articleId } = await importText(desk, "Bi Jianwen said.");
    const source = desk.file("zh.txt", "毕坚文说。");
    const again = await desk.run(["import", "--source", source, "-"], { input: "Bi Jianwen said." });
    expect(again.stderr).toContain(`page /articles/${articleId}/source`);
  });

  it("takes a bilingual table by the end of its name, and says what is odd about texts", async () => {
    const desk = makeDesk();
    const table = desk.file("pairs.TSV", "毕坚文说。\tBi Jianwen said.\n别人听。\tOthers listened.\n");
    const done = await desk.run(["import", table]);
    expect(done).toMatchObject({ code: 0, stderr: "Imported “Bi Jianwen said.”: 2 segments.\n" });
    const [id = ""] = done.stdout.split("\t");
    const store = await openStore({ dataDir: desk.data });
    const article = await store.read((tx) => tx.article(id));
    await store.close();
    expect(article).toMatchObject({
      sourceText: "毕坚文说。\n别人听。",
      machine: "Bi Jianwen said.\nOthers listened.",
    });
    const none = await desk.run(["import", desk.file("none.csv", "a,b\n1,2\n")]);
    expect(none.code).toBe(3);
    expect(none.stderr).toContain("one Chinese and one English column");
    const swapped = await desk.run(["import", "--source", desk.file("en.txt", "Somebody said this."), "-"], {
      input: "有人这样说。",
    });
    expect(swapped.stderr).toContain("have been exchanged");
  });

  it("--date belongs to the article", async () => {
    const desk = makeDesk();
    await importText(desk, "Bi Jianwen said.", "--date", "2023-06-30");
    const { stdout } = await desk.run(["list", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject([{ date: "2023-06-30" }]);
    const wrong = await desk.run(["import", "--date", "2023-06-31", "-"], { input: "Other." });
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toContain("--date cannot be “2023-06-31”: give a day as YYYY-MM-DD.");
  });

  it("a bad file does not keep the others out", async () => {
    const desk = makeDesk();
    const files = [
      desk.path("missing"),
      desk.file("empty", ""),
      desk.file("blank", " \n"),
      desk.file("a", "Text."),
    ];
    const { code, stdout, stderr } = await desk.run(["import", "--json", ...files]);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject([{ file: desk.path("a"), title: "Text." }]);
    for (const file of files.slice(0, 3)) expect(stderr).toContain(file);
    expect(stderr.trimEnd().split("\n")).toHaveLength(4);
  });

  it("a bad source keeps the article out", async () => {
    const desk = makeDesk();
    const source = desk.file("zh.txt", Buffer.from("b1bbb3c6cec4d5c2d6d0b5c4c3fbb3c6", "hex"));
    const argv = ["import", "--source", source, "-"];
    expect(await desk.run(argv, { input: "Text." })).toMatchObject({ code: 3, stdout: "" });
    expect((await desk.run([...argv, "--encoding", "gb18030"], { input: "Text." })).code).toBe(0);
  });

  it("an empty list is said", async () => {
    const desk = makeDesk();
    expect(await desk.run(["list"])).toMatchObject({
      code: 0,
      stdout: "",
      stderr: "There are no articles.\n",
    });
    expect(await desk.run(["list", "--archived", "--json"])).toMatchObject({ code: 0, stdout: "[]\n" });
  });
});

describe("export", () => {
  it.each(["A.  B!\r\n\r\n\tC\n", "字\u2028one\n", " Lead. ", "a\rb\r"])(
    "with an empty glossary is the machine text: %j",
    async (text) => {
      const desk = makeDesk();
      const { articleId } = await importText(desk, text);
      expect(await desk.run(["export", articleId])).toMatchObject({ code: 0, stdout: text, stderr: "" });
    },
  );

  it("fails for an article that is not there", async () => {
    const { code, stdout, stderr } = await makeDesk().run(["export", "nobody"]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/^zhengming export: .+\n$/);
  });

  it("--out replaces a file whole, through a link too, and keeps its mode", async () => {
    const desk = makeDesk();
    const { articleId } = await importText(desk, "New text.");
    const file = desk.file("out.txt", "Something old and long.");
    writeFileSync(file, "Something old and long.", { mode: 0o600 });
    const mode = statSync(file).mode;
    symlinkSync(file, desk.path("link"));
    const { code, stdout } = await desk.run(["export", articleId, "--out", desk.path("link")]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(readFileSync(file, "utf8")).toBe("New text.");
    expect(statSync(file).mode).toBe(mode);
    expect(readdirSync(desk.path("")).sort()).toEqual(["data", "link", "out.txt"]);
  });

  it.each([
    ["no/such/out.txt", "its folder does not exist"],
    ["data", "is a folder"],
  ])("--out %s", async (name, says) => {
    const desk = makeDesk();
    const { articleId } = await importText(desk, "Text.");
    const { code, stderr } = await desk.run(["export", articleId, "--out", desk.path(name)]);
    expect(code).toBe(4);
    expect(stderr).toContain(says);
  });
});

describe("import and render", () => {
  const seed = (name: string): string => join(ROOT, "seeds", name);
  const source = ["--source", seed("article.zh-Hans.txt")];
  it.each<[string, readonly string[]]>([
    ["alone", []],
    ["beside the Chinese", source],
  ])("make the same of the seed: %s", async (_name, options) => {
    const desk = makeDesk();
    const article = seed("article.en.txt");
    await desk.run(["glossary", "import", seed("glossary.csv")]);
    const { stdout } = await desk.run(["import", "--json", ...options, article]);
    const [imported] = JSON.parse(stdout) as ImportArticleResult[];
    const rendered = await desk.run(["render", ...options, article]);
    expect((await desk.run(["export", imported?.articleId ?? ""])).stdout).toBe(rendered.stdout);
    expect(rendered.stdout).toContain("Mohamed Butt");
  });
});

describe("rerender", () => {
  it("lets the articles follow the glossary", async () => {
    const desk = makeDesk();
    const { articleId } = await importText(desk, "Bi Jianwen said. He left.");
    const other = await importText(desk, "Nobody else.");
    const imported = await desk.run(["glossary", "import", desk.file("g.csv", BUTT)]);
    expect(imported).toMatchObject({ code: 0, stdout: "" });
    expect(imported.stderr).toContain("Added: 1, changed: 0, unchanged: 0.");
    expect((await desk.run(["export", articleId])).stdout).toContain("Bi Jianwen");
    const done = await desk.run(["rerender", "--concept", "P1", "--json"]);
    expect(done.code).toBe(0);
    expect(JSON.parse(done.stdout) as RerenderReport).toMatchObject({
      articles: 1,
      changed: 1,
      conflicts: 0,
    });
    expect((await desk.run(["export", articleId])).stdout).toBe("Mohamed Butt said. He left.");
    expect((await desk.run(["rerender"])).stderr).toBe("1 article rendered again.\n0 segments changed.\n");
    expect((await desk.run(["rerender"])).stderr).toBe("0 articles rendered again.\n");
    const both = await desk.run(["rerender", "--article", articleId, "--article", other.articleId]);
    expect(both.stderr).toContain("2 articles rendered again.");
  });

  it.each([["--article"], ["--concept"]])("%s that is not there", async (option) => {
    expect((await makeDesk().run(["rerender", option, "nobody"])).code).toBe(3);
  });

  it("leaves approved and edited text to a person, and export says so", async () => {
    const desk = makeDesk();
    const { articleId } = await importText(desk, "Bi Jianwen came. Bi Jianwen left.");
    await byHand(desk, articleId);
    await desk.run(["glossary", "import", "-"], { input: BUTT });
    const { code, stderr } = await desk.run(["rerender"]);
    expect(code).toBe(0);
    expect(stderr).toContain("1 segment has a proposal.");
    expect(stderr).toContain("In 1 segment a hand edit and the glossary touch.");
    const exported = await desk.run(["export", articleId]);
    expect(exported).toMatchObject({ code: 0, stdout: "Bi Jianwen came. Bi Jian-wen left." });
    expect(exported.stderr).toMatch(/^1 conflict is open: .*\n1 proposal waits .*\n$/);
    expect(JSON.parse((await desk.run(["list", "--json"])).stdout)).toMatchObject([
      { progress: { approved: 1, total: 2 }, openProposals: 2 },
    ]);
  });
});

/** Approves the first segment and edits the second, as an editor would on the page. */
async function byHand(desk: Desk, articleId: string): Promise<void> {
  const store = await openStore({ dataDir: desk.data });
  let count = 0;
  const deps = {
    store,
    now: Date.now,
    newId: () => `hand-${++count}`,
    lexicon: readLexicon,
    spool: spoolToDisk,
    discover: discoverInThread(),
  };
  const actor = { kind: "person", id: "test", name: "Test" } as const;
  const [first, second] = await store.read((tx) => tx.segments(articleId));
  if (first === undefined || second === undefined) throw new Error("There should be two segments.");
  await setSegmentState(deps, actor, { segmentId: first.id, revision: first.revision, state: "approved" });
  const text = second.text.replace("Jianwen", "Jian-wen");
  await saveSegment(deps, actor, { segmentId: second.id, revision: second.revision, text });
  await store.close();
}

describe("backup", () => {
  it("is a store of its own", async () => {
    const desk = makeDesk();
    const { articleId } = await importText(desk, "Text to keep.");
    const copy = desk.path("copy/zhengming.sqlite");
    expect((await desk.run(["backup", copy])).stderr).toContain("its folder does not exist");
    const file = desk.path("copy.sqlite");
    expect(await desk.run(["backup", file])).toMatchObject({ code: 0, stdout: "" });
    const store = await openStore({ file });
    expect(await store.read((tx) => tx.articleIds())).toEqual([articleId]);
    await store.close();
  });

  it("writes over nothing", async () => {
    const desk = makeDesk();
    const file = desk.file("copy.sqlite", "mine");
    const { code, stderr } = await desk.run(["backup", file]);
    expect(code).toBe(4);
    expect(stderr).toMatch(/^zhengming backup: .+\n$/);
    expect(readFileSync(file, "utf8")).toBe("mine");
  });
});
