import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ReadStop } from "../../../src/formats/stop.ts";
import { decodeText, encodeText, ENCODINGS, type DecodeOptions } from "../../../src/formats/text/decode.ts";
import { textPieces } from "../../../src/formats/text/pieces.ts";
import { PlaceCount, placeAt } from "../../../src/formats/text/place.ts";
import { countedBytes } from "../counted-bytes.ts";

/** The text of bytes that are decoded so many at a time, or why there is none. */
function inPieces(bytes: Uint8Array, options: DecodeOptions, chunk: number): unknown {
  try {
    return Array.from(textPieces(countedBytes(bytes), options, chunk)).join("");
  } catch (error) {
    if (error instanceof ReadStop) return error.finding;
    throw error;
  }
}

function whole(bytes: Uint8Array, options: DecodeOptions): unknown {
  const read = decodeText(bytes, options);
  return read.ok ? read.value.text : read.refusal;
}

const texts = fc.array(
  fc.oneof(
    fc.constantFrom("a", "\r", "\n", "\r\n", "中", "𠮷", "国家，", "\0", "\ud800", "\udc00", "\ufeff"),
    fc.string(),
  ),
);
const files = fc.oneof(
  fc
    .tuple(texts, fc.constantFrom(...ENCODINGS), fc.boolean())
    .map(([parts, encoding, bom]) => encodeText(parts.join(""), { encoding, bom })),
  fc.uint8Array(),
);
const encodings = fc.option(fc.constantFrom(...ENCODINGS), { nil: undefined });

it("a text is the same, and so is what is wrong with it, however it is cut", () => {
  fc.assert(
    fc.property(files, encodings, fc.integer({ min: 1, max: 9 }), (bytes, encoding, chunk) => {
      expect(inPieces(bytes, { encoding }, chunk)).toEqual(whole(bytes, { encoding }));
    }),
    { numRuns: 3_000 },
  );
});

it("places are counted over pieces as in the whole", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "\r", "\n", "\r\n", "", "ab\ncd", "\n\r")), (pieces) => {
      const count = new PlaceCount();
      for (const piece of pieces) count.add(piece);
      const text = pieces.join("");
      expect(count.place).toEqual(placeAt(text, text.length));
    }),
  );
});

describe("in a long file", () => {
  const line = "国家发展和改革委员会 𠮷\r\n";
  const LINES = 20_000;
  const long = line.repeat(LINES);

  it.each([
    ["utf-8", [0xe4, 0xb8], "bytes-invalid", 3],
    ["utf-8", [0], "nul", 3],
    ["utf-16le", [0x41, 0, 0, 0xd8], "surrogate", 4],
    ["utf-16be", [0, 0x41, 0, 0], "nul", 4],
    ["utf-16le", [0x41], "bytes-invalid", undefined],
  ] as const)("%s with %j is refused with the place (%s)", (encoding, bad, code, column) => {
    const head = encodeText(`${long}ab`, { encoding, bom: true });
    const tail = encodeText(`\n${long}`, { encoding, bom: false });
    const bytes = new Uint8Array(Buffer.concat([head, Uint8Array.from(bad), tail]));
    const place = column === undefined ? {} : { place: { line: LINES + 1, column } };
    expect(inPieces(bytes, {}, 1 << 16)).toMatchObject({ code, ...place });
  });

  it("GB18030 is refused where it breaks off, although its characters have no marks of their own", () => {
    const gb = Buffer.concat([
      Buffer.alloc(300_001, Buffer.from("b9fabcd20a", "hex")),
      Buffer.of(0xff, 0x41),
    ]);
    expect(inPieces(gb, { encoding: "gb18030" }, 1 << 16)).toMatchObject({
      code: "bytes-invalid",
      params: { offset: 300_000 },
      place: { line: 60_001, column: 1 },
    });
  });

  it("the first piece comes when the first bytes were read", () => {
    const bytes = countedBytes(encodeText(long));
    expect(textPieces(bytes, { limit: bytes.length }).next().value).toContain("国家");
    expect(bytes.given()).toBeLessThan(bytes.length / 4);
  });
});
