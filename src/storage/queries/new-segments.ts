import type { Kysely } from "kysely";
import { sentenceKeys } from "../../app/sentence-keys.ts";
import type { StoreWriter } from "../../app/store.ts";
import { insertRows } from "../insert.ts";
import { flag } from "../rows.ts";
import type { Schema } from "../schema.ts";

/** The method that stores the segments of a new article: two queries for all, where one after another takes three each. */
export function newSegmentWrites(tx: Kysely<Schema>): Pick<StoreWriter, "addSegments"> {
  return {
    async addSegments(article, segments, changeId) {
      const rows = segments.map((segment) => ({
        columns: {
          article_id: article.id,
          revision: segment.revision,
          span_from: segment.from,
          span_to: segment.to,
          state: segment.state,
          removed: flag(segment.removed),
          rendered: segment.rendered,
          text: segment.text,
          provenance_json: JSON.stringify(segment.provenance),
        },
        segment,
      }));
      const own = rows.map(({ columns, segment }) => {
        const { machineKey, sourceKey } = sentenceKeys(article, segment);
        const keys = { machine_key: machineKey, source_key: sourceKey };
        return { ...columns, ...keys, id: segment.id, updated_at: segment.updatedAt };
      });
      await insertRows(tx, "segments", own);
      const revisions = rows.map(({ columns, segment: { id } }) => ({
        ...columns,
        segment_id: id,
        change_id: changeId,
      }));
      await insertRows(tx, "segment_revisions", revisions);
    },
  };
}
