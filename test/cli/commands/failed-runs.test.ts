/** A run with an article that always fails: who is told of it, and how it goes on when the cause is gone. */
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { findRun } from "../../../src/app/runs/views.ts";
import { openDatabases } from "../../../src/storage/open.ts";
import { name, named } from "../../app/desk.ts";
import { begin, bringMany, mostRevisions, told } from "../../app/run-desk.ts";
import { type PostgresServer, startPostgres } from "../../support/postgres.ts";
import { runCli, startServer } from "../../support/server.ts";
import { deskAt, type Place, postgresPlace, sqlitePlace } from "../run-processes.ts";

/** More than one batch: what comes before the one that fails is written. */
const ARTICLES = 60;
const BROKEN = 55;

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

/** Makes an article unreadable, as a fault of a disk might; gives what mends it. */
async function damage({ dataDir, env }: Place, articleId: string): Promise<() => Promise<unknown>> {
  const databases = await openDatabases(
    env.DATABASE_URL === undefined ? { dataDir } : { url: env.DATABASE_URL },
  );
  onTestFinished(() => databases.close());
  const put = (json: string): Promise<unknown> =>
    databases.writer
      .transaction()
      .execute((tx) =>
        sql`UPDATE segments SET provenance_json = ${json} WHERE article_id = ${articleId}`.execute(tx),
      );
  await put("[{");
  return () => put("[]");
}

it.each([
  ["SQLite", sqlitePlace],
  ["PostgreSQL", () => postgresPlace(server)],
])("on %s it fails where an operator sees it, and is resumed", async (_name, open) => {
  const place = await open();
  const desk = deskAt(place);
  const ids = await bringMany(desk, ARTICLES);
  await name(desk, named("Mohamed Butt < Bi Jianwen"));
  const mend = await damage(place, ids[BROKEN] ?? "");
  const served = await startServer({ dataDir: place.dataDir, env: place.env, seed: false });
  onTestFinished(() => served.stop());
  const cli = (...argv: string[]): ReturnType<typeof runCli> =>
    runCli(argv, { dataDir: place.dataDir, env: place.env });
  const stateIs = async (state: string): Promise<void> => {
    while (!(await told(desk, run.id)).startsWith(state)) await sleep(20);
  };

  const run = await begin(desk);
  await stateIs("failed");
  const page = `${served.url}/runs/${run.id}`;
  expect(await (await fetch(page)).text()).toMatch(/run-state-failed[^]*role="alert">Something went wrong/);
  expect(served.output()).toMatch(new RegExp(`^runs: run ${run.id}, chunk 1, .*: SyntaxError`, "m"));
  const shown = await cli("runs", "show", run.id);
  expect(shown.code).toBe(1);
  expect(shown.stderr).toContain(`Run ${run.id}: stopped by a fault.\nSomething went wrong`);
  expect((await cli("rerender", "--resume", run.id)).code).toBe(4);
  const { run: again, progress } = await findRun(desk.deps, run.id);
  expect(again.state).toBe("failed");
  expect(progress.counts.articles).toBeLessThanOrEqual(BROKEN);

  await mend();
  expect((await fetch(`${page}/resumptions`, { method: "POST", redirect: "manual" })).status).toBe(303);
  await stateIs("done");
  expect(await told(desk, run.id)).toBe(`done ${ARTICLES}/${ARTICLES} ${ARTICLES * 2} 0 0 0`);
  expect(await mostRevisions(desk, run.changeId)).toBe(1);
  expect((await cli("runs", "show", run.id)).code).toBe(0);
});
