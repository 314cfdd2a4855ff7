import type { Finding } from "../../core/finding.ts";

/** How many concepts a finding about an export names. */
const NAMED = 20;

/** What an exported file could not hold, counted by code. */
export interface Losses {
  /** Notes something of a concept that the file does not have. `what` is counted; a concept is named once. */
  readonly lose: (code: LossCode, conceptId: string, count?: number) => void;
  /** One finding a code, in the order of {@link LOSS_CODES}, with the number of things and the first concepts. */
  readonly report: () => readonly Finding[];
}

/** What can be lost; the sentence is `finding.export-<code>`. */
export const LOSS_CODES = [
  "concept",
  "forms",
  "forbidden",
  "second-target",
  "duplicate-source",
  "too-long",
  "long-cell",
  "characters",
  "days",
  "fields",
] as const;
export type LossCode = (typeof LOSS_CODES)[number];

/** An empty report of losses. */
export function noLosses(): Losses {
  const lost = new Map<LossCode, { count: number; readonly ids: Set<string> }>();
  return {
    lose(code, conceptId, count = 1) {
      if (count === 0) return;
      const entry = lost.get(code) ?? { count: 0, ids: new Set<string>() };
      entry.count += count;
      if (entry.ids.size < NAMED) entry.ids.add(conceptId);
      lost.set(code, entry);
    },
    report: () =>
      LOSS_CODES.flatMap((code): Finding[] => {
        const entry = lost.get(code);
        if (entry === undefined) return [];
        const { count, ids } = entry;
        const severity = code === "concept" || code === "characters" ? "warning" : "info";
        return [{ code: `export-${code}`, severity, params: { count }, conceptIds: [...ids] }];
      }),
  };
}
