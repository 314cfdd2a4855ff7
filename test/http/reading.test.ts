import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { saveSegment } from "../../src/app/segments.ts";
import { EDITOR } from "../support/records.ts";
import { segmentAt, seed, startHarness, type Harness } from "./harness.ts";

let server: Harness;
let path: string;
beforeEach(async () => {
  server = await startHarness();
  const { articleId } = await seed(server);
  path = `/articles/${articleId}`;
  const { id: segmentId } = await segmentAt(server, articleId, 2);
  await saveSegment(server.deps, EDITOR, { segmentId, revision: 1, text: "Four units came." });
});
afterEach(() => server.close());

const read = async (query = "", headers = {}): Promise<string> => {
  const { status, body } = await server.send(`${path}/read${query}`, { headers });
  expect(status).toBe(200);
  return body;
};
const count = (html: string, pattern: RegExp): number => [...html.matchAll(pattern)].length;

describe("the page of an article that is read", () => {
  it.each([
    ["", { chinese: 0, marks: 0 }],
    ["?view=bilingual", { chinese: 1, marks: 0 }],
    ["?changes=on", { chinese: 0, marks: 1 }],
    ["?view=bilingual&changes=on", { chinese: 1, marks: 1 }],
    ["?view=no&changes=no", { chinese: 0, marks: 0 }],
  ])("%s shows what was asked for", async (query, expected) => {
    const html = await read(query);
    expect({
      chinese: Math.min(1, count(html, /class="reading-chinese" lang="zh-Hans"><p>/g)),
      marks: Math.min(1, count(html, /class="mark mark-hand/g)),
    }).toEqual(expected);
    expect(html.replaceAll(/<[^>]+>/g, "")).toContain("Four units came.");
  });

  it("says in which language each text is, and what the window is called", async () => {
    const html = await read("?view=bilingual", { "Accept-Language": "zh-Hant" });
    expect(html).toContain('<html lang="zh-Hant"');
    expect(count(html, /class="reading-english"(?! lang="en")/g)).toBe(0);
    expect(html).toMatch(/<title>The second meeting .+ · /);
  });

  it("is led to from the review", async () => {
    const bench = await server.send(path);
    expect(bench.body).toContain(`href="${path}/read"`);
  });

  it("is not there for an article that there is not", async () => {
    expect((await server.send("/articles/none/read")).status).toBe(404);
  });
});
