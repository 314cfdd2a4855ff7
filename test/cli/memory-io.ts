import { main } from "../../src/cli/main.ts";
import type { Io } from "../../src/cli/io.ts";

/** How a command is run inside the test's own process. */
export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Io["env"];
  readonly isTerminal?: boolean;
  /** When it is asked to stop; never if not given. */
  readonly stopped?: Promise<void>;
}

/** What a command did. */
export interface RunResult {
  readonly code: number;
  readonly bytes: Buffer;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line over an in-memory process. Without a store of its own it may not touch any. */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const out: Uint8Array[] = [];
  const err: string[] = [];
  const code = await main(argv, {
    env: { DATABASE_URL: options.env?.["ZHENGMING_DATA"] === undefined ? "none" : "", ...options.env },
    stdin: chunksOf(options.input ?? ""),
    isTerminal: options.isTerminal ?? false,
    write: (data) => {
      out.push(typeof data === "string" ? Buffer.from(data) : data);
      return Promise.resolve();
    },
    tell: (line) => void err.push(`${line}\n`),
    stopped: () => options.stopped ?? new Promise(() => undefined),
  });
  const bytes = Buffer.concat(out);
  return { code, bytes, stdout: bytes.toString(), stderr: err.join("") };
}

// In two pieces, as a pipe may bring it: a character may be cut.
async function* chunksOf(input: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(input);
  const middle = bytes.length >> 1;
  yield bytes.subarray(0, middle);
  yield await Promise.resolve(bytes.subarray(middle));
}
