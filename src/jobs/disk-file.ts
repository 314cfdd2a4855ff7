import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Bytes that are read at a time when fewer are asked for. */
const WINDOW = 1 << 18;

/** A file on the disk of which readers take piece by piece: no more of it is in memory than they ask for at a time. */
export class DiskFile {
  readonly length: number;
  readonly #handle: number;
  #window: Uint8Array = new Uint8Array(WINDOW);
  #from = 0;
  #size = 0;

  /** Opens a regular file, of which no more than `limit` bytes are seen. Close it in the end. */
  constructor(file: string, limit: number) {
    this.#handle = openSync(file, "r");
    this.length = Math.min(fstatSync(this.#handle).size, limit);
  }

  /** The bytes from `from` up to `to`, fewer at the end; good until the next call. */
  subarray(from: number, to: number): Uint8Array {
    const end = Math.min(to, this.length);
    if (from < this.#from || end > this.#from + this.#size) this.#fill(from, end);
    return this.#window.subarray(
      from - this.#from,
      Math.max(from, Math.min(end, this.#from + this.#size)) - this.#from,
    );
  }

  close(): void {
    closeSync(this.#handle);
  }

  #fill(from: number, to: number): void {
    const wanted = to - from;
    if (wanted > this.#window.length) this.#window = new Uint8Array(wanted);
    else if (this.#window.length > WINDOW && wanted <= WINDOW) this.#window = new Uint8Array(WINDOW);
    this.#from = from;
    this.#size = 0;
    const most = Math.min(this.#window.length, this.length - from);
    while (this.#size < most) {
      const read = readSync(this.#handle, this.#window, this.#size, most - this.#size, from + this.#size);
      // Somebody cut the file meanwhile.
      if (read === 0) return;
      this.#size += read;
    }
  }
}
