import { readFile } from "node:fs/promises";
import type { Deps } from "../../src/app/deps.ts";
import { answerDiscovery } from "../../src/app/discovery-request.ts";
import type { Actor } from "../../src/app/records.ts";
import { loadSample, type SampleFiles } from "../../src/app/sample.ts";
import type { Store } from "../../src/app/store.ts";
import { readLexicon } from "../../src/jobs/lexicon-file.ts";
import { spoolToDisk } from "../../src/jobs/spool.ts";
import { openStore } from "../../src/storage/open.ts";
import { removeDataDir } from "./process.ts";
import { EDITOR } from "./records.ts";
import { makeStoreFolder } from "./store-folder.ts";

/** The use cases' surroundings over a real store of their own. */
export interface House {
  readonly deps: Deps;
  readonly store: Store;
  readonly actor: Actor;
  readonly dataDir: string;
  /** Loads the sample as the product does; gives its article. */
  readonly loadSeed: () => Promise<string>;
  /** Closes the store and deletes it. */
  readonly dispose: () => Promise<void>;
}

const SEEDS = new URL("../../seeds/", import.meta.url);

/** The sample's files as they are shipped. */
export async function seedFiles(): Promise<SampleFiles> {
  const read = (name: string): Promise<Uint8Array> => readFile(new URL(name, SEEDS));
  return {
    article: await read("article.en.txt"),
    source: await read("article.zh-Hans.txt"),
    glossary: await read("glossary.csv"),
  };
}

/** A new empty SQLite store, a clock that counts calls in milliseconds from 1000, and ids that count up. */
export async function openHouse(): Promise<House> {
  const dataDir = await makeStoreFolder();
  const store = await openStore({ dataDir });
  let time = 1000;
  let ids = 0;
  const deps: Deps = {
    store,
    now: () => ++time,
    newId: () => `i${String(++ids).padStart(8, "0")}`,
    lexicon: readLexicon,
    spool: spoolToDisk,
    discover: async (request) => answerDiscovery(request, await readLexicon()),
  };
  return {
    deps,
    store,
    actor: EDITOR,
    dataDir,
    loadSeed: async () => (await loadSample(deps, EDITOR, await seedFiles())).articleId,
    dispose: async () => {
      await store.close();
      removeDataDir(dataDir);
    },
  };
}

/** A test that has a house of its own, which is taken away at the end. */
export function inHouse(work: (house: House) => Promise<void>): () => Promise<void> {
  return async () => {
    const house = await openHouse();
    try {
      await work(house);
    } finally {
      await house.dispose();
    }
  };
}
