/** Two versions of a segment or of an article side by side. */
import { diffTexts } from "../core/merge/diff.ts";
import type { DiffPart } from "../core/merge/model.ts";
import type { Span } from "../core/text/span.ts";
import type { HistoryEntry } from "./views.ts";

/** Two revisions of a segment. */
export interface RevisionComparison {
  readonly from: number;
  readonly to: number;
  readonly diff: readonly DiffPart[];
}

/** What turns one revision of a history into another; undefined where one of them is not in it. */
export function compareRevisions(
  entries: readonly Pick<HistoryEntry, "revision" | "text">[],
  from: number | undefined,
  to: number | undefined,
): RevisionComparison | undefined {
  const before = entries.find(({ revision }) => revision === from);
  const after = entries.find(({ revision }) => revision === to);
  if (before === undefined || after === undefined) return undefined;
  return { from: before.revision, to: after.revision, diff: diffTexts(before.text, after.text) };
}

/** A sentence as it read in one version. */
export interface VersionedSentence extends Span {
  readonly segmentId: string;
  readonly text: string;
}

/** A stretch of an article that reads otherwise in another version: one sentence, or several that were cut otherwise. */
export interface VersionDifference extends Span {
  /** The first segment of it in the later version, else in the earlier one. */
  readonly segmentId: string;
  readonly diff: readonly DiffPart[];
}

/**
 * The stretches of a machine text that read otherwise in two versions, in order. Each version's sentences are in order.
 * Sentences that were split or joined in between are compared together.
 */
export function compareVersions(
  machine: string,
  before: readonly VersionedSentence[],
  after: readonly VersionedSentence[],
): VersionDifference[] {
  const differences: VersionDifference[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [a, b] = [i, j];
    if (before[i] === undefined) j++;
    else if (after[j] === undefined) i++;
    else {
      [i, j] = [i + 1, j + 1];
      // On to a place where both have an end.
      while ((before[i - 1]?.to ?? 0) !== (after[j - 1]?.to ?? 0)) {
        if ((before[i - 1]?.to ?? 0) < (after[j - 1]?.to ?? 0)) {
          if (i === before.length) break;
          i++;
        } else {
          if (j === after.length) break;
          j++;
        }
      }
    }
    const [old, young] = [before.slice(a, i), after.slice(b, j)];
    const [was, is] = [together(machine, old), together(machine, young)];
    const own = young.length > 0 ? young : old;
    if (was !== is)
      differences.push({
        segmentId: own[0]?.segmentId ?? "",
        from: own[0]?.from ?? 0,
        to: own.at(-1)?.to ?? 0,
        diff: diffTexts(was, is),
      });
  }
  return differences;
}

function together(machine: string, sentences: readonly VersionedSentence[]): string {
  return sentences
    .map(({ text, from }, index) => machine.slice(sentences[index - 1]?.to ?? from, from) + text)
    .join("");
}
