import { describe, expect, it } from "vitest";
import type { Concept } from "../../src/core/glossary/model.ts";
import { wholeEntry } from "../../src/formats/glossaries/entry.ts";
import { bytesOf, readAll, type GlossaryFormat } from "../../src/formats/glossaries/format.ts";
import { noLosses } from "../../src/formats/glossaries/losses.ts";
import { omegatGlossary } from "../../src/formats/glossaries/omegat.ts";
import { findGlossaryFormat, GLOSSARY_FORMATS, recogniseGlossary } from "../../src/formats/table.ts";

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

const ALL: readonly GlossaryFormat[] = GLOSSARY_FORMATS;

function written(format: GlossaryFormat): Uint8Array {
  return bytesOf(format.write([wholeEntry(CONCEPT)], noLosses()));
}

describe.each(ALL.filter(({ read }) => read !== undefined))("$name", (format) => {
  it("reads the Chinese and the English that it wrote, whatever the file's name", () => {
    const bytes = written(format);
    // OmegaT's files say nothing of themselves.
    const reader = format.name === "omegat" ? omegatGlossary : recogniseGlossary(bytes);
    expect(readAll(reader.read(bytes))).toMatchObject({
      ok: true,
      value: [{ concept: { forms: CONCEPT.forms } }],
    });
  });

  it("refuses what is no glossary", () => {
    const reads = (bytes: Uint8Array): unknown => format.read && readAll(format.read(bytes)).ok;
    expect([reads(new TextEncoder().encode("%PDF-1.7")), reads(new Uint8Array())]).toEqual([false, false]);
  });
});

it.each(ALL.filter(({ read }) => read === undefined))("$name has the Chinese and the English", (format) => {
  expect(Buffer.from(written(format)).toString()).toMatch(/两会.*Two Sessions/s);
});

it.each(ALL)("$name says whether it goes through the entries more than once", (format) => {
  let times = 0;
  const entries = {
    *[Symbol.iterator]() {
      times++;
      yield wholeEntry(CONCEPT);
    },
  };
  bytesOf(format.write(entries, noLosses()));
  expect(times > 1).toBe(format.rereads ?? false);
});

it("names are different", () => {
  const names = ALL.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

it.each([
  ["My Terms.CSV", "csv"],
  ["terms.tbx", "tbx"],
  ["terms.docx", undefined],
])("%s is %s", (fileName, name) => {
  expect(findGlossaryFormat(fileName)?.name).toBe(name);
});

it("a CSV in another encoding is named, then read when it is chosen", () => {
  const head = new TextEncoder().encode("zh_hans\n");
  const bytes = Uint8Array.from([...head, 0xcf, 0xe3, 0xb8, 0xdb]);
  const csv = recogniseGlossary(bytes, "terms.csv");
  expect(readAll(csv.read(bytes))).toMatchObject({
    refusal: { code: "encoding-ask", params: { guess: "gb18030" } },
  });
  expect(readAll(csv.read(bytes, { encoding: "gb18030" }))).toMatchObject({
    value: [{ concept: { forms: [{ text: "香港" }] } }],
  });
});
