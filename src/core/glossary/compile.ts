import { matchesExactCase } from "./case.ts";
import type { ChineseMatcher } from "./chinese.ts";
import { compareIds, compileChinese } from "./chinese.ts";
import type { Matcher, Pattern } from "./matcher.ts";
import { compileMatcher } from "./matcher.ts";
import type { Concept, Form, Glossary } from "./model.ts";

/** A form that was found, with its concept. */
export interface FormRef {
  readonly concept: Concept;
  readonly form: Form;
}

/** A glossary made ready for rendering; immutable, one per revision. */
export interface CompiledGlossary {
  readonly revision: number;
  readonly concepts: ReadonlyMap<string, Concept>;
  readonly english: Matcher<FormRef>;
  readonly chinese: ChineseMatcher;
}

/** Makes a glossary ready. Retired concepts neither act nor protect. The order of concepts does not matter. */
export function compileGlossary(glossary: Glossary): CompiledGlossary {
  const concepts = [...glossary.concepts].sort((a, b) => compareIds(a.id, b.id));
  const acting = concepts.filter((concept) => concept.status !== "retired");
  return {
    revision: glossary.revision,
    concepts: new Map(concepts.map((concept) => [concept.id, concept])),
    english: compileMatcher(acting.flatMap(englishPatterns)),
    chinese: compileChinese(acting),
  };
}

/** The English forms of one concept as patterns: good forms as written, deprecated ones folded unless short. */
export function englishPatterns(concept: Concept): Pattern<FormRef>[] {
  return concept.forms
    .filter((form) => form.lang === "en")
    .map((form) => ({
      text: form.text,
      exactCase: form.kind !== "deprecated" || matchesExactCase(concept, form),
      exactJoints: form.kind !== "deprecated",
      payload: { concept, form },
    }));
}
