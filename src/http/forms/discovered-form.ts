import type { FormJudgement } from "../../app/discovered-forms.ts";
import type { Form } from "./form.ts";

/** A word about a form that was found; with it the article in hand, if it was said there. */
export function readFormJudgement(form: Form): FormJudgement {
  return {
    conceptId: form.id("conceptId"),
    surface: form.line("surface"),
    articleId: form.optionalId("articleId"),
    requestId: form.optionalId("requestId"),
  };
}
