import type { Span } from "./span.ts";

/** `word`: letters, marks, digits. `space`: white space. `mark`: one other character, among them one Chinese character. */
export type TokenKind = "word" | "space" | "mark";

export interface Token extends Span {
  readonly kind: TokenKind;
  readonly text: string;
}

// Chinese and Japanese characters stand for themselves: they have no spaces between words, and a Latin word that
// touches one ends there.
const TOKEN =
  /(?<word>[[\p{L}\p{M}\p{N}_]--[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}]]+)|(?<space>\s+)|(?<mark>\P{M}\p{M}*|\p{M}+)/gv;

/**
 * The text as tokens, in order and without gaps: joining their texts gives it back. This is the one tokeniser of
 * comparison, merging and matching. No token cuts a surrogate pair, and a combining mark stays with its character.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const groups = match.groups ?? {};
    const kind = groups["word"] !== undefined ? "word" : groups["space"] !== undefined ? "space" : "mark";
    tokens.push({ kind, text: match[0], from: match.index, to: match.index + match[0].length });
  }
  return tokens;
}
