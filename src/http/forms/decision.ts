import { DECISION_KINDS, DECISION_SCOPES, type Decision } from "../../core/article/model.ts";
import type { Form } from "./form.ts";

/** An editor's word about the hit at `from`–`to` of the article's machine text. */
export function readDecision(form: Form): Omit<Decision, "form"> {
  return {
    from: form.integer("from"),
    to: form.integer("to"),
    conceptId: form.id("conceptId"),
    kind: form.oneOf("kind", DECISION_KINDS),
    scope: form.oneOf("scope", DECISION_SCOPES),
  };
}
