import { afterAll, beforeAll, expect, it } from "vitest";
import { importArticle } from "../../src/app/article-import.ts";
import { startHarness, type Harness } from "./harness.ts";

let server: Harness;
let path: string;
let ids: readonly string[];

beforeAll(async () => {
  server = await startHarness();
  const { articleId } = await importArticle(
    server.deps,
    { kind: "person", id: "local", name: "" },
    { text: "First of all. Then the second. A third one. And the last.", title: "Four" },
  );
  path = `/articles/${articleId}`;
  ids = (await server.deps.store.read((tx) => tx.segments(articleId))).map(({ id }) => id);
});
afterAll(() => server.close());

const partsOf = (html: string): string[] =>
  Array.from(html.matchAll(/ data-part="([^"]*)"/g), ([, id]) => id ?? "");

const rowOf = (html: string, id: string): string =>
  new RegExp(`<li class="[^"]*" id="segment-${id}"[\\s\\S]*?\\n</li>`).exec(html)?.[0] ?? "";

it("sends the rows that are asked for, as the whole page has them, and says of the others that they are the same", async () => {
  const [first, second, third] = ids;
  if (first === undefined || second === undefined || third === undefined) throw new Error("too few segments");
  const whole = (await server.send(path)).body;
  const some = (await server.send(`${path}?rows=${second}&rows=${third}`)).body;
  const plain = (html: string): string => html.replace(/(name="requestId" value=")[^"]*/g, "$1");
  expect(partsOf(some)).toEqual(partsOf(whole));
  for (const id of [second, third]) {
    expect(rowOf(whole, id)).toContain("segment-target");
    expect(plain(rowOf(some, id))).toBe(plain(rowOf(whole, id)));
  }
  expect(some).toContain(`<li id="segment-${first}" data-part="segment-${first}" data-same></li>`);
  expect(some).toContain('<aside id="panel" data-part="panel" data-same></aside>');
  // What is counted of all segments goes with every answer; addresses lead to whole pages.
  expect(some).toContain('id="strip"');
  expect(some).not.toMatch(/[?&;]rows=/);
});

it("sends no row where none is asked for", async () => {
  const { body } = await server.send(`${path}?rows=`);
  expect(body).not.toContain("segment-target");
});
