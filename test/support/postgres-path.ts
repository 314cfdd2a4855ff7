import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The variable that may name the folder of PostgreSQL's programs. */
export const POSTGRES_VARIABLE = "ZHENGMING_TEST_POSTGRES";

/** Where Debian and others keep the programs of each version; only some of them are in PATH. */
const HOUSES = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];

/** The folder with `initdb` and `postgres`, the newest version of several; undefined when there is none. */
export function findPostgres(): string | undefined {
  const versions = HOUSES.filter((house) => existsSync(house)).flatMap((house) =>
    readdirSync(house)
      .filter((name) => /^(?:postgresql@)?\d+$/.test(name))
      .sort((a, b) => Number(b.replace(/\D/g, "")) - Number(a.replace(/\D/g, "")))
      .map((name) => join(house, name, "bin")),
  );
  return [process.env[POSTGRES_VARIABLE], ...versions, ...(process.env["PATH"] ?? "").split(delimiter)].find(
    (folder) =>
      folder !== undefined &&
      folder !== "" &&
      ["initdb", "postgres"].every((name) => existsSync(join(folder, name))),
  );
}
