import type { Finding } from "../../core/finding.ts";
import type { FileBytes } from "../../formats/bytes.ts";
import type { GlossaryEntry } from "../../formats/glossaries/entry.ts";
import { GLOSSARY_LIMIT, type GlossaryReading } from "../../formats/glossaries/format.ts";
import { glossaryFormatNamed, recogniseGlossary, type ReadableGlossaryFormat } from "../../formats/table.ts";
import { checkText } from "../../formats/text/decode.ts";
import type { Deps } from "../deps.ts";
import { Failure } from "../failure.ts";
import { unwrap, type TextInput } from "../texts.ts";

/** A file to read, by what it holds, else by its name; `format` names its format where a person said it. */
export interface GlossaryInput extends Omit<TextInput, "bytes"> {
  readonly bytes?: FileBytes | undefined;
  readonly fileName?: string | undefined;
  readonly format?: string | undefined;
}

const READING = "failure.glossary-import";

/**
 * The concepts of a glossary file, read anew whenever they are gone through, so that none need stay in memory. Going through them
 * fails invalid with every fault of the file, or too-large; what was given before is to be dropped then.
 */
export class GlossarySource implements Iterable<GlossaryEntry> {
  /** The name of the format that reads it. */
  readonly format: string;
  /** What was noticed in reading the file, and how many concepts it has: known when it was read whole. */
  findings: readonly Finding[] = [];
  count = 0;
  readonly #read: () => GlossaryReading;

  constructor(format: string, read: () => GlossaryReading) {
    this.format = format;
    this.#read = read;
  }

  *[Symbol.iterator](): Generator<GlossaryEntry> {
    const result = yield* this.#read();
    this.count = unwrap(result, READING);
    this.findings = result.findings ?? [];
  }
}

/** A glossary file of any format. Fails not-found for a format that is not read, invalid for a text that cannot be kept. */
export function openGlossary(deps: Pick<Deps, "newId">, input: GlossaryInput): GlossarySource {
  const bytes = (input.bytes?.length ?? 0) > 0 ? input.bytes : undefined;
  const content = bytes ?? new TextEncoder().encode(checkedContent(input.text ?? ""));
  const format =
    input.format === undefined ? recogniseGlossary(content, input.fileName) : readableFormat(input.format);
  const encoding = bytes === undefined ? "utf-8" : input.encoding;
  return new GlossarySource(format.name, () => format.read(content, { encoding, newId: deps.newId }));
}

/** A text that can be written as UTF-8, or a failure that says where it cannot. */
function checkedContent(text: string): string {
  const fault = checkText(text, GLOSSARY_LIMIT);
  return unwrap(
    fault === undefined ? { ok: true, value: text, findings: [] } : { ok: false, refusal: fault },
    READING,
  );
}

function readableFormat(name: string): ReadableGlossaryFormat {
  const format = glossaryFormatNamed(name);
  if (format?.read !== undefined) return { ...format, read: format.read };
  throw new Failure("invalid", "failure.glossary-format", { name });
}
