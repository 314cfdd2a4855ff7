import { hasBytes, type FileBytes } from "../bytes.ts";

interface Signature {
  readonly kind: string;
  readonly at: number;
  readonly bytes: readonly number[];
}

function ascii(kind: string, text: string, at = 0): Signature {
  return { kind, at, bytes: Array.from(text, (char) => char.charCodeAt(0)) };
}

/** First match wins. "BM" alone would refuse a text about BMW, so a bitmap must also have its four reserved zeros. */
const SIGNATURES: readonly Signature[] = [
  ascii("PDF", "%PDF-"),
  ascii("RTF", "{\\rtf"),
  ascii("ZIP", "PK\u0003\u0004"),
  ascii("ZIP", "PK\u0005\u0006"),
  { kind: "DOC", at: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { kind: "PNG", at: 0, bytes: [0x89, 0x50, 0x4e, 0x47] },
  { kind: "JPEG", at: 0, bytes: [0xff, 0xd8, 0xff] },
  ascii("GIF", "GIF87a"),
  ascii("GIF", "GIF89a"),
  ascii("WEBP", "WEBP", 8),
  { kind: "TIFF", at: 0, bytes: [0x49, 0x49, 0x2a, 0x00] },
  { kind: "TIFF", at: 0, bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { kind: "BMP", at: 6, bytes: [0, 0, 0, 0] },
  { kind: "GZIP", at: 0, bytes: [0x1f, 0x8b, 0x08] },
];

/** What a ZIP archive is by the names of the parts in it. */
const ZIP_PARTS: readonly (readonly [kind: string, part: string])[] = [
  ["DOCX", "word/document.xml"],
  ["XLSX", "xl/workbook.xml"],
  ["PPTX", "ppt/presentation.xml"],
];

/** Bytes that have all signatures. */
const HEAD = 16;

/** The name of a well-known format that is not text, told by its first bytes. */
export function binaryKind(bytes: FileBytes): string | undefined {
  const head = bytes.subarray(0, HEAD).slice();
  const kind = SIGNATURES.find((signature) => matches(head, signature))?.kind;
  if (kind !== "ZIP") return kind;
  return ZIP_PARTS.find(([, part]) => hasBytes(bytes, [Buffer.from(part)]))?.[0] ?? kind;
}

function matches(bytes: Uint8Array, { kind, at, bytes: expected }: Signature): boolean {
  if (kind === "BMP" && !(bytes[0] === 0x42 && bytes[1] === 0x4d)) return false;
  return expected.every((byte, index) => bytes[at + index] === byte);
}

/** How many of the first bytes {@link hasManyControls} looks at. */
export const CONTROL_SAMPLE = 8192;
const MOST_CONTROLS = 0.1;
const FEWEST_CONTROLS = 4;

/**
 * Whether so many bytes are control characters that this cannot be a text in an encoding that contains ASCII. A stray
 * NUL in a text is not that: it is refused with its place.
 */
export function hasManyControls(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, CONTROL_SAMPLE);
  const controls = sample.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0);
  return controls >= FEWEST_CONTROLS && controls > sample.length * MOST_CONTROLS;
}

function isControl(byte: number): boolean {
  return (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b) || byte === 0x7f;
}
