import { titleOf } from "../../core/article/model.ts";
import { refuse, type ReadResult } from "../../core/finding.ts";
import { checkText } from "../text/decode.ts";

/** A plain text article: the text itself, unchanged, and the label made from its first line. */
export interface TextArticle {
  readonly machine: string;
  readonly title: string;
}

/** The article a plain text is. One that is only white space is refused as `empty`. */
export function readTextArticle(text: string): ReadResult<TextArticle> {
  const refusal = checkText(text);
  if (refusal) return { ok: false, refusal };
  const title = titleOf(text);
  return title === "" ? refuse("empty") : { ok: true, value: { machine: text, title }, findings: [] };
}
