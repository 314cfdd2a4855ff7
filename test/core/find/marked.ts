import type { Span } from "../../../src/core/text/span.ts";

/** A text whose spans stand between « and ». */
export function unmark(marked: string): { readonly text: string; readonly spans: readonly Span[] } {
  const spans: Span[] = [];
  let text = "";
  let from = 0;
  for (const piece of marked.split(/(?=[«»])/)) {
    if (piece.startsWith("«")) from = text.length;
    if (piece.startsWith("»")) spans.push({ from, to: text.length });
    text += piece.replace(/^[«»]/, "");
  }
  return { text, spans };
}
