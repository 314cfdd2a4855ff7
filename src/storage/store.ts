import { AsyncLocalStorage } from "node:async_hooks";
import { CompiledQuery, type Kysely } from "kysely";
import type { Catalogue } from "./catalogue.ts";
import type { Store, StoreReader, StoreWriter, ReadMode, WriteMode } from "../app/store.ts";
import { articleReads, articleWrites } from "./queries/articles.ts";
import { articleHistoryReads } from "./queries/article-history.ts";
import { batchReads, batchWrites } from "./queries/batches.ts";
import { articleStateReads, articleStateWrites } from "./queries/article-states.ts";
import { changeReads, changeWrites } from "./queries/changes.ts";
import { commentReads, commentWrites } from "./queries/comments.ts";
import { conceptCommentReads, conceptCommentWrites } from "./queries/concept-comments.ts";
import { ConceptIndex } from "./queries/concept-index.ts";
import { conceptSearchReads } from "./queries/concept-search.ts";
import { conceptStatisticReads } from "./queries/concept-statistics.ts";
import { conceptReads, conceptWrites } from "./queries/concepts.ts";
import { decisionReads, decisionWrites } from "./queries/decisions.ts";
import { eventReads, eventWrites } from "./queries/events.ts";
import { hitReads, hitWrites } from "./queries/hits.ts";
import { judgementReads, judgementWrites } from "./queries/judgements.ts";
import { proposalReads, proposalWrites } from "./queries/proposals.ts";
import { reuseReads } from "./queries/reuses.ts";
import { newArticleWrites } from "./queries/new-articles.ts";
import { segmentReads, segmentWrites } from "./queries/segments.ts";
import { SentenceIndex } from "./queries/sentence-keys.ts";
import { runReads, runWrites } from "./queries/runs.ts";
import { runScopeReads } from "./queries/run-scopes.ts";
import { settingReads, settingWrites } from "./queries/settings.ts";
import { uploadReads, uploadWrites } from "./queries/uploads.ts";
import { visitReads, visitWrites } from "./queries/visits.ts";
import { wordReads } from "./queries/word-index.ts";
import { stagingReads, stagingWrites } from "./queries/staged-concepts.ts";
import { sourceReads, sourceWrites } from "./queries/sources.ts";
import type { Schema } from "./schema.ts";

/** Runs a statement in a transaction; `values` are its parameters. */
export type RunSql = (text: string, values?: readonly unknown[]) => Promise<{ readonly rows: unknown[] }>;

const transactions = new WeakMap<StoreWriter, Kysely<Schema>>();

/**
 * Statements of others than the store in one of its transactions, as of a queue in the same database: what they write is
 * committed with the rest or not at all.
 */
export function sqlOf(writer: StoreWriter): RunSql {
  const tx = transactions.get(writer);
  if (tx === undefined) throw new Error("Store: this is none of its transactions.");
  return async (text, values = []) => {
    const { rows } = await tx.executeQuery(CompiledQuery.raw(text, [...values]));
    return { rows };
  };
}

/** What a store needs of its database; all the rest is dialect-neutral. */
export interface Databases {
  /** Its transactions each see one state. */
  readonly reader: Kysely<Schema>;
  /** The reader of transactions that take long, if there is another one. */
  readonly longReader?: Kysely<Schema>;
  /** Its transactions run one after another and are durable when they end. */
  readonly writer: Kysely<Schema>;
  /** The writer of transactions that let others go first, if there is another one. */
  readonly background?: Kysely<Schema>;
  /** What it says of its own tables. */
  readonly catalogue: Catalogue;
  /** Tells other processes of a transaction's events, where the database can. */
  readonly announce?: (tx: Kysely<Schema>, by: WriteMode) => Promise<void>;
  /** Calls the listener when others did so, until the function that it gives is called. */
  readonly watch?: (listener: (by: WriteMode) => void) => () => void;
  readonly backup: (file: string) => Promise<void>;
  /** Called once, when no work is running any more. */
  readonly close: () => Promise<void>;
}

/** A store on a database that has the newest schema. */
export class SqlStore implements Store {
  readonly #databases: Databases;
  readonly #inside = new AsyncLocalStorage<{ running: boolean }>();
  readonly #running = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(databases: Databases) {
    this.#databases = databases;
  }

  async read<T>(work: (tx: StoreReader) => Promise<T>, how: ReadMode = "foreground"): Promise<T> {
    const { reader, longReader = reader } = this.#databases;
    return this.#transact(how === "background" ? longReader : reader, (tx) => work(storeReader(tx)));
  }

  async write<T>(work: (tx: StoreWriter) => Promise<T>, how: WriteMode = "foreground"): Promise<T> {
    const { writer: foreground, background = foreground, announce } = this.#databases;
    return this.#transact(how === "background" ? background : foreground, async (tx) => {
      const index = new ConceptIndex(tx);
      const writer = storeWriter(tx, index, async () => announce?.(tx, how));
      transactions.set(writer, tx);
      const done = await work(writer);
      await index.flush();
      return done;
    });
  }

  watch(listener: (by: WriteMode) => void): () => void {
    this.#refuseWhenClosed();
    return this.#databases.watch?.(listener) ?? ((): void => undefined);
  }

  async backup(file: string): Promise<void> {
    this.#refuseWhenClosed();
    await this.#track(this.#databases.backup(file));
  }

  async close(): Promise<void> {
    this.#refuseInside("close");
    this.#closing ??= this.#finish();
    await this.#closing;
  }

  async #transact<T>(database: Kysely<Schema>, work: (tx: Kysely<Schema>) => Promise<T>): Promise<T> {
    this.#refuseInside("read or write");
    this.#refuseWhenClosed();
    const inside = { running: true };
    try {
      return await this.#track(
        this.#inside.run(inside, () => database.transaction().execute((tx) => work(tx))),
      );
    } finally {
      inside.running = false;
    }
  }

  /** A transaction that waits for one that waits for it would never end. */
  #refuseInside(call: string): void {
    if (this.#inside.getStore()?.running)
      throw new Error(
        `Store: ${call} within the work of a read or write; use the tx that the work was given.`,
      );
  }

  #refuseWhenClosed(): void {
    if (this.#closing) throw new Error("Store: it is closed.");
  }

  async #track<T>(task: Promise<T>): Promise<T> {
    this.#running.add(task);
    try {
      return await task;
    } finally {
      this.#running.delete(task);
    }
  }

  async #finish(): Promise<void> {
    await Promise.allSettled(this.#running);
    await this.#databases.close();
  }
}

/** The reading methods within one transaction. */
export function storeReader(tx: Kysely<Schema>, index?: ConceptIndex): StoreReader {
  return {
    ...articleReads(tx),
    ...sourceReads(tx),
    ...segmentReads(tx),
    ...reuseReads(tx),
    ...articleHistoryReads(tx),
    ...changeReads(tx),
    ...conceptReads(tx),
    ...stagingReads(tx),
    ...conceptCommentReads(tx),
    ...conceptSearchReads(tx, () => index?.flush() ?? Promise.resolve()),
    ...conceptStatisticReads(tx, () => index?.flush() ?? Promise.resolve()),
    ...decisionReads(tx),
    ...proposalReads(tx),
    ...hitReads(tx),
    ...judgementReads(tx),
    ...commentReads(tx),
    ...articleStateReads(tx),
    ...eventReads(tx),
    ...settingReads(tx),
    ...uploadReads(tx),
    ...visitReads(tx),
    ...runReads(tx),
    ...runScopeReads(tx),
    ...batchReads(tx),
    ...wordReads(tx),
  };
}

/** All methods within one transaction; what concepts are found by waits in `concepts` for its end. */
export function storeWriter(
  tx: Kysely<Schema>,
  concepts: ConceptIndex,
  announce: () => Promise<void> = () => Promise.resolve(),
): StoreWriter {
  const index = new SentenceIndex(tx);
  return {
    ...storeReader(tx, concepts),
    ...articleWrites(tx, concepts),
    ...sourceWrites(tx, index),
    ...segmentWrites(tx, index),
    ...newArticleWrites(tx, concepts),
    ...changeWrites(tx),
    ...conceptWrites(tx, concepts),
    ...stagingWrites(tx, concepts),
    ...decisionWrites(tx),
    ...proposalWrites(tx),
    ...hitWrites(tx, concepts),
    ...judgementWrites(tx),
    ...commentWrites(tx),
    ...conceptCommentWrites(tx),
    ...articleStateWrites(tx),
    ...eventWrites(tx, announce),
    ...settingWrites(tx),
    ...uploadWrites(tx),
    ...visitWrites(tx),
    ...runWrites(tx),
    ...batchWrites(tx, concepts),
  };
}
