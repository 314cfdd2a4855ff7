/** The stores that are measured, empty, and the use cases' surroundings over them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deps } from "../../src/app/deps.ts";
import { answerDiscovery } from "../../src/app/discovery-request.ts";
import type { Actor } from "../../src/app/records.ts";
import { readLexicon } from "../../src/jobs/lexicon-file.ts";
import { courteous, type CourteousStore } from "../../src/jobs/runner.ts";
import { openStore, type StorePlace } from "../../src/storage/open.ts";
import { startPostgres } from "../../test/support/postgres.ts";
import { glossary } from "./news.ts";

export const STORES = ["sqlite", "postgres"] as const;
export type StoreName = (typeof STORES)[number];

/** Who measures. */
export const ACTOR: Actor = { kind: "person", id: "bench", name: "Bench" };

/** A store with the glossary in it and no article. */
export interface OpenedStore {
  readonly deps: Deps;
  /** Where threads find the store. */
  readonly place: StorePlace;
  readonly courtesy: CourteousStore;
  readonly close: () => Promise<void>;
}

/** Opens a new store in a folder of its own, or in a new cluster of PostgreSQL. */
export async function openNew(name: StoreName): Promise<OpenedStore> {
  const folder = mkdtempSync(join(tmpdir(), "zhengming-batch-"));
  const server = name === "postgres" ? await startPostgres(tmpdir(), true) : undefined;
  const place = server === undefined ? { dataDir: folder } : { url: await server.newDatabase() };
  const courtesy = courteous(await openStore(place));
  let ids = 0;
  const deps: Deps = {
    store: courtesy.store,
    now: Date.now,
    newId: () => `${Date.now().toString(36)}-${(++ids).toString(36).padStart(8, "0")}`,
    lexicon: readLexicon,
    discover: async (request) => answerDiscovery(request, await readLexicon()),
  };
  await putGlossary(deps, false);
  return {
    deps,
    place,
    courtesy,
    async close() {
      await courtesy.store.close();
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Writes the glossary, or with `corrected` the one concept that changes then. */
export async function putGlossary({ store, newId, now }: Deps, corrected: boolean): Promise<void> {
  await store.write(async (tx) => {
    const revision = await tx.nextGlossaryRevision();
    const id = newId();
    await tx.addChange({
      ...{ id, at: now(), actor: ACTOR, kind: "concept.save", name: "", articleId: null },
      ...{ glossaryRevision: revision, undoes: null, requestId: null },
    });
    for (const concept of corrected ? glossary(true).slice(-1) : glossary(false)) {
      const before = await tx.concept(concept.id);
      const record = { concept, revision: (before?.revision ?? 0) + 1, updatedAt: now(), removed: false };
      await tx.putConcept({ ...record, sample: false }, id, revision);
    }
  });
}
