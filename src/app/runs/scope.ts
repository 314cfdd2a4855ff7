/** Which articles a run is about. */
import type { Deps } from "../deps.ts";
import { Failure } from "../failure.ts";
import { glossaryFor, labelOf } from "../glossary.ts";
import { findTouched, type Touched } from "../touched.ts";
import type { StoreReader } from "../store.ts";
import type { ArticleFilter, ChunkRange, PreviewConcept, Run, RunScope } from "./model.ts";
import type { ArticleHead } from "./store.ts";

/** Articles of a chunk that is a list, and of one that is a range of ids. */
const LISTED = 500;
const RANGED = 1000;
/** With more changed concepts than that it is not asked one by one which articles they touch. */
const ASKED_SINGLY = 50;
/** With more than that so many articles are touched that all that are older are taken. */
const ASKED = 300;
/** With more articles that have the words of a form it is not looked which have the form: rendering these changes nothing. */
const LOOKED_AT = 1000;
/** Of more articles than that a plan that may be rough looks at some to tell how many a filter takes. */
const COUNTED = 4000;
/** When it takes no more of them all are looked at. */
const RARE = 10;
/** How many heads of articles are read at once where few of them may be wanted. */
const PAGE = 500;

/** What a scope comes to: a list of ids in binary order, or all articles that it takes. */
export interface Plan {
  readonly articleIds: readonly string[] | undefined;
  readonly total: number;
  /** Whether `total` is worked out from some of the articles, or some that are taken may not be touched. */
  readonly rough: boolean;
  readonly concepts: readonly PreviewConcept[];
}

/**
 * Works a scope out, as the transaction sees the articles; where it `mayBeRough`, the total of very many need not be
 * counted. Fails not-found for a concept that never was.
 */
export async function planScope(
  deps: Deps,
  tx: StoreReader,
  scope: RunScope,
  glossaryRevision: number,
  mayBeRough = false,
): Promise<Plan> {
  const { target } = scope;
  if (target.kind === "all" || (target.kind === "stale" && (await tooManyChanged(tx)))) {
    return planRange(tx, scope, glossaryRevision, mayBeRough);
  }
  if (target.kind === "articles") {
    const heads = await tx.articleHeadsOf(target.articleIds);
    const missing = target.articleIds.find((id) => !heads.some((head) => head.id === id));
    if (missing !== undefined) throw new Failure("not-found", "failure.no-article", { id: missing });
    return listed(heads.filter((head) => takesHead(scope, head)).map((head) => head.id));
  }
  const touched =
    target.kind === "concepts" ? await ofConcepts(tx, scope, target.conceptIds) : await stale(tx, scope);
  const articleIds = await within(tx, scope, touched.articleIds);
  const inScope = new Set(articleIds);
  const loaded = await glossaryFor(deps, tx);
  const concepts = [...touched.byConcept].map(([conceptId, ids]) => ({
    conceptId,
    label: labelOf(loaded, conceptId),
    articles: ids.filter((id) => inScope.has(id)).length,
  }));
  concepts.sort((a, b) => b.articles - a.articles || (a.conceptId < b.conceptId ? -1 : 1));
  const some = concepts.filter(({ articles }) => articles > 0);
  return { ...listed(articleIds), rough: !touched.exact, concepts: some };
}

function listed(articleIds: readonly string[]): Plan {
  return { articleIds, total: articleIds.length, rough: false, concepts: [] };
}

/** Those of some articles in work that a scope takes. */
async function within(
  tx: StoreReader,
  scope: RunScope,
  articleIds: readonly string[],
): Promise<readonly string[]> {
  // What a filter goes by is read only for one: of very many articles that takes its time.
  if (scope.filter !== undefined)
    return (await tx.articleHeadsOf(articleIds))
      .filter((head) => takesHead(scope, head))
      .map((head) => head.id);
  const without = new Set(scope.withoutArticles);
  return without.size === 0 ? articleIds : articleIds.filter((id) => !without.has(id));
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

interface Found extends Touched {
  readonly byConcept: ReadonlyMap<string, readonly string[]>;
}

async function ofConcepts(tx: StoreReader, scope: RunScope, conceptIds: readonly string[]): Promise<Found> {
  const found = new Map<string, Touched>();
  for (const id of new Set(conceptIds)) {
    if (scope.withoutConcepts?.includes(id) === true) continue;
    // One that was removed has its places until they are rendered again.
    const record = await tx.concept(id);
    if (record === undefined) throw new Failure("not-found", "failure.no-concept", { id });
    found.set(id, await findTouched(tx, [record.concept], LOOKED_AT));
  }
  return together(found);
}

function together(found: ReadonlyMap<string, Touched>): Found {
  const all = new Set<string>();
  for (const { articleIds } of found.values()) for (const id of articleIds) all.add(id);
  return {
    articleIds: [...all].sort(),
    exact: [...found.values()].every(({ exact }) => exact),
    byConcept: new Map([...found].map(([id, { articleIds }]) => [id, articleIds])),
  };
}

async function tooManyChanged(tx: StoreReader): Promise<boolean> {
  const oldest = await tx.oldestRendering();
  return oldest !== undefined && (await tx.conceptsChangedAfter(oldest)).length > ASKED;
}

/**
 * Articles that a concept touches which changed since they were rendered. One that is behind, how far nobody knows, is
 * said to be as old as can be: any concept that ever changed counts.
 */
async function stale(tx: StoreReader, scope: RunScope): Promise<Found> {
  const oldest = await tx.oldestRendering();
  const all = oldest === undefined ? [] : await tx.conceptsChangedAfter(oldest);
  const changed = all.filter(({ conceptId }) => scope.withoutConcepts?.includes(conceptId) !== true);
  if (oldest === undefined || changed.length === 0) return together(new Map());
  const ids = changed.map(({ conceptId }) => conceptId);
  if (changed.length > ASKED_SINGLY) {
    const touched = await findTouched(tx, await tx.conceptContentsSince(ids, oldest), LOOKED_AT);
    const last = Math.max(...changed.map((one) => one.glossaryRevision));
    const articleIds = await renderedBefore(tx, touched.articleIds, () => last);
    return { ...touched, articleIds, byConcept: new Map() };
  }
  const found = new Map<string, Touched>();
  const lastOf = new Map<string, number>();
  for (const { conceptId, glossaryRevision } of changed) {
    const contents = await tx.conceptContentsSince([conceptId], oldest);
    const touched = await findTouched(tx, contents, LOOKED_AT);
    found.set(conceptId, touched);
    for (const id of touched.articleIds) lastOf.set(id, Math.max(lastOf.get(id) ?? 0, glossaryRevision));
  }
  const { articleIds, ...rest } = together(found);
  return { ...rest, articleIds: await renderedBefore(tx, articleIds, (id) => lastOf.get(id) ?? 0) };
}

/** Those of some articles that were rendered with an older glossary than `revisionOf` says. */
async function renderedBefore(
  tx: StoreReader,
  articleIds: readonly string[],
  revisionOf: (id: string) => number,
): Promise<string[]> {
  const marks = await tx.articleMarksOf(articleIds);
  return marks.filter(({ id, glossaryRevision }) => glossaryRevision < revisionOf(id)).map(({ id }) => id);
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

/** All articles that a scope takes: how many, and which they are where a filter takes few. */
async function planRange(
  tx: StoreReader,
  scope: RunScope,
  glossaryRevision: number,
  mayBeRough: boolean,
): Promise<Plan> {
  const run = { scope, glossaryRevision };
  const count = await tx.articleCount(scope.target.kind === "stale" ? glossaryRevision : undefined);
  const plan = { articleIds: undefined, rough: false, concepts: [] };
  if (scope.filter === undefined) return { ...plan, total: count - (scope.withoutArticles?.length ?? 0) };
  if (mayBeRough && count > COUNTED) {
    const some = await tx.articleHeadsOf(await tx.articleCuts(Math.ceil(count / PAGE)));
    const taken = some.filter((head) => takes(run, head)).length;
    const total = Math.round((count * taken) / some.length);
    // Of what is rare a few say too little.
    if (total > LOOKED_AT && taken > RARE) return { ...plan, total, rough: true };
  }
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const heads = await tx.articleHeads({ after, from: null, to: null }, PAGE * 4);
    for (const head of heads) if (takes(run, head)) ids.push(head.id);
    const last = heads.at(-1);
    if (last === undefined) return ids.length > LOOKED_AT ? { ...plan, total: ids.length } : listed(ids);
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
