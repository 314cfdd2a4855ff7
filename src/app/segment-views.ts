import { preferredForm } from "../core/glossary/model.ts";
import { diffTexts } from "../core/merge/diff.ts";
import { merge3 } from "../core/merge/merge3.ts";
import { machineRuns, textRuns } from "../core/rendering/runs.ts";
import { foldSurface } from "../core/text/elements.ts";
import { contains, indexAt, overlaps, spanAround } from "../core/text/span.ts";
import { commentsBySegment } from "./comment-views.ts";
import { editAuthors } from "./edit-authors.ts";
import type { LoadedGlossary } from "./glossary.ts";
import { labelOf } from "./glossary.ts";
import { once } from "./once.ts";
import type { ArticleRecord, DecisionRecord, HitRecord, ProposalRecord, SegmentRecord } from "./records.ts";
import { chineseBeside, linkRuns } from "./source-views.ts";
import type { StoreReader } from "./store.ts";
import type { CommentView } from "./together-views.ts";
import type { DecisionView, ProposalView, SegmentView } from "./views.ts";

/** Everything that the views of an article's segments are made of. */
export interface SegmentMaterial {
  readonly article: ArticleRecord;
  readonly segments: readonly SegmentRecord[];
  readonly hits: readonly HitRecord[];
  readonly proposals: readonly ProposalRecord[];
  readonly decisions: readonly DecisionRecord[];
  readonly glossary: LoadedGlossary;
  /** By segment id. */
  readonly comments: ReadonlyMap<string, readonly CommentView[]>;
  /** Who proposed the edits that wait, by proposal id. */
  readonly authors: ReadonlyMap<string, EditAuthor>;
}

interface EditAuthor {
  readonly name: string;
  readonly at: number;
}

/** Reads what the views of an article's segments are made of. */
export async function segmentMaterial(
  tx: StoreReader,
  article: ArticleRecord,
  glossary: LoadedGlossary,
): Promise<SegmentMaterial> {
  const segments = await tx.segments(article.id);
  const proposals = await tx.openProposals(article.id);
  return {
    article,
    glossary,
    segments,
    proposals,
    comments: await commentsBySegment(tx, article.id, segments),
    authors: await editAuthors(tx, proposals),
    hits: await tx.hits(article.id),
    decisions: await tx.decisions(article.id),
  };
}

/**
 * The views of an article's segments, in order. What is costly in a view is made when it is read first: of a long article few
 * are shown at once.
 */
export function segmentViews(
  material: SegmentMaterial,
  chinese = chineseBeside(material.article, material.segments, material.glossary),
): SegmentView[] {
  const { article, segments, glossary } = material;
  const hitsIn = Map.groupBy(material.hits, (hit) => indexAt(segments, hit.from));
  const proposalsOf = Map.groupBy(material.proposals, ({ segmentId }) => segmentId);
  return segments.map((segment, index) => {
    const block = spanAround(article.blocks, segment);
    const previous = segments[index - 1];
    const next = segments[index + 1];
    const machine = article.machine.slice(segment.from, segment.to);
    const hits = (hitsIn.get(index) ?? [])
      .filter((hit) => contains(segment, hit))
      .map((hit) => ({ ...hit, from: hit.from - segment.from, to: hit.to - segment.from }));
    const beside = once(() => chinese.at(segment));
    const marked = once(() => textRuns(segment, segment.provenance, hits, segment.from));
    const linked = once(() => linkRuns(marked(), beside().concepts, article, glossary));
    const inMachine = once(() => machineRuns(machine, hits, segment.from));
    return {
      id: segment.id,
      articleId: article.id,
      number: index + 1,
      block: block?.kind ?? "body",
      startsBlock: previous === undefined || block === undefined || !contains(block, previous),
      state: segment.state,
      revision: segment.revision,
      machine,
      text: segment.text,
      edited: segment.text !== segment.rendered,
      get runs() {
        return linked();
      },
      get asks() {
        return marked().some(({ mark }) => mark?.kind === "ask");
      },
      get machineRuns() {
        return inMachine();
      },
      get sourceRuns() {
        return beside().sourceRuns;
      },
      get bead() {
        return beside().bead;
      },
      get sourceDoubtful() {
        return beside().doubtful;
      },
      proposals: (proposalsOf.get(segment.id) ?? []).map((proposal) =>
        proposalView(proposal, segment, material.authors.get(proposal.id)),
      ),
      decisions: material.decisions
        .filter((decision) => decision.scope !== "article" && overlaps(decision, segment))
        .map((decision) => decisionView(decision, glossary)),
      comments: material.comments.get(segment.id) ?? [],
      canJoin: next !== undefined && block !== undefined && contains(block, next),
    };
  });
}

/** One segment's view, or undefined when the article does not have it (any more). */
export function findSegmentView(material: SegmentMaterial, segmentId: string): SegmentView | undefined {
  return segmentViews(material).find((view) => view.id === segmentId);
}

/** A proposal beside what stands. The merge is made anew: the text may have changed since. */
export function proposalView(
  proposal: ProposalRecord,
  segment: SegmentRecord,
  author?: EditAuthor,
): ProposalView {
  const base = proposal.base ?? segment.rendered;
  const { regions, text } = merge3(base, segment.text, proposal.rendered);
  return {
    id: proposal.id,
    kind: proposal.kind,
    glossaryRevision: proposal.glossaryRevision,
    author,
    base,
    ours: segment.text,
    theirs: proposal.rendered,
    merged: text ?? null,
    regions,
    diff: diffTexts(segment.text, text ?? proposal.rendered),
  };
}

/** A decision with its concept's name. */
export function decisionView(decision: DecisionRecord, glossary: LoadedGlossary): DecisionView {
  return {
    id: decision.id,
    kind: decision.kind,
    scope: decision.scope,
    form: decision.form,
    conceptId: decision.conceptId,
    conceptLabel: labelOf(glossary, decision.conceptId),
  };
}

/** Decisions of the whole article, and those that no longer act: their form is gone, or what they would write. */
export function articleDecisions(material: SegmentMaterial): DecisionView[] {
  const { article, hits, decisions, glossary } = material;
  return decisions
    .filter((decision) => {
      if (decision.scope === "article") return true;
      const concept = glossary.records.get(decision.conceptId)?.concept;
      const writes =
        concept?.status !== "retired" && concept !== undefined && preferredForm(concept) !== undefined;
      if (decision.kind !== "keep" && !writes) return true;
      return !hits.some(
        (hit) =>
          contains(decision, hit) && foldSurface(article.machine.slice(hit.from, hit.to)) === decision.form,
      );
    })
    .map((decision) => decisionView(decision, glossary));
}
