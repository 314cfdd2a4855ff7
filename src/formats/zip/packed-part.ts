import { Inflate } from "fflate";
import { refuse } from "../../core/finding.ts";
import type { FileBytes } from "../bytes.ts";
import { exhaust, ReadStop } from "../stop.ts";
import { crc32 } from "./crc.ts";
import type { ZipPart } from "./directory.ts";

/** Packed bytes that are unpacked at a time: deflate makes at most a thousand times as many of them. */
const STEP = 1 << 11;
/** Compression methods: as it is, deflated. */
const [STORED, DEFLATED] = [0, 8];

/**
 * A part of an archive as a file that is unpacked while it is read from its beginning on; what lies before is unpacked anew where it
 * is asked for again. Memory holds what is asked for and a step. Stops with a {@link ReadStop} (`zip-broken`) where there are more bytes
 * than the directory tells, or where at the end their number or checksum is another.
 */
export class PackedPart implements FileBytes {
  readonly length: number;
  readonly #file: FileBytes;
  readonly #part: ZipPart;
  #unpacking: Generator<Uint8Array>;
  /** What was unpacked last, and where it begins. */
  #window: Uint8Array = new Uint8Array();
  #from = 0;
  #isSound = false;

  constructor(file: FileBytes, part: ZipPart) {
    this.length = part.size;
    this.#file = file;
    this.#part = part;
    this.#unpacking = this.#unpacked();
  }

  subarray(from: number, to: number): Uint8Array {
    const end = Math.max(from, Math.min(to, this.length));
    if (from < this.#from) {
      this.#unpacking = this.#unpacked();
      this.#window = new Uint8Array();
      this.#from = 0;
    }
    if (this.#from + this.#window.length < end) this.#fill(from, end);
    return this.#window.subarray(from - this.#from, end - this.#from);
  }

  /** Unpacks what was not unpacked to its end yet, for what it throws. */
  verify(): void {
    if (!this.#isSound) exhaust(this.#unpacked());
  }

  #fill(from: number, end: number): void {
    let reached = this.#from + this.#window.length;
    const pieces = [this.#window.subarray(from - this.#from)];
    // To the end of the packed bytes where the last are asked for: only there is it known whether they are sound.
    while (reached < end || (end === this.length && !this.#isSound)) {
      const step = this.#unpacking.next();
      if (step.done === true) break;
      pieces.push(step.value.subarray(Math.max(0, from - reached)));
      reached += step.value.length;
    }
    this.#from = Math.min(from, reached);
    this.#window = Buffer.concat(pieces);
  }

  *#unpacked(): Generator<Uint8Array> {
    const { size, crc, method } = this.#part;
    let [length, sum] = [0, 0];
    if (method !== STORED && method !== DEFLATED) throw broken();
    for (const piece of method === STORED ? this.#packed() : inflated(this.#packed())) {
      length += piece.length;
      if (length > size) throw broken();
      sum = crc32(piece, sum);
      yield piece;
    }
    if (length !== size || sum !== crc) throw broken();
    this.#isSound = true;
  }

  /** Its bytes as they stand in the archive, a step at a time. */
  *#packed(): Generator<Uint8Array> {
    const end = this.#part.from + this.#part.packed;
    for (let at = this.#part.from; at < end; at += STEP) {
      yield new Uint8Array(this.#file.subarray(at, Math.min(end, at + STEP)));
    }
  }
}

function* inflated(packed: Iterable<Uint8Array>): Generator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const stream = new Inflate((piece) => {
    ready.push(piece);
  });
  const push = (bytes: Uint8Array, isLast: boolean): readonly Uint8Array[] => {
    ready = [];
    try {
      stream.push(bytes, isLast);
    } catch {
      throw broken();
    }
    return ready;
  };
  let waiting: Uint8Array | undefined;
  for (const piece of packed) {
    if (waiting !== undefined) yield* push(waiting, false);
    waiting = piece;
  }
  if (waiting !== undefined) yield* push(waiting, true);
}

function broken(): ReadStop {
  return new ReadStop(refuse("zip-broken").refusal);
}
