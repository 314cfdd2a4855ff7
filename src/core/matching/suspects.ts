import { opaqueSpans } from "../text/opaque.ts";
import type { Span } from "../text/span.ts";

/** Whether a stretch of text without white space may have an opaque span in it. */
export function mayHaveOpaque(stretch: string): boolean {
  return /[@#`.:]/.test(stretch);
}

/**
 * The opaque spans of a text, when it is known that each has one of the `suspects` in the white space around it.
 * Looking through the stretches between white space costs a hundredth of looking through the text, and gives the same,
 * since only code spans have white space in them: a grave accent among the suspects makes it look through the text.
 */
export function opaqueSpansNear(text: string, suspects: readonly number[]): readonly Span[] {
  if (suspects.some((at) => text[at] === "`")) return opaqueSpans(text);
  const spans: Span[] = [];
  let end = 0;
  for (const at of suspects) {
    if (at < end) continue;
    let start = at;
    while (start > 0 && !isSpace(text, start - 1)) start--;
    end = at;
    while (end < text.length && !isSpace(text, end)) end++;
    for (const span of opaqueSpans(text.slice(start, end))) {
      spans.push({ from: start + span.from, to: start + span.to });
    }
  }
  return spans;
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}
