import type { Kysely } from "kysely";
import type { Concept } from "../../core/glossary/model.ts";
import { searchKeys } from "../../core/search/keys.ts";
import { insertRows } from "../insert.ts";
import { flag, parts } from "../rows.ts";
import { addUseChanges, type UseChange, type Uses, writeUseChanges } from "./concept-uses.ts";
import type { Schema } from "../schema.ts";

type FactsRow = Schema["concept_facts"];
type KeyRow = Schema["concept_keys"];

/** How many concepts wait at most: their keys are written in the order of the tree that they go into, which is far faster. */
const WAITING = 5_000;

/** What the concepts of one transaction are found by, and how much they are used, kept with what is written; it waits until it is needed or the transaction ends. */
export class ConceptIndex {
  readonly #tx: Kysely<Schema>;
  readonly #waiting = new Map<string, { readonly concept: Concept; readonly removed: boolean }>();
  readonly #uses = new Map<string, UseChange>();
  #last: number | undefined;

  constructor(tx: Kysely<Schema>) {
    this.#tx = tx;
  }

  /** Notes what a concept is found by from now on; a removed one by nothing. */
  async put(concept: Concept, removed: boolean): Promise<void> {
    this.#waiting.set(concept.id, { concept, removed });
    if (this.#waiting.size >= WAITING) await this.#flushConcepts();
  }

  /** Notes what the uses of concepts in some articles became. */
  countUses(articleIds: readonly string[], before: Uses, after: Uses): void {
    addUseChanges(this.#uses, articleIds, before, after);
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    await this.#flushConcepts();
    if (this.#uses.size === 0) return;
    const uses = new Map(this.#uses);
    this.#uses.clear();
    await writeUseChanges(this.#tx, uses);
  }

  async #flushConcepts(): Promise<void> {
    if (this.#waiting.size === 0) return;
    const waiting = new Map(this.#waiting);
    this.#waiting.clear();
    const known = await this.#known([...waiting.keys()]);
    const fresh: FactsRow[] = [];
    const added: KeyRow[] = [];
    for (const [id, { concept, removed }] of waiting) {
      const old = known.get(id);
      const keys = removed ? [] : searchKeys(concept);
      const facts = {
        removed: flag(removed),
        category: concept.category,
        status: concept.status,
        evidence: flag(concept.evidence.length > 0),
        keys: keys.join("\n"),
      };
      const number = old?.number ?? (await this.#nextNumber());
      if (old === undefined) fresh.push({ number, id, articles: 0, places: 0, ...facts });
      else await this.#update(old, facts);
      const stood = new Set(old === undefined ? [] : keysOf(old.keys));
      for (const key of keys) if (!stood.delete(key)) added.push({ key, number });
      await this.#remove(number, [...stood]);
    }
    await insertRows(this.#tx, "concept_facts", fresh);
    added.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.number - b.number));
    await insertRows(this.#tx, "concept_keys", added);
  }

  async #known(ids: readonly string[]): Promise<ReadonlyMap<string, FactsRow>> {
    const found = new Map<string, FactsRow>();
    for (const some of parts(ids, 1)) {
      const rows = await this.#tx.selectFrom("concept_facts").selectAll().where("id", "in", some).execute();
      for (const row of rows) found.set(row.id, row);
    }
    return found;
  }

  /** Writers come one after another. */
  async #nextNumber(): Promise<number> {
    if (this.#last === undefined) {
      const row = await this.#tx
        .selectFrom("concept_facts")
        .select("number")
        .orderBy("number", "desc")
        .limit(1)
        .executeTakeFirst();
      this.#last = row?.number ?? 0;
    }
    return ++this.#last;
  }

  async #update(
    old: FactsRow,
    facts: Omit<FactsRow, "number" | "id" | "articles" | "places">,
  ): Promise<void> {
    await this.#tx.updateTable("concept_facts").set(facts).where("number", "=", old.number).execute();
  }

  async #remove(number: number, keys: readonly string[]): Promise<void> {
    for (const some of parts(keys, 1))
      await this.#tx
        .deleteFrom("concept_keys")
        .where("number", "=", number)
        .where("key", "in", some)
        .execute();
  }
}

function keysOf(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}
