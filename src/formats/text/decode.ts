import { refuse, type Finding, type ReadResult } from "../../core/finding.ts";
import { binaryKind, hasManyControls } from "./binary.ts";
import { placeAt } from "./place.ts";
import { likeliest, type Reading } from "./plausible.ts";

/** The encodings a text may have. GB18030 contains GBK and GB2312. */
export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "gb18030", "big5"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** The longest text that is read, in bytes of UTF-8 or of the file. */
export const TEXT_LIMIT = 5_000_000;

/** A text that came as bytes; with `encoding` and `bom` it can be written back byte for byte. */
export interface DecodedText {
  /** Every character as it came, line ends included, without the byte-order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly bom: boolean;
}

export interface DecodeOptions {
  /** The encoding a person chose; a byte-order mark in the file is believed before it. */
  readonly encoding?: Encoding | undefined;
  /** In bytes; {@link TEXT_LIMIT} if not given. */
  readonly limit?: number | undefined;
}

type Refusal = ReturnType<typeof refuse>;

const MARKS = [
  { encoding: "utf-8", mark: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", mark: [0xff, 0xfe] },
  { encoding: "utf-16be", mark: [0xfe, 0xff] },
] as const satisfies readonly { encoding: Encoding; mark: readonly number[] }[];

/**
 * The text of a file, or why there is none. Without a byte-order mark and a choice only UTF-8 is read: other encodings
 * are recognised and named in the refusal (`encoding-ask`), because a wrong guess would be stored as nonsense.
 * Big5 is read without the Hong Kong supplement: bytes of it are refused with their place, not lost.
 */
export function decodeText(bytes: Uint8Array, options: DecodeOptions = {}): ReadResult<DecodedText> {
  const limit = options.limit ?? TEXT_LIMIT;
  if (bytes.length > limit) return { ok: false, refusal: tooLarge(bytes.length, limit) };
  if (bytes.length === 0) return refuse("empty");
  const marked = MARKS.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return decodeAs(bytes.subarray(marked.mark.length), marked.encoding, marked.mark.length);
  const kind = binaryKind(bytes);
  if (kind !== undefined) return refuse("binary", { kind });
  if (options.encoding) return decodeAs(bytes, options.encoding, 0);
  return refuseOtherThanUtf8(bytes) ?? decodeAs(bytes, "utf-8", 0);
}

/**
 * The bytes of a text: those it was decoded from for UTF-8 and UTF-16. A text that came as GB18030 or Big5 is written
 * as UTF-8, which every reader of ours takes and which has all characters.
 */
export function encodeText(
  text: string,
  { encoding, bom }: { readonly encoding: Encoding; readonly bom: boolean } = {
    encoding: "utf-8",
    bom: false,
  },
): Uint8Array {
  const whole = bom ? "\ufeff" + text : text;
  if (encoding === "utf-16le") return new Uint8Array(Buffer.from(whole, "utf16le"));
  if (encoding === "utf-16be") return new Uint8Array(Buffer.from(whole, "utf16le").swap16());
  return new TextEncoder().encode(whole);
}

/** Why a string is no text we can keep: longer than the limit (bytes of UTF-8), a NUL, half a surrogate pair. */
export function checkText(text: string, limit: number = TEXT_LIMIT): Finding | undefined {
  const size = Buffer.byteLength(text);
  if (size > limit) return tooLarge(size, limit);
  const nul = text.indexOf("\0");
  if (nul >= 0) return characterFinding("nul", text, nul);
  const surrogate = text.isWellFormed() ? -1 : text.search(/\p{Surrogate}/u);
  return surrogate >= 0 ? characterFinding("surrogate", text, surrogate) : undefined;
}

function tooLarge(size: number, limit: number): Finding {
  return refuse("too-large", { limit, size, megabytes: limit / 1_000_000 }).refusal;
}

function characterFinding(code: string, text: string, offset: number): Finding {
  const place = placeAt(text, offset);
  return refuse(code, { ...place }, place).refusal;
}

function decodeAs(bytes: Uint8Array, encoding: Encoding, skipped: number): ReadResult<DecodedText> {
  const text = tryDecode(bytes, encoding);
  if (text === undefined) return refuseInvalid(bytes, encoding, skipped);
  if (text === "") return refuse("empty");
  const refusal = checkText(text, Infinity);
  return refusal
    ? { ok: false, refusal }
    : { ok: true, value: { text, encoding, bom: skipped > 0 }, findings: [] };
}

/** What the decoder gives for Big5 bytes that it has no character for, instead of failing. */
const NO_BIG5 = /[\u0080-\u009f\ue000-\uf8ff]/;

/** The text of bytes that are valid in the encoding; `part`: of which the last character may be unfinished. */
function tryDecode(bytes: Uint8Array, encoding: Encoding, part = false): string | undefined {
  const text = tryRead(bytes, encoding, part);
  return encoding === "big5" && text !== undefined && NO_BIG5.test(text) ? undefined : text;
}

function tryRead(bytes: Uint8Array, encoding: Encoding, part = false): string | undefined {
  if (encoding === "utf-16le" || encoding === "utf-16be") {
    // Not by TextDecoder: it would not let lone surrogates pass, whose place we want to tell.
    const half = bytes.length % 2;
    if (half === 1 && !part) return undefined;
    const pairs = Buffer.from(bytes.subarray(0, bytes.length - half));
    return (encoding === "utf-16le" ? pairs : pairs.swap16()).toString("utf16le");
  }
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: part });
  } catch {
    return undefined;
  }
}

/** Where valid text ends: the longest beginning that decodes, and what it says. */
function validBeginning(
  bytes: Uint8Array,
  encoding: Encoding,
): { readonly length: number; readonly text: string } {
  let length = bytes.length;
  if (tryDecode(bytes, encoding, true) === undefined) {
    let low = 0;
    while (length - low > 1) {
      const middle = (low + length) >> 1;
      if (tryDecode(bytes.subarray(0, middle), encoding, true) === undefined) length = middle;
      else low = middle;
    }
    length = low;
  }
  // The last character may be unfinished: step back to where it begins.
  for (; length > 0; length--) {
    const text = tryDecode(bytes.subarray(0, length), encoding);
    if (text !== undefined) return { length, text };
  }
  return { length: 0, text: "" };
}

function refuseInvalid(bytes: Uint8Array, encoding: Encoding, skipped: number): Refusal {
  const { length, text } = validBeginning(bytes, encoding);
  const place = placeAt(text, text.length);
  return refuse("bytes-invalid", { encoding, offset: skipped + length, ...place }, place);
}

function refuseOtherThanUtf8(bytes: Uint8Array): Refusal | undefined {
  const controls = hasManyControls(bytes);
  const wide = controls || bytes.includes(0) ? readings(bytes, ["utf-16le", "utf-16be"]) : [];
  const guess = likeliest(wide, { ascii: true });
  if (guess) return refuse("encoding-ask", { guess, candidates: guess });
  if (controls) return refuse("binary-unknown");
  if (tryDecode(bytes, "utf-8") !== undefined) return undefined;
  if (isMostlyUtf8(bytes)) return refuseInvalid(bytes, "utf-8", 0);
  return refuseForeign(bytes);
}

/** Whether well-formed UTF-8 sequences outweigh what is broken: a damaged file, not another encoding. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let balance = 0;
  for (const char of new TextDecoder("utf-8").decode(bytes)) {
    if (char === "\ufffd") balance -= 2;
    else if (char > "\u007f") balance += 1;
  }
  return balance > 0;
}

function refuseForeign(bytes: Uint8Array): Refusal {
  const possible = readings(bytes, ["gb18030", "big5", "utf-16le", "utf-16be"]);
  const candidates = possible.map(({ encoding }) => encoding).join(", ");
  const guess = likeliest(possible, { ascii: false });
  if (guess) return refuse("encoding-ask", { guess, candidates });
  const { length, text } = validBeginning(bytes, "utf-8");
  const place = placeAt(text, text.length);
  return refuse("encoding-unknown", { candidates, offset: length, ...place }, place);
}

/** Big5 with characters of the Hong Kong supplement is still Big5, though it will be refused when it is chosen. */
function readings(bytes: Uint8Array, encodings: readonly Encoding[]): Reading<Encoding>[] {
  return encodings.flatMap((encoding) => {
    const text = tryRead(bytes, encoding);
    return text === undefined ? [] : [{ encoding, text }];
  });
}
