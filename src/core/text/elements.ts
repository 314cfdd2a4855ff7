import { foldExact, foldLoose, isJoiningDash, joinsWords } from "./fold.ts";
import type { Span } from "./span.ts";
import { tokenise } from "./words.ts";

/**
 * What a text is for matching: its words and marks, each with what stands before it. White space is no element; a
 * hyphen or dash directly between two words is what stands between them, not an element.
 */
export interface Element extends Span {
  /** Compared when capitals, width, hyphens and dashes do not count. */
  readonly loose: string;
  /** Compared when they do. */
  readonly exact: string;
  /** `""` nothing, `" "` a space or a joining dash, `"¶"` a blank line. */
  readonly looseJoint: string;
  /** `""`, `" "`, `"¶"`, or the dash itself. */
  readonly exactJoint: string;
}

/** The elements of a text in order; offsets are those of the text. */
export function elementsOf(text: string): Element[] {
  const tokens = tokenise(text);
  const elements: Element[] = [];
  let loose = "";
  let exact = "";
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (token.kind === "space") {
      const joint = joinsWords(token.text) ? " " : "¶";
      loose = joint;
      exact = exact === "" ? joint : exact + joint;
      continue;
    }
    if (isJoiningDash(token.text) && tokens[i - 1]?.kind === "word" && followsWord(tokens, i)) {
      loose = " ";
      exact = foldExact(token.text);
      continue;
    }
    elements.push({
      from: token.from,
      to: token.to,
      loose: foldLoose(token.text),
      exact: foldExact(token.text),
      looseJoint: loose,
      exactJoint: exact,
    });
    loose = "";
    exact = "";
  }
  return elements;
}

/** Whether a word comes directly after the token, or after one line break (a hyphen at the end of a line). */
function followsWord(tokens: readonly { kind: string; text: string }[], at: number): boolean {
  const next = tokens[at + 1];
  if (next?.kind === "word") return true;
  return (
    next?.kind === "space" &&
    /^\s*[\n\r]/.test(next.text) &&
    joinsWords(next.text) &&
    tokens[at + 2]?.kind === "word"
  );
}

/** A surface as decisions remember it: two surfaces that match alike fold alike. */
export function foldSurface(text: string): string {
  return elementsOf(text)
    .map((element, index) => (index === 0 ? "" : element.looseJoint) + element.loose)
    .join("");
}
