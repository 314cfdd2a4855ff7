import type { FileBytes } from "../bytes.ts";
import { ReadStop } from "../stop.ts";
import { hasGap, isWide, readWide, type Encoding } from "./encodings.ts";
import { openText, refusalOf, type DecodeOptions } from "./refusals.ts";

/** Bytes that are decoded at a time. */
const CHUNK = 1 << 16;

/** Thrown where bytes are not in their encoding. */
class InvalidBytes extends Error {}

/**
 * The text of a file in pieces of whole characters, decoded as it is read, by the rules of {@link openText}. Stops with a
 * {@link ReadStop} where it cannot be read: the refusal is that of the whole file, which is gone through again for it. Memory holds
 * a piece.
 */
export function* textPieces(bytes: FileBytes, options: DecodeOptions = {}, chunk = CHUNK): Generator<string> {
  const opened = openText(bytes, options);
  if (!opened.ok) throw new ReadStop(opened.refusal);
  const { encoding, from } = opened.value;
  let length = 0;
  try {
    for (const piece of decoded(bytes, encoding, from, chunk)) {
      if (hasGap(piece, encoding) || piece.includes("\0") || !piece.isWellFormed()) throw new InvalidBytes();
      length += piece.length;
      if (piece !== "") yield piece;
    }
  } catch (error) {
    throw error instanceof InvalidBytes ? new ReadStop(refusalOf(bytes, opened.value)) : error;
  }
  if (length === 0) throw new ReadStop(refusalOf(bytes, opened.value));
}

/** As {@link textPieces}, without a byte-order mark that a tool wrote behind another one, or before bytes of another encoding. */
export function* unmarkedPieces(bytes: FileBytes, options: DecodeOptions): Generator<string> {
  let isFirst = true;
  for (const piece of textPieces(bytes, options)) {
    yield isFirst && piece.startsWith("\ufeff") ? piece.slice(1) : piece;
    isFirst = false;
  }
}

function* decoded(bytes: FileBytes, encoding: Encoding, from: number, chunk: number): Generator<string> {
  if (isWide(encoding)) {
    yield* decodedPairs(bytes, encoding, from, Math.max(2, chunk - (chunk % 2)));
    return;
  }
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const read = (piece?: Uint8Array): string => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch {
      throw new InvalidBytes();
    }
  };
  for (let at = from; at < bytes.length; at += chunk) yield read(bytes.subarray(at, at + chunk));
  yield read();
}

function* decodedPairs(
  bytes: FileBytes,
  encoding: "utf-16le" | "utf-16be",
  from: number,
  chunk: number,
): Generator<string> {
  if ((bytes.length - from) % 2 === 1) throw new InvalidBytes();
  // The first half of a pair waits for the second.
  let half = "";
  for (let at = from; at < bytes.length; at += chunk) {
    const text = half + readWide(bytes.subarray(at, at + chunk), encoding);
    half = /[\ud800-\udbff]$/.test(text) ? text.slice(-1) : "";
    yield half === "" ? text : text.slice(0, -1);
  }
  yield half;
}
