import { readFile } from "node:fs/promises";
import type { SampleFiles } from "../app/sample.ts";

const SEEDS = new URL("../../seeds/", import.meta.url);

/** The files of the sample that comes with the program. */
export async function readSampleFiles(): Promise<SampleFiles> {
  const [article, source, glossary] = await Promise.all(
    ["article.en.txt", "article.zh-Hans.txt", "glossary.csv"].map((name) => readFile(new URL(name, SEEDS))),
  );
  if (!article || !source || !glossary) throw new Error("The sample is incomplete.");
  return { article, source, glossary };
}
