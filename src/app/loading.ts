/** Reading one thing or failing not-found. */
import { Failure } from "./failure.ts";
import type {
  ArticleRecord,
  ArticleSummary,
  ConceptRecord,
  ProposalRecord,
  SegmentRecord,
} from "./records.ts";
import type { StoreReader } from "./store.ts";

/** The article, or a failure not-found. */
export async function getArticleRecord(tx: StoreReader, id: string): Promise<ArticleRecord> {
  return (await tx.article(id)) ?? notFound("failure.no-article", id);
}

/** The article's summary, or a failure not-found. */
export async function getSummary(tx: StoreReader, id: string): Promise<ArticleSummary> {
  return (await tx.articleSummary(id)) ?? notFound("failure.no-article", id);
}

/** The segment, or a failure not-found; one that was joined to another is gone. */
export async function getSegment(tx: StoreReader, id: string): Promise<SegmentRecord> {
  const segment = await tx.segment(id);
  return segment === undefined || segment.removed ? notFound("failure.no-segment", id) : segment;
}

/** The concept, or a failure not-found. */
export async function getConceptRecord(tx: StoreReader, id: string): Promise<ConceptRecord> {
  const record = await tx.concept(id);
  return record === undefined || record.removed ? notFound("failure.no-concept", id) : record;
}

/** The proposal, or a failure not-found. */
export async function getProposalRecord(tx: StoreReader, id: string): Promise<ProposalRecord> {
  return (await tx.proposal(id)) ?? notFound("failure.no-proposal", id);
}

function notFound(key: string, id: string): never {
  throw new Failure("not-found", key, { id });
}
