import { DECISION_KINDS, DECISION_SCOPES, type Decision } from "../../core/article/model.ts";
import { Form } from "./form.ts";

/**
 * An editor's word about the hit at `from`–`to` of the article's machine text: field by field, or as one field
 * `decision` of `kind:scope:from:to:concept`, so that one form serves all marks of a page.
 */
export function readDecision(sent: Form): Omit<Decision, "form"> {
  const form = sent.has("decision") ? unpack(sent.raw("decision")) : sent;
  return {
    from: form.integer("from"),
    to: form.integer("to"),
    conceptId: form.id("conceptId"),
    kind: form.oneOf("kind", DECISION_KINDS),
    scope: form.oneOf("scope", DECISION_SCOPES),
  };
}

function unpack(word: string): Form {
  const [kind = "", scope = "", from = "", to = "", ...concept] = word.split(":");
  const fields = { kind, scope, from, to, conceptId: concept.join(":") };
  return new Form(new Map(Object.entries(fields).map(([name, value]) => [name, [value]])), new Map());
}
