/** Cutting a segment's content in two and joining two: pure. */
import { diffTexts } from "../core/merge/diff.ts";
import type { Change } from "../core/rendering/model.ts";
import { shiftAt } from "../core/rendering/offsets.ts";
import { cutsPair } from "../core/text/span.ts";
import type { SegmentContent } from "./records.ts";

/** Why a place is no place to split at. */
export type SplitRefusal = "outside" | "inside-character" | "inside-change" | "no-place";

/** The offset in the current text that belongs to an offset `at` of the segment's machine text. */
export function textOffset(content: SegmentContent, at: number): number {
  const inRendered = at + shiftAt(content.provenance, at);
  if (content.text === content.rendered) return inRendered;
  let before = 0;
  let after = 0;
  for (const part of diffTexts(content.rendered, content.text)) {
    const end = before + part.before.length;
    if (inRendered <= end) {
      return part.kind === "same" ? after + (inRendered - before) : after + part.after.length;
    }
    before = end;
    after += part.after.length;
  }
  return after;
}

/**
 * The two halves of a segment cut at `at` of its machine text and near `textAt` of its current text. White space at the
 * cut goes out of the segments, as between sentences; the current text is cut where it has the same, so that the
 * article as a whole stays as it was.
 */
export function splitContent(
  content: SegmentContent,
  machine: string,
  at: number,
  textAt: number,
): readonly [SegmentContent, SegmentContent] | SplitRefusal {
  const end = machine.slice(0, at).trimEnd().length;
  const start = at + machine.slice(at).length - machine.slice(at).trimStart().length;
  if (at <= 0 || at >= machine.length || end === 0 || start >= machine.length) return "outside";
  if (textAt <= 0 || textAt >= content.text.length) return "outside";
  if (cutsPair(machine, at) || cutsPair(content.text, textAt)) return "inside-character";
  if (content.provenance.some((change) => change.from < start && end < change.to)) return "inside-change";
  const shift = shiftAt(content.provenance, end);
  const gap = machine.slice(end, start);
  const cut = nearest(content.text, gap, textAt);
  if (cut === undefined) return "no-place";
  const [leftText, rightText] = [content.text.slice(0, cut), content.text.slice(cut + gap.length)];
  if (leftText === "" || rightText === "") return "outside";
  const [leftRendered, rightRendered] = [
    content.rendered.slice(0, end + shift),
    content.rendered.slice(start + shift),
  ];
  // Untouched text cut elsewhere than its rendering is an editor's text.
  const moves = content.state === "open" && (leftText !== leftRendered || rightText !== rightRendered);
  const state = moves ? "edited" : content.state;
  const left: SegmentContent = {
    ...content,
    state,
    to: content.from + end,
    rendered: leftRendered,
    text: leftText,
    provenance: content.provenance.filter((change) => change.to <= end),
  };
  const right: SegmentContent = {
    ...content,
    state,
    from: content.from + start,
    rendered: rightRendered,
    text: rightText,
    provenance: content.provenance
      .filter((change) => change.from >= start)
      .map((change) => moved(change, -start, -(start + shift))),
  };
  return [left, right];
}

/** The offset nearest to `at` where `gap` stands between two texts. */
function nearest(text: string, gap: string, at: number): number | undefined {
  if (gap === "") return at;
  const distance = (from: number): number => Math.max(from - at, at - from - gap.length, 0);
  let best: number | undefined;
  for (
    let from = text.indexOf(gap, 1);
    from >= 0 && from + gap.length < text.length;
    from = text.indexOf(gap, from + 1)
  ) {
    // A blank that is part of a longer one would leave white space at an end.
    if (/\s/.test(text.charAt(from - 1)) || /\s/.test(text.charAt(from + gap.length))) continue;
    if (best === undefined || distance(from) < distance(best)) best = from;
  }
  return best;
}

/** Two neighbouring contents as one; `gap` is the machine text between them. */
export function joinContent(left: SegmentContent, right: SegmentContent, gap: string): SegmentContent {
  const by = right.from - left.from;
  const renderedBy = left.rendered.length + gap.length;
  const text = left.text + gap + right.text;
  const rendered = left.rendered + gap + right.rendered;
  const untouched = text === rendered ? "open" : "edited";
  const needsWork = left.state === "needs-work" || right.state === "needs-work";
  const state = left.state === right.state ? left.state : needsWork ? "needs-work" : untouched;
  return {
    from: left.from,
    to: right.to,
    rendered,
    text,
    state,
    provenance: [...left.provenance, ...right.provenance.map((change) => moved(change, by, renderedBy))],
  };
}

function moved(change: Change, by: number, renderedBy: number): Change {
  return {
    ...change,
    from: change.from + by,
    to: change.to + by,
    rendered: { from: change.rendered.from + renderedBy, to: change.rendered.to + renderedBy },
  };
}
