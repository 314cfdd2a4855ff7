/** What several commands read in the same way. */
import { Failure } from "../app/failure.ts";
import { unwrap } from "../app/texts.ts";
import { isDay } from "../core/text/day.ts";
import type { Concept } from "../core/glossary/model.ts";
import type { Finding } from "../core/finding.ts";
import type { FileBytes } from "../formats/bytes.ts";
import { readAll } from "../formats/glossaries/format.ts";
import {
  GLOSSARY_FORMATS,
  glossaryFormatNamed,
  recogniseGlossary,
  type ReadableGlossaryFormat,
} from "../formats/table.ts";
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

const FORMAT_NAMES = GLOSSARY_FORMATS.map(({ name }) => name);

export const FROM_OPTION = {
  type: "string",
  value: "FORMAT",
  key: "cli.option-from",
} as const satisfies OptionSpec;

export const TO_OPTION = {
  type: "string",
  value: FORMAT_NAMES.join("|"),
  key: "cli.option-to",
} as const satisfies OptionSpec;

/** The glossary format that was named, or a usage refusal. */
export function glossaryFormatOf(value: string | undefined, option: string): string | undefined {
  return value === undefined ? undefined : choice(value, FORMAT_NAMES, option);
}

/** What reads a glossary file: the format that was named, else by its content, else by its name. */
export function glossaryReader(
  bytes: FileBytes,
  file: string,
  named: string | undefined,
): ReadableGlossaryFormat {
  const name = glossaryFormatOf(named, "--from");
  if (name === undefined) return recogniseGlossary(bytes, file);
  const format = glossaryFormatNamed(name);
  if (format?.read !== undefined) return { ...format, read: format.read };
  throw new Refusal("usage", { key: "cli.format-not-read", params: { name } });
}

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
  const format = recogniseGlossary(bytes, file);
  const result = readAll(format.read(bytes, { encoding }));
  return ofFile(file, () => ({
    concepts: unwrap(result, "failure.glossary-import").map(({ concept }) => concept),
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
