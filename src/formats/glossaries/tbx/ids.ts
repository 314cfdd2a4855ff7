/** What an XML id may begin with and go on with, of ASCII; other letters are written by their number. */
const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const PREFIX = "_.";

/**
 * The id of a concept as an XML id (an NCName): itself where it is one, else `_.` and the id with every character outside
 * `A–Z a–z 0–9 - _` as `.` hexadecimal number `.`. {@link readXmlId} gives the id back.
 */
export function xmlId(id: string): string {
  if (NAME.test(id)) return id;
  return PREFIX + id.replace(/[^A-Za-z0-9_-]/gu, (char) => `.${(char.codePointAt(0) ?? 0).toString(16)}.`);
}

/** The id that {@link xmlId} wrote; another tool's id as it is. */
export function readXmlId(written: string): string {
  if (!written.startsWith(PREFIX)) return written;
  const id = written.slice(PREFIX.length).replace(/\.([0-9a-f]{1,6})\./g, (whole, hex: string) => {
    const point = Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
  return xmlId(id) === written ? id : written;
}
