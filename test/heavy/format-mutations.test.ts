/** Ten thousand damaged glossary files: each is read or refused with a sentence, and what was read is written. */
import { describe, expect, it } from "vitest";
import { damaged, harmOf, originals, randomOf } from "../formats/mutations.ts";

const SEEDS = Number(process.env["ZHENGMING_MUTATIONS"] ?? "10000");
const BATCH = 500;
const FILES = originals();

describe("damaged glossary files", () => {
  it.each(Array.from({ length: Math.ceil(SEEDS / BATCH) }, (_, nth) => nth * BATCH))(
    "from seed %i on",
    (first) => {
      const harm = Array.from({ length: BATCH }, (_, nth) => {
        const random = randomOf(first + nth);
        const file = FILES[Math.floor(random() * FILES.length)];
        if (file === undefined) throw new Error("no files");
        const found = harmOf(file, damaged(file, FILES, random), random);
        return found.map((line) => `${first + nth} ${file.name}: ${line}`);
      });
      expect(harm.flat()).toEqual([]);
    },
  );
});
