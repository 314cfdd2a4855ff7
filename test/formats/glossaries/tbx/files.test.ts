import { readdirSync, readFileSync } from "node:fs";
import { RelaxNGValidator, XmlDocument } from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import { readCsvEntries } from "../../../../src/formats/glossaries/csv.ts";
import type { GlossaryEntry } from "../../../../src/formats/glossaries/entry.ts";
import { bytesOf, readAll } from "../../../../src/formats/glossaries/format.ts";
import { noLosses } from "../../../../src/formats/glossaries/losses.ts";
import { tbx2Glossary, tbxGlossary } from "../../../../src/formats/glossaries/tbx/tbx.ts";
import { recogniseGlossary } from "../../../../src/formats/table.ts";
import { basicFaults } from "./basic-asserts.ts";

const FOLDER = "test/golden/formats/tbx";
const FILES = readdirSync(FOLDER).filter((name) => /\.(?:tbx|xml)$/.test(name));

function fileOf(entries: readonly GlossaryEntry[], format = tbxGlossary): Uint8Array {
  return bytesOf(format.write(entries, noLosses()));
}

/** What the schema and the dialect's asserts have against a file. */
function faultsOf(file: Uint8Array): string[] {
  const schema = XmlDocument.fromBuffer(readFileSync(`${FOLDER}/core.rng`));
  const document = XmlDocument.fromBuffer(file);
  const validator = RelaxNGValidator.fromDoc(schema);
  try {
    validator.validate(document);
    return basicFaults(document);
  } catch (error) {
    return [String(error)];
  } finally {
    validator.dispose();
    document.dispose();
    schema.dispose();
  }
}

describe.each(FILES)("%s, in the shape that another tool writes", (name) => {
  const bytes = readFileSync(`${FOLDER}/${name}`);
  const read = readAll(tbxGlossary.read(bytes));

  it("is recognised by its content", () => {
    expect(recogniseGlossary(bytes, "glossary.dat").name).toBe("tbx");
  });

  it("is read", async () => {
    await expect(JSON.stringify(read, null, 2) + "\n").toMatchFileSnapshot(
      `../../../golden/formats/tbx/${name}.read.json`,
    );
  });

  it("is written as valid TBX-Basic, which says the same", () => {
    if (!read.ok) throw new Error(read.refusal.code);
    const written = fileOf(read.value);
    expect(faultsOf(written)).toEqual([]);
    const again = readAll(tbxGlossary.read(written));
    if (!again.ok) throw new Error(again.refusal.code);
    expect(fileOf(again.value)).toEqual(written);
  });
});

describe("the starter glossary", () => {
  const seed = readCsvEntries(readFileSync("seeds/glossary.csv", "utf8"));
  const entries = seed.ok ? seed.value : [];

  it("is valid TBX-Basic", () => {
    expect(faultsOf(fileOf(entries))).toEqual([]);
  });

  it.each([tbxGlossary, tbx2Glossary])("comes back from $name as it was", (format) => {
    const back = readAll(tbxGlossary.read(bytesOf(format.write(entries, noLosses()))));
    expect(back.ok && back.value.map(({ concept }) => concept)).toEqual(
      entries.map(({ concept }) => concept),
    );
  });
});

it("the asserts find what the schema lets pass", () => {
  const bad = readFileSync(`${FOLDER}/v3-dct.tbx`, "utf8")
    .replace('style="dct"', 'style="dca"')
    .replaceAll(/<(\/?)(?:min|basic):\w+/g, "<$1note");
  const wrong = bad.replace(
    "<term>FPS</term>",
    '<term>FPS</term><termNote type="partOfSpeech">name</termNote>',
  );
  const document = XmlDocument.fromString(wrong);
  expect(basicFaults(document)).toContain("partOfSpeech may not be name");
  document.dispose();
});
