import { preferredForm } from "../core/glossary/model.ts";
import type { EarlierPin } from "../core/rendering/senses.ts";
import { rankSenses } from "../core/rendering/senses.ts";
import { foldSurface } from "../core/text/elements.ts";
import { labelOf } from "./glossary.ts";
import type { HitRecord, PinRecord } from "./records.ts";
import type { SegmentMaterial } from "./segment-views.ts";
import type { StoreReader } from "./store.ts";
import type { PinOffer } from "./views.ts";

/** The newest pins that are looked at. */
const LIMIT = 200;

/**
 * What editors chose before, in articles with the same names, for the hits of an article that ask because several
 * concepts have their form: by `from-to` of the hit in the machine text, the likeliest first. Nothing is decided by it.
 */
export async function pinOffers(
  tx: StoreReader,
  material: SegmentMaterial,
): Promise<ReadonlyMap<string, readonly PinOffer[]>> {
  const { article, hits, glossary } = material;
  const asking = hits.filter(({ reason }) => reason === "rival" || reason === "too-many");
  const formOf = (hit: HitRecord): string => foldSurface(article.machine.slice(hit.from, hit.to));
  const places = new Map<string, { form: string; senses: string[] }>();
  for (const hit of asking) {
    const key = `${hit.from}-${hit.to}`;
    const place = places.get(key);
    if (place === undefined) places.set(key, { form: formOf(hit), senses: [hit.conceptId] });
    else place.senses.push(hit.conceptId);
  }
  if (places.size === 0) return new Map();
  const forms = [...new Set([...places.values()].map(({ form }) => form))];
  const pins = (await tx.pins(forms, LIMIT)).filter(({ decision }) => decision.articleId !== article.id);
  if (pins.length === 0) return new Map();
  const concepts = [...new Set(hits.map(({ conceptId }) => conceptId))];
  const offers = new Map<string, readonly PinOffer[]>();
  const known = new Map<string, readonly PinOffer[]>();
  for (const [key, { form, senses }] of places) {
    const about = [form, ...senses].join("\n");
    let offered = known.get(about);
    if (offered === undefined) {
      const same = pins.filter(({ decision }) => decision.form === form);
      const writable = senses.filter((id) => {
        const concept = glossary.records.get(id)?.concept;
        return concept !== undefined && preferredForm(concept) !== undefined;
      });
      offered = rankSenses(senses, same.map(earlierPin), concepts)
        .filter(({ conceptId }) => writable.includes(conceptId))
        .map(({ conceptId, pin }) => ({
          conceptId,
          conceptLabel: labelOf(glossary, conceptId),
          articleId: pin.articleId,
          articleTitle:
            same.find(({ decision }) => decision.articleId === pin.articleId)?.articleTitle ?? pin.articleId,
        }));
      known.set(about, offered);
    }
    if (offered.length > 0) offers.set(key, offered);
  }
  return offers;
}

function earlierPin({ decision, at, concepts }: PinRecord): EarlierPin {
  return { conceptId: decision.conceptId, articleId: decision.articleId, at, concepts };
}
