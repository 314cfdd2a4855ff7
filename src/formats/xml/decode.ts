import { refuse, type ReadResult } from "../../core/finding.ts";
import type { FileBytes } from "../bytes.ts";
import { decodeText, type Encoding } from "../text/decode.ts";
import { textPieces } from "../text/pieces.ts";

/** Bytes of a file that are decoded at a time. */
const CHUNK = 1 << 14;
/** Bytes of a file that say in which encoding it is. */
const HEAD = 256;

/** Encodings that files name in their XML declaration, in lower case, and how they are read here. */
const NAMED: Readonly<Record<string, Encoding>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "utf-8",
  ascii: "utf-8",
  "utf-16": "utf-16le",
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
  gb2312: "gb18030",
  gbk: "gb18030",
  gb18030: "gb18030",
  big5: "big5",
};

const DECLARED = /^<\?xml\s[^>]*?encoding\s*=\s*["'](?<name>[A-Za-z][\w.-]*)["']/;

/**
 * The text of an XML file in pieces. The encoding is the byte-order mark's, else what a person chose, else by the zeros of
 * UTF-16, else what the declaration names, else UTF-8. A file that is not short is decoded as it is read, anew whenever it is gone
 * through, so that its text is never in memory as a whole; a byte that is none stops the reading with a {@link ReadStop}.
 */
export function decodeXml(
  bytes: FileBytes,
  options: { readonly encoding?: Encoding | undefined; readonly limit: number },
): ReadResult<Iterable<string>> {
  const { limit } = options;
  if (bytes.length > limit) {
    return refuse("too-large", { limit, size: bytes.length, megabytes: limit / 1_000_000 });
  }
  const head = bytes.subarray(0, HEAD).slice();
  const encoding = options.encoding ?? encodingOf(head);
  if (encoding === undefined) return refuse("xml-encoding", { name: declaredName(head) ?? "" });
  if (bytes.length > CHUNK) {
    const pieces = { [Symbol.iterator]: () => textPieces(bytes, { encoding, limit }, CHUNK) };
    return { ok: true, value: pieces, findings: [] };
  }
  const decoded = decodeText(bytes, { encoding, limit });
  return decoded.ok ? { ok: true, value: [decoded.value.text], findings: [] } : decoded;
}

function hasWideMark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function encodingOf(bytes: Uint8Array): Encoding | undefined {
  if (hasWideMark(bytes)) return bytes[0] === 0xff ? "utf-16le" : "utf-16be";
  if (bytes[0] === 0x3c && bytes[1] === 0) return "utf-16le";
  if (bytes[0] === 0 && bytes[1] === 0x3c) return "utf-16be";
  const name = declaredName(bytes)?.toLowerCase();
  if (name === undefined) return "utf-8";
  // One that is read byte by byte is not in UTF-16, whatever it says.
  const found = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  return found?.startsWith("utf-16") ? "utf-8" : found;
}

function declaredName(bytes: Uint8Array): string | undefined {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const head = String.fromCharCode(...bytes.subarray(mark, mark + 200));
  return DECLARED.exec(head)?.groups?.["name"];
}
