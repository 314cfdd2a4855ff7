import type { Finding, ReadResult } from "../../core/finding.ts";
import type { FileBytes } from "../bytes.ts";
import { ReadStop } from "../stop.ts";
import type { Encoding } from "./encodings.ts";
import { textPieces } from "./pieces.ts";
import { placeAt } from "./place.ts";
import {
  characterFault,
  openText,
  surrogateAt,
  TEXT_LIMIT,
  tooLarge,
  type DecodeOptions,
} from "./refusals.ts";

export { ENCODINGS, type Encoding } from "./encodings.ts";
export { TEXT_LIMIT, type DecodeOptions } from "./refusals.ts";

/** A text that came as bytes; with `encoding` and `bom` it can be written back byte for byte. */
export interface DecodedText {
  /** Every character as it came, line ends included, without the byte-order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly bom: boolean;
}

/**
 * The text of a file, or why there is none. Without a byte-order mark and a choice only UTF-8 is read: other encodings
 * are recognised and named in the refusal (`encoding-ask`), because a wrong guess would be stored as nonsense.
 * Big5 is read without the Hong Kong supplement: bytes of it are refused with their place, not lost.
 */
export function decodeText(bytes: FileBytes, options: DecodeOptions = {}): ReadResult<DecodedText> {
  const opened = openText(bytes, options);
  if (!opened.ok) return opened;
  const { encoding, from } = opened.value;
  try {
    const text = Array.from(textPieces(bytes, options)).join("");
    return { ok: true, value: { text, encoding, bom: from > 0 }, findings: [] };
  } catch (error) {
    if (error instanceof ReadStop) return { ok: false, refusal: error.finding };
    throw error;
  }
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
  if (nul >= 0) return characterFault("nul", placeAt(text, nul));
  const surrogate = surrogateAt(text);
  return surrogate >= 0 ? characterFault("surrogate", placeAt(text, surrogate)) : undefined;
}
