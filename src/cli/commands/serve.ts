import { isUntouched, loadSample } from "../../app/sample.ts";
import { loadAssets } from "../../http/assets.ts";
import { courteous } from "../../jobs/runner.ts";
import { startSweeping } from "../../jobs/sweeping.ts";
import { startServer } from "../../http/server.ts";
import { defineCommand, NO_OPERANDS } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { Refusal } from "../refusal.ts";
import { runJobsOf, startJobs } from "../run-jobs.ts";
import { readSampleFiles } from "../sample-files.ts";
import { setting, type Session } from "../session.ts";

const DEFAULT_PORT = 3000;

/** `serve`: the pages, until the process is asked to stop. */
export const serve = defineCommand({
  name: "serve",
  key: "cli.serve",
  operands: NO_OPERANDS,
  options: {
    host: { type: "string", value: "ADDRESS", key: "cli.serve-host" },
    port: { type: "string", value: "NUMBER", key: "cli.serve-port" },
    jobs: { type: "string", value: "N", key: "cli.serve-jobs" },
  },
  async run({ values }, session) {
    const { io, t, translator } = session;
    const host = values.host ?? setting(io, "HOST");
    const port = portOf(values.port ?? setting(io, "PORT"));
    const threads = runJobsOf(values.jobs, 0);
    const plain = await session.deps();
    // Runs wait while a person's change is written.
    const courtesy = courteous(plain.store);
    const deps = { ...plain, store: courtesy.store };
    if (setting(io, "ZHENGMING_NO_SEED") !== "1" && (await isUntouched(deps))) await loadFirstSample(session);
    // Only a checkout needs the bundler: the package has the client built.
    const assets = await loadAssets(async () => (await import("../../browser/build.ts")).bundleClient());
    const stopped = io.stopped();
    const server = await startServer({
      deps,
      assets,
      samples: readSampleFiles,
      port,
      translator,
      log: io.tell,
      ...(host === undefined ? {} : { host }),
    });
    const stopJobs = startJobs(session, deps, courtesy, threads);
    const stopSweeping = startSweeping(deps, io.tell);
    if (port === undefined && server.port !== DEFAULT_PORT) {
      io.tell(t("cli.serve-next", { busy: String(DEFAULT_PORT), port: String(server.port) }));
    }
    io.tell(t("cli.serve-ready", { url: server.url, folder: session.storeName }));
    await stopped;
    await server.close();
    await stopSweeping();
    await stopJobs();
    return EXIT_CODES.fine;
  },
});

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Refusal("usage", { key: "failure.port-invalid", params: { port: text } });
}

/** The first start shows something to work on. */
async function loadFirstSample({ io, t, actor, deps }: Session): Promise<void> {
  await loadSample(await deps(), actor, await readSampleFiles());
  io.tell(t("cli.serve-sample"));
}
