import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder, type Folder } from "../folder.ts";
import { run } from "../memory-io.ts";

const GLOSSARY =
  "id,category,status,zh_hans,preferred_en,deprecated_en\nP1,person,approved,毕坚文,Mohamed Butt,Bi Jianwen\n";

interface Place extends Folder {
  readonly glossary: string;
  /** The files of a folder, by name. */
  readonly read: (folder: string) => Record<string, string>;
}

/** A folder `en` with numbered texts and a glossary. */
function place(texts: Readonly<Record<string, string | Uint8Array>>): Place {
  const folder = makeFolder();
  mkdirSync(folder.path("en"));
  for (const [name, text] of Object.entries(texts)) folder.file(`en/${name}`, text);
  return {
    ...folder,
    glossary: folder.file("g.csv", GLOSSARY),
    read: (name) =>
      Object.fromEntries(
        readdirSync(folder.path(name)).map((file) => [
          file,
          readFileSync(join(folder.path(name), file), "latin1"),
        ]),
      ),
  };
}

const many = (count: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${String(index).padStart(3, "0")}.txt`,
      index % 7 === 3
        ? " \n"
        : `Line ${String(index)}.\nMr. Bi Jianwen, Bi Jianwen.${"\n".repeat(index % 3)}`,
    ]),
  );

describe("a folder of English alone", () => {
  it("gives the same texts, report and words with one thread and with four", async () => {
    const { glossary, path, read } = place(many(70));
    const results = [];
    for (const jobs of ["1", "4"]) {
      const argv = [
        "--jobs",
        jobs,
        "--out",
        path(`out${jobs}`),
        "--report",
        path(`r${jobs}.csv`),
        path("en"),
      ];
      const { code, stdout, stderr } = await run(["render", "--glossary", glossary, ...argv]);
      results.push({
        code,
        stdout,
        stderr,
        texts: read(`out${jobs}`),
        report: readFileSync(path(`r${jobs}.csv`), "utf8"),
      });
    }
    expect(results[1]).toEqual(results[0]);
    const [first] = results;
    if (first === undefined) throw new Error("nothing was rendered");
    const { code, stderr, texts, report } = first;
    expect(code).toBe(1);
    expect(stderr.trim().split("\n").at(-1)).toBe("60 texts. 120 changes.");
    expect(stderr).toContain("003.txt is empty; it was left out.");
    expect(Object.keys(texts)).toHaveLength(60);
    expect(texts["002.txt"]).toBe("Line 2.\nMr. Mohamed Butt, Mohamed Butt.\n\n");
    expect(report.split("\n").slice(0, 3)).toEqual([
      "file,line,column,from,to,machine,written,concept,reason",
      "000.txt,2,5,12,22,Bi Jianwen,Mohamed Butt,P1,deprecated",
      "000.txt,2,17,24,34,Bi Jianwen,Mohamed Butt,P1,deprecated",
    ]);
    expect(report.trim().split("\n")).toHaveLength(121);
  });

  it("writes the bytes back where nothing acts", async () => {
    const texts = {
      "a.txt": Buffer.from("\ufeffHeadline\r\n\r\n  “Wu”\t\u2028"),
      "b.txt": Buffer.from("\ufeffText\r\n", "utf16le"),
    };
    const { glossary, path, read } = place(texts);
    const { code } = await run(["render", "--glossary", glossary, "--out", path("out"), path("en")]);
    expect(code).toBe(0);
    expect(read("out")).toEqual(read("en"));
  });

  it("may be written over itself; a file keeps its rights, and hidden files are left alone", async () => {
    const { glossary, path, read, file } = place({ "a.txt": "Bi Jianwen" });
    file("en/.hidden", "Bi Jianwen");
    writeFileSync(path("en/a.txt"), "Bi Jianwen", { mode: 0o600 });
    const { mode } = statSync(path("en/a.txt"));
    await run(["render", "--glossary", glossary, "--out", path("en"), path("en")]);
    expect(read("en")).toEqual({ ".hidden": "Bi Jianwen", "a.txt": "Mohamed Butt" });
    expect(statSync(path("en/a.txt")).mode).toBe(mode);
  });

  it.each<[string, Record<string, string | Uint8Array>, number, string]>([
    ["one file that cannot be read among others", { "a.txt": "Text", "b.txt": "a\0b" }, 1, "b.txt"],
    ["nothing but such", { "b.txt": "a\0b" }, 3, "b.txt"],
    ["a fine folder", { "a.txt": "Text" }, 0, "1 text. 0 changes."],
  ])("%s", async (_name, texts, code, says) => {
    const { glossary, path, read } = place(texts);
    const result = await run(["render", "--glossary", glossary, "--out", path("out"), path("en")]);
    expect(result).toMatchObject({ code, stdout: "" });
    expect(result.stderr).toContain(says);
    expect(Object.keys(read("out"))).toEqual(Object.keys(texts).filter((name) => name !== "b.txt"));
  });

  it("stops at a file that it may not write", async () => {
    const { glossary, path } = place({ "a.txt": "Text", "b.txt": "Text" });
    mkdirSync(path("out/b.txt"), { recursive: true });
    const result = await run(["render", "--glossary", glossary, "--out", path("out"), path("en")]);
    expect(result.code).toBe(4);
    expect(result.stderr).toContain("b.txt is a folder");
    expect(readdirSync(path("out")).sort()).toEqual(["a.txt", "b.txt"]);
  });

  it.each<[string, readonly string[]]>([
    ["no folder to write to", []],
    ["no threads", ["--jobs", "0", "--out", "out"]],
    ["threads that are no number", ["--jobs", "two", "--out", "out"]],
    ["--check", ["--check", "--out", "out"]],
  ])("refuses %s", async (_name, options) => {
    const { glossary, path } = place({ "a.txt": "Text" });
    const argv = options.map((option) => (option === "out" ? path(option) : option));
    expect(await run(["render", "--glossary", glossary, ...argv, path("en")])).toMatchObject({ code: 2 });
    expect(readdirSync(path("."))).not.toContain("out");
  });

  it("leaves whole files only when it is asked to stop", async () => {
    const { glossary, path, read } = place(many(200));
    const argv = ["--jobs", "1", "--out", path("out"), "--report", path("r.csv"), path("en")];
    const result = await run(["render", "--glossary", glossary, ...argv], { stopped: Promise.resolve() });
    expect(result.code).toBe(4);
    expect(result.stderr).toMatch(/Stopped after \d+ of 200 files/);
    const texts = Object.values(read("out"));
    expect(texts.length).toBeLessThan(200);
    expect(texts.every((text) => /^Line \d+\.\nMr\. Mohamed Butt, Mohamed Butt\.\n*$/.test(text))).toBe(true);
    expect(readdirSync(path("."))).not.toContain("r.csv");
  });
});
