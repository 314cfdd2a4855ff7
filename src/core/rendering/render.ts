import type { Decision } from "../article/model.ts";
import type { CompiledGlossary } from "../glossary/compile.ts";
import type { Span } from "../text/span.ts";
import { contains } from "../text/span.ts";
import { adapt } from "./adapt.ts";
import type { Change, Hit, Rendering, RenderingInput, SegmentRendering } from "./model.ts";
import { shiftAt } from "./offsets.ts";
import { placeOf } from "./place.ts";
import { planHits } from "./plan.ts";

/**
 * The text that the glossary makes of an article's machine text, with every hit and the reason of every change. A pure
 * function: an empty glossary gives the machine text back, the order of concepts and decisions of different forms does
 * not matter, and nothing outside the hits and their adaptations changes.
 */
export function render(
  input: RenderingInput,
  glossary: CompiledGlossary,
  decisions: readonly Decision[],
): Rendering {
  const hits: Hit[] = [];
  const changes: Change[] = [];
  let text = "";
  let copied = 0;
  const planned = planHits(input, glossary, decisions);
  for (const [index, each] of planned.entries()) {
    const { replacement, number = "as-written", mention = false, ...hit } = each;
    const concept = glossary.concepts.get(hit.conceptId);
    if (replacement === undefined || concept === undefined) {
      hits.push(hit);
      continue;
    }
    const adapted = adapt({
      ...placeOf(input, planned, index, each, copied),
      machine: input.machine,
      hit,
      form: hit.form,
      number,
      replacement,
      concept,
    });
    const before = input.machine.slice(adapted.from, adapted.to);
    if (before === adapted.text) {
      hits.push({ ...hit, outcome: "protect", reason: "same" });
      continue;
    }
    hits.push(hit);
    text += input.machine.slice(copied, adapted.from);
    changes.push({
      from: adapted.from,
      to: adapted.to,
      rendered: { from: text.length, to: text.length + adapted.text.length },
      before,
      after: adapted.text,
      conceptId: hit.conceptId,
      form: hit.form,
      reason: hit.reason,
      glossaryRevision: glossary.revision,
      adaptations: mention ? ["mention", ...adapted.adaptations] : adapted.adaptations,
      ...(adapted.check === undefined ? {} : { check: adapted.check }),
    });
    text += adapted.text;
    copied = adapted.to;
  }
  text += input.machine.slice(copied);
  return { text, hits, changes, glossaryRevision: glossary.revision };
}

/** The rendering of one segment; offsets become relative to it. Hits that only touch it are left out. */
export function segmentRendering(rendering: Rendering, segment: Span): SegmentRendering {
  const start = segment.from + shiftAt(rendering.changes, segment.from);
  const end = segment.to + shiftAt(rendering.changes, segment.to);
  return {
    text: rendering.text.slice(start, end),
    hits: rendering.hits
      .filter((hit) => contains(segment, hit))
      .map((hit) => ({ ...hit, from: hit.from - segment.from, to: hit.to - segment.from })),
    changes: rendering.changes
      .filter((change) => contains(segment, change))
      .map((change) => ({
        ...change,
        from: change.from - segment.from,
        to: change.to - segment.from,
        rendered: { from: change.rendered.from - start, to: change.rendered.to - start },
      })),
  };
}
