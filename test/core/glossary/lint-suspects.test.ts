import fc from "fast-check";
import { expect, it } from "vitest";
import { lintConcepts, lintGlossary } from "../../../src/core/glossary/lint.ts";
import { LINT_CODES } from "../../../src/core/glossary/lint-codes.ts";
import { CONCEPT_STATUSES, type Concept, type Form } from "../../../src/core/glossary/model.ts";

const WORDS = ["Aomen", "Macao", "Bureau", "port", "ports", "the", "Bay", "bay", "Sha-tin", "of"];
const english = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(" "));
const form = fc.oneof(
  fc.record({
    lang: fc.constant("en" as const),
    kind: fc.constantFrom("preferred", "preferred", "deprecated", "deprecated", "admitted", "short"),
    text: english,
  }),
  fc.record({
    lang: fc.constantFrom("zh-Hans", "zh-Hant"),
    kind: fc.constant("preferred" as const),
    text: fc.constantFrom("澳门", "澳門", "港", "局", "湾"),
  }),
) satisfies fc.Arbitrary<Form>;
const concept = fc
  .record({
    status: fc.constantFrom("approved", "approved", ...CONCEPT_STATUSES),
    forms: fc.array(form, { maxLength: 4 }),
    scope: fc.constantFrom([], [], ["局"]),
  })
  .map((parts): Omit<Concept, "id"> => ({ ...parts, category: "term", note: "", evidence: [], extra: {} }));

it("what is found is what is found with all concepts together, in whatever order they come", () => {
  const found = new Set<string>();
  fc.assert(
    fc.property(fc.array(concept, { maxLength: 14 }), fc.nat(), (list, turned) => {
      const concepts = list.map((each, nth): Concept => ({
        ...each,
        id: `c${(nth + turned) % list.length}`,
      }));
      let passes = 0;
      const source = {
        *[Symbol.iterator]() {
          passes++;
          yield* concepts;
        },
      };
      const findings = lintConcepts(source);
      for (const { code } of findings) found.add(code);
      expect(passes).toBeLessThanOrEqual(3);
      expect(findings).toEqual(lintGlossary(concepts));
    }),
    { numRuns: 3_000 },
  );
  const between = ["concept-twice", "chinese-shared", "form-shared", "chain", "straddles"] as const;
  expect(LINT_CODES.filter((code) => between.some((each) => each === code) && !found.has(code))).toEqual([]);
});
