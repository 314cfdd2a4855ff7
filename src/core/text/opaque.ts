import type { Span } from "./span.ts";

// One alternative a kind: web address, e-mail address, code span, @handle, #hashtag, file name.
const OPAQUE = new RegExp(
  [
    String.raw`\b(?:https?|ftp):\/\/[^\s<>"“”\p{scx=Han}]*[^\s<>"“”.,;:!?()\p{scx=Han}]`,
    String.raw`\bwww\.[^\s<>"“”\p{scx=Han}]*[^\s<>"“”.,;:!?()\p{scx=Han}]`,
    String.raw`[\p{L}\p{N}._%+\-]+@[\p{L}\p{N}\-]+(?:\.[\p{L}\p{N}\-]+)+`,
    "`[^`\\n]+`",
    String.raw`(?<![\p{L}\p{N}_])[@#][\p{L}\p{N}_]+`,
    String.raw`(?<![\p{L}\p{N}_.\-])[\p{L}\p{N}_.\-]+\.(?:pdf|docx?|xlsx?|pptx?|txt|csv|html?|jpe?g|png|gif|zip|mp[34]|com|org|net|gov|edu)(?![\p{L}\p{N}_])`,
  ].join("|"),
  "gu",
);

/** Ranges that no form is looked for in: addresses, handles, hashtags, file names, code spans; in order. */
export function opaqueSpans(text: string): Span[] {
  if (!/[@#`]|www\.|:\/\/|\.[a-z]{2,4}/i.test(text)) return [];
  return Array.from(text.matchAll(OPAQUE), (match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
}
