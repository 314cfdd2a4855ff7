import type { Decision, DecisionScope } from "../article/model.ts";
import { foldSurface } from "../text/elements.ts";
import type { Span } from "../text/span.ts";
import { contains } from "../text/span.ts";

const RANK: Readonly<Record<DecisionScope, number>> = { occurrence: 3, segment: 2, article: 1 };

/** The decision that holds for a span of the machine text: the nearest; of equally near ones the last. */
export function decisionAbout(
  span: Span,
  machine: string,
  decisions: readonly Decision[],
): Decision | undefined {
  if (decisions.length === 0) return undefined;
  const surface = foldSurface(machine.slice(span.from, span.to));
  let best: Decision | undefined;
  for (const decision of decisions) {
    if (decision.form !== surface || !contains(decision, span)) continue;
    if (best === undefined || RANK[decision.scope] >= RANK[best.scope]) best = decision;
  }
  return best;
}
