/** Beads under review: what stands beside what, and an editor's word about it. */
import type { BeadsView } from "./bead-views.ts";
import type { BeadCorrection, BeadRefusal } from "../core/article/beads.ts";
import { correctBeads, sentencesOf } from "../core/article/beads.ts";
import type { Span } from "../core/text/span.ts";
import { indexAt } from "../core/text/span.ts";
import { chineseScript } from "../core/text/script.ts";
import { DOUBTFUL_BEAD, alignmentHints, alignTexts } from "./alignment.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { glossaryFor } from "./glossary.ts";
import { getSummary } from "./loading.ts";
import type { Actor } from "./records.ts";
import { excerpt } from "./segments.ts";
import { getLinked, nothingDone, putSource } from "./sources.ts";
import { lastUndoable } from "./undo-choice.ts";
import type { SourceReport } from "./views.ts";

const REFUSALS: Readonly<Record<BeadRefusal, string>> = {
  "no-bead": "failure.no-bead",
  "no-neighbour": "failure.bead-last",
  "nothing-to-move": "failure.bead-empty",
  "nothing-to-cut": "failure.bead-cut",
};

/** An article's beads, sentence by sentence. Fails not-found, also for an article without Chinese. */
export function getBeads(deps: Deps, articleId: string): Promise<BeadsView> {
  return deps.store.read(async (tx) => {
    const { article, segments, source, units, beads } = await getLinked(tx, { articleId });
    const sentence = (text: string, span: Span): string => text.slice(span.from, span.to);
    return {
      article: await getSummary(tx, articleId),
      sourceLang: chineseScript(source),
      sourceReconstructed: article.sourceReconstructed,
      revision: article.sourceRevision,
      fit: article.sourceFit,
      findings: article.sourceFindings,
      beads: beads.map((bead, index) => ({
        number: index + 1,
        text: source.slice(bead.source.from, bead.source.to),
        source: sentencesOf(article.sourceSentences, bead.source).map((span) => sentence(source, span)),
        target: sentencesOf(units, bead.target).map((span) => ({
          text: sentence(article.machine, span),
          segment: indexAt(segments, span.from) + 1,
        })),
        confidence: bead.confidence,
        doubtful: bead.setBy === undefined && bead.confidence < DOUBTFUL_BEAD,
        setBy: bead.setBy,
      })),
      undo: await lastUndoable(tx, articleId),
    };
  });
}

export interface CorrectBeadInput {
  readonly articleId: string;
  /** The revision of the Chinese that the editor had before them. */
  readonly revision: number;
  readonly correction: BeadCorrection;
}

/** Merges, splits or shifts beads; those it touches are the editor's. Fails invalid, conflict, not-found. */
export function correctBead(deps: Deps, actor: Actor, input: CorrectBeadInput): Promise<SourceReport> {
  return deps.store.write(async (tx) => {
    const { article, segments, source, units, beads } = await getLinked(tx, input);
    const linked = { source: article.sourceSentences, target: units, beads };
    const made = correctBeads(linked, input.correction);
    if (typeof made === "string") throw new Failure("invalid", REFUSALS[made], {});
    const { source: range, target } = beads[input.correction.at] ?? { source: undefined, target: undefined };
    const chinese = source.slice(range?.from, range?.to);
    const name = excerpt(chinese === "" ? article.machine.slice(target?.from, target?.to) : chinese);
    return putSource(deps, tx, actor, {
      article,
      segments,
      content: { ...article, beads: made },
      change: { kind: "bead.correct", name },
    });
  });
}

/** Aligns an article anew; beads that a person or a table set stay where they are. Fails not-found. */
export function realign(
  deps: Deps,
  actor: Actor,
  input: { readonly articleId: string },
): Promise<SourceReport> {
  return deps.store.write(async (tx) => {
    const { article, segments, source } = await getLinked(tx, input);
    const { sourceSentences, machine } = article;
    const { compiled } = await glossaryFor(deps, tx);
    const hints = await alignmentHints(deps, compiled, { source, machine });
    const aligned = alignTexts(
      { source, sourceSentences, machine, segments, hints },
      article.beads.filter((bead) => bead.setBy !== undefined),
    );
    if (JSON.stringify(aligned.beads) === JSON.stringify(article.beads))
      return nothingDone(article, undefined);
    return putSource(deps, tx, actor, {
      article,
      segments,
      content: { ...article, ...aligned },
      change: { kind: "article.align", name: article.title },
    });
  });
}
