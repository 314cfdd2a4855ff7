import { courteous } from "../../jobs/runner.ts";
import { defineCommand, NO_OPERANDS } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { runJobsOf, startJobs } from "../run-jobs.ts";

/**
 * `worker`: works runs off until the process is asked to stop, and then gives back what it has. On PostgreSQL it may be on
 * any machine; beside a file of SQLite it takes the work out of the server's process.
 */
export const worker = defineCommand({
  name: "worker",
  key: "cli.worker",
  operands: NO_OPERANDS,
  options: { jobs: { type: "string", value: "N", key: "cli.worker-jobs" } },
  async run({ values }, session) {
    const { io, t } = session;
    const threads = runJobsOf(values.jobs, 1);
    const stopped = io.stopped();
    const plain = await session.deps();
    const courtesy = courteous(plain.store);
    const stop = startJobs(session, { ...plain, store: courtesy.store }, courtesy, threads);
    io.tell(t("cli.worker-ready", { folder: session.storeName, count: threads }));
    await stopped;
    await stop();
    io.tell(t("cli.worker-stopped"));
    return EXIT_CODES.fine;
  },
});
