import { foldSurface } from "../text/elements.ts";
import type { ChineseHit, ChinesePlace } from "./chinese.ts";
import type { Category, Concept } from "./model.ts";
import { formTexts } from "./model.ts";
import type { Span } from "../text/span.ts";

type Shadow = NonNullable<ChineseHit["shadow"]>;

/** The forms that stand on one span, of all spans that no other one covers. */
interface Maximal extends Span {
  readonly places: readonly ChinesePlace[];
}

/**
 * The places as hits, those marked that stand inside a longer word and do not mean their concept:
 *
 * - an organisation's name that goes on as a word for its trade (中国银行 in 中国银行业);
 * - inside the longest form there, whose English is not made of the shorter one's (数码港 in 数码港元);
 * - cut by a longer form of another organisation, person or medium (中国银行 beside 银行业协会).
 *
 * Places by `from`, longer first. Of several longest forms that cover a place the first counts. O(n log n).
 */
export function markShadows(places: readonly ChinesePlace[], text: string): ChineseHit[] {
  const shadows = new Map<ChinesePlace, Shadow>();
  for (const place of places) {
    const trade = tradeWord(place, text);
    if (trade !== undefined) shadows.set(place, { form: trade });
  }
  const maximal = maximalOf(places.filter((place) => !shadows.has(place)));
  const english = new Map<Concept, readonly string[]>();
  for (const place of places) {
    if (shadows.has(place)) continue;
    const outer = maximal[firstReaching(maximal, place.to)];
    if (outer === undefined || outer.from > place.from || lengthOf(outer) === lengthOf(place)) continue;
    if (!outer.places.some((whole) => madeOf(whole, place, english))) shadows.set(place, shadowOf(outer));
  }
  for (const [longer, shorter] of cutNames(maximal)) {
    if (longer.places.some((place) => shadows.has(place))) continue;
    for (const place of shorter.places) shadows.set(place, shadowOf(longer));
  }
  return places.map((place) => {
    const { from, to, entry } = place;
    const hit = { from, to, conceptId: entry.concept.id, form: entry.form };
    const shadow = shadows.get(place);
    return shadow === undefined ? { ...hit, shadowed: false } : { ...hit, shadowed: true, shadow };
  });
}

function shadowOf({ places: [first] }: Maximal): Shadow {
  return { form: first?.entry.form ?? "", ...(first && { conceptId: first.entry.concept.id }) };
}

/** Both ends of each one lie behind those of the one before it. */
function maximalOf(places: readonly ChinesePlace[]): Maximal[] {
  const maximal: (Span & { places: ChinesePlace[] })[] = [];
  for (const place of places) {
    const last = maximal.at(-1);
    if (last?.from === place.from && last.to === place.to) last.places.push(place);
    else if (last === undefined || place.to > last.to) {
      maximal.push({ from: place.from, to: place.to, places: [place] });
    }
  }
  return maximal;
}

/** Index of the first of the spans that ends at an offset or behind it. */
function firstReaching(spans: readonly Span[], to: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.to ?? Infinity) < to) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Names of different concepts that cut each other, the longer one first, the longest pair first. */
function cutNames(maximal: readonly Maximal[]): (readonly [Maximal, Maximal])[] {
  const pairs: (readonly [Maximal, Maximal])[] = [];
  maximal.forEach((second, index) => {
    const first = maximal[index - 1];
    if (first === undefined || first.to <= second.from || lengthOf(first) === lengthOf(second)) return;
    const all = [...first.places, ...second.places];
    const own = first.places.some(({ entry }) =>
      second.places.some((other) => other.entry.concept === entry.concept),
    );
    if (own || !all.every(({ entry }) => NAMES.has(entry.concept.category))) return;
    pairs.push(lengthOf(first) > lengthOf(second) ? [first, second] : [second, first]);
  });
  return pairs.sort(([a], [b]) => lengthOf(b) - lengthOf(a));
}

/** Names that share no characters with the name beside them; a place and a plan may (粤港澳大湾区, 大湾区建设规划). */
const NAMES: ReadonlySet<Category> = new Set(["person", "organisation", "media"]);

function lengthOf(place: Span): number {
  return place.to - place.from;
}

/** Whether the English of the outer name has that of the inner one in it, so that both are meant. */
function madeOf(outer: ChinesePlace, inner: ChinesePlace, memory: Map<Concept, readonly string[]>): boolean {
  if (outer.entry.concept === inner.entry.concept) return true;
  const wholes = goodEnglish(outer.entry.concept, memory);
  return goodEnglish(inner.entry.concept, memory).some((name) =>
    wholes.some((whole) => whole.includes(name)),
  );
}

/** Between blanks, so that whole words are compared. */
function goodEnglish(concept: Concept, memory: Map<Concept, readonly string[]>): readonly string[] {
  const known = memory.get(concept);
  if (known !== undefined) return known;
  const wrong = new Set(formTexts(concept, "en", "deprecated"));
  const good = formTexts(concept, "en")
    .filter((text) => !wrong.has(text))
    .map((text) => ` ${foldSurface(text)} `);
  memory.set(concept, good);
  return good;
}

/** A bank, insurer or broker whose last word goes on as its trade (银行业), unless the next word begins with 业 (业务). */
const TRADE = /^\s?[业業](?![务務绩績主已])/;
const TRADERS = /(?:银行|銀行|证券|證券|保险|保險|信托|信託|基金|航空|地产|地產|电信|電信)$/;

function tradeWord(place: ChinesePlace, text: string): string | undefined {
  if (place.entry.concept.category !== "organisation") return undefined;
  const surface = text.slice(place.from, place.to);
  if (!TRADERS.test(surface) || !TRADE.test(text.slice(place.to, place.to + 3))) return undefined;
  return `${surface}${text.charAt(place.to)}`;
}
