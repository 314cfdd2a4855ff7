import { spawn } from "node:child_process";
import { Failure } from "../../app/failure.ts";
import { writeBackup } from "../backup-file.ts";

/**
 * Writes the database as it is now to `file` with PostgreSQL's own `pg_dump`, in the form that `pg_restore` reads. An
 * existing file is refused, as is a machine without `pg_dump` (Failures).
 */
export function backupPostgres(url: string, file: string): Promise<void> {
  return writeBackup(
    file,
    (partial) =>
      new Promise((resolve, reject) => {
        const dump = spawn(
          "pg_dump",
          ["--format=custom", "--no-owner", `--file=${partial}`, `--dbname=${url}`],
          {
            stdio: ["ignore", "ignore", "pipe"],
          },
        );
        let said = "";
        dump.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
        dump.once("error", () => reject(new Failure("invalid", "failure.backup.no-pg-dump", {})));
        dump.once("close", (code) => {
          if (code === 0) resolve();
          else reject(new Failure("invalid", "failure.backup.pg-dump", { reason: said.trim() }));
        });
      }),
  );
}
