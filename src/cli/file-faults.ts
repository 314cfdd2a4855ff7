/** What the system says about files, as messages. */
import { oneLine } from "./lines.ts";
import type { Message } from "./refusal.ts";

const READING: Readonly<Record<string, Message>> = {
  ENOENT: { key: "cli.read-missing" },
  ENOTDIR: { key: "cli.read-missing" },
  EISDIR: { key: "cli.read-folder" },
  EACCES: { key: "cli.read-denied" },
  EPERM: { key: "cli.read-denied" },
};

const WRITING: Readonly<Record<string, Message>> = {
  ENOENT: { key: "cli.write-no-folder" },
  ENOTDIR: { key: "cli.write-no-folder" },
  EISDIR: { key: "cli.write-folder" },
};

/** Why the system did not let us read a file; undefined for any other error. */
export function readingMessage(file: string, error: unknown): Message | undefined {
  return message(file, error, READING, { key: "cli.read-failed" });
}

/** Why the system did not let us write a file; undefined for any other error. */
export function writingMessage(file: string, error: unknown): Message | undefined {
  return message(file, error, WRITING, { key: "cli.write-failed" });
}

function message(
  file: string,
  error: unknown,
  keys: Readonly<Record<string, Message>>,
  otherwise: Message,
): Message | undefined {
  const code = codeOf(error);
  return code === "" ? undefined : { ...(keys[code] ?? otherwise), params: { file: oneLine(file), code } };
}

function codeOf(error: unknown): string {
  // A Failure has a code too, but no number of the system's.
  const isOfSystem = error instanceof Error && "errno" in error && "code" in error;
  return isOfSystem && typeof error.code === "string" ? error.code : "";
}
