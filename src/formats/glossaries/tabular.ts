import { csvFormat } from "./csv.ts";
import { memoqLayout } from "./layouts/memoq.ts";
import { termSetLayout } from "./layouts/term-set.ts";

/** memoQ's term base as CSV. */
export const memoqGlossary = csvFormat(memoqLayout, { name: "memoq", extensions: [".csv"] });

/** Google's equivalent term sets: a column a language. */
export const googleSetsGlossary = csvFormat(termSetLayout, { name: "google-sets", extensions: [".csv"] });
