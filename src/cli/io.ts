import type { Writable } from "node:stream";

/** What a command sees of the process. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  /** Writes data to standard output; done when it is written, or when nobody reads any more. */
  readonly write: (data: string | Uint8Array) => Promise<void>;
  /** Writes a line for a person to standard error. */
  readonly tell: (line: string) => void;
  /** Done when the process is asked to stop (SIGINT, SIGTERM). */
  readonly stopped: () => Promise<void>;
}

/** The running process. */
export function processIo(): Io {
  const { stdin, stdout, stderr } = process;
  // The writer itself is told of every fault; without listeners one would end the process with a stack trace.
  stdout.on("error", () => undefined);
  stderr.on("error", () => undefined);
  return {
    env: process.env,
    stdin,
    isTerminal: stdout.isTTY,
    write: (data) => writeAll(stdout, data),
    tell: (line) => void stderr.write(`${line}\n`),
    stopped: () =>
      new Promise((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
      }),
  };
}

function writeAll(stream: Writable, data: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(data, (error) => {
      // A reader that goes away (`| head`) has what it wanted, and a command may have more to do than to print.
      if (error && !("code" in error && error.code === "EPIPE")) reject(error);
      else resolve();
    });
  });
}
