/** A person's word about a proposed concept: it is approved, or rejected with a reason. */
import { conceptLabel, type ConceptStatus } from "../../core/glossary/model.ts";
import { repeated, type OpenChange } from "../changes.ts";
import { checkedComment } from "../comments.ts";
import type { Deps } from "../deps.ts";
import { Failure } from "../failure.ts";
import type { Actor, ChangeKind } from "../records.ts";
import type { StoreWriter } from "../store.ts";
import { takenBefore, takeSteps, unchangedSince, type ConceptsChanged, type SeenConcept } from "./change.ts";

/** Which proposed concept, as it was looked at. */
export interface JudgeInput {
  readonly concept: SeenConcept;
  readonly requestId?: string | undefined;
}

/** Approves a proposed concept. Fails conflict where it was changed since it was looked at or is not proposed. */
export function approveConcept(deps: Deps, actor: Actor, input: JudgeInput): Promise<ConceptsChanged> {
  return judge(deps, actor, input, { kind: "concept.approve", status: "approved" });
}

/**
 * Rejects a proposed concept: it is retired, so that it does nothing and is still found, and the reason stands among its
 * comments and in its history. Fails as {@link approveConcept}, and invalid without a reason.
 */
export function rejectConcept(
  deps: Deps,
  actor: Actor,
  input: JudgeInput & { readonly reason: string },
): Promise<ConceptsChanged> {
  const text = checkedComment(input.reason);
  const conceptId = input.concept.id;
  return judge(deps, actor, input, {
    kind: "concept.reject",
    status: "retired",
    also: async (tx, change) => {
      const id = deps.newId();
      await tx.addConceptComment({ id, conceptId, changeId: change.id, createdAt: change.at, text });
      await tx.addConceptCommentStep({ commentId: id, changeId: change.id, state: "open", former: null });
    },
  });
}

function judge(
  deps: Deps,
  actor: Actor,
  { concept, requestId }: JudgeInput,
  word: {
    readonly kind: ChangeKind;
    readonly status: ConceptStatus;
    readonly also?: (tx: StoreWriter, change: OpenChange) => Promise<void>;
  },
): Promise<ConceptsChanged> {
  return deps.store.write(async (tx) => {
    const earlier = await repeated(tx, requestId);
    if (earlier !== undefined) return takenBefore(tx, earlier.id);
    const [before] = await unchangedSince(tx, [concept]);
    if (before?.concept.status !== "proposed")
      throw new Failure("conflict", "failure.concept-not-proposed", {});
    return takeSteps(deps, tx, actor, {
      kind: word.kind,
      name: conceptLabel(before.concept),
      steps: [{ before, after: { ...before.concept, status: word.status } }],
      requestId,
      also: async (change) => word.also?.(tx, change),
    });
  });
}
