import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { importArticle } from "../../src/app/article-import.ts";
import { pageHolding } from "../../src/http/pages/paging.ts";
import { startHarness, type Harness } from "./harness.ts";

describe("the page that holds an item", () => {
  it.each([
    [0, 200, 0, { page: 1, pages: 1, from: 0, to: 0 }],
    [200, 200, 199, { page: 1, pages: 1, from: 0, to: 200 }],
    [201, 200, 200, { page: 2, pages: 2, from: 200, to: 201 }],
    [201, 200, 9999, { page: 2, pages: 2, from: 200, to: 201 }],
    [201, 200, -5, { page: 1, pages: 2, from: 0, to: 200 }],
  ])("of %i in pages of %i, at %i", (total, size, at, page) => {
    expect(pageHolding(total, size, at)).toEqual({ ...page, total });
  });

  it("holds it", () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.integer({ min: 1, max: 300 }), fc.nat(), (total, size, place) => {
        fc.pre(total > 0);
        const at = place % total;
        const { from, to, page, pages } = pageHolding(total, size, at);
        expect(from <= at && at < to && to - from <= size && page <= pages).toBe(true);
      }),
    );
  });
});

describe("an article of 450 segments", () => {
  let server: Harness;
  let path: string;
  beforeEach(async () => {
    server = await startHarness();
    const text = Array.from({ length: 450 }, (_, index) => `This is sentence ${index + 1}.`).join(" ");
    const { articleId } = await importArticle(
      server.deps,
      { kind: "person", id: "local", name: "" },
      { text, title: "Long" },
    );
    path = `/articles/${articleId}`;
  });
  afterEach(() => server.close());

  const shown = async (query: string): Promise<readonly number[]> => {
    const { body } = await server.send(path + query);
    return [...body.matchAll(/ id="s-(\d+)"/g)].map((match) => Number(match[1]));
  };

  it.each([
    ["", 1, 200],
    ["?page=2", 201, 400],
    ["?page=3", 401, 450],
    ["?page=99", 401, 450],
    ["?page=x", 1, 200],
    ["?at=401", 401, 450],
    ["?at=nothing&page=2", 201, 400],
    ["?at=201&filter=open", 201, 400],
  ])("shows %s in order", async (query, first, last) => {
    expect(await shown(query)).toEqual(Array.from({ length: last - first + 1 }, (_, index) => first + index));
  });

  it("shows the page of the open editor, and goes on to the next page", async () => {
    const { articleId } = { articleId: path.split("/").at(-1) ?? "" };
    const segments = await server.deps.store.read((tx) => tx.segments(articleId));
    const [last, next] = [segments[199], segments[200]];
    const saved = await server.post(`/segments/${last?.id ?? ""}/text`, {
      revision: last?.revision ?? 0,
      text: "Another.",
      then: "approve",
      back: `${path}#s-200`,
    });
    expect(saved.location).toBe(`${path}?segment=${next?.id ?? ""}#s-201`);
    expect((await shown(`?segment=${next?.id ?? ""}`))[0]).toBe(201);
  });

  it("says which segments are shown, with steps to the others", async () => {
    const { body } = await server.send(`${path}?page=2`);
    expect(body).toContain("Segments 201 to 400 of 450");
    expect(body).toContain(`href="${path}#segments-title" rel="prev"`);
    expect(body).toContain(`href="${path}?page=3#segments-title" rel="next"`);
  });
});
