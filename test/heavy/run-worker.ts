/**
 * A worker in a process of its own: `node run-worker.ts FILE|URL RUN` works at a run until it is done, and says so. It
 * dies where `ZHENGMING_CRASH_AT` says.
 */
import { writeSync } from "node:fs";
import { v7 } from "uuid";
import { workRun } from "../../src/jobs/runner.ts";
import { isPostgresUrl, openStore } from "../../src/storage/open.ts";

const [place = "", runId = ""] = process.argv.slice(2);
const store = await openStore(isPostgresUrl(place) ? { url: place } : { file: place });
const deps = {
  store,
  now: Date.now,
  newId: v7,
  lexicon: () => Promise.reject(new Error("not asked for")),
  discover: () => Promise.reject(new Error("not asked for")),
  spool: () => Promise.reject(new Error("not asked for")),
};
writeSync(1, "at work\n");
await workRun({ deps, log: (line) => void writeSync(2, `${line}\n`), env: process.env, chunks: 2 }, runId);
await store.close();
writeSync(1, "done\n");
