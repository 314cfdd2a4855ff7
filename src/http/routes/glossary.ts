import { Failure } from "../../app/failure.ts";
import { exportGlossary, exportTag } from "../../app/glossary-files.ts";
import { importUpload, keepChoices, keepUpload } from "../../app/glossary-uploads.ts";
import { GLOSSARY_LIMIT } from "../../formats/glossaries/format.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readGlossary, readUploadForm } from "../forms/glossary.ts";
import { errorsOf, statusOf } from "../pages/errors.ts";
import { glossaryPage } from "../pages/glossary.ts";
import { glossaryExportsPage, readExport } from "../pages/glossary-exports.ts";
import { glossaryUploadPage } from "../pages/glossary-upload.ts";

/** GET /glossary */
export function show(exchange: Exchange): Promise<Answer> {
  return glossaryPage(exchange, exchange.query);
}

/** GET /glossary.csv */
export function download(exchange: Exchange): Promise<Answer> {
  return file(exchange, "csv");
}

/** GET /glossary/exports */
export function exports(exchange: Exchange): Promise<Answer> {
  return glossaryExportsPage(exchange);
}

/** GET /glossary/exports/:id (the name of a format): the file, with a tag by which a program asks whether it changed. */
export function downloadAs(exchange: Exchange): Promise<Answer> {
  return file(exchange, exchange.id("id"));
}

async function file({ deps, query }: Exchange, format: string): Promise<Answer> {
  const input = { ...readExport(query), format };
  const { fileName, mediaType, pieces } = exportGlossary(deps, input);
  const type = mediaType.startsWith("text/") ? `${mediaType}; charset=utf-8` : mediaType;
  return { kind: "pieces", fileName, type, tag: await exportTag(deps, input), pieces };
}

/** POST /glossary/uploads: the file waits to be looked at. What is wrong with it is shown above the same form. */
export async function upload(exchange: Exchange): Promise<Answer> {
  try {
    const sent = await exchange.form(GLOSSARY_LIMIT);
    const id = await keepUpload(exchange.deps, readGlossary(sent));
    return redirect(`/glossary/uploads/${encodeURIComponent(id)}`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const again = { errors: errorsOf(error), status: statusOf(error) };
    return glossaryPage(exchange, new URLSearchParams(), again);
  }
}

/** GET /glossary/uploads/:id */
export function preview(exchange: Exchange): Promise<Answer> {
  return glossaryUploadPage(exchange, exchange.id("id"));
}

/** POST /glossary/uploads/:id/choices: what was decided is kept, and other rows are shown. */
export async function choose(exchange: Exchange): Promise<Answer> {
  const { policy, rows, kind, page } = readUploadForm(await exchange.form());
  const id = exchange.id("id");
  await keepChoices(exchange.deps, id, rows);
  const asked = new URLSearchParams({ policy, ...(kind === undefined ? {} : { kind }), page: String(page) });
  return redirect(`/glossary/uploads/${encodeURIComponent(id)}?${asked.toString()}`);
}

/** POST /glossary/uploads/:id/imports */
export async function importFile(exchange: Exchange): Promise<Answer> {
  const { policy, rows, conflicts: rule, requestId } = readUploadForm(await exchange.form());
  const asked = { policy, rows, conflicts: rule, requestId };
  const done = await importUpload(exchange.deps, exchange.actor, exchange.id("id"), asked);
  const { added, changed, unchanged, conflicts, skipped, changeId } = done;
  const params = { added, changed, unchanged, left: conflicts + skipped };
  return redirect("/glossary", notice({ key: "notice.glossary-imported", params }, { undo: changeId }));
}
