/** The encodings a text may have. GB18030 contains GBK and GB2312. */
export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "gb18030", "big5"] as const;
export type Encoding = (typeof ENCODINGS)[number];

const MARKS = [
  { encoding: "utf-8", mark: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", mark: [0xff, 0xfe] },
  { encoding: "utf-16be", mark: [0xfe, 0xff] },
] as const satisfies readonly { encoding: Encoding; mark: readonly number[] }[];

/** The encoding that a byte-order mark at the beginning says, and the length of the mark. */
export function markOf(
  head: Uint8Array,
): { readonly encoding: Encoding; readonly length: number } | undefined {
  const found = MARKS.find(({ mark }) => mark.every((byte, index) => head[index] === byte));
  return found === undefined ? undefined : { encoding: found.encoding, length: found.mark.length };
}

/** The text of bytes that are valid in the encoding; `part`: of which the last character may be unfinished. */
export function tryDecode(bytes: Uint8Array, encoding: Encoding, part = false): string | undefined {
  if (isWide(encoding)) {
    const half = bytes.length % 2;
    return half === 1 && !part ? undefined : readWide(bytes.subarray(0, bytes.length - half), encoding);
  }
  try {
    const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    const text = decoder.decode(bytes, { stream: part });
    return hasGap(text, encoding) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** What the decoder gives for Big5 bytes that it has no character for, instead of failing. */
const NO_BIG5 = /[\u0080-\u009f\ue000-\uf8ff]/;

/** Whether a decoded text has what no text in its encoding has. */
export function hasGap(text: string, encoding: Encoding): boolean {
  return encoding === "big5" && NO_BIG5.test(text);
}

/** Whether an encoding has two bytes for every unit. */
export function isWide(encoding: Encoding): encoding is "utf-16le" | "utf-16be" {
  return encoding === "utf-16le" || encoding === "utf-16be";
}

/** The text of pairs of bytes. Not by TextDecoder: it would not let lone surrogates pass, whose place we want to tell. */
export function readWide(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): string {
  const pairs = Buffer.from(bytes);
  return (encoding === "utf-16le" ? pairs : pairs.swap16()).toString("utf16le");
}
