/** A store with the articles that are measured, of 60 and of 2,000 segments beside their Chinese, and 2,001 concepts. */
import { v7 } from "uuid";
import { importArticle } from "../../src/app/article-import.ts";
import type { Deps } from "../../src/app/deps.ts";
import { importGlossary } from "../../src/app/glossary-import/import.ts";
import type { Actor } from "../../src/app/records.ts";
import { writeGlossaryCsv } from "../../src/formats/glossaries/csv.ts";
import { discoverInThread } from "../../src/jobs/discovery.ts";
import { readLexicon } from "../../src/jobs/lexicon-file.ts";
import { openStore } from "../../src/storage/open.ts";
import { glossary, newsOf } from "../batch/news.ts";

export const SMALL = 60;
export const LARGE = 2000;

const ACTOR: Actor = { kind: "person", id: "local", name: "Bench" };

/** The ids of the articles. */
export interface Material {
  readonly deps: Deps;
  readonly small: string;
  readonly large: string;
}

/** Makes them in a folder. */
export async function makeMaterial(dataDir: string): Promise<Material> {
  const store = await openStore({ dataDir });
  const deps: Deps = {
    store,
    now: () => Date.now(),
    newId: v7,
    lexicon: readLexicon,
    discover: discoverInThread(),
  };
  const text = writeGlossaryCsv(glossary(true));
  await importGlossary(deps, ACTOR, { bytes: new TextEncoder().encode(text), fileName: "glossary.csv" });
  return { deps, small: await add(deps, SMALL), large: await add(deps, LARGE) };
}

/** Imports an article of so many sentences, and says its id. */
async function add(deps: Deps, segments: number): Promise<string> {
  const english: string[] = [];
  const chinese: string[] = [];
  for (let number = segments; english.length < segments; number++) {
    const { machine, source } = newsOf(number, 3);
    english.push(...machine.trim().split(/(?<=\.)\s+/));
    chinese.push(...source.trim().split(/(?<=。)\n*/));
  }
  const lines = (sentences: readonly string[], space: string): string => {
    const whole = sentences.slice(0, segments);
    return whole.map((each, at) => each + (at % 5 === 4 ? "\n\n" : space)).join("");
  };
  const { articleId, segments: made } = await importArticle(deps, ACTOR, {
    text: lines(english, " "),
    source: { text: lines(chinese, "") },
  });
  if (made !== segments) throw new Error(`${made} segments instead of ${segments}`);
  return articleId;
}
