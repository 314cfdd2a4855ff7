/** A place in a text as people count it: 1-based, columns in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const LINE_END = /\r\n|[\n\r]/g;

/** The line and column of an offset. CR LF, LF and CR each end a line. */
export function placeAt(text: string, offset: number): Place {
  let line = 1;
  let start = 0;
  for (const end of text.slice(0, offset).matchAll(LINE_END)) {
    line += 1;
    start = end.index + end[0].length;
  }
  return { line, column: offset - start + 1 };
}

/** Counts the place behind a text that comes in pieces. */
export class PlaceCount {
  #line = 1;
  #column = 1;
  #afterReturn = false;

  add(piece: string): void {
    if (piece === "") return;
    // A CR LF that was cut is one line end, which is counted already.
    const text = this.#afterReturn && piece.startsWith("\n") ? piece.slice(1) : piece;
    const { line, column } = placeAt(text, text.length);
    this.#column = line === 1 ? this.#column + column - 1 : column;
    this.#line += line - 1;
    this.#afterReturn = piece.endsWith("\r");
  }

  copy(): PlaceCount {
    const copy = new PlaceCount();
    copy.#line = this.#line;
    copy.#column = this.#column;
    copy.#afterReturn = this.#afterReturn;
    return copy;
  }

  get place(): Place {
    return { line: this.#line, column: this.#column };
  }
}
