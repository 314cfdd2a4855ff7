import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/main.ts";
import { makeFolder } from "./folder.ts";
import { run } from "./memory-io.ts";

describe("help", () => {
  it("lists every command", async () => {
    const { code, stdout, stderr } = await run(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const { name } of COMMANDS) expect(stdout).toContain(`\n  ${name} `);
  });

  it.each(COMMANDS.map((command) => [command.name, command] as const))("%s", async (name, command) => {
    const { code, stdout, stderr } = await run([...name.split(" "), "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`Usage: zhengming ${name} `);
    for (const option of Object.keys(command.options)) expect(stdout).toContain(`\n  --${option} `);
    expect(stdout).not.toMatch(/cli\.|\{\{/);
  });

  it("of a group lists its commands only", async () => {
    const { code, stdout } = await run(["glossary", "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("glossary lint");
    expect(stdout).not.toContain("serve ");
  });

  it("comes before anything else is looked at", async () => {
    expect(await run(["render", "--nonsense", "no such file", "-h"])).toMatchObject({ code: 0, stderr: "" });
  });
});

it("--version names the program and Node", async () => {
  const { code, stdout } = await run(["--version"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^zhengming \d+\.\d+\.\d+ \(node v\d+\.\d+\.\d+\)\n$/);
});

describe("a command line that is not understood", () => {
  it.each<[string, readonly string[], string]>([
    ["unknown command", ["rendr"], "zhengming: There is no command “rendr”. See “zhengming --help”."],
    ["unknown option of the program", ["--quick"], "zhengming: There is no option --quick."],
    [
      "half a command",
      ["glossary"],
      "“glossary” is no command; there are: glossary import, glossary export,",
    ],
    ["wrong half", ["glossary", "print"], "“glossary print” is no command; there are:"],
    [
      "unknown option",
      ["list", "--nope"],
      "zhengming list: There is no option --nope. See “zhengming list --help”.",
    ],
    ["unknown option with a value", ["list", "--nope=1"], "There is no option --nope."],
    ["an option of every object", ["list", "--constructor"], "There is no option --constructor."],
    ["short option", ["render", "-g", "x"], "There is no option -g."],
    ["value for a switch", ["list", "--json=1"], "--json takes no value."],
    ["no value", ["render", "x", "--glossary"], "--glossary needs a value: --glossary=FILE."],
    ["an option as a value", ["render", "--glossary", "--json", "x"], "--glossary needs a value"],
    ["no argument", ["render"], "The argument FILE|FOLDER|- is missing."],
    ["an argument too many", ["export", "a", "b"], "“b” is one argument too many."],
    ["no argument wanted", ["list", "a"], "“a” is one argument too many."],
    ["no language", ["segment", "x"], "--lang=en|zh must be given."],
    ["another language", ["segment", "--lang", "fr", "x"], "--lang cannot be “fr”: use one of en, zh."],
    ["another encoding", ["render", "--encoding", "latin1", "x"], "--encoding cannot be “latin1”"],
    ["diff and JSON", ["render", "--diff", "--json", "x"], "--diff and --json exclude each other"],
    ["a title for two", ["import", "--title", "T", "a", "b"], "--title belongs to one article"],
    ["a source for two", ["import", "--source", "T", "a", "b"], "--source belongs to one article"],
    [
      "two choices",
      ["rerender", "--article", "a", "--concept", "c"],
      "--article and --concept exclude each other.",
    ],
    ["no port", ["serve", "--port", "http"], "http is not a port"],
    ["a port too high", ["serve", "--port", "65536"], "65536 is not a port"],
    ["standard input twice", ["render", "--source", "-", "-"], "Standard input (-) can be read only once."],
    ["a database of another kind", ["list"], "DATABASE_URL is not the address of a PostgreSQL database"],
    ["a control character", ["\u001b[2J"], "There is no command “\ufffd[2J”."],
  ])("%s", async (_name, argv, says) => {
    const { code, stdout, stderr } = await run(argv, { input: "x" });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(says);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("without a command shows the help", async () => {
    const { code, stdout, stderr } = await run([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Usage: zhengming COMMAND");
  });
});

describe("the language of messages", () => {
  it.each<[Readonly<Record<string, string>>, string]>([
    [{}, "There is no command"],
    [{ LANG: "C.UTF-8" }, "There is no command"],
    [{ LANG: "de_DE.UTF-8" }, "There is no command"],
    [{ LANG: "zh_CN.UTF-8" }, "没有命令"],
    [{ LANG: "zh_SG" }, "没有命令"],
    [{ LANG: "zh_TW.UTF-8" }, "沒有命令"],
    [{ LANG: "zh_HK.UTF-8@x" }, "沒有命令"],
    [{ LANG: "zh_CN.UTF-8", LC_MESSAGES: "en_US.UTF-8" }, "There is no command"],
    [{ LANG: "en_US", LC_MESSAGES: "en_US", LC_ALL: "zh_TW" }, "沒有命令"],
    [{ LC_ALL: "", LANG: "zh_CN" }, "没有命令"],
  ])("%j", async (env, says) => {
    expect((await run(["x"], { env })).stderr).toContain(says);
  });
});

it("sentences follow each other as the language writes them", async () => {
  const { stderr } = await run(["x"], { env: { LANG: "zh_CN" } });
  expect(stderr).toBe("zhengming: 没有命令“x”。请看“zhengming --help”。\n");
});

it("a store that is no database is said, and left alone", async () => {
  const folder = makeFolder();
  folder.file("zhengming.sqlite", "This is no database, and long enough to show that it is none.");
  const { code, stderr } = await run(["list"], { env: { ZHENGMING_DATA: folder.path("") } });
  expect(code).toBe(4);
  expect(stderr).toMatch(/^zhengming list: The system refused: .*\n$/);
});
