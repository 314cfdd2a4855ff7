/** What several commands read in the same way. */
import { Failure } from "../app/failure.ts";
import { unwrap } from "../app/texts.ts";
import { isDay } from "../core/text/day.ts";
import type { Concept } from "../core/glossary/model.ts";
import type { Finding } from "../core/finding.ts";
import { csvGlossary } from "../formats/glossaries/csv.ts";
import { findGlossaryFormat } from "../formats/table.ts";
import type { DecodedText, Encoding } from "../formats/text/decode.ts";
import { decodeText, ENCODINGS } from "../formats/text/decode.ts";
import { choice, type OptionSpec } from "./command.ts";
import { readInput } from "./files.ts";
import { FileFailure, Refusal } from "./refusal.ts";
import type { Session } from "./session.ts";

export const ENCODING_OPTION = {
  type: "string",
  value: ENCODINGS.join("|"),
  key: "cli.option-encoding",
} as const satisfies OptionSpec;

export const JSON_OPTION = { type: "boolean", key: "cli.option-json" } as const satisfies OptionSpec;

export const DATE_OPTION = {
  type: "string",
  value: "YYYY-MM-DD",
  key: "cli.option-date",
} as const satisfies OptionSpec;

/** The day that was given, or a usage refusal. */
export function dateOf(value: string | undefined): string | undefined {
  if (value === undefined || isDay(value)) return value;
  throw new Refusal("usage", { key: "cli.option-not-a-day", params: { option: "--date", value } });
}

/** The encoding that was chosen, or a usage refusal. */
export function encodingOf(value: string | undefined): Encoding | undefined {
  return value === undefined ? undefined : choice(value, ENCODINGS, "--encoding");
}

/** The text of a file or of standard input. Fails invalid or too-large, with the file's name. */
export async function readTextFile(
  session: Session,
  file: string,
  encoding: Encoding | undefined,
): Promise<DecodedText> {
  const bytes = await readInput(session, file);
  return ofFile(file, () => unwrap(decodeText(bytes, { encoding }), "failure.read"));
}

/** The concepts of a glossary file, with what was noticed. Fails invalid with every fault or too-large, with its name. */
export async function readGlossaryFile(
  session: Session,
  file: string,
  encoding: Encoding | undefined,
): Promise<{ readonly concepts: readonly Concept[]; readonly findings: readonly Finding[] }> {
  const bytes = await readInput(session, file);
  const result = (findGlossaryFormat(file) ?? csvGlossary).read(bytes, { encoding });
  return ofFile(file, () => ({
    concepts: unwrap(result, "failure.glossary-import"),
    findings: result.findings ?? [],
  }));
}

/** What `work` gives; a failure of it bears the file's name. */
export async function ofFile<T>(file: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Failure ? new FileFailure(file, error) : error;
  }
}
