import { expect, it } from "vitest";
import { findingsOn } from "../../../src/app/concept-edits/change.ts";
import type { ConceptRecord } from "../../../src/app/records.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import { conceptsOf, term } from "../../support/concepts.ts";

function recordsOf(concepts: readonly Concept[]): ReadonlyMap<string, ConceptRecord> {
  return new Map(
    concepts.map((concept) => [
      concept.id,
      { concept, revision: 1, updatedAt: 0, removed: false, sample: false },
    ]),
  );
}

const codes = (concepts: readonly Concept[], changed: string, gone: readonly string[] = []): string[] =>
  findingsOn({ records: recordsOf(concepts) }, conceptsOf(changed), gone).map(({ code }) => code);

it("what the check finds about changed concepts is told, also beside the others, but not about those that go", () => {
  const others = conceptsOf("> Alpha [zh=甲]; > Beta [zh=乙]; wrong > Wrong [id=x, ok=Wrong]");
  expect(codes(others, "> Gamma [zh=甲]")).toEqual(["chinese-shared"]);
  expect(codes(others, "> Gamma [zh=甲]", ["Alpha"])).toEqual([]);
  expect(codes(others, "> Alpha [zh=丙]")).toEqual([]);
  expect(codes(others, "Nome > [id=n]")).toEqual(["no-preferred"]);
});

it("a large glossary is not compared while somebody waits", () => {
  const many = Array.from({ length: 5001 }, (_, at) => term(`Name ${at}`, { zh: "甲" }));
  expect(codes(many, "> Gamma [zh=甲]; Nome > [id=n]")).toEqual(["no-preferred"]);
});
