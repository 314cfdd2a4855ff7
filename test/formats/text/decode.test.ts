import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkText,
  decodeText,
  encodeText,
  ENCODINGS,
  TEXT_LIMIT,
  type Encoding,
} from "../../../src/formats/text/decode.ts";
import { texts } from "../../support/arbitraries.ts";

/** Bytes in a notation: hexadecimal pairs, and ASCII between apostrophes. */
function bytes(notation: string): Uint8Array {
  const parts = notation.match(/'[^']*'|[0-9a-f]{2}/g) ?? [];
  return Uint8Array.from(
    parts.flatMap((part) =>
      part.startsWith("'")
        ? Array.from(part.slice(1, -1), (char) => char.charCodeAt(0))
        : [parseInt(part, 16)],
    ),
  );
}

/** 香港生产力促进局今天表示， */
const GB18030 = "cfe3b8dbc9fab2fac1a6b4d9bdf8bed6bdf1ccecb1edcabea3ac";
/** 香港生產力促進局今天表示， */
const BIG5 = "adbbb4e4a5cdb2a3a44fab50b669a7bda4b5a4d1aaeda5dca141";
/** 第一句。 */
const UTF16LE = "2c7b004ee5530230";
const UTF16BE = "7b2c4e0053e53002";

describe("what is read", () => {
  it.each<[string, Encoding | undefined, string, Encoding, boolean]>([
    ["'a'", undefined, "a", "utf-8", false],
    ["'a' 0d 0a ' b' 09 20 0a", undefined, "a\r\n b\t \n", "utf-8", false],
    ["e4b8ad", undefined, "中", "utf-8", false],
    ["f0a0aeb7", undefined, "𠮷", "utf-8", false],
    ["efbbbf 'a'", undefined, "a", "utf-8", true],
    ["efbbbf efbbbf 'a'", undefined, "\ufeffa", "utf-8", true],
    ["fffe 2d4e", undefined, "中", "utf-16le", true],
    ["feff 4e2d", undefined, "中", "utf-16be", true],
    ["fffe 42d8b7df", undefined, "𠮷", "utf-16le", true],
    ["feff 4e2d", "big5", "中", "utf-16be", true],
    [UTF16LE, "utf-16le", "第一句。", "utf-16le", false],
    [UTF16BE, "utf-16be", "第一句。", "utf-16be", false],
    [GB18030, "gb18030", "香港生产力促进局今天表示，", "gb18030", false],
    ["d0c2d6ca 9534b235", "gb18030", "新质𠮷", "gb18030", false],
    [BIG5, "big5", "香港生產力促進局今天表示，", "big5", false],
    ["'BMW announced a plan.'", undefined, "BMW announced a plan.", "utf-8", false],
    ["1b '[1m' 07", undefined, "\u001b[1m\u0007", "utf-8", false],
  ])("%s chosen as %s is %j in %s", (notation, chosen, text, encoding, bom) => {
    expect(decodeText(bytes(notation), { encoding: chosen })).toEqual({
      ok: true,
      value: { text, encoding, bom },
      findings: [],
    });
  });
});

describe("what is refused", () => {
  it.each<[string, Encoding | undefined, string, Record<string, string | number>]>([
    ["", undefined, "empty", {}],
    ["efbbbf", undefined, "empty", {}],
    ["fffe", undefined, "empty", {}],
    ["'%PDF-1.7' 0a", undefined, "binary", { kind: "PDF" }],
    ["'%PDF-1.7' 0a", "gb18030", "binary", { kind: "PDF" }],
    ["'{\\rtf1'", undefined, "binary", { kind: "RTF" }],
    ["'PK' 0304 'notes.txt'", undefined, "binary", { kind: "ZIP" }],
    ["'PK' 0304 '[Content_Types].xml' 'word/document.xml'", undefined, "binary", { kind: "DOCX" }],
    ["'PK' 0304 '[Content_Types].xml' 'xl/workbook.xml'", undefined, "binary", { kind: "XLSX" }],
    ["'PK' 0304 'ppt/presentation.xml'", undefined, "binary", { kind: "PPTX" }],
    ["'PK' 0506", undefined, "binary", { kind: "ZIP" }],
    ["d0cf11e0a1b11ae1", undefined, "binary", { kind: "DOC" }],
    ["89 'PNG' 0d0a1a0a", undefined, "binary", { kind: "PNG" }],
    ["ffd8ffe0", undefined, "binary", { kind: "JPEG" }],
    ["'GIF89a'", undefined, "binary", { kind: "GIF" }],
    ["'RIFF' 24000000 'WEBP'", undefined, "binary", { kind: "WEBP" }],
    ["'II' 2a00", undefined, "binary", { kind: "TIFF" }],
    ["'MM' 002a", undefined, "binary", { kind: "TIFF" }],
    ["'BM' 36000c00 00000000", undefined, "binary", { kind: "BMP" }],
    ["1f8b0800", undefined, "binary", { kind: "GZIP" }],
    ["7f 'ELF' 0201010000000000000000000300", undefined, "binary-unknown", {}],
    ["'a' 0a 'b' 00 'c'", undefined, "nul", { line: 2, column: 2 }],
    ["fffe 6100 0d00 0a00 0000", undefined, "nul", { line: 2, column: 1 }],
    ["fffe 6100 00d8 6200", undefined, "surrogate", { line: 1, column: 2 }],
    ["feff dc00", undefined, "surrogate", { line: 1, column: 1 }],
    ["fffe 6100 62", undefined, "bytes-invalid", { encoding: "utf-16le", offset: 4, line: 1, column: 2 }],
    ["efbbbf 'a' ff", undefined, "bytes-invalid", { encoding: "utf-8", offset: 4, line: 1, column: 2 }],
    ["'a' 0d0a e4b8", "utf-8", "bytes-invalid", { encoding: "utf-8", offset: 3, line: 2, column: 1 }],
    ["'a' c080", "utf-8", "bytes-invalid", { encoding: "utf-8", offset: 1, line: 1, column: 2 }],
    ["eda080", "utf-8", "bytes-invalid", { encoding: "utf-8", offset: 0, line: 1, column: 1 }],
    [
      "e4b8ade69687 0a e4b8ad ff 'a'",
      undefined,
      "bytes-invalid",
      { encoding: "utf-8", offset: 10, line: 2, column: 2 },
    ],
    ["cfe3 0a b8", "gb18030", "bytes-invalid", { encoding: "gb18030", offset: 3, line: 2, column: 1 }],
    ["cfe3 b820", "gb18030", "bytes-invalid", { encoding: "gb18030", offset: 2, line: 1, column: 2 }],
    ["adbb 9df8 9dcf", "big5", "bytes-invalid", { encoding: "big5", offset: 2, line: 1, column: 2 }],
    ["adbb 80", "big5", "bytes-invalid", { encoding: "big5", offset: 2, line: 1, column: 2 }],
  ])("%s chosen as %s: %s", (notation, chosen, code, params) => {
    const read = decodeText(bytes(notation), { encoding: chosen });
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.refusal).toMatchObject({ code, severity: "error", params });
  });

  it("is too large over the limit, which it tells", () => {
    const params = { limit: TEXT_LIMIT, size: TEXT_LIMIT + 1, megabytes: 5 };
    const refusal = { code: "too-large", severity: "error", params };
    expect(decodeText(new Uint8Array(TEXT_LIMIT + 1))).toEqual({ ok: false, refusal });
    expect(decodeText(bytes("'abc'"), { limit: 3 }).ok).toBe(true);
    expect(decodeText(bytes("'abcd'"), { limit: 3 }).ok).toBe(false);
  });
});

describe("the encoding that is named, not guessed silently", () => {
  it.each<[string, string]>([
    [GB18030, "gb18030"],
    ["caf5d3ef", "gb18030"],
    ["'id,zh_hans' 0d0a 'P1,' caf5d3ef 0d0a", "gb18030"],
    [BIG5, "big5"],
    ["'id,zh_hant' 0d0a 'P1,' adbbb4e4 0d0a", "big5"],
    [`${BIG5} 9df8 9dcf`, "big5"],
    [UTF16LE, "utf-16le"],
    [UTF16BE, "utf-16be"],
    ["'H' 00 'e' 00 'l' 00 'l' 00 'o' 00", "utf-16le"],
    ["00 'H' 00 'e' 00 'l' 00 'l' 00 'o'", "utf-16be"],
    ["004e 004e 0a00 'a' 00", "utf-16le"],
    ["'Caf' e9 ', na' ef 've'", "unknown"],
    ["'a ' 80 ' b'", "unknown"],
    ["8365 834c 8358 8367", "unknown"],
  ])("%s: %s", (notation, guess) => {
    const read = decodeText(bytes(notation));
    const refusal = read.ok ? undefined : read.refusal;
    expect(refusal?.code).toBe(guess === "unknown" ? "encoding-unknown" : "encoding-ask");
    expect(refusal?.params["guess"]).toBe(guess === "unknown" ? undefined : guess);
  });

  it.each(["gb18030", "big5", "utf-16le", "utf-16be"] as const)("%s can then be chosen", (encoding) => {
    const samples = { gb18030: GB18030, big5: BIG5, "utf-16le": UTF16LE, "utf-16be": UTF16BE };
    const asked = decodeText(bytes(samples[encoding]));
    expect(asked.ok ? "read" : asked.refusal.params["guess"]).toBe(encoding);
    expect(decodeText(bytes(samples[encoding]), { encoding }).ok).toBe(true);
  });

  it("tells the place of the first byte that is not UTF-8", () => {
    const read = decodeText(bytes("'a' 0a 'Caf' e9 ' x'"));
    expect(read.ok ? undefined : read.refusal).toMatchObject({
      params: { offset: 5, line: 2, column: 4 },
      place: { line: 2, column: 4 },
    });
  });
});

describe("writing", () => {
  it("gives the bytes back that were read", () => {
    for (const notation of ["'a' 0d0a", "efbbbf 'a'", "fffe 2d4e 0d00", "feff 4e2d", "e4b8ad"]) {
      const read = decodeText(bytes(notation));
      expect(read.ok && encodeText(read.value.text, read.value)).toEqual(bytes(notation));
    }
  });

  it("writes GB18030 and Big5 as UTF-8", () => {
    expect(encodeText("中", { encoding: "gb18030", bom: false })).toEqual(bytes("e4b8ad"));
    expect(encodeText("中", { encoding: "big5", bom: true })).toEqual(bytes("efbbbf e4b8ad"));
    expect(encodeText("中")).toEqual(bytes("e4b8ad"));
  });

  it("is undone by reading", () => {
    const written = fc.record({
      // Without a mark of its own a text that begins with one, either way round, is taken for a marked one.
      text: texts({ minLength: 1 }).filter((text) => text !== "" && !/^[\ufeff\ufffe]/.test(text)),
      encoding: fc.constantFrom("utf-8", "utf-16le", "utf-16be"),
      bom: fc.boolean(),
    });
    fc.assert(
      fc.property(written, ({ text, encoding, bom }) => {
        const read = decodeText(encodeText(text, { encoding, bom }), { encoding });
        expect(read).toEqual({ ok: true, value: { text, encoding, bom }, findings: [] });
      }),
      { numRuns: 300 },
    );
  });
});

it("reading any bytes in any way gives a text or a refusal", () => {
  const chosen = fc.constantFrom(undefined, ...ENCODINGS);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), chosen, (any, encoding) => {
      const read = decodeText(any, { encoding });
      expect(read.ok ? checkText(read.value.text) : read.refusal.severity).toBe(
        read.ok ? undefined : "error",
      );
    }),
    { numRuns: 500 },
  );
});

describe("checkText", () => {
  it.each([
    ["", undefined],
    ["中𠮷\r\n", undefined],
    ["a\n\0", { code: "nul", params: { line: 2, column: 1 }, place: { line: 2, column: 1 } }],
    ["𠮷\ud842", { code: "surrogate", params: { line: 1, column: 3 } }],
    ["\udfb7𠮷", { code: "surrogate", params: { line: 1, column: 1 } }],
  ])("%j", (text, finding) => {
    if (finding === undefined) expect(checkText(text)).toBeUndefined();
    else expect(checkText(text)).toMatchObject(finding);
  });

  it("counts bytes of UTF-8", () => {
    expect(checkText("中", 3)).toBeUndefined();
    expect(checkText("中", 2)).toMatchObject({ code: "too-large", params: { limit: 2, size: 3 } });
  });
});
