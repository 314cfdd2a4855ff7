import { describe, expect, it } from "vitest";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import { lintGlossary } from "../../../src/core/glossary/lint.ts";
import { render } from "../../../src/core/rendering/render.ts";
import { isInsideWord } from "../../../src/core/text/apostrophe.ts";
import { naiveHits } from "../../support/naive-matcher.ts";
import { articleOf, type RenderingCase } from "../../support/rendering-cases.ts";
import { ARTICLES } from "./cases/articles.ts";
import { CAPITALS } from "./cases/capitals.ts";
import { MATCHING } from "./cases/matching.ts";
import { MENTIONS } from "./cases/mentions.ts";
import { NUMBER } from "./cases/number.ts";
import { PROTECTION } from "./cases/protection.ts";

const TABLE = [...MATCHING, ...PROTECTION, ...CAPITALS, ...NUMBER, ...ARTICLES, ...MENTIONS];
const CHAINED = new Set(["chain", "form-shared", "form-contradicts"]);

describe("the table", () => {
  it.each(TABLE)("$rule $text → $expected", (row) => {
    const article = articleOf(row.text, row);
    const glossary = compileGlossary({ revision: 1, concepts: row.concepts });
    const result = render(article, glossary, []);
    expect(result.text).toBe(row.expected);
    expect(result.changes.some((change) => change.check === "number")).toBe(row.check);
    expect(result.hits.some((hit) => hit.outcome === "ask" || hit.outcome === "hold")).toBe(row.asks);
    const backwards = compileGlossary({ revision: 1, concepts: [...row.concepts].reverse() });
    expect(render(article, backwards, []).text).toBe(row.expected);
    expect(render(article, compileGlossary({ revision: 1, concepts: [] }), []).text).toBe(row.text);
  });

  it.each(TABLE.filter(isSettled))("$rule $expected stays", (row) => {
    const glossary = compileGlossary({ revision: 1, concepts: row.concepts });
    expect(render(articleOf(row.expected, row), glossary, []).text).toBe(row.expected);
  });

  it("has eight cases or more of each rule, and two texts in five that must not change", () => {
    const rules = Map.groupBy(TABLE, (row) => row.rule);
    const few = [...rules].filter(([, rows]) => rows.length < 8).map(([rule]) => rule);
    expect(few).toEqual([]);
    expect(TABLE.length).toBeGreaterThanOrEqual(200);
    const unchanged = TABLE.filter((row) => row.text === row.expected);
    expect(unchanged.length / TABLE.length).toBeGreaterThanOrEqual(0.4);
  });
});

/** Whether a second pass must leave the rendering alone: nothing depends on the Chinese, and no rule hits what another writes. */
function isSettled(row: RenderingCase): boolean {
  return row.zh === undefined && !lintGlossary(row.concepts).some((finding) => CHAINED.has(finding.code));
}

describe("the forms found", () => {
  it.each(TABLE)("$rule in $text are those of a naive search", (row) => {
    const glossary = compileGlossary({ revision: 1, concepts: row.concepts });
    const acting = row.concepts.filter((concept) => concept.status !== "retired");
    const found = glossary.english
      .scan(row.text)
      .filter((hit) => !isInsideWord(row.text, hit))
      .map(({ from, to }) => `${from}-${to}`);
    expect([...new Set(found)].sort()).toEqual(naiveHits(row.text, acting));
  });
});
