import { backup } from "node:sqlite";
import { writeBackup } from "../backup-file.ts";
import { openConnection } from "./connection.ts";

/** All pages in one step: a copy in several steps starts over whenever another connection writes in between. */
const ALL_PAGES = 0x7fff_ffff;

/**
 * Writes the database as it is now to `file`, off the main thread and on its own connection, and syncs it to the disk.
 * An existing file is refused (a Failure); what is under that name is always whole.
 */
export function backupSqlite(source: string, file: string): Promise<void> {
  return writeBackup(file, async (partial) => {
    const db = await openConnection(source, "read");
    try {
      await backup(db, partial, { rate: ALL_PAGES });
    } finally {
      db.close();
    }
  });
}
