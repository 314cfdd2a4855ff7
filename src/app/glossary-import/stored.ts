import type { Concept } from "../../core/glossary/model.ts";
import type { GlossaryEntry } from "../../formats/glossaries/entry.ts";
import type { ConceptRecord } from "../records.ts";
import type { StoreReader } from "../store.ts";
import { nameKeys, type KnownConcepts, type RowChoice } from "./plan.ts";

/** Concepts that are looked at at a time. */
const PAGE = 1_000;

/**
 * The concepts of a store as the rows of a file need them: those that a batch of rows may be are fetched before the batch is planned,
 * and forgotten after it. The names of all are looked at only when a row has no concept with its id.
 */
export class StoredConcepts implements KnownConcepts {
  #records = new Map<string, ConceptRecord>();
  /** What rows made of concepts, where it is not written to the store. */
  readonly #changed = new Map<string, Concept>();
  #names: ReadonlyMap<string, readonly string[]> | undefined;

  /** The import in which rows wait, where they do. */
  readonly #importId: string | undefined;

  constructor(importId?: string) {
    this.#importId = importId;
  }

  /** Fetches what the entries may be, the concepts that were chosen for them included. */
  async load(
    tx: StoreReader,
    entries: readonly GlossaryEntry[],
    choices: readonly (RowChoice | undefined)[],
  ): Promise<void> {
    await this.#loadStored(tx, entries, choices);
    if (this.#importId === undefined) return;
    const waiting = await tx.stagedConcepts(this.#importId, [...this.#records.keys()]);
    for (const concept of waiting) this.#changed.set(concept.id, concept);
  }

  async #loadStored(
    tx: StoreReader,
    entries: readonly GlossaryEntry[],
    choices: readonly (RowChoice | undefined)[],
  ): Promise<void> {
    const given = entries.filter(({ omitted }) => !omitted.includes("id")).map(({ concept }) => concept.id);
    const chosen = choices.flatMap((choice) => (choice?.kind === "use" ? [choice.conceptId] : []));
    this.#records = byId(await tx.conceptsWithIds([...given, ...chosen]));
    const others = entries.filter((entry) => entry.omitted.includes("id") || !this.#stands(entry.concept.id));
    if (others.length === 0) return;
    this.#names ??= await namesOf(tx);
    const named = others.flatMap(({ concept }) => this.#idsNamed(concept));
    const missing = named.filter((id) => !this.#records.has(id));
    for (const [id, record] of byId(await tx.conceptsWithIds(missing))) this.#records.set(id, record);
  }

  /** The record of a concept of this batch, also a removed one. */
  record(id: string): ConceptRecord | undefined {
    return this.#records.get(id);
  }

  get(id: string): Concept | undefined {
    return this.#changed.get(id) ?? (this.#stands(id) ? this.#records.get(id)?.concept : undefined);
  }

  named(concept: Concept): readonly Concept[] {
    return this.#idsNamed(concept).flatMap((id) => this.get(id) ?? []);
  }

  change(concept: Concept): void {
    this.#changed.set(concept.id, concept);
  }

  /** The store has what rows made of the concepts of this batch, or has it wait. */
  written(): void {
    this.#changed.clear();
  }

  #stands(id: string): boolean {
    return this.#records.get(id)?.removed === false;
  }

  #idsNamed(concept: Concept): string[] {
    return [...new Set([...nameKeys(concept)].flatMap((key) => this.#names?.get(key) ?? []))];
  }
}

function byId(records: readonly ConceptRecord[]): Map<string, ConceptRecord> {
  return new Map(records.map((record) => [record.concept.id, record]));
}

async function namesOf(tx: StoreReader): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = new Map<string, string[]>();
  let after = "";
  for (;;) {
    const page = await tx.conceptsAfter(after, PAGE);
    for (const { concept } of page) {
      for (const key of nameKeys(concept)) {
        const ids = names.get(key);
        if (ids === undefined) names.set(key, [concept.id]);
        else ids.push(concept.id);
      }
    }
    const last = page.at(-1);
    if (last === undefined) return names;
    after = last.concept.id;
  }
}
