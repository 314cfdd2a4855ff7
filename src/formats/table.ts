import { csvGlossary, tsvGlossary } from "./glossaries/csv.ts";
import type { FileHead, GlossaryFormat } from "./glossaries/format.ts";
import { jsonGlossary } from "./glossaries/json.ts";
import { deeplGlossary, googleGlossary, weblateGlossary } from "./glossaries/machine-translation.ts";
import { omegatGlossary } from "./glossaries/omegat.ts";
import { googleSetsGlossary, memoqGlossary } from "./glossaries/tabular.ts";
import { tbx2Glossary, tbxGlossary } from "./glossaries/tbx/tbx.ts";
import { tmxGlossary } from "./glossaries/tmx.ts";
import { utxGlossary } from "./glossaries/utx.ts";
import { matecatGlossary, xlsxGlossary } from "./glossaries/xlsx.ts";
import type { FileBytes } from "./bytes.ts";
import { decodeText } from "./text/decode.ts";

/** The glossary formats. A new one is its file and a line here. Of two that would take a file the first does. */
export const GLOSSARY_FORMATS = [
  csvGlossary,
  tsvGlossary,
  jsonGlossary,
  tbxGlossary,
  tbx2Glossary,
  xlsxGlossary,
  matecatGlossary,
  memoqGlossary,
  utxGlossary,
  omegatGlossary,
  tmxGlossary,
  deeplGlossary,
  googleGlossary,
  googleSetsGlossary,
  weblateGlossary,
] as const satisfies readonly GlossaryFormat[];
export type GlossaryFormatName = (typeof GLOSSARY_FORMATS)[number]["name"];

/** Counts up when a writer writes the same concepts otherwise: what programs have from an older one is then fetched anew. */
export const WRITERS_VERSION = 1;

/** A format that can be read. */
export type ReadableGlossaryFormat = GlossaryFormat & Required<Pick<GlossaryFormat, "read">>;

const ALL: readonly GlossaryFormat[] = GLOSSARY_FORMATS;
const READABLE = ALL.filter((format): format is ReadableGlossaryFormat => format.read !== undefined);

/** The names of the formats that are read. */
export const READABLE_FORMATS: readonly string[] = READABLE.map(({ name }) => name);

/** How much of a file formats are told by, in bytes. */
const HEAD = 1 << 16;

/** The first format whose files may have this name, if we have one. */
export function findGlossaryFormat(fileName: string): GlossaryFormat | undefined {
  return ALL.find((format) => hasName(format, fileName));
}

/** The format of a name: `tbx2`, `omegat`. */
export function glossaryFormatNamed(name: string): GlossaryFormat | undefined {
  return ALL.find((format) => format.name === name);
}

/** The format that reads a file: what its content says, then its name, else our own CSV. */
export function recogniseGlossary(bytes: FileBytes, fileName = ""): ReadableGlossaryFormat {
  const head = headOf(bytes);
  return (
    READABLE.find((format) => format.recognises?.(head) === true) ??
    READABLE.find((format) => hasName(format, fileName)) ??
    csvGlossary
  );
}

function hasName({ extensions }: GlossaryFormat, fileName: string): boolean {
  const name = fileName.toLowerCase();
  return extensions.some((extension) => name.endsWith(extension));
}

function headOf(bytes: FileBytes): FileHead {
  const head = bytes.subarray(0, HEAD).slice();
  const decoded = decodeText(head);
  const text = decoded.ok ? decoded.value.text : beginning(head);
  return { bytes: head, text };
}

/** What of a beginning can be read although it is cut in a character, or says itself what it is in ASCII. */
function beginning(bytes: Uint8Array): string {
  return new TextDecoder("utf-8").decode(bytes);
}
