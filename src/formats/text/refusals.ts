/** Why a text cannot be read, and where: looked for piece by piece, so that a long file costs no memory. */
import { refuse, type Finding, type ReadResult } from "../../core/finding.ts";
import { hasBytes, type FileBytes } from "../bytes.ts";
import { binaryKind, CONTROL_SAMPLE, hasManyControls } from "./binary.ts";
import { isWide, markOf, readWide, tryDecode, type Encoding } from "./encodings.ts";
import { PlaceCount, type Place } from "./place.ts";
import { likeliest, SAMPLE, type Reading } from "./plausible.ts";

/** The longest text that is read, in bytes of UTF-8 or of the file. */
export const TEXT_LIMIT = 5_000_000;

export interface DecodeOptions {
  /** The encoding a person chose; a byte-order mark in the file is believed before it. */
  readonly encoding?: Encoding | undefined;
  /** In bytes; {@link TEXT_LIMIT} if not given. */
  readonly limit?: number | undefined;
}

/** How a file is to be decoded, as far as its beginning tells. */
export interface OpenedText {
  readonly encoding: Encoding;
  /** Where the text begins: behind the byte-order mark. */
  readonly from: number;
  /** Whether neither a mark nor a person said so. */
  readonly assumed: boolean;
}

/** Bytes that are looked at at a time. */
const WINDOW = 1 << 16;

/**
 * How a text is decoded: as its byte-order mark says, else as a person chose, else as UTF-8. Refused is what is too long, empty, or
 * by its first bytes no text.
 */
export function openText(bytes: FileBytes, options: DecodeOptions): ReadResult<OpenedText> {
  const limit = options.limit ?? TEXT_LIMIT;
  if (bytes.length > limit) return { ok: false, refusal: tooLarge(bytes.length, limit) };
  if (bytes.length === 0) return refuse("empty");
  const head = bytes.subarray(0, CONTROL_SAMPLE).slice();
  const opened = (encoding: Encoding, from: number, assumed = false): ReadResult<OpenedText> => ({
    ok: true,
    value: { encoding, from, assumed },
    findings: [],
  });
  const marked = markOf(head);
  if (marked) return opened(marked.encoding, marked.length);
  const kind = binaryKind(bytes);
  if (kind !== undefined) return refuse("binary", { kind });
  if (options.encoding) return opened(options.encoding, 0);
  if (!hasManyControls(head)) return opened("utf-8", 0, true);
  return wideGuess(bytes) ?? refuse("binary-unknown");
}

/** The refusal of a text that is empty or cannot be decoded as it should be. */
export function refusalOf(bytes: FileBytes, { encoding, from, assumed }: OpenedText): Finding {
  if (!assumed) return faultIn(bytes, encoding, from).refusal;
  const guess = hasBytes(bytes, [Buffer.of(0)]) ? wideGuess(bytes) : undefined;
  if (guess !== undefined) return guess.refusal;
  const fault = faultIn(bytes, encoding, from);
  if (fault.refusal.code !== "bytes-invalid" || isMostlyUtf8(bytes)) return fault.refusal;
  return refuseForeign(bytes, fault).refusal;
}

/** The refusal of a text that is longer than it may be, in bytes. */
export function tooLarge(size: number, limit: number): Finding {
  return refuse("too-large", { limit, size, megabytes: limit / 1_000_000 }).refusal;
}

/** The refusal of a character that no text may have. */
export function characterFault(code: string, place: Place): Finding {
  return refuse(code, { ...place }, place).refusal;
}

/** The offset of the first half surrogate pair, -1 where there is none. */
export function surrogateAt(text: string): number {
  return text.isWellFormed() ? -1 : text.search(/\p{Surrogate}/u);
}

interface Fault {
  readonly refusal: Finding;
  readonly offset: number;
  readonly place: Place;
}

/** Bytes that are not in the encoding, else the first NUL, else the first half of a surrogate pair, else no text at all. */
function faultIn(bytes: FileBytes, encoding: Encoding, from: number): Fault {
  const count = new PlaceCount();
  let [nul, surrogate]: (Place | undefined)[] = [];
  let at = from;
  while (at < bytes.length) {
    const window = bytes.subarray(at, at + WINDOW);
    const { length, text } = wholeCharacters(window, encoding, at + window.length < bytes.length);
    if (length === 0) {
      const valid = validBeginning(window, encoding);
      count.add(valid.text);
      const [offset, { place }] = [at + valid.length, count];
      const { refusal } = refuse("bytes-invalid", { encoding, offset, ...place }, place);
      return { refusal, offset, place };
    }
    nul ??= placeIn(text, text.indexOf("\0"), count);
    surrogate ??= placeIn(text, surrogateAt(text), count);
    count.add(text);
    at += length;
  }
  const place = nul ?? surrogate ?? count.place;
  const code = nul === undefined ? "surrogate" : "nul";
  const refusal = (nul ?? surrogate) ? characterFault(code, place) : refuse("empty").refusal;
  return { refusal, offset: at, place };
}

/** The place of an offset in the next piece of a text, before it is counted. */
function placeIn(text: string, offset: number, count: PlaceCount): Place | undefined {
  if (offset < 0) return undefined;
  const own = count.copy();
  own.add(text.slice(0, offset));
  return own.place;
}

/** The text of a window up to its last whole character; no length where it is not in the encoding. */
function wholeCharacters(
  window: Uint8Array,
  encoding: Encoding,
  goesOn: boolean,
): { readonly length: number; readonly text: string } {
  for (let cut = 0; cut <= 3 && cut < window.length; cut++) {
    const length = window.length - cut;
    const text = tryDecode(window.subarray(0, length), encoding);
    // The first half of a surrogate pair waits for the second.
    const half = text !== undefined && goesOn && isWide(encoding) && /[\ud800-\udbff]$/.test(text);
    if (text !== undefined && !half) return { length, text };
    if (half && length > 2) return { length: length - 2, text: text.slice(0, -1) };
  }
  return { length: 0, text: "" };
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

/** Whether well-formed UTF-8 sequences outweigh what is broken: a damaged file, not another encoding. */
function isMostlyUtf8(bytes: FileBytes): boolean {
  const decoder = new TextDecoder("utf-8");
  let balance = 0;
  for (let from = 0; from < bytes.length; from += WINDOW) {
    const stream = from + WINDOW < bytes.length;
    for (const char of decoder.decode(bytes.subarray(from, from + WINDOW), { stream })) {
      if (char === "\ufffd") balance -= 2;
      else if (char > "\u007f") balance += 1;
    }
  }
  return balance > 0;
}

type Refusal = ReturnType<typeof refuse>;

/** The refusal of a text that is UTF-16 by its beginning. */
function wideGuess(bytes: FileBytes): Refusal | undefined {
  const guess = likeliest(readings(bytes, ["utf-16le", "utf-16be"]), { ascii: true });
  return guess === undefined ? undefined : refuse("encoding-ask", { guess, candidates: guess });
}

function refuseForeign(bytes: FileBytes, { offset, place }: Fault): Refusal {
  const possible = readings(bytes, ["gb18030", "big5", "utf-16le", "utf-16be"]);
  const candidates = possible.map(({ encoding }) => encoding).join(", ");
  const guess = likeliest(possible, { ascii: false });
  if (guess) return refuse("encoding-ask", { guess, candidates });
  return refuse("encoding-unknown", { candidates, offset, ...place }, place);
}

/**
 * The encodings that a file may be in, each with as much of its text as {@link likeliest} looks at. Big5 with characters of the Hong
 * Kong supplement is still Big5, though it will be refused when it is chosen.
 */
function readings(bytes: FileBytes, encodings: readonly Encoding[]): Reading<Encoding>[] {
  return encodings.flatMap((encoding) => {
    const text = isWide(encoding) ? wideSample(bytes, encoding) : sample(bytes, encoding);
    return text === undefined ? [] : [{ encoding, text }];
  });
}

/** Units that have as many characters as are looked at. */
const UNITS = 2 * SAMPLE;

function wideSample(bytes: FileBytes, encoding: "utf-16le" | "utf-16be"): string | undefined {
  return bytes.length % 2 === 1 ? undefined : readWide(bytes.subarray(0, 2 * UNITS), encoding);
}

/** The first characters that are not ASCII, which alone tell these encodings apart; undefined where the file is not valid. */
function sample(bytes: FileBytes, encoding: Encoding): string | undefined {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let text = "";
  try {
    for (let from = 0; from < bytes.length; from += WINDOW) {
      const stream = from + WINDOW < bytes.length;
      const piece = decoder.decode(bytes.subarray(from, from + WINDOW), { stream });
      if (text.length < UNITS) text += piece.replace(/[\t\n\r\u0020-\u007e]+/g, "");
    }
    return text;
  } catch {
    return undefined;
  }
}
