import type { Bead } from "../article/model.ts";
import type { ChineseHit } from "../glossary/chinese.ts";
import { compareIds } from "../glossary/chinese.ts";
import { chineseKey } from "../glossary/chinese-text.ts";
import type { CompiledGlossary } from "../glossary/compile.ts";
import type { Concept } from "../glossary/model.ts";
import { formTexts, preferredForm } from "../glossary/model.ts";
import { elementsOf } from "../text/elements.ts";
import type { CheckedSegment, CheckFinding, CheckInput } from "./check.ts";

/**
 * `missing` (warning): the Chinese has an approved concept, and the English beside it has neither a form that is let
 * stand nor one that the machine writes: what the machine wrote is not known yet, or was left out. One finding for a
 * concept and bead, at the first place.
 *
 * Not missed: a name inside a longer one that is reported or written; a concept out of its scope; a Chinese sentence
 * without English; a person whose surname stands there; a concept whose English stands in the sentence beside, where its
 * Chinese does not (the alignment is off by one); a later mention of what the bead before names and this one only says
 * again, since English has a pronoun there (people only); one of several concepts with the same Chinese, when another's
 * English stands.
 */
export function checkMissing({ segments, source, date, glossary }: CheckInput): CheckFinding[] {
  const beads = source.beads.filter(({ source: zh, target }) => zh.to > zh.from && target.to > target.from);
  if (beads.length === 0 || segments.length === 0) return [];
  const chinese = beadConcepts(beads, glossary.chinese.scan(source.text));
  const english = segmentConcepts(segments, glossary);
  const ranges = beads.map((bead) => segmentsOf(bead, segments));
  const standing = ranges.map(
    ({ first, last }) => new Set(english.slice(first, last + 1).flatMap((s) => [...s])),
  );
  const findings: CheckFinding[] = [];
  beads.forEach((bead, index) => {
    const range = ranges[index];
    if (range === undefined || range.first > range.last) return;
    const sentence = (): string => chineseKey(source.text.slice(bead.source.from, bead.source.to)).key;
    for (const [conceptId, hit] of chinese[index] ?? []) {
      const concept = glossary.concepts.get(conceptId);
      const preferred = concept?.status === "approved" ? preferredForm(concept, date) : undefined;
      if (concept === undefined || preferred === undefined) continue;
      if (standing[index]?.has(conceptId) || !isInScope(concept, sentence)) continue;
      if (namedOtherwise(hit, chinese[index], standing[index])) continue;
      const beside = [index - 1, index + 1].filter((i) => i >= 0 && i < beads.length);
      if (beside.some((i) => standing[i]?.has(conceptId) && !chinese[i]?.has(conceptId))) continue;
      if (concept.category === "person") {
        if (chinese[index - 1]?.has(conceptId) && standing[index - 1]?.has(conceptId)) continue;
        if (hasSurname(concept, segments.slice(range.first, range.last + 1))) continue;
      }
      findings.push({
        code: "missing",
        severity: "warning",
        params: { form: hit.form, preferred },
        span: { from: bead.target.from, to: bead.target.to },
        conceptIds: [conceptId],
        source: { from: hit.from, to: hit.to },
        segment: range.first,
      });
    }
  });
  return findings.sort(
    (a, b) => a.source.from - b.source.from || compareIds(a.conceptIds?.[0] ?? "", b.conceptIds?.[0] ?? ""),
  );
}

/** Whether the same Chinese is another concept's too, and that one's English stands. */
function namedOtherwise(
  hit: ChineseHit,
  chinese: ReadonlyMap<string, ChineseHit> | undefined,
  standing: ReadonlySet<string> | undefined,
): boolean {
  if (chinese === undefined || standing === undefined) return false;
  return [...chinese].some(
    ([id, other]) => other.from === hit.from && other.to === hit.to && standing.has(id),
  );
}

/** The concepts that stand in each bead, at their first places; a name inside a longer one is part of that. */
function beadConcepts(beads: readonly Bead[], hits: readonly ChineseHit[]): Map<string, ChineseHit>[] {
  const found = beads.map(() => new Map<string, ChineseHit>());
  const order = beads.map((_, index) => index);
  order.sort((a, b) => (beads[a]?.source.from ?? 0) - (beads[b]?.source.from ?? 0));
  let at = 0;
  let longest: ChineseHit | undefined;
  for (const hit of hits) {
    if (hit.shadowed) continue;
    if (longest !== undefined && hit.to <= longest.to && hit.to - hit.from < longest.to - longest.from)
      continue;
    if (longest === undefined || hit.to > longest.to) longest = hit;
    while (at < order.length && (beads[order[at] ?? 0]?.source.to ?? 0) <= hit.from) at++;
    const index = order[at];
    if (index === undefined) break;
    const bead = beads[index];
    if (bead === undefined || hit.from < bead.source.from) continue;
    const concepts = found[index];
    if (concepts !== undefined && !concepts.has(hit.conceptId)) concepts.set(hit.conceptId, hit);
  }
  return found;
}

/** The concepts whose forms, right or wrong, stand in each segment's words. */
function segmentConcepts(segments: readonly CheckedSegment[], glossary: CompiledGlossary): Set<string>[] {
  const found = segments.map(() => new Set<string>());
  const starts: number[] = [];
  let whole = "";
  for (const { text } of segments) {
    starts.push(whole.length);
    // A blank line, which no form reaches over: one scan for all is much faster than one for each.
    whole += `${text}\n\n`;
  }
  let at = 0;
  for (const { from, payload } of glossary.english.scan(whole)) {
    while ((starts[at + 1] ?? Infinity) <= from) at++;
    found[at]?.add(payload.concept.id);
  }
  return found;
}

/** The segments that a bead's English overlaps, first and last included. */
function segmentsOf(bead: Bead, segments: readonly CheckedSegment[]): { first: number; last: number } {
  const firstWhere = (isSo: (segment: CheckedSegment) => boolean): number => {
    let low = 0;
    let high = segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const segment = segments[middle];
      if (segment !== undefined && isSo(segment)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return {
    first: firstWhere(({ to }) => to > bead.target.from),
    last: firstWhere(({ from }) => from >= bead.target.to) - 1,
  };
}

function isInScope(concept: Concept, sentence: () => string): boolean {
  return (
    concept.scope.length === 0 || concept.scope.some((form) => sentence().includes(chineseKey(form).key))
  );
}

/** Whether a person's surname, or failing the field any capitalised word of the name, stands there as a word. */
function hasSurname(concept: Concept, segments: readonly CheckedSegment[]): boolean {
  const names =
    concept.surname === undefined
      ? formTexts(concept, "en").flatMap((text) =>
          text.split(/[\s,.]+/).filter((word) => /^\p{Lu}\p{L}{2,}/u.test(word)),
        )
      : [concept.surname];
  const wanted = new Set(names.flatMap((name) => elementsOf(name).map(({ exact }) => exact)));
  return segments.some(({ text }) => elementsOf(text).some(({ exact }) => wanted.has(exact)));
}
