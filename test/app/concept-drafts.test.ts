import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkConcept, conceptOf, draftOf, emptyDraft } from "../../src/app/concept-drafts.ts";
import { Failure } from "../../src/app/failure.ts";
import type { ConceptDraft } from "../../src/app/views.ts";
import { holdsOn, type Concept, type Form } from "../../src/core/glossary/model.ts";
import { concepts } from "../support/arbitraries.ts";

/** A concept as a draft says it: the preferred form of now first, the note without white space around it. */
function settled(concept: Concept): Concept {
  const preferred = (form: Form): boolean => form.lang === "en" && form.kind === "preferred";
  const now = concept.forms.find((form) => preferred(form) && holdsOn(form, undefined));
  const at = concept.forms.findIndex(preferred);
  const others = concept.forms.filter((form) => form !== now);
  const forms = now === undefined ? others : others.toSpliced(at, 0, now);
  return { ...concept, forms, note: concept.note.trim() };
}

describe("a draft", () => {
  it("says all of a concept", () => {
    fc.assert(
      fc.property(concepts(), (list) => {
        for (const concept of list) {
          const again = conceptOf(draftOf(concept), concept.id, concept.extra);
          expect(again).toEqual(settled(concept));
          expect(conceptOf(draftOf(again), concept.id, concept.extra)).toEqual(again);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("names the form that is written now, and the others with their days", () => {
    const draft = emptyDraft({ preferred: "IPIM [2023-07-01..]", formerPreferred: ["IPM [..2023-06-30]"] });
    const concept = conceptOf(draft, "1", {});
    expect(concept.forms).toEqual([
      { lang: "en", kind: "preferred", text: "IPIM", validFrom: "2023-07-01" },
      { lang: "en", kind: "preferred", text: "IPM", validTo: "2023-06-30" },
    ]);
    expect(draftOf({ ...concept, forms: concept.forms.toReversed() })).toEqual(draft);
  });
});

describe("checkConcept", () => {
  it.each<[Partial<ConceptDraft>, string[]]>([
    [{ preferred: "A [2023-07-01..]", formerPreferred: ["B [..2023-06-30]"] }, []],
    [{ preferred: "A", formerPreferred: ["B [..2023-06-30]"] }, ["preferred-twice"]],
    [{ preferred: "A [2023-07-01..2023-06-30]" }, ["form-days-reversed"]],
    [{ preferred: "A [2023..]" }, ["form-day"]],
    [{ preferred: "A", surname: "x".repeat(501) }, ["name-too-long"]],
  ])("%j", (draft, expected) => {
    let found: string[] = [];
    try {
      checkConcept(conceptOf(emptyDraft(draft), "1", {}));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      found = error.findings.map(({ code }) => code);
    }
    expect(found).toEqual(expected);
  });
});
