import { expect, it } from "vitest";
import { damaged, harmOf, originals, randomOf } from "./mutations.ts";

const FILES = originals();

it("a damaged file is read or refused, and what was read is written: 200 of the long test", () => {
  const harm = Array.from({ length: 200 }, (_, seed) => {
    const random = randomOf(seed);
    const file = FILES[Math.floor(random() * FILES.length)];
    if (file === undefined) throw new Error("no files");
    return harmOf(file, damaged(file, FILES, random), random).map((line) => `${seed} ${file.name}: ${line}`);
  });
  expect(harm.flat()).toEqual([]);
});
