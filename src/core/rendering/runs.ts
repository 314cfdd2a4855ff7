import { diffTexts } from "../merge/diff.ts";
import type { Span } from "../text/span.ts";
import type { Change, Hit, Mark, MarkKind, Run } from "./model.ts";
import { shiftAt } from "./offsets.ts";

/** A marked range of a text. */
interface Marked extends Span {
  readonly mark: Mark;
}

/** Cuts a text into runs at its marks; of overlapping marks the one that starts first, then the longer, counts. */
export function runsOf(text: string, marks: readonly Marked[]): Run[] {
  const runs: Run[] = [];
  let at = 0;
  const sorted = [...marks].sort((a, b) => a.from - b.from || b.to - a.to);
  for (const { from, to, mark } of sorted) {
    if (from < at || to > text.length) continue;
    if (from > at) runs.push({ text: text.slice(at, from) });
    runs.push({ text: text.slice(from, to), mark });
    at = to;
  }
  if (at < text.length) runs.push({ text: text.slice(at) });
  return runs;
}

/** The machine text of a segment with the hits in it. `offset` is where the segment starts in the article. */
export function machineRuns(machine: string, hits: readonly Hit[], offset: number): Run[] {
  return runsOf(
    machine,
    hits
      .filter((hit) => hit.reason !== "inside" && hit.reason !== "overlap")
      .map((hit) => markedHit(hit, offset)),
  );
}

function markedHit(hit: Hit, offset: number): Marked {
  const kinds = { replace: "changed", protect: "fine", hold: "ask", ask: "ask" } as const;
  const kind: MarkKind = kinds[hit.outcome];
  return {
    from: hit.from,
    to: hit.to,
    mark: {
      kind,
      before: hit.form,
      conceptId: hit.conceptId,
      form: hit.form,
      reason: hit.reason,
      hit: { from: hit.from + offset, to: hit.to + offset },
    },
  };
}

/**
 * What stands in a segment, marked: what the glossary changed, what an editor is asked about, what a person wrote. A
 * glossary mark that a person changed inside is the person's. `hits` and `changes` are relative to the segment.
 */
export function textRuns(
  standing: { readonly rendered: string; readonly text: string },
  changes: readonly Change[],
  hits: readonly Hit[],
  offset: number,
): Run[] {
  const marks = [
    ...changes.map((change) => markedChange(change, offset)),
    ...askMarks(changes, hits, offset),
  ];
  if (standing.text === standing.rendered) return runsOf(standing.text, marks);
  const moved: Marked[] = [];
  let before = 0;
  let after = 0;
  for (const part of diffTexts(standing.rendered, standing.text)) {
    const end = before + part.before.length;
    if (part.kind === "same") {
      for (const { from, to, mark } of marks) {
        if (from >= before && to <= end)
          moved.push({ from: from - before + after, to: to - before + after, mark });
      }
    } else {
      moved.push({ from: after, to: after + part.after.length, mark: { kind: "hand", before: part.before } });
    }
    before = end;
    after += part.after.length;
  }
  return runsOf(standing.text, moved);
}

function markedChange(change: Change, offset: number): Marked {
  return {
    ...change.rendered,
    mark: {
      kind: "changed",
      before: change.before,
      conceptId: change.conceptId,
      form: change.form,
      reason: change.reason,
      glossaryRevision: change.glossaryRevision,
      adaptations: change.adaptations,
      hit: { from: change.from + offset, to: change.to + offset },
    },
  };
}

/** Hits that ask, moved from the machine text to the rendering; one with a change inside is shown in the machine text only. */
function askMarks(changes: readonly Change[], hits: readonly Hit[], offset: number): Marked[] {
  return hits
    .filter((hit) => (hit.outcome === "ask" || hit.outcome === "hold") && hit.reason !== "inside")
    .flatMap((hit) => {
      const overlapsChange = changes.some((change) => change.from < hit.to && hit.from < change.to);
      if (overlapsChange) return [];
      const shift = shiftAt(changes, hit.from);
      return [{ ...markedHit(hit, offset), from: hit.from + shift, to: hit.to + shift }];
    });
}
