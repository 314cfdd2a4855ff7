import { placeAt, type Place } from "../formats/text/place.ts";

/** Gives the line and column of offsets that never go back; what was read for one is not read again for the next. */
export function placeReader(text: string): (offset: number) => Place {
  let read = 0;
  let line = 1;
  let start = 0;
  return (offset) => {
    const place = placeAt(text.slice(read, offset), offset - read);
    if (place.line > 1) {
      line += place.line - 1;
      start = offset - place.column + 1;
    }
    read = offset;
    return { line, column: offset - start + 1 };
  };
}
