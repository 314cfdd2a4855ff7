import { describe, expect, it } from "vitest";
import type { Concept } from "../../src/core/glossary/model.ts";
import { findGlossaryFormat, GLOSSARY_FORMATS } from "../../src/formats/table.ts";

const CONCEPT: Concept = {
  id: "P1",
  category: "policy",
  status: "approved",
  forms: [
    { lang: "zh-Hans", kind: "preferred", text: "两会" },
    { lang: "en", kind: "preferred", text: "Two Sessions" },
  ],
  scope: [],
  note: "",
  evidence: [],
  extra: {},
};

describe.each(GLOSSARY_FORMATS)("$name", (format) => {
  it("reads what it writes", () => {
    expect(format.read(format.write([CONCEPT]))).toEqual({ ok: true, value: [CONCEPT], findings: [] });
  });

  it("is found by the names of its files", () => {
    for (const extension of format.extensions) {
      expect(findGlossaryFormat(`My Terms${extension.toUpperCase()}`)).toBe(format);
    }
  });

  it("refuses what is no glossary", () => {
    expect(format.read(new TextEncoder().encode("%PDF-1.7"))).toMatchObject({ refusal: { code: "binary" } });
    expect(format.read(new Uint8Array())).toMatchObject({ refusal: { code: "empty" } });
  });
});

it("names and extensions are different", () => {
  const names = GLOSSARY_FORMATS.flatMap(({ name, extensions }) => [name, ...extensions]);
  expect(new Set(names).size).toBe(names.length);
});

it("a file of no format we have is not found", () => {
  expect(findGlossaryFormat("terms.docx")).toBeUndefined();
});

it("a CSV in another encoding is named, then read when it is chosen", () => {
  const head = new TextEncoder().encode("zh_hans\n");
  const bytes = Uint8Array.from([...head, 0xcf, 0xe3, 0xb8, 0xdb]);
  const csv = findGlossaryFormat("terms.csv");
  expect(csv?.read(bytes)).toMatchObject({ refusal: { code: "encoding-ask", params: { guess: "gb18030" } } });
  expect(csv?.read(bytes, { encoding: "gb18030" })).toMatchObject({ value: [{ forms: [{ text: "香港" }] }] });
});
