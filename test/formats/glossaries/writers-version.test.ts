/** What the writers write is known by a number: programs that have a file ask by it whether they must fetch the file again. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { bytesOf, readAll, type GlossaryFormat } from "../../../src/formats/glossaries/format.ts";
import { noLosses } from "../../../src/formats/glossaries/losses.ts";
import { GLOSSARY_FORMATS, recogniseGlossary, WRITERS_VERSION } from "../../../src/formats/table.ts";

const SOURCES = ["hard.csv", "tables/matecat.csv", "tables/crowdin.csv", "tbx/v3-dct.tbx"];
const GOLDEN = "test/golden/formats/written.json";

interface Written {
  readonly version: number;
  /** SHA-256 of what each format writes of all sources. */
  readonly digests: Readonly<Record<string, string>>;
}

function digestOf(format: GlossaryFormat): string {
  const hash = createHash("sha256");
  for (const name of SOURCES) {
    const bytes = readFileSync(`test/golden/formats/${name}`);
    const read = readAll(recogniseGlossary(bytes, name).read(bytes));
    if (!read.ok) throw new Error(`${name}: ${read.refusal.code}`);
    hash.update(bytesOf(format.write(read.value, noLosses())));
  }
  return hash.digest("hex");
}

it("who changes what a writer writes counts up WRITERS_VERSION; then the digests may be written anew", async () => {
  const digests = Object.fromEntries(GLOSSARY_FORMATS.map((format) => [format.name, digestOf(format)]));
  const known = JSON.parse(readFileSync(GOLDEN, "utf8")) as Written;
  if (known.version === WRITERS_VERSION) expect(digests).toEqual(known.digests);
  const written: Written = { version: WRITERS_VERSION, digests };
  await expect(`${JSON.stringify(written, null, 2)}\n`).toMatchFileSnapshot(
    "../../golden/formats/written.json",
  );
});
