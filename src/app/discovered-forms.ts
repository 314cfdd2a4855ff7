import type { FormKind } from "../core/glossary/model.ts";
import { foldSurface } from "../core/text/elements.ts";
import { writeDatedForm } from "../formats/glossaries/dated-forms.ts";
import { openChange, repeated } from "./changes.ts";
import { draftOf } from "./concept-drafts.ts";
import { saveConcept } from "./concept-saving.ts";
import type { Deps } from "./deps.ts";
import { getConceptRecord } from "./loading.ts";
import type { Actor } from "./records.ts";
import { checkedName } from "./texts.ts";
import type { ConceptDraft, SaveConceptResult } from "./views.ts";

/** What editors' words may become beside the form that is written: let stand, or written from now on. */
export const RIGHT_KINDS = ["admitted", "preferred"] as const satisfies readonly FormKind[];
export type RightKind = (typeof RIGHT_KINDS)[number];

/** A form that was found, as an editor judges it. */
export interface FormJudgement {
  readonly conceptId: string;
  /** The machine's words, one line. */
  readonly surface: string;
  /** What editors write instead, and what of the concept it becomes. */
  readonly right?: { readonly text: string; readonly kind: RightKind } | undefined;
  /** The article in hand. */
  readonly articleId?: string | undefined;
  readonly requestId?: string | undefined;
}

/**
 * Writes a form that was found into its concept as one that the machine gets wrong, with the right one if it is given,
 * and renders every article that has it. Nothing happens when the concept has both already. What was preferred before
 * another form is admitted. Fails invalid, not-found, conflict.
 */
export async function acceptForm(deps: Deps, actor: Actor, input: FormJudgement): Promise<SaveConceptResult> {
  const surface = checkedName(input.surface, "failure.form");
  const { concept, revision } = await deps.store.read((tx) => getConceptRecord(tx, input.conceptId));
  const draft = draftOf(concept);
  const right = input.right && { ...input.right, text: checkedName(input.right.text, "failure.form") };
  const known = draft.deprecated.some((form) => foldSurface(form) === foldSurface(surface));
  return saveConcept(deps, actor, {
    conceptId: concept.id,
    revision,
    draft: withRight(
      known ? draft : { ...draft, deprecated: [...draft.deprecated, writeDatedForm({ text: surface })] },
      right,
    ),
    articleId: input.articleId,
    everywhere: true,
    keep: [],
    carry: [],
    requestId: input.requestId,
  });
}

function withRight(draft: ConceptDraft, right: FormJudgement["right"]): ConceptDraft {
  if (right === undefined) return draft;
  const form = writeDatedForm({ text: right.text });
  if ([draft.preferred, ...draft.short, ...draft.admitted].includes(form) && right.kind === "admitted")
    return draft;
  const others = [draft.preferred, ...draft.admitted].filter((text) => text !== "" && text !== form);
  // A concept without English has nothing else to write.
  return right.kind === "preferred" || draft.preferred === ""
    ? { ...draft, preferred: form, admitted: others }
    : { ...draft, admitted: [...draft.admitted, form] };
}

/**
 * Notes that a form which was found does not stand for its concept: it is not proposed again. Gives the change;
 * undefined when nothing was to be noted. Fails invalid, not-found.
 */
export async function rejectForm(
  deps: Deps,
  actor: Actor,
  input: FormJudgement,
): Promise<string | undefined> {
  const surface = checkedName(input.surface, "failure.form");
  return deps.store.write(async (tx) => {
    const earlier = await repeated(tx, input.requestId);
    if (earlier !== undefined) return earlier.id;
    const { concept } = await getConceptRecord(tx, input.conceptId);
    const form = foldSurface(surface);
    const judged = await tx.judgements();
    if (judged.some((one) => one.conceptId === concept.id && one.form === form)) return undefined;
    const change = await openChange(deps, tx, actor, {
      kind: "form.reject",
      name: surface,
      articleId: input.articleId,
      requestId: input.requestId,
    });
    await tx.addJudgement({
      id: deps.newId(),
      conceptId: concept.id,
      form,
      changeId: change.id,
      revokedBy: null,
    });
    change.tell("concept.changed", input.articleId ?? null, concept.id);
    await change.close();
    return change.id;
  });
}
