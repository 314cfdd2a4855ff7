import type { CompiledGlossary } from "../core/glossary/compile.ts";
import { compileGlossary } from "../core/glossary/compile.ts";
import type { Concept } from "../core/glossary/model.ts";
import { conceptLabel } from "../core/glossary/model.ts";
import type { Deps } from "./deps.ts";
import type { ConceptRecord } from "./records.ts";
import type { StoreReader } from "./store.ts";

/** The glossary at the revision of a transaction. */
export interface LoadedGlossary {
  readonly records: ReadonlyMap<string, ConceptRecord>;
  readonly compiled: CompiledGlossary;
}

const cache = new WeakMap<object, LoadedGlossary>();

/**
 * The glossary for an article, at the revision that the transaction sees. It is compiled once a revision; call it
 * before the transaction changes a concept, {@link freshGlossary} after.
 */
export async function glossaryFor(deps: Pick<Deps, "store">, tx: StoreReader): Promise<LoadedGlossary> {
  const revision = await tx.glossaryRevision();
  const cached = cache.get(deps.store);
  if (cached?.compiled.revision === revision) return cached;
  const loaded = await freshGlossary(tx);
  cache.set(deps.store, loaded);
  return loaded;
}

/** The glossary as the transaction has it, its own changes included. It is not kept: the transaction may roll back. */
export async function freshGlossary(tx: StoreReader): Promise<LoadedGlossary> {
  const revision = await tx.glossaryRevision();
  const records = await tx.concepts();
  return {
    records: new Map(records.map((record) => [record.concept.id, record])),
    compiled: compileGlossary({ revision, concepts: records.map((record) => record.concept) }),
  };
}

/** A glossary with some concepts put in place of those with their ids, and without some, for a look at what that would do. */
export function glossaryWith(
  loaded: LoadedGlossary,
  concepts: readonly Concept[],
  without: ReadonlySet<string> = new Set(),
): CompiledGlossary {
  const all = new Map([...loaded.records.values()].map(({ concept }) => [concept.id, concept]));
  for (const concept of concepts) all.set(concept.id, concept);
  for (const id of without) all.delete(id);
  return compileGlossary({ revision: loaded.compiled.revision, concepts: [...all.values()] });
}

/** What to call a concept that may be gone. */
export function labelOf(loaded: LoadedGlossary, conceptId: string): string {
  const record = loaded.records.get(conceptId);
  return record === undefined ? conceptId : conceptLabel(record.concept);
}
