import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bytesOf, readAll, type GlossaryFormat } from "../../../src/formats/glossaries/format.ts";
import { noLosses } from "../../../src/formats/glossaries/losses.ts";
import { GLOSSARY_FORMATS, recogniseGlossary } from "../../../src/formats/table.ts";

const FOLDER = "test/golden/formats/tables";
const FILES = readdirSync(FOLDER).filter((name) => !name.endsWith(".json"));
const ALL: readonly GlossaryFormat[] = GLOSSARY_FORMATS;

describe.each(FILES)("%s, in the shape that another tool writes", (name) => {
  const bytes = readFileSync(`${FOLDER}/${name}`);
  const read = readAll(recogniseGlossary(bytes, name).read(bytes));

  it("is read", async () => {
    const plain = read.ok
      ? { ...read, value: read.value.map(({ concept, ...rest }) => ({ ...concept, ...rest })) }
      : read;
    await expect(JSON.stringify(plain, null, 2) + "\n").toMatchFileSnapshot(
      `../../golden/formats/tables/${name}.read.json`,
    );
  });

  it.each(["utx", "omegat", "matecat", "memoq", "tmx", "tbx"])(
    "and written as %s says the same twice",
    (to) => {
      const format = ALL.find((each) => each.name === to);
      if (!read.ok || format?.read === undefined) throw new Error(to);
      const written = bytesOf(format.write(read.value, noLosses()));
      const again = readAll(format.read(written));
      if (!again.ok) throw new Error(JSON.stringify(again.refusal));
      expect(Buffer.from(bytesOf(format.write(again.value, noLosses()))).toString()).toBe(
        Buffer.from(written).toString(),
      );
    },
  );
});

it.each([
  ["Obsolete", "deprecated"],
  ["notRecommended", "deprecated"],
  ["Admitted term", "admitted"],
  ["constructor", "admitted"],
])("of the status %s in a UTX file a form is %s, and the word is kept", (raw, kind) => {
  const head = "#UTX 1.11; zh/en;\r\n#src\ttgt\tsrc:pos\tterm status\tconcept ID\r\n";
  const rows = `两会\tTwo Sessions\t-\tApproved\tP1\r\n两会\tTwo Meetings\t-\t${raw}\tP1\r\n`;
  const bytes = Buffer.from(head + rows);
  const read = readAll(recogniseGlossary(bytes, "a.utx").read(bytes));
  const [entry] = read.ok ? read.value : [];
  expect(entry?.concept.forms.map((form) => `${form.kind} ${form.text}`)).toEqual([
    "preferred 两会",
    "preferred Two Sessions",
    `${kind} Two Meetings`,
  ]);
  expect([entry?.concept.status, entry?.concept.extra]).toEqual(["approved", { "term status": raw }]);
});
