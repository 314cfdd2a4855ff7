import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { findPostgres } from "./postgres-path.ts";

/** A PostgreSQL server of the tests' own, reached through a socket in its folder. */
export interface PostgresServer {
  /** Makes a new empty database, or a copy of one to which nobody is connected, and gives its address. */
  readonly newDatabase: (like?: string) => Promise<string>;
  /** Stops the server as an administrator does, or as a crash does, and starts it again on its data. */
  readonly restart: (how: "in order" | "by a crash") => Promise<void>;
  /** Stops the server at once and deletes its data. */
  readonly stop: () => Promise<void>;
}

const USER = "zhengming";
const START_TIMEOUT = 30_000;

const live = new Map<ChildProcess, string>();
process.once("exit", () => {
  for (const [server, folder] of live) {
    server.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});

/**
 * Starts a private server in a new folder of `parent`. As root it runs under an account without rights, as PostgreSQL
 * demands. Unless it is to be durable, it does not wait for the disk.
 */
export async function startPostgres(parent = tmpdir(), durable = false): Promise<PostgresServer> {
  const programs = findPostgres();
  if (programs === undefined) throw new Error("PostgreSQL is not installed.");
  const account = process.getuid?.() === 0 ? plainAccount() : undefined;
  const folder = mkdtempSync(join(parent, "zm-pg-"));
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  const data = join(folder, "data");
  const made = spawnSync(
    join(programs, "initdb"),
    ["-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"],
    { ...account, cwd: folder, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const careless = durable ? [] : ["fsync=off", "full_page_writes=off"];
  const settings = ["listen_addresses=", "max_connections=60", ...careless];
  const args = ["-D", data, "-k", folder, ...settings.flatMap((one) => ["-c", one])];
  let log = "";
  const launch = (): ChildProcess => {
    const started = spawn(join(programs, "postgres"), args, {
      ...{ ...account, cwd: folder },
      stdio: ["ignore", "ignore", "pipe"],
    });
    live.set(started, folder);
    started.stderr.setEncoding("utf8").on("data", (text: string) => (log += text));
    return started;
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill(signal);
    await ended;
    live.delete(server);
  };
  let server = launch();
  const address = (database: string): string =>
    `postgresql://${USER}@/${database}?host=${encodeURIComponent(folder)}`;
  const admin = new pg.Pool({ connectionString: address("postgres"), max: 2 });
  admin.on("error", () => undefined);
  await answers(admin, server, () => log);
  let count = 0;
  return {
    async newDatabase(like) {
      const name = `store_${++count}`;
      // Copying files takes half of the time that writing them to the log does.
      const template =
        like === undefined ? "" : ` TEMPLATE ${/store_\d+/.exec(like)?.[0] ?? ""} STRATEGY FILE_COPY`;
      await admin.query(`CREATE DATABASE ${name}${template}`);
      return address(name);
    },
    async restart(how) {
      await end(how === "in order" ? "SIGINT" : "SIGQUIT");
      server = launch();
      await answers(admin, server, () => log);
    },
    async stop() {
      await admin.end();
      await end("SIGQUIT");
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function answers(admin: pg.Pool, server: ChildProcess, log: () => string): Promise<void> {
  for (const deadline = performance.now() + START_TIMEOUT; ;) {
    try {
      await admin.query("SELECT 1");
      return;
    } catch (error) {
      if (server.exitCode !== null || performance.now() > deadline)
        throw new Error(`PostgreSQL did not start: ${log()}`, { cause: error });
    }
    await sleep(50);
  }
}

/** The account of PostgreSQL's own package, or the one that owns nothing. */
function plainAccount(): { readonly uid: number; readonly gid: number } {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error("There is no account to run PostgreSQL under.");
}
