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
