import { sentenceKeys } from "../../app/sentence-keys.ts";
import { readLinks } from "../queries/sources.ts";
import type { Migration } from "./migration.ts";

/** By what a sentence is found again in another place, so that what became of it there can be offered. */
export const sentenceKeyColumns: Migration = {
  number: 7,
  name: "sentence-keys",
  statements: ({ text }) => [
    `ALTER TABLE segments ADD COLUMN machine_key ${text}`,
    `ALTER TABLE segments ADD COLUMN source_key ${text}`,
    `CREATE INDEX segments_by_machine_key ON segments (machine_key, state, removed)`,
    `CREATE INDEX segments_by_source_key ON segments (source_key, state, removed)`,
    `CREATE INDEX segment_revisions_by_article ON segment_revisions (article_id, change_id)`,
  ],
  async fill(tx) {
    const ids = await tx.selectFrom("articles").select("id").orderBy("id").execute();
    for (const { id } of ids) {
      const article = await tx
        .selectFrom("articles")
        .select(["machine", "source_text as sourceText"])
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      const { beads } = await readLinks(tx, id);
      const segments = await tx
        .selectFrom("segments")
        .select(["id", "span_from as from", "span_to as to"])
        .where("article_id", "=", id)
        .execute();
      for (const segment of segments) {
        const { machineKey, sourceKey } = sentenceKeys({ ...article, beads }, segment);
        await tx
          .updateTable("segments")
          .set({ machine_key: machineKey, source_key: sourceKey })
          .where("id", "=", segment.id)
          .execute();
      }
    }
  },
};
