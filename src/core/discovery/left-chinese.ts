import type { CompiledGlossary } from "../glossary/compile.ts";
import type { Span } from "../text/span.ts";
import { contains } from "../text/span.ts";
import type { DiscoveryDocument, Lane } from "./model.ts";

/** A Chinese form that waits for its English. */
export interface OpenPlace {
  readonly conceptId: string;
  /** Range of the Chinese text. */
  readonly source: Span;
  /** Range of the machine text that is aligned with it; undefined where there is none of its own. */
  readonly english: Span | undefined;
  /** The lane of the words that were found for it; undefined where none were. */
  readonly guess: Lane | undefined;
}

/** A Chinese form that the machine has left as it was, in its English. */
export interface LeftChinese extends Span {
  /** Whether there is no other Chinese right beside it. */
  readonly alone: boolean;
}

/** The Chinese may be left this many aligned pairs of sentences before or behind its place. */
const REACH = 1;

/**
 * Which Chinese form that was left in a machine's English stands for which open place of the document, by index of the
 * place: nearest first, places without any guess before others; of equal ones the first. Each is used once. Where words
 * were found that may be shown as a place, only a form that stands alone in the same sentences is surer.
 */
export function leftChinese(
  document: DiscoveryDocument,
  glossary: CompiledGlossary,
  places: readonly OpenPlace[],
): ReadonlyMap<number, LeftChinese> {
  const found = new Map<number, LeftChinese>();
  const { text } = document.target;
  if (places.length === 0 || !HAN.test(text)) return found;
  const left = formsLeft(text, glossary);
  if (left.size === 0) return found;
  const pairs = document.beads.filter(
    ({ source, target }) => source.from < source.to && target.from < target.to,
  );
  const steps = (side: "source" | "target", at: number): number =>
    pairs.filter((bead) => bead[side].from <= at).length;
  const stepOf = new Map([...left.values()].flat().map((form) => [form, steps("target", form.from)]));
  const claims = places.flatMap(({ conceptId, source, english, guess }, place) => {
    const forms = left.get(conceptId) ?? [];
    const own = forms.length === 0 ? 0 : steps("source", source.from);
    const shown = guess !== undefined && guess !== "report";
    return forms.flatMap((form) => {
      const inside = english !== undefined && contains(english, form);
      const distance = inside ? 0 : Math.abs((stepOf.get(form) ?? 0) - own);
      const near = shown ? inside && form.alone : distance <= REACH;
      return near
        ? [{ place, form, away: inside ? 0 : 1, guessed: guess === undefined ? 0 : 1, distance }]
        : [];
    });
  });
  claims.sort(
    (a, b) =>
      a.away - b.away ||
      a.guessed - b.guessed ||
      a.distance - b.distance ||
      a.form.from - b.form.from ||
      a.place - b.place,
  );
  const used = new Set<number>();
  for (const { place, form } of claims) {
    if (found.has(place) || used.has(form.from)) continue;
    found.set(place, form);
    used.add(form.from);
  }
  return found;
}

const HAN = /\p{Script=Han}/u;

/** Chinese forms in a machine text by their concepts, leftmost and longest; of concepts with one form each has it. */
function formsLeft(text: string, glossary: CompiledGlossary): ReadonlyMap<string, LeftChinese[]> {
  const forms = new Map<string, LeftChinese[]>();
  let [start, end] = [0, 0];
  for (const { from, to, conceptId, shadowed } of glossary.chinese.scan(text)) {
    const same = from === start && to === end;
    if (shadowed || (from < end && !same) || !HAN.test(text.slice(from, to))) continue;
    [start, end] = [from, to];
    // In brackets it tells what the English before it is in Chinese.
    if (/[(（]/.test(text.charAt(from - 1)) && /[)）]/.test(text.charAt(to))) continue;
    const before = /\p{L}?[^\p{L}\p{N}\n]*$/u.exec(text.slice(Math.max(0, from - BESIDE), from))?.[0] ?? "";
    const behind = /^[^\p{L}\p{N}\n]*\p{L}?/u.exec(text.slice(to, to + BESIDE))?.[0] ?? "";
    const own = forms.get(conceptId) ?? [];
    own.push({ from, to, alone: !HAN.test(before) && !HAN.test(behind) });
    forms.set(conceptId, own);
  }
  return forms;
}

/** How far Chinese beside is looked for, in characters. */
const BESIDE = 8;
