import { Failure, type FailureCode } from "../app/failure.ts";
import { failureSentences } from "../i18n/messages.ts";
import { StoreVersionError } from "../storage/errors.ts";
import { EXIT_CODES, type ExitCode } from "./exit-codes.ts";
import { STANDARD } from "./files.ts";
import { joinSentences, oneLine } from "./lines.ts";
import { FileFailure, Refusal } from "./refusal.ts";
import type { Session } from "./session.ts";

const FAILURE_EXITS: Readonly<Record<FailureCode, ExitCode>> = {
  invalid: EXIT_CODES.input,
  "not-found": EXIT_CODES.input,
  "too-large": EXIT_CODES.input,
  forbidden: EXIT_CODES.failure,
  conflict: EXIT_CODES.failure,
};

/**
 * Says on standard error why something did not work, one line unless a file has several faults, and gives the exit
 * code. `about` is the command or the file. What is neither refusal nor failure is a bug and keeps its stack.
 */
export function report(session: Session, about: string, error: unknown): ExitCode {
  const { io, t } = session;
  if (error instanceof FileFailure) {
    const file = error.file === STANDARD ? t("cli.input-name") : oneLine(error.file);
    return report(session, `${about}: ${file}`, error.failure);
  }
  if (error instanceof Refusal) {
    const sentences = [oneLine(t(error.reason.key, error.reason.params))];
    if (error.kind === "usage") sentences.push(t("cli.see-help", { command: `${about} --help` }));
    io.tell(`${about}: ${joinSentences(t, sentences)}`);
    return EXIT_CODES[error.kind];
  }
  if (error instanceof Failure) {
    const [what = error.key, ...faults] = failureSentences(t, error).map(oneLine);
    if (faults.length <= 1) io.tell(`${about}: ${joinSentences(t, [what, ...faults])}`);
    else for (const line of [what, ...faults]) io.tell(`${about}: ${line}`);
    return FAILURE_EXITS[error.code];
  }
  if (error instanceof StoreVersionError) {
    const { migration } = error;
    const key = error.code === "store-newer" ? "failure.store-newer" : "failure.store-changed";
    io.tell(`${about}: ${t(key, { migration, folder: session.storeName })}`);
    return EXIT_CODES.failure;
  }
  if (isSystemError(error)) io.tell(`${about}: ${t("cli.system", { message: oneLine(error.message) })}`);
  else io.tell(`${about}: ${t("cli.fault", { message: stackOf(error) })}`);
  return EXIT_CODES.failure;
}

/** Refusals of the system and of the database have a code; they say what happened and need no stack. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && ("errno" in error || "errcode" in error);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
