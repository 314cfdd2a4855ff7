import type { Kysely } from "kysely";
import type { ProposalRecord } from "../../app/records.ts";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import type { Change } from "../../core/rendering/model.ts";
import { mustTouch } from "../rows.ts";
import type { Schema } from "../schema.ts";

type Reads = Pick<
  StoreReader,
  | "proposal"
  | "openProposals"
  | "waitingProposals"
  | "rejectedProposals"
  | "proposalsOf"
  | "proposalsResolvedBy"
>;

/** The reading methods of the proposals. */
export function proposalReads(tx: Kysely<Schema>): Reads {
  const all = tx.selectFrom("proposals").selectAll();
  const oldestFirst = all.orderBy("created_at").orderBy("id");
  return {
    async proposal(id) {
      const row = await all.where("id", "=", id).executeTakeFirst();
      return row && proposalOf(row);
    },
    async openProposals(articleId, kind) {
      const query = oldestFirst.where("article_id", "=", articleId).where("status", "=", "open");
      const rows = await (kind === undefined ? query : query.where("kind", "=", kind)).execute();
      return rows.map(proposalOf);
    },
    async waitingProposals(kind, limit) {
      const rows = await tx
        .selectFrom("proposals")
        .innerJoin("articles", "articles.id", "proposals.article_id")
        .selectAll("proposals")
        .select("articles.title")
        .where("proposals.status", "=", "open")
        .where("proposals.kind", "=", kind)
        .where("articles.archived_at", "is", null)
        .orderBy("proposals.created_at")
        .orderBy("proposals.id")
        .limit(limit)
        .execute();
      return rows.map(({ title, ...row }) => ({ proposal: proposalOf(row), title }));
    },
    async rejectedProposals(segmentId) {
      const rows = await all
        .where("segment_id", "=", segmentId)
        .where("status", "=", "rejected")
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .execute();
      return rows.map(proposalOf);
    },
    async proposalsOf(changeId) {
      return (await oldestFirst.where("change_id", "=", changeId).execute()).map(proposalOf);
    },
    async proposalsResolvedBy(changeId) {
      return (await oldestFirst.where("resolved_by", "=", changeId).execute()).map(proposalOf);
    },
  };
}

/** The writing methods of the proposals. */
export function proposalWrites(tx: Kysely<Schema>): Pick<StoreWriter, "addProposal" | "setProposalStatus"> {
  return {
    async addProposal(proposal) {
      const { id, kind, rendered, merged, status } = proposal;
      await tx
        .insertInto("proposals")
        .values({
          id,
          kind,
          article_id: proposal.articleId,
          segment_id: proposal.segmentId,
          rendered,
          provenance_json: JSON.stringify(proposal.provenance),
          merged,
          glossary_revision: proposal.glossaryRevision,
          status,
          change_id: proposal.changeId,
          created_at: proposal.createdAt,
          resolved_by: proposal.resolvedBy,
          base: proposal.base ?? null,
        })
        .execute();
    },
    async setProposalStatus(id, status, resolvedBy) {
      const query = tx.updateTable("proposals").set({ status, resolved_by: resolvedBy }).where("id", "=", id);
      mustTouch(await query.executeTakeFirst(), "proposal", id);
    },
  };
}

function proposalOf(row: Schema["proposals"]): ProposalRecord {
  return {
    id: row.id,
    kind: row.kind,
    articleId: row.article_id,
    segmentId: row.segment_id,
    rendered: row.rendered,
    provenance: JSON.parse(row.provenance_json) as readonly Change[],
    merged: row.merged,
    glossaryRevision: row.glossary_revision,
    status: row.status,
    changeId: row.change_id,
    createdAt: row.created_at,
    resolvedBy: row.resolved_by,
    ...(row.base !== null && { base: row.base }),
  };
}
