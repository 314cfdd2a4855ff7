import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROUTES } from "../../src/http/routes.ts";
import { segmentAt, seed, startHarness, type Harness, type Seeded, type Values } from "./harness.ts";

let server: Harness;
let article: Seeded;
beforeAll(async () => {
  server = await startHarness();
  article = await seed(server);
});
afterAll(() => server.close());

interface Row {
  /** Method and pattern, as in the table of routes. */
  readonly route: string;
  /** The part of the path that is an id, by what it is the id of. */
  readonly id?: "article" | "segment" | "nothing" | "concept";
  readonly values?: Values;
  /** Status, and where it leads to; `:id` stands for the id. */
  readonly answers: readonly [status: number, location?: string];
}

const DRAFT = { category: "term", status: "approved", zhHans: "新词", preferred: "new word" };

// In this order: one article is led through everything.
const ROWS: readonly Row[] = [
  { route: "get /", answers: [303, "/articles"] },
  { route: "get /articles", answers: [200] },
  { route: "get /articles/new", answers: [200] },
  { route: "post /articles", answers: [422] },
  { route: "get /articles/:id", id: "article", answers: [200] },
  {
    route: "post /articles/:id/title",
    id: "article",
    values: { title: "A title" },
    answers: [303, "/articles/:id"],
  },
  {
    route: "post /articles/:id/date",
    id: "article",
    values: { date: "2023-06-30" },
    answers: [303, "/articles/:id"],
  },
  { route: "post /articles/:id/archive", id: "article", answers: [303, "/articles"] },
  { route: "post /articles/:id/unarchive", id: "article", answers: [303, "/articles"] },
  { route: "get /articles/:id/export.txt", id: "article", answers: [200] },
  { route: "get /articles/:id/read", id: "article", answers: [200] },
  { route: "get /articles/:id/history", id: "article", answers: [200] },
  { route: "get /articles/:id/source", id: "article", answers: [200] },
  { route: "post /articles/:id/source", id: "article", answers: [422] },
  { route: "post /articles/:id/source/removal", id: "nothing", answers: [404] },
  {
    route: "post /articles/:id/source/corrections",
    id: "article",
    values: { revision: 7, bead: 0, text: "会议开始了。" },
    answers: [409],
  },
  { route: "get /articles/:id/beads", id: "article", answers: [200] },
  {
    route: "post /articles/:id/beads",
    id: "article",
    values: { revision: 0, bead: 0, do: "merge" },
    answers: [303, "/articles/:id/beads#bead-1"],
  },
  { route: "post /articles/:id/alignments", id: "article", answers: [303, "/articles/:id/beads"] },
  { route: "post /articles/:id/renderings", id: "article", answers: [303, "/articles/:id"] },
  {
    route: "post /articles/:id/states",
    id: "article",
    values: { state: "approved", seen: "in-review" },
    answers: [303, "/articles/:id"],
  },
  // The stream of an article that is there does not end: test/http/together.test.ts has it.
  { route: "get /articles/:id/events", id: "nothing", answers: [404] },
  { route: "post /articles/:id/presence", id: "article", values: { page: "p1" }, answers: [200] },
  { route: "post /articles/:id/decisions", id: "article", answers: [422] },
  { route: "post /decisions/:id/revocations", id: "nothing", answers: [404] },
  { route: "post /segments/:id/text", id: "segment", values: { revision: 1, text: "Text" }, answers: [303] },
  {
    route: "post /segments/:id/autosaves",
    id: "segment",
    values: { revision: 2, text: "Text" },
    answers: [200],
  },
  { route: "get /segments/:id/news", id: "segment", answers: [200] },
  {
    route: "post /segments/:id/comparisons",
    id: "segment",
    values: { revision: 1, text: "Text" },
    answers: [200],
  },
  {
    route: "post /segments/:id/state",
    id: "segment",
    values: { revision: 2, state: "approved" },
    answers: [303],
  },
  { route: "get /segments/:id/history", id: "segment", answers: [200] },
  {
    route: "post /segments/:id/restorations",
    id: "segment",
    values: { revision: 3, restore: 1 },
    answers: [303, "/segments/:id/history"],
  },
  {
    route: "post /segments/:id/reuses",
    id: "segment",
    values: { revision: 1, of: "nothing", ofRevision: 1 },
    answers: [404],
  },
  { route: "get /segments/:id/repetitions", id: "segment", answers: [200] },
  { route: "post /segments/:id/repetitions", id: "segment", values: { revision: 0 }, answers: [409] },
  { route: "get /segments/:id/split", id: "segment", answers: [200] },
  { route: "post /segments/:id/splits", id: "segment", values: { revision: 4, at: 4 }, answers: [303] },
  { route: "post /segments/:id/joins", id: "segment", values: { revision: 5 }, answers: [303] },
  { route: "post /segments/:id/comments", id: "segment", values: { text: "Why?" }, answers: [303] },
  { route: "post /comments/:id/resolutions", id: "nothing", answers: [404] },
  { route: "post /comments/:id/reopenings", id: "nothing", answers: [404] },
  { route: "get /proposals/:id", id: "nothing", answers: [404] },
  { route: "post /proposals/:id/acceptances", id: "nothing", values: { revision: 1 }, answers: [404] },
  { route: "post /proposals/:id/rejections", id: "nothing", answers: [404] },
  { route: "get /glossary", answers: [200] },
  { route: "get /glossary.csv", answers: [200] },
  { route: "get /glossary/exports", answers: [200] },
  { route: "get /glossary/exports/:id", id: "nothing", answers: [422] },
  { route: "post /glossary/uploads", answers: [422] },
  { route: "get /glossary/uploads/:id", id: "nothing", answers: [404] },
  { route: "post /glossary/uploads/:id/choices", id: "nothing", answers: [422] },
  {
    route: "post /glossary/uploads/:id/imports",
    id: "nothing",
    values: { policy: "update" },
    answers: [404],
  },
  { route: "post /glossary/edits/preview", answers: [200] },
  { route: "post /glossary/edits", answers: [422] },
  { route: "get /glossary/duplicates", answers: [200] },
  { route: "post /glossary/duplicates/apart", answers: [409] },
  { route: "get /glossary/merge", answers: [200] },
  { route: "post /glossary/merges", answers: [422] },
  { route: "get /glossary/statistics", answers: [200] },
  { route: "get /glossary/proposals", answers: [200] },
  { route: "post /glossary/proposals/approvals", answers: [422] },
  { route: "post /glossary/proposals/rejections", answers: [422] },
  { route: "get /discovery", answers: [200] },
  { route: "get /articles/:id/discovery", id: "article", answers: [200] },
  { route: "post /discovered-forms", answers: [422] },
  { route: "post /discovered-forms/rejections", answers: [422] },
  { route: "post /repeated-edits/rejections", answers: [422] },
  { route: "get /find", answers: [200] },
  { route: "get /articles/:id/find", id: "article", answers: [200] },
  { route: "post /replacements", values: { q: "a", back: "/find?q=a" }, answers: [303, "/find?q=a"] },
  { route: "get /concepts/new", answers: [200] },
  { route: "get /concepts/:id", id: "concept", answers: [200] },
  { route: "post /concepts/preview", values: DRAFT, answers: [200] },
  { route: "post /concepts/effects", values: DRAFT, answers: [200] },
  { route: "post /concepts", values: { ...DRAFT, seen: 1, back: "/glossary" }, answers: [303, "/glossary"] },
  { route: "post /concepts/:id", id: "concept", values: { ...DRAFT, revision: 1 }, answers: [200] },
  {
    route: "post /concepts/:id/removal",
    id: "concept",
    values: { revision: 1 },
    answers: [303, "/glossary"],
  },
  { route: "get /concepts/:id/split", id: "nothing", answers: [404] },
  { route: "post /concepts/:id/splits/preview", id: "nothing", answers: [422] },
  { route: "post /concepts/:id/splits", id: "nothing", answers: [422] },
  { route: "post /concepts/:id/comments", values: { text: "x" }, answers: [404] },
  { route: "post /concept-comments/:id/resolutions", answers: [404] },
  { route: "post /concept-comments/:id/reopenings", answers: [404] },
  { route: "get /runs", answers: [200] },
  { route: "get /runs/new", answers: [200] },
  { route: "post /runs", answers: [422] },
  { route: "get /runs/:id", id: "nothing", answers: [404] },
  { route: "post /runs/:id/pauses", id: "nothing", answers: [404] },
  { route: "post /runs/:id/resumptions", id: "nothing", answers: [404] },
  { route: "post /runs/:id/cancellations", id: "nothing", answers: [404] },
  { route: "post /runs/:id/undos", id: "nothing", answers: [404] },
  { route: "get /runs/:id/report.ndjson", id: "nothing", answers: [404] },
  { route: "get /runs/:id/articles.ndjson", id: "nothing", answers: [404] },
  { route: "get /runs/:id/events", id: "nothing", answers: [404] },
  { route: "post /renderings", values: { stale: 1 }, answers: [303, "/articles"] },
  { route: "post /undos", values: { changeId: "nothing" }, answers: [404] },
  { route: "post /sample", answers: [303] },
  { route: "post /sample/removal", answers: [303, "/articles"] },
  { route: "get /preferences", answers: [200] },
  { route: "post /preferences", values: { language: "zh-Hans" }, answers: [303, "/articles"] },
  { route: "get /assets/:name", answers: [404] },
  { route: "get /healthz", answers: [200] },
];

it("the table has every route once", () => {
  const routes = ROUTES.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(routes).size).toBe(routes.length);
  expect(ROWS.map(({ route }) => route)).toEqual(routes);
});

describe("every route answers", () => {
  it.each(ROWS)("$route", async ({ route, id = "nothing", values, answers: [status, location] }) => {
    const [method = "", pattern = ""] = route.split(" ");
    const concepts = await server.deps.store.read((tx) => tx.concepts());
    const ids = {
      article: article.articleId,
      segment: (await segmentAt(server, article.articleId, 1)).id,
      nothing: "nothing",
      concept: concepts[0]?.concept.id ?? "",
    };
    const path = pattern.replace(/:\w+/, ids[id]);
    const answer = method === "get" ? await server.send(path) : await server.post(path, values);
    expect(answer.status).toBe(status);
    if (location !== undefined) expect(answer.location).toBe(location.replace(":id", ids[id]));
    expect(server.takeLog()).toEqual([]);
  });
});

describe("what is not there", () => {
  it.each([
    ["no such page", "/nothing", 404],
    ["a slash too many", "/articles/new/", 200],
    ["no such article", "/articles/nothing", 404],
    ["no such segment", "/segments/nothing/history", 404],
    ["no such concept", "/concepts/nothing", 404],
    ["a malformed address", "/articles/%E0%A4%A", 400],
    ["a NUL in an id", "/articles/%00", 404],
    ["an id of a kilobyte", `/articles/${"a".repeat(1024)}`, 404],
    ["half a character in an id", "/concepts/%ED%A0%80", 400],
    ["a file that climbs", "/assets/..%2F..%2Fpackage.json", 404],
    ["a query that makes no sense", "/glossary?q=%E0%A4%A&category=x&status=&page=-1&page=9", 200],
    ["a page after the last", "/glossary?page=999", 200],
    ["a place that makes no sense", "/articles?archived=maybe", 200],
  ])("%s", async (_name, path, status) => {
    const answer = await server.send(path);
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
    if (status >= 400) expect(answer.body).toContain(String(answer.headers["x-request-id"]));
    expect(server.takeLog()).toEqual([]);
  });

  it("answers another method than the route's with the page for what is not there", async () => {
    expect((await server.send("/articles", { method: "DELETE" })).status).toBe(404);
  });
});

describe("files", () => {
  it("are never asked for again", async () => {
    const page = await server.send("/articles");
    const [, path = ""] = /<script type="module" src="([^"]+)"/.exec(page.body) ?? [];
    const script = await server.send(path);
    expect(script.status).toBe(200);
    expect(script.headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(script.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  });

  it("are kept under a name of the article", async () => {
    const { articleId } = article;
    const text = await server.send(`/articles/${articleId}/export.txt`);
    expect(text.headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect(text.headers["content-disposition"]).toBe("attachment; filename=A-title.txt");
    const csv = await server.send("/glossary.csv");
    expect(csv.headers["content-type"]).toBe("text/csv; charset=utf-8");
  });
});
