import { initial } from "./0001-initial.ts";
import { articleDate } from "./0002-article-date.ts";
import type { Migration } from "./migration.ts";

/** All migrations, in order. */
export const MIGRATIONS: readonly Migration[] = [initial, articleDate];
