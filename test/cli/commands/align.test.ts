import { describe, expect, it } from "vitest";
import { makeFolder } from "../folder.ts";
import { run, type RunResult } from "../memory-io.ts";

function align(source: string, target: string, ...options: readonly string[]): Promise<RunResult> {
  const folder = makeFolder();
  return run(["align", ...options, folder.file("zh.txt", source), folder.file("en.txt", target)]);
}

const ZH = "会议25日在澳门举行，约30名代表出席。第二天闭幕。\n总裁感谢各成员单位的支持。\n";
const EN =
  "The meeting was held in Macao on the 25th. About 30 representatives attended. It closed on the second day.\nThe president thanked all member units for their support.\n";

it("prints one bead a line for raw text", async () => {
  expect(await align(ZH, EN)).toMatchObject({
    code: 0,
    stdout: "[0]:[0,1]\n[1]:[2]\n[2]:[3]\n",
    stderr: "",
  });
});

it("--pre-segmented takes lines as they stand, and counts blank ones", async () => {
  const source = "会议25日举行。\r\n\r\n总裁感谢成员。他笑了。\r\n";
  const target = "\nThe meeting was held on the 25th.\nThe president thanked the members. He smiled.\n";
  expect(await align(source, target, "--pre-segmented")).toMatchObject({
    code: 0,
    stdout: "[0]:[1]\n[2]:[2]\n",
  });
});

it("--json has texts, confidence and fit", async () => {
  const { code, stdout } = await align(ZH, EN, "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    fit: expect.any(Number) as number,
    findings: [],
    beads: [
      {
        source: [0],
        target: [0, 1],
        sourceTexts: ["会议25日在澳门举行，约30名代表出席。"],
        targetTexts: ["The meeting was held in Macao on the 25th.", "About 30 representatives attended."],
        confidence: expect.any(Number) as number,
      },
      { source: [1], target: [2] },
      { source: [2], target: [3] },
    ],
  });
});

it.each<[string, string, string, number, string]>([
  ["swapped sides", EN, ZH, 1, "The Chinese stands where the English belongs"],
  ["bytes that are no text", "\0\u0001\u0002", EN, 3, "zh.txt"],
])("%s is said plainly", async (_, source, target, code, words) => {
  const result = await align(source, target);
  expect(result.code).toBe(code);
  expect(result.stderr).toContain(words);
});

const NO_CHINESE = "There is no Chinese sentence.\n";
const NO_ENGLISH = "There is no English sentence.\n";

// An empty file, one of a byte order mark, one of blank lines: a script need not tell them apart.
describe.each([[], ["--pre-segmented"]])("a side without sentences is a finding %j", (...options) => {
  it.each<[string, string, string, string]>([
    ["", "A.\nB.\n", "[]:[0]\n[]:[1]\n", NO_CHINESE],
    ["\uFEFF", "A.\nB.\n", "[]:[0]\n[]:[1]\n", NO_CHINESE],
    ["\n \n", "A.\nB.\n", "[]:[0]\n[]:[1]\n", NO_CHINESE],
    ["会议。\n", "", "[0]:[]\n", NO_ENGLISH],
    ["会议。\n", "\n", "[0]:[]\n", NO_ENGLISH],
    ["", "", "", NO_CHINESE + NO_ENGLISH],
    ["\n", "", "", NO_CHINESE + NO_ENGLISH],
  ])("%j beside %j", async (source, target, stdout, stderr) => {
    expect(await align(source, target, ...options)).toMatchObject({ code: 1, stdout, stderr });
  });
});

it("wants two files, of which one may be standard input", async () => {
  expect(await run(["align", "a.txt"])).toMatchObject({ code: 2, stdout: "" });
  expect(await run(["align", "-", "-"], { input: ZH })).toMatchObject({ code: 2, stdout: "" });
});
