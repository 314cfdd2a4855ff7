import type { Concept } from "../core/glossary/model.ts";
import { sameConcept } from "../core/glossary/model.ts";
import { openChange, type OpenChange } from "./changes.ts";
import type { Deps } from "./deps.ts";
import type { Actor, ConceptRecord } from "./records.ts";
import type { StoreWriter } from "./store.ts";

/**
 * Writes concepts in one change, batch by batch: those that say something new. The change and the glossary's revision are made with
 * the first of them, so that nothing is where nothing was said. Call `close` last.
 */
export class ConceptWriting {
  readonly counts = { added: 0, changed: 0, unchanged: 0 };
  readonly #deps: Deps;
  readonly #tx: StoreWriter;
  readonly #actor: Actor;
  readonly #input: { readonly sample: boolean; readonly requestId?: string | undefined };
  #open: { readonly change: OpenChange; readonly glossaryRevision: number } | undefined;

  constructor(
    deps: Deps,
    tx: StoreWriter,
    actor: Actor,
    input: { readonly sample: boolean; readonly requestId?: string | undefined },
  ) {
    this.#deps = deps;
    this.#tx = tx;
    this.#actor = actor;
    this.#input = input;
  }

  /** The change, once a concept was written. */
  get changeId(): string | undefined {
    return this.#open?.change.id;
  }

  /** Writes a batch of concepts of different ids; `old` gives what the store has of each, removed ones too. */
  async put(concepts: readonly Concept[], old: (id: string) => ConceptRecord | undefined): Promise<void> {
    const fresh = concepts.filter((concept) => {
      const record = old(concept.id);
      return record === undefined || record.removed || !sameConcept(record.concept, concept);
    });
    this.counts.unchanged += concepts.length - fresh.length;
    if (fresh.length === 0) return;
    this.#open ??= await this.#begin();
    const { change, glossaryRevision } = this.#open;
    const records = fresh.map((concept): ConceptRecord => {
      const record = old(concept.id);
      this.counts[record?.removed === false ? "changed" : "added"]++;
      const revision = (record?.revision ?? 0) + 1;
      // What somebody imported over a concept of the sample is theirs: it stays when the sample is removed.
      return { concept, revision, updatedAt: change.at, removed: false, sample: this.#input.sample };
    });
    await this.#tx.putConcepts(records, change.id, glossaryRevision);
  }

  /** Ends the change, if there is one; its name is how many concepts it wrote. */
  async close(): Promise<void> {
    if (this.#open === undefined) return;
    const { change } = this.#open;
    await this.#tx.nameChange(change.id, String(this.counts.added + this.counts.changed));
    change.tell("glossary.changed", null, null);
    await change.close();
  }

  async #begin(): Promise<{ readonly change: OpenChange; readonly glossaryRevision: number }> {
    const { sample, requestId } = this.#input;
    const glossaryRevision = await this.#tx.nextGlossaryRevision();
    const kind = sample ? "sample.load" : "glossary.import";
    const change = await openChange(this.#deps, this.#tx, this.#actor, {
      kind,
      name: "",
      glossaryRevision,
      requestId,
    });
    return { change, glossaryRevision };
  }
}
