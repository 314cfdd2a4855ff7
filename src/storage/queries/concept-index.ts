import { type Kysely, sql } from "kysely";
import type { Concept } from "../../core/glossary/model.ts";
import { searchLines } from "../../core/search/lines.ts";
import { insertRows } from "../insert.ts";
import { flag, parts } from "../rows.ts";
import { addUseChanges, type UseChange, type Uses, writeUseChanges } from "./concept-uses.ts";
import { KeyRows } from "./key-rows.ts";
import { keyRows, traitsOf } from "./key-traits.ts";
import type { Schema } from "../schema.ts";

type FactsRow = Schema["concept_facts"];

/** What is kept of a concept beside its number, id and uses. */
const FOUND_BY = ["removed", "category", "status", "evidence", "lines"] as const;

/** How many concepts wait at most: their keys are written in the order of the tree that they go into, which is far faster. */
const WAITING = 5_000;

/** What the concepts of one transaction are found by, and how much they are used, kept with what is written; it waits until it is needed or the transaction ends. */
export class ConceptIndex {
  readonly #tx: Kysely<Schema>;
  readonly #waiting = new Map<string, Omit<FactsRow, "number" | "articles" | "places">>();
  readonly #uses = new Map<string, UseChange>();
  #last: number | undefined;

  constructor(tx: Kysely<Schema>) {
    this.#tx = tx;
  }

  /** Notes what a concept is found by from now on; a removed one by nothing. */
  async put(concept: Concept, removed: boolean): Promise<void> {
    this.#waiting.set(concept.id, factsOf(concept, removed));
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
    const added = new KeyRows();
    for (const [id, facts] of waiting) {
      const old = known.get(id);
      // One that is found by nothing has no keys yet.
      if (old !== undefined && old.lines !== "") await this.#change(old, facts, added);
      else {
        const number = old?.number ?? (await this.#nextNumber());
        fresh.push({ number, articles: 0, places: 0, ...facts });
        added.add(number, rowsOf(facts));
      }
    }
    await insertRows(this.#tx, "concept_facts", fresh, { of: "number", set: FOUND_BY });
    await added.write(this.#tx);
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

  async #change(
    old: FactsRow,
    facts: Omit<FactsRow, "number" | "articles" | "places">,
    added: KeyRows,
  ): Promise<void> {
    const { number } = old;
    await this.#tx.updateTable("concept_facts").set(facts).where("number", "=", number).execute();
    const stood = rowsOf(old);
    const others = new Map<string, number>();
    /** Keys that stay, by the difference between what they say and what they said. */
    const changed = new Map<number, string[]>();
    for (const [key, traits] of rowsOf(facts)) {
      const before = stood.get(key);
      stood.delete(key);
      if (before === undefined) others.set(key, traits);
      else if (before !== traits)
        changed.set(traits - before, [...(changed.get(traits - before) ?? []), key]);
    }
    added.add(number, others);
    for (const some of parts([...stood.keys()], 1))
      await this.#tx
        .deleteFrom("concept_keys")
        .where("number", "=", number)
        .where("key", "in", some)
        .execute();
    for (const [difference, keys] of changed)
      for (const some of parts(keys, 1))
        await this.#tx
          .updateTable("concept_keys")
          .set({ traits: sql`traits + ${difference}` })
          .where("number", "=", number)
          .where("key", "in", some)
          .execute();
  }
}

/** What is kept of a concept beside its keys. */
export function factsOf(
  concept: Concept,
  removed: boolean,
): Omit<FactsRow, "number" | "articles" | "places"> {
  return {
    id: concept.id,
    removed: flag(removed),
    category: concept.category,
    status: concept.status,
    evidence: flag(concept.evidence.length > 0),
    lines: removed ? "" : searchLines(concept),
  };
}

/** The keys of a concept, with what each says. */
export function rowsOf({
  category,
  status,
  evidence,
  lines,
}: Pick<FactsRow, "category" | "status" | "evidence" | "lines">): Map<string, number> {
  return keyRows(lines, traitsOf({ category, status, evidence: evidence === 1 }));
}
