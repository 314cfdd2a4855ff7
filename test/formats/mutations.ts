/** Files that were damaged by chance or by somebody: made from a seed, and what may never come of reading one. */
import { readdirSync, readFileSync } from "node:fs";
import { unzipSync, zipSync } from "fflate";
import type { Finding } from "../../src/core/finding.ts";
import type { Concept } from "../../src/core/glossary/model.ts";
import { wholeEntry, type GlossaryEntry } from "../../src/formats/glossaries/entry.ts";
import { bytesOf, readAll, type GlossaryFormat } from "../../src/formats/glossaries/format.ts";
import { noLosses } from "../../src/formats/glossaries/losses.ts";
import { GLOSSARY_FORMATS, recogniseGlossary } from "../../src/formats/table.ts";
import { ENCODINGS } from "../../src/formats/text/decode.ts";
import { findingSentence } from "../../src/i18n/messages.ts";
import { LANGUAGES } from "../../src/i18n/languages.ts";
import { loadTranslator } from "../../src/i18n/translator.ts";

const GOLDEN = "test/golden/formats";
const FORMATS: readonly GlossaryFormat[] = GLOSSARY_FORMATS;
const translator = await loadTranslator({ strict: true });

/** A file before it is damaged. */
export interface Original {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The golden files, and a glossary of hard concepts in every format that is read. */
export function originals(): readonly Original[] {
  const golden = ["", "/tables", "/tbx"].flatMap((folder) =>
    readdirSync(GOLDEN + folder, { withFileTypes: true })
      .filter((each) => each.isFile() && !/\.(?:json|rng)$/.test(each.name))
      .map(({ name }) => ({ name, bytes: readFileSync(`${GOLDEN}${folder}/${name}`) })),
  );
  const entries = [...readOriginal(`${GOLDEN}/hard.csv`), ...readOriginal(`${GOLDEN}/tbx/v3-dct.tbx`)];
  const written = FORMATS.map(({ name, extensions, write }) => ({
    name: `written-as-${name}${extensions[0] ?? ""}`,
    bytes: bytesOf(write(entries.map(approved), noLosses())),
  }));
  return [...golden, ...written];
}

function readOriginal(file: string): readonly GlossaryEntry[] {
  const bytes = readFileSync(file);
  const read = readAll(recogniseGlossary(bytes, file).read(bytes));
  if (!read.ok) throw new Error(`${file}: ${read.refusal.code}`);
  return read.value;
}

function approved({ concept }: GlossaryEntry): GlossaryEntry {
  return wholeEntry({ ...concept, status: "approved" });
}

/** A generator of numbers in [0, 1) from a seed: mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a careless reader stumbles over. */
const HOSTILE = [
  ...[
    '<!DOCTYPE x [<!ENTITY a "b">]>',
    '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    "&a;",
    "&#xD800;",
    "&#0;",
  ],
  ...["&#x110000;", "&amp;#x1;", "<![CDATA[", "]]>", "<!--", "-->", "<?x?>", '<?xml encoding="utf-16"?>'],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    ",__proto__,",
    "\t__proto__\t",
    "extra:__proto__",
  ],
  ...[
    "\\ud800",
    "\\u0000",
    "_xD800_",
    "_x0000_",
    "_x005F_",
    "\0",
    "\ufeff",
    "\u2028",
    "\ud83d\ude00",
    "\u0001",
  ],
  ...["99999999999999999999", "-1", "1e309", "NaN", "0", "r='A0'", ' r="XFD1048577"', ' r="AAAA1"'],
  ...["<v>-1</v>", "<v>99999</v>", ' t="s"', ' t="b"', ' t="e"', "<f>1+1</f>", ' state="hidden"'],
  ...["<a>".repeat(300), "[".repeat(5_000), '{"a":'.repeat(2_000), '"'.repeat(99), "|".repeat(3_000)],
  ...[` a="${"y".repeat(50_000)}"`, Array.from({ length: 70 }, (_, nth) => ` a${nth}=""`).join("")],
  ...[' xmlns="u"', ' xmlns:p=""', ' p:x="1"', ' xml:lang=""', ' id=""', ' id="c1"', "<p:a/>"],
  ...['"', "'", "|", "\\", ",", ";", "\t", "\r", "\n", "\r\n", "\n\n\n", "#", "=1+1", "'=1", "@x", "-"],
  ...[
    "Zhengming status: approved",
    "Zhengming column __proto__: x",
    "Zhengming column : ",
    "<note>Zhengming </note>",
  ],
  ...[
    "[2023-99-99..]",
    "[..]",
    "[not: a|b]",
    "-admn-sts",
    "preferred",
    "zh-Hant",
    "x-y-z",
    "zh",
    "en",
    "CON.txt",
  ],
  ...[
    "\u8fc7".repeat(6_000),
    "null",
    "true",
    "{}",
    "[]",
    "1",
    '"id":"A",',
    "<termSec/>",
    "<langSec/>",
    "<seg/>",
  ],
  ...[
    "</termSec>",
    "</langSec>",
    "</conceptEntry>",
    "<conceptEntry>",
    "<tu>",
    "</tu>",
    "<tuv>",
    "<row>",
    "<c>",
  ],
];

const encoder = new TextEncoder();

/** A file with one to four faults. */
export function damaged(file: Original, all: readonly Original[], random: () => number): Uint8Array {
  const below = (limit: number): number => Math.floor(random() * limit);
  const other = all[below(all.length)]?.bytes ?? file.bytes;
  if (file.bytes[0] === 0x50 && random() < 0.8) return repacked(file.bytes, other, below);
  return withFaults(file.bytes, other, below);
}

/** An archive one part of which has faults. */
function repacked(bytes: Uint8Array, other: Uint8Array, below: (limit: number) => number): Uint8Array {
  const parts = unzipSync(bytes);
  const names = Object.keys(parts);
  const name = below(3) > 0 ? "xl/worksheets/sheet1.xml" : (names[below(names.length)] ?? "");
  const part = parts[name];
  if (part === undefined) throw new Error(name);
  return zipSync({ ...parts, [name]: withFaults(part, other, below) }, { level: 1 });
}

function withFaults(bytes: Uint8Array, other: Uint8Array, below: (limit: number) => number): Uint8Array {
  let result = Buffer.from(bytes);
  for (let faults = Math.max(1, below(5) - 1); faults > 0; faults--)
    result = withFault(result, Buffer.from(other), below);
  return new Uint8Array(result);
}

function withFault(bytes: Buffer, other: Buffer, below: (limit: number) => number): Buffer<ArrayBuffer> {
  const at = placeIn(bytes, below);
  const end = Math.min(bytes.length, at + 1 + below(12));
  const piece = encoder.encode(HOSTILE[below(HOSTILE.length)]);
  const from = below(other.length + 1);
  const spliced = (to: number, ...middle: readonly Uint8Array[]): Buffer<ArrayBuffer> =>
    Buffer.concat([bytes.subarray(0, at), ...middle, bytes.subarray(to)]);
  switch (below(12)) {
    case 0:
      return spliced(at + 1, Uint8Array.of((bytes[at] ?? 0) ^ (1 << below(8))));
    case 1:
      return spliced(at + 1, Uint8Array.of(below(256)));
    case 2:
      return spliced(bytes.length);
    case 3:
      return spliced(end);
    case 4:
      return spliced(at, bytes.subarray(placeIn(bytes, below), end));
    case 5:
      return spliced(at, other.subarray(from, from + below(400)));
    case 6:
      return spliced(end, piece);
    default:
      return spliced(at, piece);
  }
}

const MARKS: ReadonlySet<number> = new Set(encoder.encode('<>"=/,;\t\n|[]{}: '));

/** A place by chance, or more often one where a reader looks: beside markup, quotes, separators and line ends. */
function placeIn(bytes: Buffer, below: (limit: number) => number): number {
  const at = below(bytes.length + 1);
  if (below(3) === 0) return at;
  const next = bytes.subarray(at).findIndex((byte) => MARKS.has(byte));
  return next < 0 ? at : at + next + below(2);
}

/** What must never come of reading a file, and of writing what was read: a line for each that did. */
export function harmOf(file: Original, bytes: Uint8Array, random: () => number): readonly string[] {
  const harm: string[] = [];
  const readers = FORMATS.filter(({ read }) => read !== undefined);
  const byName = readers[Math.floor(random() * readers.length)] ?? readers[0];
  const encoding = random() < 0.1 ? ENCODINGS[Math.floor(random() * ENCODINGS.length)] : undefined;
  attempt(harm, "recognising", () => recogniseGlossary(bytes, file.name));
  const formats = [recogniseGlossary(bytes, file.name), ...(random() < 0.3 ? [byName] : [])];
  for (const format of formats) {
    if (format?.read === undefined) continue;
    const { read, name } = format;
    const result = attempt(harm, `reading as ${name}`, () => readAll(read(bytes, { encoding })));
    if (result === undefined) continue;
    for (const finding of [...(result.ok ? [] : [result.refusal]), ...(result.findings ?? [])]) {
      harm.push(...wrongFinding(finding));
    }
    if (!result.ok) continue;
    harm.push(...result.value.flatMap(({ concept }) => wrongConcept(concept)));
    harm.push(...harmOfWriting(result.value));
  }
  if (Object.keys(Object.prototype).length > 0) harm.push("every object has something more");
  return harm;
}

/** Every format writes what was read; what it wrote it reads. */
function harmOfWriting(entries: readonly GlossaryEntry[]): readonly string[] {
  const harm: string[] = [];
  for (const { name, read, write } of FORMATS) {
    const losses = noLosses();
    const written = attempt(harm, `writing ${name}`, () => bytesOf(write(entries, losses)));
    for (const finding of losses.report()) harm.push(...wrongFinding(finding));
    if (written === undefined || read === undefined) continue;
    const again = attempt(harm, `reading ${name} that was written`, () => readAll(read(written)));
    // A file of nothing is no glossary to some readers.
    const known = again === undefined || again.ok || ["empty", "tbx-empty"].includes(again.refusal.code);
    if (!known) harm.push(`${name} does not read what it wrote: ${JSON.stringify(again)}`);
  }
  return harm;
}

function attempt<T>(harm: string[], what: string, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    harm.push(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return undefined;
  }
}

/** A finding needs a sentence in every language and a place that may be. */
function wrongFinding(finding: Finding): readonly string[] {
  const harm: string[] = [];
  for (const { code } of LANGUAGES) {
    const sentence = attempt(harm, finding.code, () => findingSentence(translator.for(code), finding)) ?? "";
    if (sentence.length > 1_000 || !sentence.isWellFormed())
      harm.push(`no sentence: ${sentence.slice(0, 300)}`);
  }
  const { line = 1, column = 1 } = finding.place ?? {};
  const isPlace = [line, column].every((number) => Number.isSafeInteger(number) && number > 0);
  return isPlace ? harm : [...harm, `no place: ${JSON.stringify(finding).slice(0, 300)}`];
}

/** No store of ours could keep half a character or a NUL; a form is a text without blanks around it. */
function wrongConcept(concept: Concept): readonly string[] {
  const texts = [
    ...[concept.id, concept.note, concept.surname ?? "", ...concept.scope, ...concept.evidence],
    ...concept.forms.map(({ text }) => text),
    ...Object.entries(concept.extra).flat(),
  ];
  const broken = texts.find((text) => !text.isWellFormed() || text.includes("\0"));
  const blank =
    concept.forms.length === 0 || concept.forms.some(({ text }) => text.trim() !== text || text === "");
  return [
    ...(broken === undefined ? [] : [`a text that cannot be kept: ${JSON.stringify(broken).slice(0, 200)}`]),
    ...(blank || concept.id === ""
      ? [`a concept without name: ${JSON.stringify(concept).slice(0, 300)}`]
      : []),
  ];
}
