import { canInstall, install } from "./debian.ts";
import { POSTGRES_VARIABLE, findPostgres } from "./postgres-path.ts";

/**
 * Makes sure that the tests of the store have PostgreSQL's programs; as root on Debian it installs them.
 * Returns undefined, or one line that says what a person has to install.
 */
export function ensurePostgres(): string | undefined {
  if (findPostgres() === undefined && canInstall()) install(["postgresql"]);
  if (findPostgres() !== undefined) return undefined;
  return `The tests of the store need PostgreSQL: install it (on Debian, apt-get install postgresql) or name the folder of its programs in ${POSTGRES_VARIABLE}.`;
}
