import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { moveStore, type MoveProgress, type MovedTable } from "../../storage/move.ts";
import { isPostgresUrl, openDatabases, STORE_FILE } from "../../storage/open.ts";
import { defineCommand, NO_OPERANDS } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { JSON_OPTION } from "../inputs.ts";
import { oneLine } from "../lines.ts";
import { Refusal } from "../refusal.ts";
import { withoutPassword, type Session } from "../session.ts";

type Place = { readonly file: string } | { readonly url: string };

/** `migrate`: everything of one store into another that is empty, compared row by row; all or nothing. */
export const migrate = defineCommand({
  name: "migrate",
  key: "cli.migrate",
  operands: NO_OPERANDS,
  options: {
    from: { type: "string", value: "STORE", key: "cli.migrate-from" },
    to: { type: "string", value: "STORE", key: "cli.migrate-to" },
    json: JSON_OPTION,
  },
  async run({ values }, session) {
    const [from, to] = [placeOf("--from", values.from), placeOf("--to", values.to)];
    if (nameOf(from) === nameOf(to)) throw new Refusal("usage", { key: "cli.migrate-same" });
    if ("file" in from && !existsSync(from.file))
      throw new Refusal("input", { key: "cli.migrate-missing", params: { file: oneLine(from.file) } });
    const moved = await move(session, from, to);
    if (values.json === true) await session.json(moved);
    const rows = moved.reduce((sum, table) => sum + table.rows, 0);
    session.io.tell(session.t("cli.migrate-done", { count: rows, tables: moved.length, place: nameOf(to) }));
    return EXIT_CODES.fine;
  },
});

async function move(session: Session, from: Place, to: Place): Promise<readonly MovedTable[]> {
  const { io, t } = session;
  const source = await openDatabases(from);
  try {
    const target = await openDatabases(to);
    try {
      return await moveStore(source, target, ({ phase, table, rows, total }: MoveProgress) => {
        const percent = total === 0 ? 100 : Math.floor((rows / total) * 100);
        if (io.isTerminal)
          void io.write(
            `\r\u001b[K${t(phase === "copy" ? "cli.migrate-copy" : "cli.migrate-verify", { percent, table })}`,
          );
      });
    } finally {
      if (io.isTerminal) await io.write("\n");
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** `sqlite:PATH`, a file or the folder of a store, or the address of a PostgreSQL database; a usage refusal else. */
function placeOf(option: string, given: string | undefined): Place {
  if (given !== undefined && isPostgresUrl(given)) return { url: given };
  const path = /^sqlite:(.+)$/s.exec(given ?? "")?.[1];
  if (path === undefined) throw new Refusal("usage", { key: "cli.migrate-place", params: { option } });
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  return { file: resolve(isFolder ? join(path, STORE_FILE) : path) };
}

function nameOf(place: Place): string {
  return "file" in place ? oneLine(place.file) : withoutPassword(place.url);
}
