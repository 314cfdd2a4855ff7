import type { CompiledGlossary } from "../../core/glossary/compile.ts";
import { compileGlossary } from "../../core/glossary/compile.ts";
import type { Deps } from "../deps.ts";
import { glossaryFor } from "../glossary.ts";
import type { StoreReader } from "../store.ts";

/** A run and the one that it was overtaken by may go on at once. */
const KEPT = 2;

const older = new WeakMap<object, Map<number, CompiledGlossary>>();

/** The glossary as it stood at a revision. The newest is the one that all use; of older ones the last few are kept. */
export async function glossaryAt(
  deps: Pick<Deps, "store">,
  tx: StoreReader,
  revision: number,
): Promise<CompiledGlossary> {
  if (revision === (await tx.glossaryRevision())) return (await glossaryFor(deps, tx)).compiled;
  const kept = older.get(deps.store) ?? new Map<number, CompiledGlossary>();
  older.set(deps.store, kept);
  const known = kept.get(revision);
  if (known !== undefined) return known;
  // What stood at a revision stands: it never changes.
  const made = compileGlossary({ revision, concepts: await tx.conceptsAt(revision) });
  kept.set(revision, made);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return made;
}
