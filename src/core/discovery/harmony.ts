import { foldSurface } from "../text/elements.ts";
import { foldHans } from "../text/hans.ts";
import type { Span } from "../text/span.ts";
import { contains, overlaps } from "../text/span.ts";
import type { Corpus } from "./corpus.ts";
import type { Trace } from "./discover.ts";
import { englishWords } from "./english.ts";
import type { Occurrence } from "./model.ts";
import { isHeavyLink, roleOf } from "./phrases.ts";

/**
 * The places with spans cut alike: where the machine text goes on to a longer form that is the span for the same Chinese
 * elsewhere, at least as often and not ragged, the shorter one was cut short and becomes the longer. No span grows into
 * another one. Lanes and confidences stay as they were.
 */
export function harmonised(traces: readonly Trace[], corpus: Corpus): Trace[] {
  const texts = new Map(corpus.documents.map(({ id, source, target }) => [id, { source, target }]));
  const forms = new Map<string, Map<string, Support>>();
  const taken = new Map<string, Span[]>();
  const chineseOf = ({ documentId, source, conceptId }: Occurrence): string =>
    `${conceptId}\n${foldHans(texts.get(documentId)?.source.text.slice(source.from, source.to) ?? "")}`;
  for (const { occurrence } of traces) {
    if (occurrence.target === undefined) continue;
    count(
      getOrSet(forms, chineseOf(occurrence), () => new Map<string, Support>()),
      occurrence,
    );
    getOrSet(taken, occurrence.documentId, () => []).push(occurrence.target);
  }
  return traces.map((trace) => {
    const { occurrence } = trace;
    const { target, documentId } = occurrence;
    const own = forms.get(chineseOf(occurrence));
    if (target === undefined || own === undefined || own.size < 2) return trace;
    const text = texts.get(documentId)?.target.text ?? "";
    const others = taken.get(documentId) ?? [];
    const key = foldSurface(occurrence.surface);
    let best: Span | undefined;
    for (const [folded, { whole, surface }] of own) {
      if (folded.length <= key.length || !folded.includes(key)) continue;
      if (whole < (own.get(key)?.count ?? 0)) continue;
      const span = spanOf(text, folded, surface.length, target);
      if (span === undefined || (best !== undefined && !contains(span, best))) continue;
      if (others.some((other) => other !== target && overlaps(other, span))) continue;
      if (beginsWithMore(text.slice(span.from, target.from))) continue;
      best = span;
    }
    if (best === undefined) return trace;
    others.push(best);
    const surface = text.slice(best.from, best.to);
    const risks = occurrence.risks.filter((risk) => risk !== "ragged");
    return { ...trace, occurrence: { ...occurrence, target: best, surface, risks } };
  });
}

/** How often a form is the span. */
interface Support {
  count: number;
  /** Of these, how often it does not cut a name. */
  whole: number;
  readonly surface: string;
}

function count(own: Map<string, Support>, { surface, risks }: Occurrence): void {
  const support = getOrSet(own, foldSurface(surface), () => ({ count: 0, whole: 0, surface }));
  support.count++;
  if (!risks.includes("ragged")) support.whole++;
}

function getOrSet<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Whether what a span would take in on its left is more than the beginning of a name: directed by the … */
function beginsWithMore(added: string): boolean {
  return englishWords(added).some((word) => {
    const role = roleOf(word);
    return role === "wall" || (role === "link" && isHeavyLink(word));
  });
}

const WORD = /[\p{L}\p{N}]/u;

/** Where a folded form stands around a span, from word end to word end. `length` is that of one of its spellings. */
function spanOf(text: string, folded: string, length: number, inner: Span): Span | undefined {
  const spare = length - (inner.to - inner.from) + 2;
  for (let from = Math.max(0, inner.from - spare); from <= inner.from; from++) {
    if (WORD.test(text.charAt(from - 1)) || !WORD.test(text.charAt(from))) continue;
    for (let to = inner.to; to <= Math.min(text.length, inner.to + spare); to++) {
      if (WORD.test(text.charAt(to)) || !/[\p{L}\p{N})]/u.test(text.charAt(to - 1))) continue;
      if (foldSurface(text.slice(from, to)) === folded) return { from, to };
    }
  }
  return undefined;
}
