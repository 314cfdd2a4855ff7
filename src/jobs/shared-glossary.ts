/** A glossary that threads share: its concepts once in memory, compiled once a thread. */
import { createHash } from "node:crypto";
import { compileGlossary, type CompiledGlossary } from "../core/glossary/compile.ts";
import type { Concept } from "../core/glossary/model.ts";

/** The concepts of a glossary for other threads: handing it over copies nothing but a reference. */
export interface SharedGlossary {
  /** Tells one glossary from another, whatever their revisions say: a preview has concepts that were never saved. */
  readonly key: string;
  readonly revision: number;
  /** The concepts as JSON in UTF-8. */
  readonly concepts: SharedArrayBuffer;
}

/** A glossary as it is handed to threads. O(concepts). */
export function shareGlossary(revision: number, concepts: Iterable<Concept>): SharedGlossary {
  const bytes = new TextEncoder().encode(JSON.stringify([...concepts]));
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  const key = `${revision}:${createHash("sha256").update(bytes).digest("hex")}`;
  return { key, revision, concepts: shared };
}

const shares = new WeakMap<CompiledGlossary, SharedGlossary>();

/** {@link shareGlossary} of a compiled glossary, made once. */
export function sharedOf(glossary: CompiledGlossary): SharedGlossary {
  const known = shares.get(glossary);
  if (known !== undefined) return known;
  const made = shareGlossary(glossary.revision, glossary.concepts.values());
  shares.set(glossary, made);
  return made;
}

/** A run and a preview may go on at once; more glossaries than that would only fill the memory. */
const KEPT = 2;

const compiled = new Map<string, CompiledGlossary>();

/** The glossary compiled in this thread, the last few kept. */
export function compiledHere({ key, revision, concepts }: SharedGlossary): CompiledGlossary {
  const known = compiled.get(key);
  if (known !== undefined) {
    compiled.delete(key);
    compiled.set(key, known);
    return known;
  }
  // Decoding wants memory that nobody else can write.
  const json = new TextDecoder().decode(new Uint8Array(concepts).slice());
  const made = compileGlossary({ revision, concepts: JSON.parse(json) as Concept[] });
  compiled.set(key, made);
  const [oldest] = compiled.keys();
  if (compiled.size > KEPT && oldest !== undefined) compiled.delete(oldest);
  return made;
}
