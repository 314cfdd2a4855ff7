/** The next articles of a chunk, read and rendered. Nothing is written here, so that a thread can do it. */
import type { Change } from "../../core/rendering/model.ts";
import type { Deps } from "../deps.ts";
import { renderMaterial, type RenderedArticle } from "../render-material.ts";
import { hitRecords, sameProvenance } from "../rendering.ts";
import type { StoreReader } from "../store.ts";
import { sameHits } from "./apply.ts";
import { glossaryAt } from "./glossary-at.ts";
import { inputsHash, loadArticles, loadOutlines, type Loaded, materialOf, type Outline } from "./material.ts";
import { ACTIVE_STATES, type ChunkClaim, type Run, type RunChunk } from "./model.ts";
import { nextArticles } from "./scope.ts";

/** An article with its rendering. */
export interface RenderedPair {
  readonly loaded: Loaded;
  readonly rendered: RenderedArticle;
  /** {@link inputsHash} of what was rendered. */
  readonly inputs: string;
}

/** What was read; can be copied between threads. */
export interface BatchRead {
  /** Where the chunk stood. */
  readonly from: string | null;
  /** Where it stands when these are done. */
  readonly cursor: string | null;
  /** Whether they are its last. */
  readonly last: boolean;
  /** Ids of all the articles. */
  readonly articleIds: readonly string[];
  /** The last event of the state that was read. */
  readonly seq: number;
  /** The articles that were rendered, each with the revision of the glossary that it was rendered with before. */
  readonly rendered: ReadonlyMap<string, number>;
  /** Those of them in which the rendering writes something. */
  readonly touched: ReadonlyMap<string, RenderedPair>;
}

/** {@link readBatch} done elsewhere: by threads that have the store open for themselves. */
export interface BatchReader {
  read(claim: ChunkClaim, limit: number): Promise<BatchRead | undefined>;
  close(): Promise<void>;
}

/** Reads and renders the next `limit` articles of a chunk at most; undefined where it is not the worker's any more. */
export async function readBatch(
  deps: Pick<Deps, "store">,
  claim: ChunkClaim,
  limit: number,
): Promise<BatchRead | undefined> {
  const read = await deps.store.read(async (tx) => {
    const claimed = await stillClaimed(tx, claim);
    if (claimed === undefined) return undefined;
    const { run, chunk } = claimed;
    const common = { from: chunk.cursor, seq: await tx.lastEvent() };
    if (run.kind === "undo") {
      return { ...common, ...(await nextUndone(tx, run, chunk, limit)), outlines: [], glossary: undefined };
    }
    const { articles, cursor, last } = await nextArticles(tx, run, chunk, limit);
    // An article that was rendered with a newer glossary is never rendered back.
    const older = articles.filter((head) => head.glossaryRevision <= run.glossaryRevision);
    const outlines = await loadOutlines(
      tx,
      older.map(({ id }) => id),
    );
    const glossary = await glossaryAt(deps, tx, run.glossaryRevision);
    return { ...common, cursor, last, articleIds: articles.map(({ id }) => id), outlines, glossary };
  });
  if (read === undefined) return undefined;
  const { outlines, glossary, ...rest } = read;
  const touching = new Map<string, Omit<RenderedPair, "loaded">>();
  for (const outline of outlines) {
    if (glossary === undefined) break;
    const rendered = renderMaterial(materialOf(outline), glossary);
    if (writes(outline, rendered)) touching.set(outline.source.id, { rendered, inputs: inputsHash(outline) });
  }
  // Whatever changed since the first look is told by events after its `seq`.
  const loaded = await deps.store.read((tx) => loadArticles(tx, [...touching.keys()]));
  const touched = new Map<string, RenderedPair>();
  for (const [id, made] of touching) {
    const whole = loaded.get(id);
    if (whole !== undefined) touched.set(id, { loaded: whole, ...made });
  }
  const before = new Map(outlines.map(({ source }) => [source.id, source.glossaryRevision]));
  return { ...rest, rendered: before, touched };
}

/** The articles that the run which is taken back wrote in, archived ones too. */
async function nextUndone(
  tx: StoreReader,
  run: Run,
  { range, cursor }: RunChunk,
  limit: number,
): Promise<Pick<BatchRead, "articleIds" | "cursor" | "last">> {
  const bounds = range.kind === "range" ? range : { from: null, to: null };
  const rows = await tx.runArticles(run.undoes ?? "", {
    after: cursor ?? undefined,
    from: bounds.from ?? undefined,
    to: bounds.to ?? undefined,
    limit,
  });
  const articleIds = rows.map((row) => row.articleId);
  return { articleIds, cursor: articleIds.at(-1) ?? cursor, last: rows.length < limit };
}

/** The run and the chunk, as long as the one goes on and the other is this worker's. */
export async function stillClaimed(
  tx: StoreReader,
  { runId, number, attempt }: ChunkClaim,
): Promise<{ readonly run: Run; readonly chunk: RunChunk } | undefined> {
  const run = await tx.run(runId);
  const chunk = await tx.runChunk(runId, number);
  const active = run !== undefined && (ACTIVE_STATES as readonly string[]).includes(run.state);
  const own = chunk?.state === "claimed" && chunk.attempt === attempt;
  return active && own ? { run, chunk } : undefined;
}

const NO_CHANGES: readonly Change[] = [];

/** Whether a rendering is another one than the article's last, or settles what waits there. */
function writes({ source, segments, open, hits }: Outline, rendered: RenderedArticle): boolean {
  const own = new Map(rendered.segments);
  const changed = segments.some(
    ({ id, provenance }, index) =>
      open.has(id) || !sameProvenance(provenance, own.get(index)?.changes ?? NO_CHANGES),
  );
  return changed || !sameHits(hits, hitRecords(source.id, rendered, segments));
}
