import { readSync } from "node:fs";
import { nameKeys, type KnownConcepts } from "../app/glossary-import/plan.ts";
import type { Concept } from "../core/glossary/model.ts";
import { HashIndex } from "../core/text/hash-index.ts";
import { appendTo, openTemporaryFile, removeTemporaryFile } from "./temporary-file.ts";

/** UTF-16 units that are kept before they are written, bytes that are read at a time. */
const WINDOW = 1 << 16;

/**
 * Concepts in a temporary file, found by their ids and names: what a row of another file may be. Memory holds some twenty bytes for each
 * id, name and place in the file. Close it in the end.
 */
export class ConceptsOnDisk implements KnownConcepts {
  readonly #file = openTemporaryFile();
  readonly #ids = new HashIndex();
  readonly #names = new HashIndex();
  /** Where each concept begins and ends in the file as it came, and as rows changed it. */
  readonly #first = new Ranges();
  readonly #last = new Ranges();
  /** A one for each concept that was {@link ConceptsOnDisk.use}d. */
  #used = new Uint8Array();
  /** The numbers of concepts that were given. */
  readonly #numbers = new WeakMap<Concept, number>();
  #waiting: string[] = [];
  #waitingLength = 0;
  #written = 0;
  #window = Buffer.alloc(0);
  #windowFrom = 0;

  /** Takes in concepts of different ids; where giving them fails nothing is left behind. */
  constructor(concepts: Iterable<Concept>) {
    try {
      for (const concept of concepts) this.#add(concept);
    } catch (error) {
      this.close();
      throw error;
    }
    this.#used = new Uint8Array(this.#first.count);
  }

  get(id: string): Concept | undefined {
    for (const number of this.#ids.find(id)) {
      const concept = this.#read(this.#last, number);
      if (concept.id === id) return concept;
    }
    return undefined;
  }

  named(concept: Concept): readonly Concept[] {
    const numbers = new Set<number>();
    for (const key of nameKeys(concept)) {
      for (const number of this.#names.find(key)) {
        if (nameKeys(this.#read(this.#first, number)).has(key)) numbers.add(number);
      }
    }
    return Array.from(numbers, (number) => this.#read(this.#last, number));
  }

  change(concept: Concept): void {
    const number = this.#ids.find(concept.id).find((each) => this.#read(this.#first, each).id === concept.id);
    if (number !== undefined) this.#last.set(number, this.#write(concept));
  }

  /** Notes that a concept that was given is in the other file, too. */
  use(concept: Concept): void {
    const number = this.#numbers.get(concept);
    if (number !== undefined) this.#used[number] = 1;
  }

  /** Those that were not used, as they came and in their order. */
  *unused(): Generator<Concept> {
    for (let number = 0; number < this.#first.count; number++) {
      if (this.#used[number] !== 1) yield this.#read(this.#first, number);
    }
  }

  close(): void {
    removeTemporaryFile(this.#file, true);
  }

  #add(concept: Concept): void {
    const number = this.#first.count;
    this.#ids.add(concept.id, number);
    for (const key of nameKeys(concept)) this.#names.add(key, number);
    const range = this.#write(concept);
    this.#first.set(number, range);
    this.#last.set(number, range);
  }

  #write(concept: Concept): Range {
    const text = JSON.stringify(concept);
    const from = this.#written + this.#waitingLength;
    const length = Buffer.byteLength(text);
    this.#waiting.push(text);
    this.#waitingLength += length;
    if (this.#waitingLength >= WINDOW) this.#flush();
    return { from, length };
  }

  #flush(): void {
    this.#written += appendTo(this.#file, this.#waiting.join(""));
    this.#waiting = [];
    this.#waitingLength = 0;
  }

  #read(ranges: Ranges, number: number): Concept {
    const { from, length } = ranges.get(number);
    if (from + length > this.#written) this.#flush();
    const isThere = from >= this.#windowFrom && from + length <= this.#windowFrom + this.#window.length;
    if (!isThere) this.#fill(from, length);
    const at = from - this.#windowFrom;
    const concept = JSON.parse(this.#window.toString("utf8", at, at + length)) as Concept;
    this.#numbers.set(concept, number);
    return concept;
  }

  #fill(from: number, length: number): void {
    const window = Buffer.allocUnsafe(Math.max(length, Math.min(WINDOW, this.#written - from)));
    for (let size = 0; size < window.length;) {
      const read = readSync(this.#file.handle, window, size, window.length - size, from + size);
      if (read === 0) throw new Error("A temporary file was cut.");
      size += read;
    }
    this.#window = window;
    this.#windowFrom = from;
  }
}

/** A piece of the file, in bytes. */
interface Range {
  readonly from: number;
  readonly length: number;
}

/** A list of ranges in typed arrays. */
class Ranges {
  count = 0;
  #from = new Float64Array(1 << 10);
  #length = new Uint32Array(1 << 10);

  get(nth: number): Range {
    return { from: this.#from[nth] ?? 0, length: this.#length[nth] ?? 0 };
  }

  set(nth: number, { from, length }: Range): void {
    if (nth === this.#from.length) {
      const [froms, lengths] = [new Float64Array(2 * nth), new Uint32Array(2 * nth)];
      froms.set(this.#from);
      lengths.set(this.#length);
      [this.#from, this.#length] = [froms, lengths];
    }
    this.#from[nth] = from;
    this.#length[nth] = length;
    this.count = Math.max(this.count, nth + 1);
  }
}
