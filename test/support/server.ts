import type { ChildProcess } from "node:child_process";
import { text } from "node:stream/consumers";
import { type Env, makeDataDir, removeDataDir, spawnCli } from "./process.ts";

/** How the server is started. */
export interface ServerOptions {
  /** The store's folder; without one a new folder is made, and removed by `stop`. */
  readonly dataDir?: string;
  readonly env?: Env;
  /** Whether an empty store is given the sample at the start. Default true, as in the product. */
  readonly seed?: boolean;
}

/** A running server, in a process of its own. */
export interface TestServer {
  /** `http://127.0.0.1:<port>`, without a slash at its end. */
  readonly url: string;
  readonly dataDir: string;
  /** Done when the process is no more, whatever ended it. */
  readonly ended: Promise<void>;
  /** Sends a signal and waits for the end; the store stays. */
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
  /** Ends the server, by force when it does not obey, and removes the folder that `startServer` made. */
  readonly stop: () => Promise<void>;
  /** All that it has written so far, stdout and stderr as they came. */
  readonly output: () => string;
}

const START_LIMIT = 60_000;
const STOP_LIMIT = 10_000;
const COMMAND_LIMIT = 60_000;
// Something must follow the port: a chunk may end within it.
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+(?=[^\d])/;

/** Starts the real server on a free port and waits until it says where it listens. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? makeDataDir();
  const child = spawnCli(["serve"], dataDir, {
    HOST: "127.0.0.1",
    PORT: "0",
    ...(options.seed === false ? { ZHENGMING_NO_SEED: "1" } : {}),
    ...options.env,
  });
  const written: string[] = [];
  const output = (): string => written.join("");
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  const stop = async (): Promise<void> => {
    const force = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT);
    await kill("SIGTERM");
    clearTimeout(force);
    if (options.dataDir === undefined) removeDataDir(dataDir);
  };
  try {
    const url = await waitForAddress(child, written);
    return { url, dataDir, ended, kill, stop, output };
  } catch (error) {
    await kill("SIGKILL");
    if (options.dataDir === undefined) removeDataDir(dataDir);
    throw error;
  }
}

function waitForAddress(child: ChildProcess, written: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = (why: string): void => reject(new Error(`${why}\n${written.join("")}`));
    const limit = setTimeout(() => refuse("The server named no address in time."), START_LIMIT);
    const listen = (chunk: string): void => {
      written.push(chunk);
      const [url] = ADDRESS.exec(written.join("")) ?? [];
      if (url === undefined) return;
      clearTimeout(limit);
      resolve(url);
    };
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", listen);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearTimeout(limit);
      refuse(`The server ended (${code ?? signal ?? "?"}) before it named an address.`);
    });
  });
}

/** How a command is run. */
export interface CliOptions {
  /** What stands on standard input; it is empty without one. */
  readonly input?: string | Uint8Array;
  readonly env?: Env;
  /** The store's folder; without one an empty folder that is removed afterwards. */
  readonly dataDir?: string;
}

/** What a command did. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `zhengming ARGS` in the project's folder and waits for its end. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const dataDir = options.dataDir ?? makeDataDir();
  const child = spawnCli(args, dataDir, options.env);
  const limit = setTimeout(() => child.kill("SIGKILL"), COMMAND_LIMIT);
  try {
    const { stdin, stdout, stderr } = child;
    if (!stdin || !stdout || !stderr) throw new Error("The command was started without streams.");
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    stdin.on("error", () => undefined); // A command may end without reading what it is given.
    stdin.end(options.input ?? "");
    const [code, out, err] = await Promise.all([ended, text(stdout), text(stderr)]);
    if (code === null) throw new Error(`zhengming ${args.join(" ")} was killed.\n${err}`);
    return { code, stdout: out, stderr: err };
  } finally {
    clearTimeout(limit);
    if (options.dataDir === undefined) removeDataDir(dataDir);
  }
}
