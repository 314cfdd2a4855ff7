import type { Span } from "../text/span.ts";

const OPENING = "《〈「『“‘（【〔(";
const CLOSING = "》〉」』”’）】〕)";
const FINAL = "。！？!?…";

/**
 * The sentences of one line of Chinese, in order, without the white space around them. A sentence ends after 。！？ or
 * …… and the closing marks behind it; inside book marks 《…》 it never ends. A semicolon does not end it.
 */
export function chineseSentences(line: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  let books = 0;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === "《" || char === "〈") books++;
    else if ((char === "》" || char === "〉") && books > 0) books--;
    if (books > 0 || !FINAL.includes(char)) continue;
    let end = at + 1;
    while (end < line.length && FINAL.includes(line.charAt(end))) end++;
    while (end < line.length && CLOSING.includes(line.charAt(end))) end++;
    at = end - 1;
    // “…。”他说。 goes on after the quotation; so does a bare ellipsis inside a sentence.
    if (/^[，、；：]/.test(line.slice(end))) continue;
    push(spans, line, from, end);
    from = end;
  }
  push(spans, line, from, line.length);
  return joinMarks(spans, line);
}

function push(spans: Span[], line: string, from: number, to: number): void {
  const text = line.slice(from, to);
  const start = from + text.length - text.trimStart().length;
  const end = from + text.trimEnd().length;
  if (start < end) spans.push({ from: start, to: end });
}

/** A remainder of closing marks belongs to the sentence before it. */
function joinMarks(spans: readonly Span[], line: string): Span[] {
  const joined: { from: number; to: number }[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const text = line.slice(span.from, span.to);
    const onlyMarks = Array.from(text).every((char) => CLOSING.includes(char) || FINAL.includes(char));
    if (last !== undefined && onlyMarks && !OPENING.includes(text.charAt(0))) last.to = span.to;
    else joined.push({ ...span });
  }
  return joined;
}
