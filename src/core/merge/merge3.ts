import type { Replacement } from "./diff.ts";
import { replacements, wordsOf } from "./diff.ts";
import type { Merge, Region, RegionKind } from "./model.ts";

/**
 * A three-way merge at word grain (Khanna, Kunal, Pierce: A Formal Investigation of Diff3, 2007, on our tokens).
 * Changes of one side only are taken, equal changes of both are one. Changes that overlap or touch, and insertions at
 * one place, are a conflict with all three texts. Joining the regions' `base` gives `base` back, and likewise `ours` and
 * `theirs`, so nothing that either side wrote is lost.
 */
export function merge3(base: string, ours: string, theirs: string): Merge {
  const tokens = wordsOf(base);
  const left = replacements(tokens, wordsOf(ours));
  const right = replacements(tokens, wordsOf(theirs));
  const regions: Region[] = [];
  const add = (kind: RegionKind, b: string, o: string, t: string): void => {
    if (b !== "" || o !== "" || t !== "") regions.push({ kind, base: b, ours: o, theirs: t });
  };
  let at = 0;
  let i = 0;
  let j = 0;
  for (;;) {
    const start = Math.min(left[i]?.from ?? Infinity, right[j]?.from ?? Infinity);
    if (start === Infinity) break;
    const [fromLeft, fromRight] = [i, j];
    let end = start;
    for (let grown = true; grown;) {
      grown = false;
      for (let next = left[i]; next !== undefined && next.from <= end; next = left[++i]) {
        end = Math.max(end, next.to);
        grown = true;
      }
      for (let next = right[j]; next !== undefined && next.from <= end; next = right[++j]) {
        end = Math.max(end, next.to);
        grown = true;
      }
    }
    const same = tokens.slice(at, start).join("");
    add("same", same, same, same);
    const stood = tokens.slice(start, end).join("");
    const mine = apply(tokens, left.slice(fromLeft, i), start, end);
    const other = apply(tokens, right.slice(fromRight, j), start, end);
    add(regionKind(i > fromLeft, j > fromRight, mine === other), stood, mine, other);
    at = end;
  }
  const rest = tokens.slice(at).join("");
  add("same", rest, rest, rest);
  return { regions, text: mergedText(regions) };
}

function regionKind(byOurs: boolean, byTheirs: boolean, alike: boolean): RegionKind {
  if (byOurs && byTheirs) return alike ? "both" : "conflict";
  return byOurs ? "ours" : "theirs";
}

function apply(base: readonly string[], changes: readonly Replacement[], from: number, to: number): string {
  const out: string[] = [];
  let at = from;
  for (const change of changes) {
    out.push(...base.slice(at, change.from), ...change.tokens);
    at = change.to;
  }
  out.push(...base.slice(at, to));
  return out.join("");
}

/** The merged text, or undefined when a region is a conflict. */
function mergedText(regions: readonly Region[]): string | undefined {
  return regions.some((region) => region.kind === "conflict") ? undefined : preferOurs(regions);
}

/** The merged text, with our side where the two conflict. */
export function preferOurs(regions: readonly Region[]): string {
  return regions.map((region) => (region.kind === "theirs" ? region.theirs : region.ours)).join("");
}
