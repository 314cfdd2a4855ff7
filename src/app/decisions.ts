import type { DecisionKind, DecisionScope } from "../core/article/model.ts";
import { preferredForm } from "../core/glossary/model.ts";
import { foldSurface } from "../core/text/elements.ts";
import type { Span } from "../core/text/span.ts";
import { contains, spanAround } from "../core/text/span.ts";
import { openChange } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { glossaryFor, labelOf } from "./glossary.ts";
import { getArticleRecord } from "./loading.ts";
import type { Actor, HitRecord, SegmentRecord } from "./records.ts";
import { renderArticle } from "./rendering.ts";

export interface DecideInput {
  readonly articleId: string;
  /** The hit, in the article's machine text. */
  readonly from: number;
  readonly to: number;
  /** `use`: the concept that is meant; else the concept of the hit. */
  readonly conceptId: string;
  readonly kind: DecisionKind;
  readonly scope: DecisionScope;
}

/**
 * Decides about a hit: keep the machine's form, accept the replacement, or use another concept; there, in its segment
 * or in the whole article. The article is rendered again. Fails invalid (no hit there, nothing to write), not-found.
 */
export function decide(
  deps: Deps,
  actor: Actor,
  input: DecideInput,
): Promise<{ readonly articleId: string; readonly segmentId: string }> {
  return deps.store.write(async (tx) => {
    const article = await getArticleRecord(tx, input.articleId);
    const glossary = await glossaryFor(deps, tx);
    const record = glossary.records.get(input.conceptId);
    if (record === undefined) throw new Failure("not-found", "failure.no-concept", { id: input.conceptId });
    if (input.kind !== "keep" && preferredForm(record.concept) === undefined) {
      throw new Failure("invalid", "failure.decision-no-preferred", {
        concept: labelOf(glossary, input.conceptId),
      });
    }
    const segments = await tx.segments(article.id);
    const hit = hitAt(await tx.hits(article.id), segments, input);
    const segment = hit === undefined ? undefined : spanAround(segments, hit);
    if (hit === undefined || segment === undefined)
      throw new Failure("invalid", "failure.decision-place", {});
    const range = { occurrence: hit, segment, article: { from: 0, to: article.machine.length } }[input.scope];
    const surface = article.machine.slice(hit.from, hit.to);
    const change = await openChange(deps, tx, actor, {
      kind: "decision.make",
      name: surface,
      articleId: article.id,
    });
    await tx.addDecision({
      id: deps.newId(),
      articleId: article.id,
      kind: input.kind,
      scope: input.scope,
      from: range.from,
      to: range.to,
      form: foldSurface(surface),
      conceptId: input.conceptId,
      changeId: change.id,
      revokedBy: null,
    });
    await renderArticle(deps, tx, change, article, glossary.compiled);
    await change.close();
    return { articleId: article.id, segmentId: segment.id };
  });
}

/**
 * The hit on a range. A mark's range is that of its change, which may reach over the article before the hit and the
 * apostrophe, verb or doubled word behind it: then the replaced hit inside is meant.
 */
function hitAt(
  hits: readonly HitRecord[],
  segments: readonly SegmentRecord[],
  range: Span,
): HitRecord | undefined {
  const exact = hits.find((hit) => hit.from === range.from && hit.to === range.to);
  if (exact !== undefined) return exact;
  const segment = spanAround(segments, range);
  const written = segment?.provenance.some(
    (change) => change.from + segment.from === range.from && change.to + segment.from === range.to,
  );
  return written ? hits.find((hit) => hit.outcome === "replace" && contains(range, hit)) : undefined;
}

/** Takes a decision back and renders the article again. Fails not-found, conflict when it was taken back before. */
export function revokeDecision(
  deps: Deps,
  actor: Actor,
  input: { readonly decisionId: string },
): Promise<{ readonly articleId: string }> {
  return deps.store.write(async (tx) => {
    const decision = await tx.decision(input.decisionId);
    if (decision === undefined)
      throw new Failure("not-found", "failure.no-decision", { id: input.decisionId });
    if (decision.revokedBy !== null) throw new Failure("conflict", "failure.decision-revoked", {});
    const article = await getArticleRecord(tx, decision.articleId);
    const glossary = await glossaryFor(deps, tx);
    const change = await openChange(deps, tx, actor, {
      kind: "decision.revoke",
      name: decision.form,
      articleId: article.id,
    });
    await tx.setDecisionRevoked(decision.id, change.id);
    await renderArticle(deps, tx, change, article, glossary.compiled);
    await change.close();
    return { articleId: article.id };
  });
}
