import { editConcepts } from "../../app/concept-edits/bulk-edit.ts";
import { keepApart } from "../../app/concept-edits/duplicates.ts";
import { mergeConcepts } from "../../app/concept-edits/merge.ts";
import { saveSplit } from "../../app/concept-edits/split.ts";
import { Failure } from "../../app/failure.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import { readBulk, readKeptApart, readMerge, readSplit } from "../forms/concept-edits.ts";
import { conceptSplitPage } from "../pages/concept-split.ts";
import { errorsOf, statusOf } from "../pages/errors.ts";
import { glossaryEditPage } from "../pages/glossary-edit.ts";
import { duplicatesPage, mergePage, mergePageOf } from "../pages/merge.ts";
import { conceptsNotice } from "../pages/notices.ts";
import { conceptPath } from "../paths.ts";

/** POST /glossary/edits/preview: what an edit of many concepts would do. */
export async function preview(exchange: Exchange): Promise<Answer> {
  return glossaryEditPage(exchange, readBulk(await exchange.form()));
}

/** POST /glossary/edits: the edit as one change; what is refused is shown with the concepts as they are now. */
export async function edit(exchange: Exchange): Promise<Answer> {
  const form = readBulk(await exchange.form());
  try {
    const done = await editConcepts(exchange.deps, exchange.actor, form);
    const message = { key: "notice.concepts-changed", params: { count: done.concepts } };
    return redirect(form.back, conceptsNotice(message, done));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return glossaryEditPage(exchange, form, { errors: errorsOf(error), status: statusOf(error) });
  }
}

/** GET /glossary/duplicates */
export function duplicates(exchange: Exchange): Promise<Answer> {
  return duplicatesPage(exchange);
}

/** POST /glossary/duplicates/apart: different things, which are no longer listed together. */
export async function tellApart(exchange: Exchange): Promise<Answer> {
  const sent = await exchange.form();
  try {
    const undo = await keepApart(exchange.deps, exchange.actor, readKeptApart(sent));
    return redirect(readBack(sent) ?? "/glossary/duplicates", notice({ key: "notice.kept-apart" }, { undo }));
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "conflict") throw error;
    return duplicatesPage(exchange, { errors: errorsOf(error), status: statusOf(error) });
  }
}

/** GET /glossary/merge: two concepts side by side. */
export function mergeLook(exchange: Exchange): Promise<Answer> {
  return mergePage(exchange);
}

/** POST /glossary/merges */
export async function merge(exchange: Exchange): Promise<Answer> {
  const form = readMerge(await exchange.form());
  try {
    const done = await mergeConcepts(exchange.deps, exchange.actor, form);
    const message = { key: "notice.concepts-merged", params: {} };
    return redirect(conceptPath(form.stays.id), conceptsNotice(message, done));
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "conflict") throw error;
    const asked = { staysId: form.stays.id, goesId: form.goes.id, loser: form.loser, query: "" };
    return mergePageOf(exchange, asked, { errors: errorsOf(error), status: statusOf(error) });
  }
}

/** GET /concepts/:id/split */
export function splitChoices(exchange: Exchange): Promise<Answer> {
  return conceptSplitPage(exchange, exchange.id("id"));
}

/** POST /concepts/:id/splits/preview: the choices with what they would do. */
export async function splitLook(exchange: Exchange): Promise<Answer> {
  const { choices } = readSplit(await exchange.form());
  return conceptSplitPage(exchange, exchange.id("id"), choices);
}

/** POST /concepts/:id/splits */
export async function split(exchange: Exchange): Promise<Answer> {
  const conceptId = exchange.id("id");
  const form = readSplit(await exchange.form());
  try {
    const done = await saveSplit(exchange.deps, exchange.actor, { conceptId, ...form });
    const message = { key: "notice.concept-split", params: {} };
    return redirect(conceptPath(done.newId), conceptsNotice(message, done));
  } catch (error) {
    if (!(error instanceof Failure) || error.code === "not-found") throw error;
    const again = { errors: errorsOf(error), status: statusOf(error) };
    // The forms may be others now: what was chosen for them says nothing.
    const choices = error.code === "conflict" ? undefined : form.choices;
    return conceptSplitPage(exchange, conceptId, choices, again);
  }
}
