import type { Bead } from "../article/model.ts";
import type { Assigned } from "./assignment.ts";
import type { Measures } from "./confidence.ts";
import { glossCoverage, SURE_SCORE } from "./spans.ts";

/** How often each rendering of a concept was chosen, by {@link renderingKey}: the sum of the scores. */
export type Support = ReadonlyMap<string, number>;

/** A concept with the stems of the words that were chosen for it. */
export function renderingKey({ place, pair, chosen }: Assigned): string {
  const words = chosen === undefined ? [] : pair.english.slice(chosen.from, chosen.to);
  return `${place.term.concept.id}\n${words.map(({ stem }) => stem).join(" ")}`;
}

/** Whether a place was chosen that says something about how the machine writes the concept. */
export function isTelling({ chosen }: Assigned): boolean {
  return chosen !== undefined && chosen.score >= SURE_SCORE;
}

/** Sums the scores of each rendering. */
export function supportOf(assigned: readonly Assigned[]): Support {
  const support = new Map<string, number>();
  for (const each of assigned) {
    if (each.chosen === undefined || !isTelling(each)) continue;
    const key = renderingKey(each);
    support.set(key, (support.get(key) ?? 0) + each.chosen.score);
  }
  return support;
}

/** What is measured about a chosen place; undefined where none was chosen. */
export function measure(each: Assigned, support: Support, bead: Bead | undefined): Measures | undefined {
  const { chosen, evidence, pair, place, others } = each;
  if (chosen === undefined) return undefined;
  const words = pair.english.slice(chosen.from, chosen.to);
  const content = words.filter(({ stop }) => !stop);
  const count = Math.max(1, content.length);
  let outside = 0;
  let claims = 0;
  for (let j = chosen.from; j < chosen.to; j++) {
    if (pair.english[j]?.stop !== false) continue;
    outside += (evidence.outside[j] ?? 0) / count;
    claims += (evidence.claims[j] ?? 0) / count;
  }
  const rival = others.find((other) => other.to <= chosen.from || other.from >= chosen.to);
  const elsewhere = (support.get(renderingKey(each)) ?? 0) - (isTelling(each) ? chosen.score : 0);
  return {
    score: chosen.score,
    claims,
    recall: chosen.recall,
    glosses: glossCoverage(evidence, chosen),
    support: Math.min(1, Math.log1p(Math.max(0, elsewhere)) / 3),
    official: content.filter(({ stem }) => place.term.stems.has(stem)).length / count,
    outside,
    margin: Math.max(0, chosen.score - (rival?.score ?? 0)),
    single: content.length === 1 ? 1 : 0,
    beside:
      [chosen.from - 1, chosen.to].filter((j) => place.term.stems.has(pair.english[j]?.stem ?? "")).length /
      2,
    name: content.every(({ capital }) => capital) ? 1 : 0,
    bead: bead?.confidence ?? 0,
  };
}
