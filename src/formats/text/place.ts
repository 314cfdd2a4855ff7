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
