import { diffTexts } from "../core/merge/diff.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { glossaryFor } from "./glossary.ts";
import { getArticleRecord, getSegment, getSummary } from "./loading.ts";
import { findSegmentView, segmentMaterial } from "./segment-views.ts";
import type { HistoryView } from "./views.ts";

/** Every revision of a segment with who, when and why, newest first. Fails not-found. */
export function segmentHistory(deps: Deps, segmentId: string): Promise<HistoryView> {
  return deps.store.read(async (tx) => {
    const segment = await getSegment(tx, segmentId);
    const article = await getArticleRecord(tx, segment.articleId);
    const material = await segmentMaterial(tx, article, await glossaryFor(deps, tx));
    const view = findSegmentView(material, segmentId);
    if (view === undefined) throw new Failure("not-found", "failure.no-segment", { id: segmentId });
    const history = await tx.segmentHistory(segmentId);
    const first = article.machine.slice(segment.from, segment.to);
    return {
      article: await getSummary(tx, article.id),
      segment: view,
      entries: history.map(({ revision, change }, index) => ({
        revision: revision.revision,
        at: change.at,
        actor: change.actor.name,
        actorKind: change.actor.kind,
        kind: change.kind,
        name: change.name,
        state: revision.state,
        text: revision.text,
        diff: diffTexts(history[index + 1]?.revision.text ?? first, revision.text),
        current: revision.revision === segment.revision,
      })),
    };
  });
}
