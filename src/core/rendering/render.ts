import type { Decision } from "../article/model.ts";
import type { CompiledGlossary } from "../glossary/compile.ts";
import type { Span } from "../text/span.ts";
import { contains } from "../text/span.ts";
import { adapt } from "./adapt.ts";
import type { Change, Hit, Outcome, Reason, Rendering, RenderingInput, SegmentRendering } from "./model.ts";
import { shiftAt } from "./offsets.ts";
import { placeOf } from "./place.ts";
import type { PlannedHit } from "./plan.ts";
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
  const { machine } = input;
  for (let index = 0; index < planned.length; index++) {
    const hit = planned[index];
    if (hit === undefined) break;
    const { concept, replacement, number = "as-written" } = hit;
    if (replacement === undefined) {
      hits.push(hitOf(hit, hit.outcome, hit.reason));
      continue;
    }
    const { floor, ceiling, headline, sentenceStart } = placeOf(input, planned, index, hit, copied);
    const adapted = adapt({
      machine,
      hit,
      form: hit.form,
      number,
      replacement,
      concept,
      floor,
      ceiling,
      headline,
      sentenceStart,
    });
    const before = machine.slice(adapted.from, adapted.to);
    if (before === adapted.text) {
      hits.push(hitOf(hit, "protect", "same"));
      continue;
    }
    hits.push(hitOf(hit, hit.outcome, hit.reason));
    text += machine.slice(copied, adapted.from);
    const change: Change = {
      from: adapted.from,
      to: adapted.to,
      rendered: { from: text.length, to: text.length + adapted.text.length },
      before,
      after: adapted.text,
      conceptId: hit.conceptId,
      form: hit.form,
      reason: hit.reason,
      glossaryRevision: glossary.revision,
      adaptations: hit.mention === true ? ["mention", ...adapted.adaptations] : adapted.adaptations,
    };
    changes.push(adapted.check === undefined ? change : { ...change, check: adapted.check });
    text += adapted.text;
    copied = adapted.to;
  }
  text += machine.slice(copied);
  return { text, hits, changes, glossaryRevision: glossary.revision };
}

/** A planned hit as the rendering tells it. */
function hitOf(planned: PlannedHit, outcome: Outcome, reason: Reason): Hit {
  const { from, to, conceptId, form, formKind, by } = planned;
  return by === undefined
    ? { from, to, conceptId, form, formKind, outcome, reason }
    : { from, to, conceptId, form, formKind, outcome, reason, by };
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
