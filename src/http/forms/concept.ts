import type { ConceptDraft } from "../../app/views.ts";
import {
  CASE_RULES,
  CATEGORIES,
  CONCEPT_STATUSES,
  DEFINITES,
  INDEFINITES,
  MENTION_RULES,
} from "../../core/glossary/model.ts";
import type { Form } from "./form.ts";

/** A concept as it was typed, and where. */
export interface ConceptInput {
  /** Undefined for a new one. */
  readonly conceptId: string | undefined;
  /** The revision that the editor started from. */
  readonly revision: number | undefined;
  /** The article in hand. */
  readonly articleId: string | undefined;
  readonly draft: ConceptDraft;
}

/** A concept's form; `conceptId` is the path's where it names one. */
export function readConcept(form: Form, conceptId: string | undefined): ConceptInput {
  return {
    conceptId: conceptId ?? form.optionalId("conceptId"),
    revision: form.optionalInteger("revision"),
    articleId: form.optionalId("articleId"),
    draft: readDraft(form),
  };
}

function readDraft(form: Form): ConceptDraft {
  return {
    category: form.optionalOneOf("category", CATEGORIES) ?? "other",
    status: form.optionalOneOf("status", CONCEPT_STATUSES) ?? "approved",
    zhHans: form.lines("zhHans"),
    zhHant: form.lines("zhHant"),
    preferred: form.line("preferred"),
    formerPreferred: form.lines("formerPreferred"),
    short: form.lines("short"),
    admitted: form.lines("admitted"),
    deprecated: form.lines("deprecated"),
    scope: form.lines("scope"),
    case: form.optionalOneOf("case", CASE_RULES) ?? "",
    definite: form.optionalOneOf("definite", DEFINITES) ?? "",
    indefinite: form.optionalOneOf("indefinite", INDEFINITES) ?? "",
    surname: form.line("surname"),
    mention: form.optionalOneOf("mention", MENTION_RULES) ?? "",
    note: form.text("note").trim(),
    evidence: form.lines("evidence"),
  };
}

/** Whether the effect of the draft was shown. */
export function effectWasSeen(form: Form): boolean {
  return form.raw("seen") === "1";
}

/** What was ticked under the effect: places to leave as they are, related concepts to change too. */
export function readChoices(form: Form): {
  readonly keep: readonly string[];
  readonly carry: readonly string[];
  readonly requestId: string | undefined;
} {
  const ticked = new Set(form.all("tick"));
  return {
    keep: form.all("place").filter((place) => !ticked.has(place)),
    carry: form.all("carry"),
    requestId: form.optionalId("requestId"),
  };
}

/** What the removal of a concept is sent with. */
export function readRemoval(form: Form): {
  readonly revision: number;
  readonly articleId: string | undefined;
} {
  return { revision: form.integer("revision"), articleId: form.optionalId("articleId") };
}
