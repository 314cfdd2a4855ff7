import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, readProjectFile } from "../../support/tree.ts";
import { makeFolder } from "../folder.ts";
import { run } from "../memory-io.ts";

const SEED = join(ROOT, "seeds/article.en.txt");
const GLOSSARY = join(ROOT, "seeds/glossary.csv");
const SOURCE = join(ROOT, "seeds/article.zh-Hans.txt");

const HEADER = "id,category,status,zh_hans,preferred_en,deprecated_en\n";
const BUTT = `${HEADER}P1,person,approved,毕坚文,Mohamed Butt,Bi Jianwen\n`;

describe("the seed", () => {
  it("is the golden text", async () => {
    const { code, bytes, stderr } = await run(["render", "--glossary", GLOSSARY, SEED]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(bytes.toString()).toBe(readProjectFile("test/golden/cli/seed.txt"));
  });

  it.each([
    ["Mohamed Butt", 1],
    ["Bi Jianwen", 0],
    ["new quality productive forces", 2],
    ["new quality productivity", 0],
    ["Guangdong-Hong Kong-Macao Greater Bay Area", 1],
    ["15th Five-Year Plan", 1],
    ["Nano and Advanced Materials Institute", 1],
    ["Macau Productivity and Technology Transfer Center", 2],
    ["establish the Provincial New Quality Productivity Promotion Center, and", 1],
    ["President of the Hong Kong Productivity Council, Mohamed", 1],
  ])("has %j so many times: %i", async (form, times) => {
    const { stdout } = await run(["render", "--glossary", GLOSSARY, SEED]);
    expect(stdout.split(form)).toHaveLength(times + 1);
  });

  it("beside its Chinese changes only what the Chinese has", async () => {
    const { code, stdout } = await run(["render", "--glossary", GLOSSARY, "--source", SOURCE, SEED]);
    expect(code).toBe(0);
    expect(stdout).toContain("Mohamed Butt");
    expect(stdout).toContain("outlook new era");
  });

  it("does not change twice", async () => {
    const golden = readProjectFile("test/golden/cli/seed.txt");
    expect((await run(["render", "--glossary", GLOSSARY, "-"], { input: golden })).stdout).toBe(golden);
  });
});

describe("byte for byte with a glossary that does not act", () => {
  const text = "Headline\r\n\r\n  “Wu” said so.\tTwice!  \rLast\n\n王。\u2028";
  const utf16 = (bytes: Buffer, mark: readonly number[]): Buffer => Buffer.concat([Buffer.from(mark), bytes]);
  it.each<[string, Uint8Array]>([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`)],
    ["two marks", Buffer.from(`\ufeff\ufeff${text}`)],
    ["UTF-16 little-endian", utf16(Buffer.from(text, "utf16le"), [0xff, 0xfe])],
    ["UTF-16 big-endian", utf16(Buffer.from(text, "utf16le").swap16(), [0xfe, 0xff])],
    ["white space", Buffer.from(" \r\n")],
    ["one character", Buffer.from("字")],
    ["the seed", readFileSync(SEED)],
  ])("%s", async (_name, bytes) => {
    const folder = makeFolder();
    const glossary = folder.file("none.csv", HEADER);
    const fromFile = await run(["render", "--glossary", glossary, folder.file("text", bytes)]);
    expect(fromFile).toMatchObject({ code: 0, stderr: "" });
    expect(Buffer.from(bytes).equals(fromFile.bytes)).toBe(true);
    const fromInput = await run(["render", "--glossary", glossary, "-"], { input: bytes });
    expect(Buffer.from(bytes).equals(fromInput.bytes)).toBe(true);
  });
});

it("keeps encoding, mark and line ends where it changes something", async () => {
  const folder = makeFolder();
  const argv = ["render", "--glossary", folder.file("g.csv", BUTT), "-"];
  const encode = (text: string): Buffer => Buffer.from(`\ufeff${text}`, "utf16le");
  const { code, bytes } = await run(argv, { input: encode("Bi Jianwen\r\nsaid") });
  expect(code).toBe(0);
  expect(encode("Mohamed Butt\r\nsaid").equals(bytes)).toBe(true);
});

it.each([
  [[], "New Institute"],
  [["--date", "2023-07-01"], "New Institute"],
  [["--date", "2023-06-30"], "Old Institute"],
])("%j: the name of the day", async (options, expected) => {
  const row =
    "O1,organisation,approved,,New Institute [2023-07-01..]|Old Institute [..2023-06-30],Trade Body\n";
  const glossary = makeFolder().file("g.csv", HEADER + row);
  const { stdout } = await run(["render", ...options, "--glossary", glossary, "-"], { input: "Trade Body" });
  expect(stdout).toBe(expected);
});

describe("--diff, --check, --json", () => {
  const machine = "Mr. Bi Jianwen spoke.\r\nThen Bi Jianwen left.";
  const lines = [
    "1:5 «Bi Jianwen» → «Mohamed Butt» [P1 Mohamed Butt] The glossary says how this is written.",
    "2:6 «Bi Jianwen» → «Mohamed Butt» [P1 Mohamed Butt] The glossary says how this is written.",
  ];
  const said = "2 changes. 0 places to decide.\n";

  it.each<[readonly string[], { code: number; stdout: string; stderr: string }]>([
    [["--diff"], { code: 0, stdout: `${lines.join("\n")}\n`, stderr: said }],
    [["--check"], { code: 1, stdout: "", stderr: `${lines.join("\n")}\n${said}` }],
    [["--check", "--diff"], { code: 1, stdout: `${lines.join("\n")}\n`, stderr: said }],
  ])("%j", async (options, expected) => {
    const glossary = makeFolder().file("g.csv", BUTT);
    expect(await run(["render", ...options, "--glossary", glossary, "-"], { input: machine })).toMatchObject(
      expected,
    );
  });

  it("--check is content with a text that is right", async () => {
    const glossary = makeFolder().file("g.csv", BUTT);
    const result = await run(["render", "--check", "--glossary", glossary, "-"], { input: "Mohamed Butt" });
    expect(result).toMatchObject({ code: 0, stdout: "", stderr: "0 changes. 0 places to decide.\n" });
  });

  it("--json has text, changes and hits", async () => {
    const glossary = makeFolder().file("g.csv", BUTT);
    const { code, stdout } = await run(["render", "--json", "--glossary", glossary, "-"], {
      input: "Hi, Bi Jianwen.",
    });
    const span = { from: 4, to: 14, conceptId: "P1", form: "Bi Jianwen", reason: "deprecated" };
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      text: "Hi, Mohamed Butt.",
      changes: [
        {
          ...span,
          rendered: { from: 4, to: 16 },
          before: "Bi Jianwen",
          after: "Mohamed Butt",
          glossaryRevision: 0,
          adaptations: [],
        },
      ],
      hits: [{ ...span, formKind: "deprecated", outcome: "replace" }],
    });
  });
});

it("uses the store's glossary without --glossary, and says when there is none", async () => {
  const folder = makeFolder();
  const env = { ZHENGMING_DATA: folder.path("data") };
  const input = "Bi Jianwen";
  const before = await run(["render", "-"], { input, env });
  expect(before).toMatchObject({ code: 0, stdout: input });
  expect(before.stderr).toContain("has no glossary yet");
  expect(await run(["glossary", "import", "-"], { input: BUTT, env })).toMatchObject({ code: 0 });
  expect(await run(["render", "-"], { input, env })).toMatchObject({
    code: 0,
    stdout: "Mohamed Butt",
    stderr: "",
  });
  expect((await run(["list", "--json"], { env })).stdout).toBe("[]\n");
});

describe("bad input", () => {
  const gb18030 = Buffer.from("b1bbb3c6cec4d5c2d6d0b5c4c3fbb3c6", "hex"); // 被称文章中的名称
  it.each<[string, Uint8Array | string | undefined, readonly string[], string]>([
    ["a missing file", undefined, ["missing.txt"], "There is no file missing.txt."],
    ["a folder as glossary", "a", ["--glossary", "src", "-"], "src is a folder; name a file."],
    ["under a file", undefined, ["package.json/x"], "There is no file package.json/x."],
    ["nothing", "", ["-"], "standard input: "],
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), ["-"], "standard input: "],
    ["GB18030", gb18030, ["-"], "standard input: "],
    ["NUL", "a\0b", ["-"], "standard input: "],
    ["broken UTF-8", Buffer.from("e7949fe4baa7e58a9bff61e7949f", "hex"), ["-"], "standard input: "],
    ["too much", "a".repeat(5_000_001), ["-"], "standard input: "],
    ["a missing source", "a", ["--source", "missing.txt", "-"], "There is no file missing.txt."],
    ["a missing glossary", "a", ["--glossary", "missing.csv", "-"], "There is no file missing.csv."],
    ["a text as glossary", "a", ["--glossary", "LICENSE", "-"], "LICENSE: "],
  ])("%s", async (_name, input, argv, says) => {
    const { code, stdout, stderr } = await run(["render", "--glossary", GLOSSARY, ...argv], {
      input: input ?? "",
    });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(`zhengming render: `);
    expect(stderr).toContain(says);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("reads GB18030 when it is told to", async () => {
    const argv = ["render", "--glossary", GLOSSARY, "--encoding", "GB18030", "-"];
    expect(await run(argv, { input: gb18030 })).toMatchObject({ code: 0, stdout: "被称文章中的名称" });
  });
});
