import type { Kysely } from "kysely";
import type { UploadRecord } from "../../app/records.ts";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import { mustTouch } from "../rows.ts";
import type { Schema } from "../schema.ts";

/** The reading methods of the uploads. */
export function uploadReads(tx: Kysely<Schema>): Pick<StoreReader, "upload"> {
  return {
    async upload(id) {
      const row = await tx.selectFrom("uploads").selectAll().where("id", "=", id).executeTakeFirst();
      return row === undefined ? undefined : uploadOf(row);
    },
  };
}

/** The writing methods of the uploads. */
export function uploadWrites(
  tx: Kysely<Schema>,
): Pick<StoreWriter, "addUpload" | "putUploadChoices" | "removeUploads"> {
  return {
    async addUpload({ id, createdAt, name, format, encoding, content, choices }) {
      const row = {
        id,
        created_at: createdAt,
        name,
        format,
        encoding: encoding ?? null,
        content,
        choices_json: JSON.stringify(choices),
      };
      await tx.insertInto("uploads").values(row).execute();
    },
    async putUploadChoices(id, choices) {
      const change = { choices_json: JSON.stringify(choices) };
      mustTouch(
        await tx.updateTable("uploads").set(change).where("id", "=", id).executeTakeFirstOrThrow(),
        "upload",
        id,
      );
    },
    async removeUploads(which) {
      const all = tx.deleteFrom("uploads");
      await (
        "id" in which ? all.where("id", "=", which.id) : all.where("created_at", "<", which.before)
      ).execute();
    },
  };
}

function uploadOf(row: Schema["uploads"]): UploadRecord {
  const { id, name, format, encoding, content, choices_json } = row;
  return {
    id,
    createdAt: row.created_at,
    name,
    format,
    ...(encoding === null ? {} : { encoding }),
    // Buffers of the drivers are views of larger ones.
    content: new Uint8Array(content),
    choices: JSON.parse(choices_json) as UploadRecord["choices"],
  };
}
