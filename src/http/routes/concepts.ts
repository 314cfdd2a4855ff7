import {
  settleConceptComment,
  writeConceptComment,
  type ConceptCommentRef,
} from "../../app/concept-comments.ts";
import { previewConcept, removeConcept, saveConcept } from "../../app/concept-saving.ts";
import { findSurvivor } from "../../app/concept-edits/survivors.ts";
import { Failure } from "../../app/failure.ts";
import type { ConceptView } from "../../app/views.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import { effectWasSeen, readChoices, readConcept, readRemoval, type ConceptInput } from "../forms/concept.ts";
import type { Form } from "../forms/form.ts";
import { readComment } from "../forms/together.ts";
import { effectLine } from "../pages/effect-line.ts";
import { conceptAgain, conceptPage } from "../pages/concept.ts";
import { errorsOf, statusOf } from "../pages/errors.ts";
import { conceptNotice } from "../pages/notices.ts";
import { articlePath, conceptPath } from "../paths.ts";

/** GET /concepts/new */
export function newPage(exchange: Exchange): Promise<Answer> {
  return conceptPage(exchange);
}

/** GET /concepts/:id */
export async function show(exchange: Exchange): Promise<Answer> {
  const id = exchange.id("id");
  // One that was merged into another is found there.
  const survivor = await findSurvivor(exchange.deps, id);
  return survivor === undefined ? conceptPage(exchange, id) : redirect(conceptPath(survivor));
}

/** POST /concepts/:id/comments */
export async function comment({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const input = { conceptId: id("id"), ...readComment(await form()) };
  const ref = await writeConceptComment(deps, actor, input);
  return toComment(ref, "notice.comment-written");
}

/** POST /concept-comments/:id/resolutions */
export async function resolveComment({ deps, actor, id }: Exchange): Promise<Answer> {
  const input = { commentId: id("id"), state: "resolved" } as const;
  return toComment(await settleConceptComment(deps, actor, input), "notice.comment-resolved");
}

/** POST /concept-comments/:id/reopenings */
export async function reopenComment({ deps, actor, id }: Exchange): Promise<Answer> {
  const input = { commentId: id("id"), state: "open" } as const;
  return toComment(await settleConceptComment(deps, actor, input), "notice.comment-reopened");
}

function toComment({ conceptId, commentId }: ConceptCommentRef, key: string): Answer {
  return redirect(`${conceptPath(conceptId)}#comment-${commentId}`, notice({ key }));
}

/** POST /concepts/preview: the same form with the effect of saving it. */
export async function preview(exchange: Exchange): Promise<Answer> {
  const sent = await exchange.form();
  return showEffect(exchange, readConcept(sent, undefined), readBack(sent));
}

/** How many articles are looked at while somebody types: the answer comes before the next word. */
const AT_ONCE = 100;

/** POST /concepts/effects: what saving would do, in a line; nothing of what cannot be saved as it is. */
export async function effect(exchange: Exchange): Promise<Answer> {
  const input = readConcept(await exchange.form(), undefined);
  try {
    const impact = await previewConcept(exchange.deps, input, AT_ONCE);
    return { kind: "json", value: { text: effectLine(exchange.t, impact) } };
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "invalid") throw error;
    return { kind: "json", value: { text: "" } };
  }
}

/** POST /concepts */
export async function create(exchange: Exchange): Promise<Answer> {
  return save(exchange, await exchange.form(), undefined);
}

/** POST /concepts/:id */
export async function update(exchange: Exchange): Promise<Answer> {
  return save(exchange, await exchange.form(), exchange.id("id"));
}

async function showEffect(
  exchange: Exchange,
  input: ConceptInput,
  back: string | undefined,
): Promise<Answer> {
  try {
    const impact = await previewConcept(exchange.deps, input);
    return await conceptAgain(exchange, input, back, { impact });
  } catch (error) {
    return showRefusal(exchange, input, back, error);
  }
}

/** Saves once the effect was shown; before that it shows the effect. */
async function save(exchange: Exchange, sent: Form, id: string | undefined): Promise<Answer> {
  const { deps, actor } = exchange;
  const input = readConcept(sent, id);
  const back = readBack(sent);
  if (!effectWasSeen(sent)) return showEffect(exchange, input, back);
  try {
    const saved = await saveConcept(deps, actor, { ...input, ...readChoices(sent) });
    const { articleId } = input;
    const natural = articleId === undefined ? conceptPath(saved.conceptId) : articlePath(articleId);
    return redirect(back ?? natural, conceptNotice({ key: "notice.concept-saved" }, saved));
  } catch (error) {
    return showRefusal(exchange, input, back, error);
  }
}

/** POST /concepts/:id/removal */
export async function remove({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const conceptId = id("id");
  const removed = await removeConcept(deps, actor, { conceptId, ...readRemoval(sent) });
  const back = readBack(sent);
  // The concept's own page has nothing more to say.
  const to = back === undefined || back.startsWith(conceptPath(conceptId)) ? "/glossary" : back;
  return redirect(to, conceptNotice({ key: "notice.concept-removed" }, removed));
}

/** The form with what is wrong, or with what someone else saved meanwhile. */
function showRefusal(
  exchange: Exchange,
  input: ConceptInput,
  back: string | undefined,
  error: unknown,
): Promise<Answer> {
  if (!(error instanceof Failure) || error.code === "not-found") throw error;
  const again = { errors: errorsOf(error), status: statusOf(error) };
  const { current } = error;
  const stale = isConceptView(current) ? { stale: current } : {};
  return conceptAgain(exchange, input, back, { ...again, ...stale });
}

function isConceptView(value: unknown): value is ConceptView {
  return typeof value === "object" && value !== null && "record" in value && "draft" in value;
}
