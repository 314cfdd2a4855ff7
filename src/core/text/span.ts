/** A half-open range of UTF-16 code units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whether `inner` lies inside `outer` (equal counts). */
export function contains(outer: Span, inner: Span): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

/** Whether the two share at least one code unit. */
export function overlaps(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Whether an offset stands between the two halves of a surrogate pair. */
export function cutsPair(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

/** Index of the span that an offset lies in, or -1; spans in order and not overlapping. O(log n). */
export function indexAt(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span === undefined) return -1;
    if (offset < span.from) high = middle - 1;
    else if (offset >= span.to) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** The span that holds another one whole; spans in order and not overlapping. O(log n). */
export function spanAround<T extends Span>(spans: readonly T[], inner: Span): T | undefined {
  const at = indexAt(spans, inner.from);
  const span = at < 0 ? undefined : spans[at];
  return span !== undefined && inner.to <= span.to ? span : undefined;
}

/** The ranges that some spans cover together, in order; spans that touch stay apart. */
export function union(spans: readonly Span[]): Span[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = merged.at(-1);
    if (last !== undefined && from < last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}
