import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT, readProjectFile } from "../../support/tree.ts";
import { run } from "../memory-io.ts";

it.each<[string, string, string]>([
  ["en", "One. Two!  Mr. Lee\r\nleft. He\n\n did.\n", "One.\nTwo!\nMr. Lee\nleft.\nHe\ndid.\n"],
  ["zh", "“好。”他说。第二！\n第三", "“好。”\n他说。\n第二！\n第三\n"],
  ["en", " \n", ""],
  ["en", "\ufeffOne", "One\n"],
])("%s: %j", async (lang, input, stdout) => {
  expect(await run(["segment", "--lang", lang, "-"], { input })).toMatchObject({
    code: 0,
    stdout,
    stderr: "",
  });
});

it("cuts the seed into its 19 segments", async () => {
  const { stdout } = await run(["segment", "--lang", "en", join(ROOT, "seeds/article.en.txt")]);
  const sentences = stdout.trimEnd().split("\n");
  const seed = readProjectFile("seeds/article.en.txt");
  expect(sentences).toHaveLength(19);
  expect(sentences.filter((sentence) => !seed.includes(sentence))).toEqual([]);
  expect(sentences).toContain("Thus, the total number of alliance members has increased to 37.");
});

it("--json has places and blocks", async () => {
  const { code, stdout } = await run(["segment", "--lang", "en", "--json", "-"], {
    input: "Hi. You.\nSource: X",
  });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    language: "en",
    segments: [
      { from: 0, to: 3, text: "Hi.", block: "body" },
      { from: 4, to: 8, text: "You.", block: "body" },
      { from: 9, to: 18, text: "Source: X", block: "credit" },
    ],
  });
});

it("refuses an empty text", async () => {
  expect(await run(["segment", "--lang", "en", "-"])).toMatchObject({ code: 3, stdout: "" });
});
