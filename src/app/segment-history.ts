import { diffTexts } from "../core/merge/diff.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { proposerOf } from "./edit-authors.ts";
import { glossaryFor } from "./glossary.ts";
import { getArticleRecord, getSegment, getSummary } from "./loading.ts";
import type { ChangeRecord, RevisionRecord } from "./records.ts";
import { findSegmentView, segmentMaterial } from "./segment-views.ts";
import { excerpt } from "./segments.ts";
import type { HistoryView } from "./views.ts";

/** A revision with the change that wrote it. */
interface Entry {
  readonly revision: RevisionRecord;
  readonly change: ChangeRecord;
}

/**
 * What was done to a segment, newest first, with who, when and why: its revisions, those of one session of typing as the
 * last of them. Fails not-found.
 */
export function segmentHistory(deps: Deps, segmentId: string): Promise<HistoryView> {
  return deps.store.read(async (tx) => {
    const segment = await getSegment(tx, segmentId);
    const article = await getArticleRecord(tx, segment.articleId);
    const material = await segmentMaterial(tx, article, await glossaryFor(deps, tx));
    const view = findSegmentView(material, segmentId);
    if (view === undefined) throw new Failure("not-found", "failure.no-segment", { id: segmentId });
    const history = await tx.segmentHistory(segmentId);
    const proposers = new Map<string, string | undefined>();
    for (const { change } of history) proposers.set(change.id, await proposerOf(tx, change));
    const first = article.machine.slice(segment.from, segment.to);
    return {
      article: await getSummary(tx, article.id),
      segment: view,
      entries: steps(history).map(({ last: { revision, change }, before }) => ({
        revision: revision.revision,
        // What was typed in one go is saved again and again under the change that began it.
        at: revision.revision === segment.revision ? segment.updatedAt : change.at,
        actor: change.actor.name,
        actorKind: change.actor.kind,
        proposer: proposers.get(change.id),
        kind: change.kind,
        name: change.kind === "segment.edit" ? excerpt(revision.text) : change.name,
        state: revision.state,
        text: revision.text,
        diff: diffTexts(before?.text ?? first, revision.text),
        current: revision.revision === segment.revision,
      })),
    };
  });
}

/** A history, newest first, with the revisions that follow each other in one change as one step from `before` to `last`. */
function steps(
  history: readonly Entry[],
): { readonly last: Entry; readonly before: RevisionRecord | undefined }[] {
  return history.flatMap((entry, index) => {
    if (history[index - 1]?.change.id === entry.change.id) return [];
    const older = history.slice(index + 1).find(({ change }) => change.id !== entry.change.id);
    return [{ last: entry, before: older?.revision }];
  });
}
