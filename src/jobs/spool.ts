import { closeSync, openSync, readSync } from "node:fs";
import type { Spooled } from "../app/spool.ts";
import { appendTo, openTemporaryFile, removeTemporaryFile, type TemporaryFile } from "./temporary-file.ts";

/** UTF-16 units of values that are held in memory before a file is made. */
const HELD = 1 << 18;
/** Bytes that are read at a time. */
const CHUNK = 1 << 16;

/** Puts values aside as lines of JSON: a few in memory, more in a temporary file that is gone when they are closed. */
export async function spoolToDisk<Value>(values: AsyncIterable<Value>): Promise<Spooled<Value>> {
  const lines = new Lines<Value>();
  try {
    for await (const value of values) lines.add(value);
    lines.end();
  } catch (error) {
    lines.close();
    throw error;
  }
  return {
    [Symbol.iterator]: () => lines.values(),
    close() {
      lines.close();
      return Promise.resolve();
    },
  };
}

/**
 * Values that are costly to make, put aside as {@link spoolToDisk} does while they are gone through for the first time: whoever goes
 * through all of them again gets those. A first time that is broken off puts nothing aside.
 */
export function spoolOnTheWay<Value>(values: Iterable<Value>): Spooled<Value> {
  let kept: Lines<Value> | undefined;
  return {
    *[Symbol.iterator]() {
      if (kept !== undefined) {
        yield* kept.values();
        return;
      }
      const lines = new Lines<Value>();
      try {
        for (const value of values) {
          lines.add(value);
          yield value;
        }
        lines.end();
        kept ??= lines;
      } finally {
        if (kept !== lines) lines.close();
      }
    },
    close() {
      kept?.close();
      return Promise.resolve();
    },
  };
}

class Lines<Value> {
  #held: string[] = [];
  #length = 0;
  #file: TemporaryFile | undefined;
  #open = true;

  add(value: Value): void {
    const line = `${JSON.stringify(value)}\n`;
    this.#held.push(line);
    this.#length += line.length;
    if (this.#length < HELD) return;
    this.#file ??= openTemporaryFile();
    this.#write(this.#file);
  }

  /** Call it when all were added. */
  end(): void {
    if (this.#file === undefined) return;
    this.#write(this.#file);
    closeSync(this.#file.handle);
    this.#open = false;
  }

  *values(): Generator<Value> {
    const lines = this.#file === undefined ? this.#held : linesOf(this.#file.path);
    for (const line of lines) yield JSON.parse(line) as Value;
  }

  close(): void {
    if (this.#file === undefined) return;
    removeTemporaryFile(this.#file, this.#open);
    this.#open = false;
  }

  #write(file: TemporaryFile): void {
    appendTo(file, this.#held.join(""));
    this.#held = [];
    this.#length = 0;
  }
}

function* linesOf(path: string): Generator<string> {
  const handle = openSync(path, "r");
  const chunk = Buffer.alloc(CHUNK);
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (let size = readSync(handle, chunk); size > 0; size = readSync(handle, chunk)) {
      const lines = (rest + decoder.decode(chunk.subarray(0, size), { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } finally {
    closeSync(handle);
  }
}
