import type { Concept, Form } from "./model.ts";
import { isCommonWord } from "./common-words.ts";
import { tokenise } from "../text/words.ts";

/** Whether a form is written with capitals of its own, so that a replacement keeps them. */
export function isProperName(text: string): boolean {
  return /\p{Lu}|\p{Lt}/u.test(text);
}

/**
 * Whether a deprecated form matches only with its capitals: forms of up to three letters, acronyms, and one
 * capitalised word that is a common English word too (President). The concept's `case` decides before that.
 */
export function matchesExactCase(concept: Concept, form: Form): boolean {
  if (concept.case !== undefined) return concept.case === "exact";
  return isShortForm(form.text);
}

/** Forms so short or so common that folding their capitals would hit other words. */
export function isShortForm(text: string): boolean {
  // Two words with a space between them, as most forms are, need no tokens.
  if (/[A-Za-z0-9] [A-Za-z0-9]/.test(text)) return false;
  const words = tokenise(text).filter((token) => token.kind === "word");
  const [word] = words;
  if (words.length !== 1 || word === undefined) return false;
  const letters = Array.from(word.text);
  if (letters.length <= 3) return true;
  if (word.text === word.text.toUpperCase() && word.text !== word.text.toLowerCase()) return true;
  const [first = ""] = letters;
  return first !== first.toLowerCase() && isCommonWord(word.text);
}
