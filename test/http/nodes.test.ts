/** Several servers on one PostgreSQL database. */
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { createLive } from "../../src/http/live.ts";
import { openStore } from "../../src/storage/open.ts";
import { bring, segmentAt, type } from "../app/desk.ts";
import { houseOn } from "../app/run-desk.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterEach(() => vi.useRealTimers());
afterAll(() => server.stop());

it("a page at one server hears of a change at another without anybody asking for it", async () => {
  // Nothing is looked for by the clock.
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const url = await server.newDatabase();
  const [here, there] = [await openStore({ url }), await openStore({ url })];
  const live = createLive(there, (line) => {
    throw new Error(line);
  });
  onTestFinished(async () => {
    live.close();
    await here.close();
    await there.close();
  });
  const desk = houseOn(here);
  const articleId = await bring(desk, "It rained.");
  const since = await here.read((tx) => tx.lastEvent());
  const heard = Promise.withResolvers<string>();
  live.listen(articleId, since, { send: heard.resolve, end: () => undefined });
  const segment = await segmentAt(desk, articleId);
  await type(desk, segment.id, "It snowed.");
  expect(await heard.promise).toContain(`"segments":["${segment.id}"]`);
});
