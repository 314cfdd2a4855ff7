import { compareIds } from "../glossary/chinese.ts";

/** An editor's earlier choice of a concept for a form that several concepts have. */
export interface EarlierPin {
  readonly conceptId: string;
  readonly articleId: string;
  /** When it was made; later ones greater. */
  readonly at: number;
  /** The concepts that stand in its article. */
  readonly concepts: readonly string[];
}

/** A concept that an editor would probably choose again. */
export interface RankedSense {
  readonly conceptId: string;
  /** Above 0; what the names in common say, of the best pin. */
  readonly score: number;
  /** The earlier pin that says most for it. */
  readonly pin: EarlierPin;
  /** The concepts in both articles that tell the senses apart, in binary order. */
  readonly shared: readonly string[];
}

/**
 * The senses of a form that were chosen before in articles with names that this one has too, the likeliest first. A name
 * counts 1 when it stood beside one sense only, less the more senses it stood beside, nothing beside all of them; the
 * senses themselves never count. Equal ones: the newer pin first, then by concept id. Without a name in common nothing
 * is offered.
 */
export function rankSenses(
  senses: readonly string[],
  pins: readonly EarlierPin[],
  concepts: readonly string[],
): RankedSense[] {
  const here = new Set(concepts.filter((id) => !senses.includes(id)));
  const beside = new Map<string, Set<string>>();
  const known = pins.filter(({ conceptId }) => senses.includes(conceptId));
  for (const pin of known) {
    for (const id of pin.concepts) {
      if (!here.has(id)) continue;
      const told = beside.get(id);
      if (told === undefined) beside.set(id, new Set([pin.conceptId]));
      else told.add(pin.conceptId);
    }
  }
  const weight = (id: string): number =>
    (senses.length - (beside.get(id)?.size ?? 0)) / Math.max(1, senses.length - 1);
  const best = new Map<string, RankedSense>();
  for (const pin of known) {
    const shared = [...new Set(pin.concepts)].filter((id) => here.has(id) && weight(id) > 0).sort(compareIds);
    const score = shared.reduce((sum, id) => sum + weight(id), 0);
    if (score <= 0) continue;
    const sense = { conceptId: pin.conceptId, score, pin, shared };
    const other = best.get(pin.conceptId);
    if (other === undefined || compareSenses(sense, other) < 0) best.set(pin.conceptId, sense);
  }
  return [...best.values()].sort(compareSenses);
}

function compareSenses(a: RankedSense, b: RankedSense): number {
  return (
    b.score - a.score ||
    b.pin.at - a.pin.at ||
    compareIds(a.conceptId, b.conceptId) ||
    compareIds(a.pin.articleId, b.pin.articleId)
  );
}
