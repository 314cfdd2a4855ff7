import { type FormJudgement, RIGHT_KINDS } from "../../app/discovered-forms.ts";
import type { EditJudgement } from "../../app/repeated-edits.ts";
import type { Form } from "./form.ts";

/** A word about a form that was found; with it the article in hand, if it was said there. */
export function readFormJudgement(form: Form): FormJudgement {
  const kind = form.optionalOneOf("rightKind", RIGHT_KINDS);
  return {
    conceptId: form.id("conceptId"),
    surface: form.line("surface"),
    right: kind === undefined ? undefined : { text: form.line("right"), kind },
    articleId: form.optionalId("articleId"),
    requestId: form.optionalId("requestId"),
  };
}

/** A word about a repeated edit that belongs to no concept. */
export function readEditJudgement(form: Form): EditJudgement {
  return {
    chinese: form.line("chinese"),
    machine: form.line("surface"),
    articleId: form.optionalId("articleId"),
    requestId: form.optionalId("requestId"),
  };
}
