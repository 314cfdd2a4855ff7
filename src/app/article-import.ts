/** Articles come in: made outside the transaction that stores them, so that nobody waits for it. */
import { type ArticleDraft, type ImportArticleInput, readDraft } from "./article-draft.ts";
import { type MadeArticle, makingHere, type MakingPool } from "./article-making.ts";
import { closeChanges, openChanges, type OpenChange, repeated } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { glossaryFor } from "./glossary.ts";
import type { Actor, ArticleRecord } from "./records.ts";
import { hitRecords } from "./rendering.ts";
import type { NewArticle, StoreReader, StoreWriter } from "./store.ts";
import { digestOf } from "./texts.ts";
import type { ImportArticleResult } from "./views.ts";

/** Imports a machine-translated article, cut into segments and rendered by the glossary. Fails invalid, too-large. */
export async function importArticle(
  deps: Deps,
  actor: Actor,
  input: ImportArticleInput,
): Promise<ImportArticleResult> {
  const [result] = await importArticles(deps, actor, [input]);
  if (result === undefined || result instanceof Failure) throw result ?? new Error("Nothing was imported.");
  return result;
}

/**
 * Imports articles in one transaction, each with a change of its own: the disk is waited for once. For each of them what
 * {@link importArticle} gives, or its failure, which keeps none of the others out.
 */
export async function importArticles(
  deps: Deps,
  actor: Actor,
  inputs: readonly ImportArticleInput[],
  pool?: MakingPool,
): Promise<(ImportArticleResult | Failure)[]> {
  return storePrepared(deps, actor, await prepareArticles(deps, inputs, pool));
}

/** An article that was read and, unless it is there already, made. */
export interface PreparedArticle extends Pick<ImportArticleInput, "requestId" | "again"> {
  readonly draft: ArticleDraft | Failure;
  readonly digest: string;
  readonly made: MadeArticle | undefined;
}

/** Reads and makes articles by the glossary as it is now; nothing is written. */
export async function prepareArticles(
  deps: Deps,
  inputs: readonly ImportArticleInput[],
  pool: MakingPool = makingHere(deps.lexicon),
): Promise<readonly PreparedArticle[]> {
  const read = inputs.map(({ requestId, again, ...input }): Omit<PreparedArticle, "made"> => {
    const draft = orFailure(() => readDraft(input));
    return { requestId, again, draft, digest: draft instanceof Failure ? "" : digestOf(draft.machine) };
  });
  const { glossary, known } = await deps.store.read(async (tx) => ({
    glossary: await glossaryFor(deps, tx),
    known: new Set(await tx.knownDigests(read.map(({ digest }) => digest))),
  }));
  const drafts = read.flatMap(({ draft, digest, again }) =>
    draft instanceof Failure || (known.has(digest) && again !== true) ? [] : [draft],
  );
  const made = await pool.make(glossary.compiled, drafts);
  const byDraft = new Map(drafts.map((draft, index) => [draft, made[index]]));
  return read.map((one) => ({
    ...one,
    made: one.draft instanceof Failure ? undefined : byDraft.get(one.draft),
  }));
}

function orFailure<T>(work: () => T): T | Failure {
  try {
    return work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** Stores what was prepared, in one transaction. What another glossary made by now is made again. */
export function storePrepared(
  deps: Deps,
  actor: Actor,
  prepared: readonly PreparedArticle[],
): Promise<(ImportArticleResult | Failure)[]> {
  return deps.store.write(async (tx) => {
    const batch = new Batch(deps, tx, actor);
    const results: (ImportArticleResult | Failure)[] = [];
    for (const { draft, ...one } of prepared)
      results.push(draft instanceof Failure ? draft : await batch.take({ ...one, draft }));
    await batch.write();
    return results;
  });
}

interface Taken extends PreparedArticle {
  readonly draft: ArticleDraft;
}

interface Waiting {
  readonly articleId: string;
  readonly requestId: string | undefined;
  readonly draft: ArticleDraft;
  readonly digest: string;
  readonly made: MadeArticle;
}

/** Articles of one transaction that are written together. */
class Batch {
  readonly #deps: Deps;
  readonly #tx: StoreWriter;
  readonly #actor: Actor;
  #waiting: Waiting[] = [];

  constructor(deps: Deps, tx: StoreWriter, actor: Actor) {
    this.#deps = deps;
    this.#tx = tx;
    this.#actor = actor;
  }

  /** Takes an article unless it is there, also as one of this batch. */
  async take({ draft, digest, made, requestId, again }: Taken): Promise<ImportArticleResult> {
    const tx = this.#tx;
    // What waits must be seen by whatever looks for it.
    if (requestId !== undefined || this.#waiting.some((one) => one.digest === digest)) await this.write();
    const earlier = await repeated(tx, requestId);
    const before = earlier?.articleId ? await tx.article(earlier.articleId) : undefined;
    if (before?.digest === digest) return existing(tx, before);
    const double = again ? undefined : await tx.articleByDigest(digest);
    // A sample that was removed is in no list: nobody could find the article that is said to be there.
    if (double !== undefined && !isRemovedSample(double)) {
      const sourceMissing = draft.source !== "" && (double.sourceText ?? "") === "";
      return { ...(await existing(tx, double)), duplicate: true, sourceMissing };
    }
    const articleId = this.#deps.newId();
    const current = await this.#madeNow(draft, made);
    this.#waiting.push({
      ...{ articleId, draft, digest, made: current },
      // The id of a request that said something else stays that request's.
      requestId: earlier === undefined ? requestId : undefined,
    });
    return {
      articleId,
      title: draft.title,
      duplicate: false,
      sourceMissing: false,
      segments: current.segments.length,
      findings: [...draft.findings, ...current.sourceFindings],
    };
  }

  /** Writes what waits. */
  async write(): Promise<void> {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    const changes = await openChanges(
      this.#deps,
      this.#tx,
      this.#actor,
      waiting.map(({ articleId, requestId, draft: { title: name }, made: { glossaryRevision } }) => ({
        ...{ kind: "article.import", name, articleId, requestId, glossaryRevision },
      })),
    );
    await this.#tx.addArticles(
      changes.flatMap((change, index) => {
        const one = waiting[index];
        return one === undefined ? [] : [newArticle(this.#deps, change, { ...one, sample: false })];
      }),
    );
    await closeChanges(this.#tx, changes);
  }

  /** The article by the glossary that this transaction sees. */
  async #madeNow(draft: ArticleDraft, made: MadeArticle | undefined): Promise<MadeArticle> {
    const { compiled } = await glossaryFor(this.#deps, this.#tx);
    if (made?.glossaryRevision === compiled.revision) return made;
    const [again] = await makingHere(this.#deps.lexicon).make(compiled, [draft]);
    if (again === undefined) throw new Error("Nothing was made.");
    return again;
  }
}

function isRemovedSample(article: Pick<ArticleRecord, "sample" | "archivedAt">): boolean {
  return article.sample && article.archivedAt !== null;
}

async function existing(tx: StoreReader, { id, title }: ArticleRecord): Promise<ImportArticleResult> {
  const { length: segments } = await tx.segments(id);
  return { articleId: id, title, duplicate: false, sourceMissing: false, segments, findings: [] };
}

/** A made article as it is stored under an open change, which it is told to. */
export function newArticle(
  deps: Pick<Deps, "newId">,
  change: OpenChange,
  input: {
    readonly articleId: string;
    readonly draft: ArticleDraft;
    readonly digest: string;
    readonly made: MadeArticle;
    readonly sample: boolean;
  },
): NewArticle {
  const { articleId, draft, digest, made, sample } = input;
  const { machine, title, source, date } = draft;
  const { segments: spans, hits, index, ...content } = made;
  const segments = spans.map(({ from, to, rendered, provenance }) => ({
    ...{ id: deps.newId(), articleId, from, to, rendered, provenance },
    ...{ text: rendered, state: "open" as const, revision: 1, updatedAt: change.at, removed: false },
  }));
  change.tell("article.changed", articleId, articleId);
  return {
    article: {
      ...{ id: articleId, title, machine, digest, date, sample },
      ...content,
      sourceText: source === "" ? null : source,
      sourceReconstructed: draft.reconstructed,
      sourceRevision: 0,
      createdAt: change.at,
      updatedAt: change.at,
      archivedAt: null,
    },
    segments,
    hits: hitRecords(articleId, { hits }, segments),
    changeId: change.id,
    index,
  };
}
