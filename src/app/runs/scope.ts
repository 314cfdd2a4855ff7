/** Which articles a run is about. */
import type { Deps } from "../deps.ts";
import { Failure } from "../failure.ts";
import { glossaryFor, labelOf } from "../glossary.ts";
import { touchedArticles } from "../touched.ts";
import type { StoreReader } from "../store.ts";
import type { ArticleFilter, ChunkRange, PreviewConcept, Run, RunScope } from "./model.ts";
import type { ArticleHead } from "./store.ts";

/** Articles of a chunk that is a list, and of one that is a range of ids. */
const LISTED = 500;
const RANGED = 1000;
/** With more changed concepts than that it is not asked one by one which articles they touch. */
const ASKED_SINGLY = 50;
/** With more than that nearly all articles are touched: all that are older are taken. */
const ASKED = 2000;
/** How many heads of articles are read at once where few of them may be wanted. */
const PAGE = 500;

/** What a scope comes to: a list of ids in binary order, or all articles that it takes. */
export interface Plan {
  readonly articleIds: readonly string[] | undefined;
  readonly total: number;
  readonly concepts: readonly PreviewConcept[];
}

/** Works a scope out, as the transaction sees the articles. Fails not-found for a concept that never was. */
export async function planScope(
  deps: Deps,
  tx: StoreReader,
  scope: RunScope,
  glossaryRevision: number,
): Promise<Plan> {
  const { target } = scope;
  if (target.kind === "all" || (target.kind === "stale" && (await tooManyChanged(tx)))) {
    return { articleIds: undefined, total: await countRange(tx, scope, glossaryRevision), concepts: [] };
  }
  if (target.kind === "articles") {
    const heads = await tx.articleHeadsOf(target.articleIds);
    const missing = target.articleIds.find((id) => !heads.some((head) => head.id === id));
    if (missing !== undefined) throw new Failure("not-found", "failure.no-article", { id: missing });
    return listed(heads, scope, []);
  }
  const touched =
    target.kind === "concepts" ? await ofConcepts(tx, scope, target.conceptIds) : await stale(tx, scope);
  const heads = await tx.articleHeadsOf([...touched.articleIds]);
  const wanted = heads.filter((head) => touched.wants?.(head) ?? true);
  const loaded = await glossaryFor(deps, tx);
  const inScope = new Set(wanted.filter((head) => takesHead(scope, head)).map((head) => head.id));
  const concepts = [...touched.byConcept].map(([conceptId, ids]) => ({
    conceptId,
    label: labelOf(loaded, conceptId),
    articles: [...ids].filter((id) => inScope.has(id)).length,
  }));
  concepts.sort((a, b) => b.articles - a.articles || (a.conceptId < b.conceptId ? -1 : 1));
  return listed(
    wanted,
    scope,
    concepts.filter(({ articles }) => articles > 0),
  );
}

function listed(heads: readonly ArticleHead[], scope: RunScope, concepts: readonly PreviewConcept[]): Plan {
  const articleIds = heads.filter((head) => takesHead(scope, head)).map((head) => head.id);
  return { articleIds, total: articleIds.length, concepts };
}

/** The chunks of a plan. */
export async function chunksOf(tx: StoreReader, { articleIds }: Plan): Promise<ChunkRange[]> {
  if (articleIds === undefined) return ranges(await tx.articleCuts(RANGED));
  const chunks: ChunkRange[] = [];
  for (let from = 0; from < articleIds.length; from += LISTED) {
    chunks.push({ kind: "list", articleIds: articleIds.slice(from, from + LISTED) });
  }
  return chunks;
}

/** The chunks of an undo: ranges of the articles that a run wrote in. */
export async function chunksOfRun(tx: StoreReader, runId: string): Promise<ChunkRange[]> {
  return ranges(await tx.runArticleCuts(runId, RANGED));
}

/** Ranges that begin where they are told to; the first and the last are open, so that nothing is left out. */
function ranges(cuts: readonly string[]): ChunkRange[] {
  return cuts.map((cut, index) => ({
    kind: "range",
    from: index === 0 ? null : cut,
    to: cuts[index + 1] ?? null,
  }));
}

interface Touched {
  readonly articleIds: ReadonlySet<string>;
  readonly byConcept: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether an article that is touched is wanted. */
  readonly wants?: (head: ArticleHead) => boolean;
}

async function ofConcepts(tx: StoreReader, scope: RunScope, conceptIds: readonly string[]): Promise<Touched> {
  const byConcept = new Map<string, ReadonlySet<string>>();
  for (const id of new Set(conceptIds)) {
    if (scope.withoutConcepts?.includes(id) === true) continue;
    // One that was removed has its places until they are rendered again.
    const record = await tx.concept(id);
    if (record === undefined) throw new Failure("not-found", "failure.no-concept", { id });
    byConcept.set(id, new Set(await touchedArticles(tx, [record.concept])));
  }
  return { articleIds: union(byConcept.values()), byConcept };
}

async function tooManyChanged(tx: StoreReader): Promise<boolean> {
  const oldest = await tx.oldestRendering();
  return oldest !== undefined && (await tx.conceptsChangedAfter(oldest)).length > ASKED;
}

/**
 * Articles that a concept touches which changed since they were rendered. One that is behind, how far nobody knows, is
 * said to be as old as can be: any concept that ever changed counts.
 */
async function stale(tx: StoreReader, scope: RunScope): Promise<Touched> {
  const oldest = await tx.oldestRendering();
  const all = oldest === undefined ? [] : await tx.conceptsChangedAfter(oldest);
  const changed = all.filter(({ conceptId }) => scope.withoutConcepts?.includes(conceptId) !== true);
  if (oldest === undefined || changed.length === 0) return { articleIds: new Set(), byConcept: new Map() };
  const ids = changed.map(({ conceptId }) => conceptId);
  if (changed.length > ASKED_SINGLY) {
    const touched = await touchedArticles(tx, await tx.conceptContentsSince(ids, oldest));
    const last = Math.max(...changed.map((one) => one.glossaryRevision));
    return {
      articleIds: new Set(touched),
      byConcept: new Map(),
      wants: (head) => head.glossaryRevision < last,
    };
  }
  const byConcept = new Map<string, ReadonlySet<string>>();
  for (const id of ids) {
    byConcept.set(id, new Set(await touchedArticles(tx, await tx.conceptContentsSince([id], oldest))));
  }
  return {
    articleIds: union(byConcept.values()),
    byConcept,
    wants: (head) =>
      changed.some(
        (one) =>
          one.glossaryRevision > head.glossaryRevision && byConcept.get(one.conceptId)?.has(head.id) === true,
      ),
  };
}

function union(sets: Iterable<ReadonlySet<string>>): Set<string> {
  const all = new Set<string>();
  for (const set of sets) for (const id of set) all.add(id);
  return all;
}

/** Whether a scope takes an article that its target means. */
export function takesHead(scope: RunScope, head: ArticleHead): boolean {
  if (head.archivedAt !== null || scope.withoutArticles?.includes(head.id) === true) return false;
  return scope.filter === undefined || passes(scope.filter, head);
}

function passes({ title, from, until, bilingual }: ArticleFilter, head: ArticleHead): boolean {
  if (title !== undefined && !head.title.toLowerCase().includes(title.toLowerCase())) return false;
  if (from !== undefined && (head.date === null || head.date < from)) return false;
  if (until !== undefined && (head.date === null || head.date > until)) return false;
  return bilingual === undefined || head.bilingual === bilingual;
}

/** Whether a run over a range takes an article; those of a list were chosen when it was made. */
function takes(run: Pick<Run, "scope" | "glossaryRevision">, head: ArticleHead): boolean {
  const isStale = run.scope.target.kind !== "stale" || head.glossaryRevision !== run.glossaryRevision;
  return isStale && takesHead(run.scope, head);
}

async function countRange(tx: StoreReader, scope: RunScope, glossaryRevision: number): Promise<number> {
  if (scope.filter === undefined) {
    const count = await tx.articleCount(scope.target.kind === "stale" ? glossaryRevision : undefined);
    return count - (scope.withoutArticles?.length ?? 0);
  }
  let count = 0;
  for (let after: string | null = null; ;) {
    const heads = await tx.articleHeads({ after, from: null, to: null }, PAGE * 4);
    for (const head of heads) if (takes({ scope, glossaryRevision }, head)) count++;
    const last = heads.at(-1);
    if (last === undefined) return count;
    after = last.id;
  }
}

/** The articles that a chunk goes on with. */
export interface NextArticles {
  readonly articles: readonly ArticleHead[];
  /** Where the chunk stands when they are done. */
  readonly cursor: string | null;
  /** Whether they are its last. */
  readonly last: boolean;
}

/** The next articles of a chunk behind its cursor, at most `limit`; none though there are more where few are wanted. */
export async function nextArticles(
  tx: StoreReader,
  run: Run,
  { range, cursor }: { readonly range: ChunkRange; readonly cursor: string | null },
  limit: number,
): Promise<NextArticles> {
  if (range.kind === "list") {
    const from = cursor === null ? 0 : range.articleIds.indexOf(cursor) + 1;
    const ids = range.articleIds.slice(from, from + limit);
    const articles = (await tx.articleHeadsOf(ids)).filter((head) => head.archivedAt === null);
    return { articles, cursor: ids.at(-1) ?? cursor, last: from + limit >= range.articleIds.length };
  }
  // Where nearly all are wanted no more are read than are taken.
  const choosy = run.scope.filter !== undefined || run.scope.target.kind === "stale";
  const size = choosy ? PAGE : limit;
  const heads = await tx.articleHeads({ after: cursor, from: range.from, to: range.to }, size);
  const articles = heads.filter((head) => takes(run, head)).slice(0, limit);
  const full = articles.length === limit && articles.at(-1)?.id !== heads.at(-1)?.id;
  return {
    articles,
    cursor: (full ? articles.at(-1) : heads.at(-1))?.id ?? cursor,
    last: !full && heads.length < size,
  };
}
