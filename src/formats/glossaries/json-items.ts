import type { FileBytes } from "../bytes.ts";

/** Bytes that are decoded at a time. */
const CHUNK = 1 << 16;

/**
 * The value of what stands around the items of the list under a name of the outermost object, with every item as 0; undefined for a file that is not
 * in UTF-8, has that name twice, a name with escapes, or is no JSON there. Where there is a frame and every one of {@link jsonItems} is JSON, the whole is,
 * and has those items; where one is not, the whole is none. Linear; memory holds the frame and one item.
 *
 * Not by a parser of tokens, which takes many times as long: what is between the items is small, and they are left to the
 * language's own parser.
 */
export function jsonFrame(bytes: FileBytes, name: string, chunk = CHUNK): unknown {
  let text = "";
  const scanner = new Scanner(name);
  try {
    for (const piece of textPieces(bytes, chunk)) {
      scanner.add(piece);
      text += scanner.frame();
      scanner.items();
    }
    scanner.end();
    text += scanner.frame();
    return scanner.isPlain ? (JSON.parse(text) as unknown) : undefined;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The items of the list under a name, each as its text, one after another; of a file that has a {@link jsonFrame}. */
export function* jsonItems(bytes: FileBytes, name: string, chunk = CHUNK): Generator<string> {
  const scanner = new Scanner(name);
  for (const piece of textPieces(bytes, chunk)) {
    scanner.add(piece);
    yield* scanner.items();
  }
}

/** The text of a file in UTF-8; fails with a TypeError where it is none. */
function* textPieces(bytes: FileBytes, chunk: number): Generator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let from = 0; from < bytes.length; from += chunk) {
    yield decoder.decode(bytes.subarray(from, from + chunk), { stream: true });
  }
  yield decoder.decode();
}

/** What the scan goes on at; all else in a value is passed over. */
const MARKS = /["[\]{},]/g;

/** Tells the items of a list from what is around them, piece by piece, by strings and brackets alone. */
class Scanner {
  /** Whether names are what they seem to be and the list stands once. */
  isPlain = true;
  readonly #name: string;
  #depth = 0;
  #inString = false;
  /** Whether the next unit is escaped: a piece ended behind a backslash. */
  #escaped = false;
  /** The last string of the outermost object, and whether the scan is in it. */
  #string = "";
  #inList = false;
  #lists = 0;
  #frame = "";
  #item = "";
  #ready: string[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  add(piece: string): void {
    let from = 0;
    for (let at = 0; at < piece.length;) {
      if (this.#inString) {
        const end = this.#stringEnd(piece, at);
        this.#inString = end === undefined;
        if (this.#depth === 1 && !this.#inList) this.#string += piece.slice(at, end ?? piece.length);
        at = end === undefined ? piece.length : end + 1;
        continue;
      }
      MARKS.lastIndex = at;
      const mark = MARKS.exec(piece);
      if (mark === null) break;
      at = mark.index + 1;
      from = this.#mark(mark[0], piece, from, mark.index);
    }
    this.#keep(piece.slice(from));
  }

  /** What was read around items since the last call. */
  frame(): string {
    const frame = this.#frame;
    this.#frame = "";
    return frame;
  }

  /** The items that ended since the last call. */
  items(): readonly string[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  /** Says that there is no more; an item that is open is none. */
  end(): void {
    if (this.#inList || this.#lists !== 1) this.isPlain = false;
  }

  /** Takes a mark of the structure; gives from where on the piece is not kept yet. */
  #mark(mark: string, piece: string, from: number, at: number): number {
    if (mark === '"') {
      this.#inString = true;
      if (this.#depth === 1 && !this.#inList) this.#string = "";
    } else if (mark === "[" || mark === "{") {
      this.#depth++;
      if (mark === "[" && this.#depth === 2 && this.#isName()) {
        this.#keep(piece.slice(from, at + 1));
        this.#inList = true;
        this.#lists++;
        return at + 1;
      }
    } else if (mark === ",") {
      if (this.#inList && this.#depth === 2) {
        this.#endItem(piece, from, at);
        this.#frame += ",";
        return at + 1;
      }
    } else {
      this.#depth--;
      if (this.#inList && this.#depth === 1) {
        this.#endItem(piece, from, at);
        this.#inList = false;
        return at;
      }
    }
    return from;
  }

  #isName(): boolean {
    if (this.#string.includes("\\")) this.isPlain = false;
    return this.#string === this.#name;
  }

  #endItem(piece: string, from: number, at: number): void {
    const item = this.#item + piece.slice(from, at);
    this.#item = "";
    // What is blank is no item: the frame says so.
    if (!/[^ \t\n\r]/.test(item)) return;
    this.#ready.push(item);
    this.#frame += "0";
  }

  #keep(text: string): void {
    if (!this.#inList) this.#frame += text;
    else this.#item += text;
  }

  /** Where a string ends that is open, undefined where the piece ends before. */
  #stringEnd(piece: string, from: number): number | undefined {
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      at++;
    }
    for (;;) {
      const quote = piece.indexOf('"', at);
      const end = quote < 0 ? piece.length : quote;
      let slashes = 0;
      while (end - slashes > at && piece[end - slashes - 1] === "\\") slashes++;
      if (quote < 0) {
        this.#escaped = slashes % 2 === 1;
        return undefined;
      }
      if (slashes % 2 === 0) return quote;
      at = quote + 1;
    }
  }
}
