import { readFile } from "node:fs/promises";
import type { Span } from "../../src/core/text/span.ts";
import type { Trace } from "../../src/core/discovery/discover.ts";

/** Where a person says that a Chinese form of a document is in a machine's text. */
export interface Label {
  readonly year: string;
  readonly document: string;
  readonly system: string;
  /** Index of the term in the year's dictionary. */
  readonly term: string;
  readonly source: Span;
  /** `none`: the machine left it out; `right`: approved English stands for it. */
  readonly target: Span | "none" | "right";
}

/** Reads labels.tsv. */
export async function readLabels(): Promise<Label[]> {
  const text = await readFile(new URL("labels.tsv", import.meta.url), "utf8");
  return text
    .trim()
    .split("\n")
    .slice(1)
    .map((line): Label => {
      const [year = "", document = "", system = "", term = "", a, b, from = "", to] = line.split("\t");
      const target = from === "none" || from === "right" ? from : { from: Number(from), to: Number(to) };
      return { year, document, system, term, source: { from: Number(a), to: Number(b) }, target };
    });
}

/** A label beside what was found for it. */
export interface Judged {
  readonly label: Label;
  readonly trace: Trace | undefined;
  /** At least two fifths of both spans together are shared. */
  readonly rightPlace: boolean;
  /** The very span. */
  readonly clean: boolean;
}

/** Judges the traces of one machine and year. A span that was given to another place of the same term counts for this one. */
export function judge(labels: readonly Label[], traces: readonly Trace[]): Judged[] {
  return labels.flatMap((label): Judged[] => {
    const { target } = label;
    if (target === "right") return [];
    const own = traces.filter(
      ({ occurrence }) =>
        occurrence.documentId === label.document && occurrence.conceptId === `t${label.term}`,
    );
    const covering = (trace: Trace): boolean => {
      const span = trace.occurrence.target;
      return target !== "none" && span !== undefined && span.from < target.to && target.from < span.to;
    };
    const trace =
      own.find(covering) ?? own.find(({ occurrence }) => occurrence.source.from === label.source.from);
    const span = trace?.occurrence.target;
    if (target === "none" || span === undefined) return [{ label, trace, rightPlace: false, clean: false }];
    const shared = Math.min(span.to, target.to) - Math.max(span.from, target.from);
    const whole = Math.max(span.to, target.to) - Math.min(span.from, target.from);
    const clean = span.from === target.from && span.to === target.to;
    return [{ label, trace, rightPlace: shared / whole >= 0.4, clean }];
  });
}
