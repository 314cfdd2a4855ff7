import { afterEach, beforeEach, expect, it } from "vitest";
import { importGlossary } from "../../src/app/glossary-import/import.ts";
import { courteous, startRunner } from "../../src/jobs/runner.ts";
import { type Answered, type Harness, startHarness } from "./harness.ts";

let server: Harness;
beforeEach(async () => {
  server = await startHarness();
});
afterEach(() => server.close());

const ACTOR = { kind: "person", id: "", name: "" } as const;
const MANY = 55;

/** Articles that a glossary given later touches. */
async function articles(): Promise<void> {
  for (let number = 0; number < MANY; number++) {
    await server.upload("/articles", { text: `Bi Jianwen spoke in town ${number}.` });
  }
  const text = "id,status,zh_hans,preferred_en,deprecated_en\nP1,approved,毕坚文,Mohamed Butt,Bi Jianwen\n";
  await importGlossary(server.deps, ACTOR, { text });
}

/** Works until nothing is left. */
async function work(path: string): Promise<Answered> {
  const courtesy = courteous(server.deps.store);
  const runner = startRunner({
    ...{ deps: { ...server.deps, store: courtesy.store }, courtesy, chunks: 1 },
    log: (line) => expect.fail(line),
    env: {},
  });
  try {
    return await until(async () => {
      const page = await server.send(path);
      return page.body.includes("run-state-done") ? page : undefined;
    });
  } finally {
    await runner.stop();
  }
}

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function texts(): Promise<ReadonlySet<string>> {
  return server.deps.store.read(async (tx) => {
    const found = await tx.segmentTexts(await tx.articleIds());
    return new Set(found.map(({ text }) => text.replace(/\d+/, "N")));
  });
}

it("a run is looked at, started, paused, gone on with, reported and taken back", async () => {
  await articles();
  const preview = await server.send("/runs/new?target=stale");
  expect(preview.body).toContain(`<b>${MANY} articles</b>`);
  expect(preview.body).toMatch(/<del [^>]*>Bi Jianwen<\/del><ins [^>]*>Mohamed Butt<\/ins>/);
  const shown = [...preview.body.matchAll(/name="shownArticle" value="([^"]+)"/g)].map(([, id = ""]) => id);
  const [left = "", ...kept] = shown;
  const started = await server.post("/runs", {
    target: "stale",
    shownArticle: shown,
    article: kept,
    name: "Butt",
  });
  expect(started.status).toBe(303);
  const path = started.location;
  expect((await server.send(path)).body).toContain("Show how far it is now");
  await server.post(`${path}/pauses`);
  expect((await server.send(path)).body).toContain("run-state-paused");
  await server.post(`${path}/resumptions`);
  const done = await work(path);
  expect(done.body).not.toContain("Show how far it is now");
  expect(done.body).toContain(`${MANY - 1} segments changed`);
  expect(await texts()).toEqual(new Set(["Mohamed Butt spoke in town N.", "Bi Jianwen spoke in town N."]));
  const report = await server.send(`${path}/report.ndjson`);
  const lines = report.body
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { articleId: string });
  expect(lines).toHaveLength(MANY - 1);
  expect(lines.map(({ articleId }) => articleId)).not.toContain(left);
  expect((await server.send(`${path}/articles.ndjson`)).body).toContain("Mohamed Butt spoke in town");
  const undone = await server.post(`${path}/undos`);
  expect(undone.location).not.toBe(path);
  await work(undone.location);
  expect(await texts()).toEqual(new Set(["Bi Jianwen spoke in town N."]));
  expect((await server.send("/runs")).body).toContain("Taking back: Butt");
});

it("rendering many articles from elsewhere becomes a run", async () => {
  await articles();
  const sent = await server.post("/renderings", { stale: 1, back: "/articles" });
  expect(sent.location).toMatch(/^\/runs\//);
});
