import { strToU8, Zip, ZipDeflate } from "fflate";

/** Every part has this time, in the machine's own zone as ZIP has it, so that the same parts give the same file. */
const TIME = new Date(2000, 0, 1);

/** A part of an archive: its name, and its text in pieces. */
export type ZipText = readonly [name: string, text: Iterable<string>];

/** A ZIP archive of texts in order, in pieces: no more than one piece of a text is in memory at a time. */
export function* writeZip(parts: Iterable<ZipText>): Generator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    ready.push(piece);
  });
  function* taken(): Generator<Uint8Array> {
    const pieces = ready;
    ready = [];
    for (const piece of pieces) if (piece.length > 0) yield piece;
  }
  for (const [name, text] of parts) {
    const part = new ZipDeflate(name, { level: 6 });
    part.mtime = TIME;
    zip.add(part);
    for (const piece of text) {
      part.push(strToU8(piece));
      yield* taken();
    }
    part.push(new Uint8Array(), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}
