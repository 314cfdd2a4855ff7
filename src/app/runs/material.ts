/** Stored articles as a run renders them, read by the fifty. */
import type { DecisionRecord, HitRecord, ProposalRecord, SegmentRecord } from "../records.ts";
import type { RenderMaterial } from "../render-material.ts";
import type { StoreReader } from "../store.ts";
import { digestOf } from "../texts.ts";
import type { RenderSource, SegmentOutline } from "./store.ts";

/** An article with all that a rendering goes by. */
export interface Rendered {
  readonly source: RenderSource;
  readonly segments: readonly SegmentOutline[];
  readonly decisions: readonly DecisionRecord[];
}

/** The same with what tells its last rendering from another. */
export interface Outline extends Rendered {
  /** The open proposals of renderings, by segment. */
  readonly open: ReadonlyMap<string, ProposalRecord>;
  readonly hits: readonly HitRecord[];
}

/** An article with all that a rendering goes by and touches. */
export interface Loaded extends Outline {
  readonly segments: readonly SegmentRecord[];
}

/** Some articles, by id; those that are gone are left out. */
export async function loadArticles(
  tx: StoreReader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Loaded>> {
  if (ids.length === 0) return new Map();
  const loaded = await load(tx, ids, await tx.segmentsIn(ids));
  return new Map(loaded.map((one) => [one.source.id, one]));
}

/** Some articles without the texts of their segments, by id. */
export async function loadOutlines(tx: StoreReader, ids: readonly string[]): Promise<readonly Outline[]> {
  return ids.length === 0 ? [] : await load(tx, ids, await tx.segmentOutlinesIn(ids));
}

async function load<T extends SegmentOutline>(
  tx: StoreReader,
  ids: readonly string[],
  segments: readonly T[],
): Promise<(Omit<Outline, "segments"> & { readonly segments: readonly T[] })[]> {
  const rendered = await sourcesWith(tx, ids, segments);
  const open = Map.groupBy(await tx.renderingProposalsIn(ids), (one) => one.articleId);
  const hits = Map.groupBy(await tx.hitsIn(ids), (one) => one.articleId);
  return rendered.map((one) => {
    const { id } = one.source;
    return {
      ...one,
      open: new Map((open.get(id) ?? []).map((proposal) => [proposal.segmentId, proposal])),
      hits: hits.get(id) ?? [],
    };
  });
}

/** Some articles with what a rendering goes by, by id. */
export async function loadRendered(tx: StoreReader, ids: readonly string[]): Promise<readonly Rendered[]> {
  return sourcesWith(tx, ids, await tx.segmentOutlinesIn(ids));
}

async function sourcesWith<T extends SegmentOutline>(
  tx: StoreReader,
  ids: readonly string[],
  segmentsIn: readonly T[],
): Promise<(Omit<Rendered, "segments"> & { readonly segments: readonly T[] })[]> {
  const segments = Map.groupBy(segmentsIn, (one) => one.articleId);
  const decisions = Map.groupBy(await tx.decisionsIn(ids), (one) => one.articleId);
  return (await tx.renderSources(ids)).map((source) => ({
    source,
    segments: segments.get(source.id) ?? [],
    decisions: decisions.get(source.id) ?? [],
  }));
}

/** What an article is rendered from, without what a rendering does not look at. */
export function materialOf({ source, segments, decisions }: Rendered): RenderMaterial {
  const { id, machine, blocks, date, sourceText, beads } = source;
  return {
    articleId: id,
    input: {
      machine,
      blocks,
      segments: segments.map(({ from, to }) => ({ from, to })),
      ...(date === null ? {} : { date }),
      ...(sourceText === null ? {} : { source: { text: sourceText, beads } }),
    },
    decisions: decisions.map(({ kind, scope, from, to, form, conceptId }) => ({
      kind,
      scope,
      from,
      to,
      form,
      conceptId,
    })),
  };
}

/** A hash of all that a rendering by one glossary goes by: a rendering stands as long as it is the same. */
export function inputsHash({ source, segments, decisions }: Rendered): string {
  const { id, digest, date, sourceRevision, beads } = source;
  const ranges = segments.map((segment) => [segment.id, segment.from, segment.to]);
  const words = decisions.map((one) => [one.kind, one.scope, one.from, one.to, one.form, one.conceptId]);
  return digestOf(JSON.stringify([id, digest, date, sourceRevision, beads, ranges, words]));
}
