import { crowdinLayout } from "./crowdin.ts";
import type { Layout } from "./layout.ts";
import { matecatLayout } from "./matecat.ts";
import { memoqLayout } from "./memoq.ts";
import { ownLayout } from "./own.ts";
import { phraseLayout } from "./phrase.ts";
import { termSetLayout } from "./term-set.ts";

/** The layouts of tables that are known. Of two that would take a header the first does. */
const LAYOUTS = [
  ownLayout,
  matecatLayout,
  memoqLayout,
  crowdinLayout,
  phraseLayout,
  termSetLayout,
] as const satisfies readonly Layout[];

/** The layout of a header line. */
export function findLayout(header: readonly string[]): Layout | undefined {
  return LAYOUTS.find((layout) => layout.recognises(header));
}
