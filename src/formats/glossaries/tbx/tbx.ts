import { refuse, type Finding } from "../../../core/finding.ts";
import type { FileBytes } from "../../bytes.ts";
import { ReadStop } from "../../stop.ts";
import { decodeXml } from "../../xml/decode.ts";
import type { GlossaryEntry } from "../entry.ts";
import {
  GLOSSARY_LIMIT,
  type FileHead,
  type GlossaryFormat,
  type GlossaryReading,
  type GlossaryReadOptions,
} from "../format.ts";
import { Hashes } from "../../../core/text/hashes.ts";
import type { Losses } from "../losses.ts";
import { madeIds, standsInBytes } from "../made-ids.ts";
import { ID_LIMIT, idTooLong } from "../reading.ts";
import { conceptOfEntry } from "./concept.ts";
import { readTbxEntries } from "./read.ts";
import { writeEntry, type TbxNames } from "./write.ts";

/**
 * TBX-Basic in DCA style of ISO 30042:2019 (TBX v3, dialect version 1.2.1). All versions and styles that are in use are read.
 * What only our concepts have stands in notes that begin with `Zhengming`.
 */
export const tbxGlossary = {
  name: "tbx",
  extensions: [".tbx", ".xml"],
  mediaType: "application/x-tbx+xml",
  recognises: isTbx,
  read: readTbx,
  write: (entries, losses) => writeTbx(entries, losses, V3),
} as const satisfies GlossaryFormat;

/** TBX v2 (ISO 30042:2008, `martif`), which OmegaT and older tools read. It is read as {@link tbxGlossary} is. */
export const tbx2Glossary = {
  name: "tbx2",
  extensions: [".tbx"],
  mediaType: "application/x-tbx+xml",
  read: readTbx,
  write: (entries, losses) => writeTbx(entries, losses, V2),
} as const satisfies GlossaryFormat;

interface Version extends TbxNames {
  readonly head: string;
  readonly tail: string;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const V3: Version = {
  entry: "conceptEntry",
  language: "langSec",
  section: "termSec",
  head:
    DECLARATION +
    '<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="en">\n' +
    "  <tbxHeader><fileDesc><sourceDesc><p>Zhengming</p></sourceDesc></fileDesc></tbxHeader>\n" +
    "  <text><body>\n",
  tail: "  </body></text>\n</tbx>\n",
};
const V2: Version = {
  entry: "termEntry",
  language: "langSet",
  section: "tig",
  head:
    DECLARATION +
    '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n' +
    '<martif type="TBX-Basic" xml:lang="en">\n' +
    "  <martifHeader><fileDesc><sourceDesc><p>Zhengming</p></sourceDesc></fileDesc>" +
    '<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc></martifHeader>\n' +
    "  <text><body>\n",
  tail: "  </body></text>\n</martif>\n",
};

function isTbx({ text }: FileHead): boolean {
  return /^\s*(?:<[?!][^>]*>\s*)*<(?:[\w.-]+:)?(?:tbx|martif|TBX)[\s>]/.test(text);
}

function* readTbx(bytes: FileBytes, options: GlossaryReadOptions = {}): GlossaryReading {
  const limit = GLOSSARY_LIMIT;
  const decoded = decodeXml(bytes, { encoding: options.encoding, limit });
  if (!decoded.ok) return decoded;
  const ids = new Hashes();
  const findings: Finding[] = [];
  let count = 0;
  const made = madeIds("entry", standsInBytes(bytes));
  const makeId = options.newId ?? (() => made(count + 1));
  const entries = readTbxEntries(decoded.value);
  try {
    for (;;) {
      const step = entries.next();
      if (step.done === true) {
        if (step.value !== undefined) return { ok: false, refusal: step.value };
        if (count === 0) return refuse("tbx-empty");
        const twins = ids.mayHaveTwins() ? findTwins(bytes, options) : undefined;
        return twins ?? { ok: true, value: count, findings };
      }
      const entry = conceptOfEntry(step.value, makeId);
      if (entry === undefined) {
        findings.push(noForms(step.value.line));
        continue;
      }
      if (entry.concept.id.length > ID_LIMIT) return idTooLong(step.value.line);
      if (!entry.omitted.includes("id")) ids.add(entry.concept.id);
      count++;
      yield entry;
    }
  } catch (error) {
    if (error instanceof ReadStop) return { ok: false, refusal: error.finding };
    throw error;
  }
}

/** The refusal for the first id that stands twice in a file that was read whole; undefined if none does. */
function findTwins(
  bytes: FileBytes,
  { encoding }: GlossaryReadOptions,
): ReturnType<typeof refuse> | undefined {
  const decoded = decodeXml(bytes, { encoding, limit: GLOSSARY_LIMIT });
  const lines = new Map<string, number>();
  for (const raw of decoded.ok ? readTbxEntries(decoded.value) : []) {
    const entry = conceptOfEntry(raw, () => "");
    if (entry === undefined || entry.omitted.includes("id")) continue;
    const { id } = entry.concept;
    const firstLine = lines.get(id);
    if (firstLine !== undefined) return twice(id, firstLine, raw.line);
    lines.set(id, raw.line);
  }
  return undefined;
}

function noForms(line: number): Finding {
  return { code: "tbx-no-form", severity: "warning", params: { line }, place: { line } };
}

function twice(id: string, firstLine: number, line: number): ReturnType<typeof refuse> {
  const shown = id.slice(0, 80).toWellFormed();
  return refuse("csv-duplicate-id", { id: shown, firstLine, line }, { line });
}

function* writeTbx(entries: Iterable<GlossaryEntry>, losses: Losses, version: Version): Generator<string> {
  yield version.head;
  for (const entry of entries) {
    const written = writeEntry(entry, version, losses);
    if (written !== undefined) yield written;
  }
  yield version.tail;
}
