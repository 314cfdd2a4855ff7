import { ARTICLE_STATES, type ArticleState } from "../../app/records.ts";
import type { Form } from "./form.ts";

/** What was written as a comment. */
export function readComment(form: Form): { readonly text: string; readonly requestId: string | undefined } {
  return { text: form.text("text"), requestId: form.optionalId("requestId") };
}

/** The state to bring an article into, and the one that stood when the page was shown. */
export function readArticleState(form: Form): { readonly state: ArticleState; readonly seen: ArticleState } {
  return { state: form.oneOf("state", ARTICLE_STATES), seen: form.oneOf("seen", ARTICLE_STATES) };
}
