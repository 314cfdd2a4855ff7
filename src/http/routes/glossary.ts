import { Failure } from "../../app/failure.ts";
import { exportGlossary, importGlossary } from "../../app/glossary-files.ts";
import { GLOSSARY_LIMIT } from "../../formats/glossaries/csv.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import { readGlossary } from "../forms/glossary.ts";
import { errorsOf, statusOf } from "../pages/errors.ts";
import { glossaryPage } from "../pages/glossary.ts";

/** GET /glossary */
export function show(exchange: Exchange): Promise<Answer> {
  return glossaryPage(exchange, exchange.query);
}

/** GET /glossary.csv */
export async function download({ deps }: Exchange): Promise<Answer> {
  return { kind: "download", ...(await exportGlossary(deps)), type: "text/csv; charset=utf-8" };
}

/** POST /glossary/imports: what was noticed about the file is shown at once, for it is kept nowhere. */
export async function upload(exchange: Exchange): Promise<Answer> {
  try {
    const sent = await exchange.form(GLOSSARY_LIMIT);
    const result = await importGlossary(exchange.deps, exchange.actor, readGlossary(sent));
    const { added, changed, unchanged, findings } = result;
    const done = { key: "notice.glossary-imported", params: { added, changed, unchanged } };
    if (findings.length === 0) return redirect(readBack(sent) ?? "/glossary", notice(done));
    return await glossaryPage(exchange, new URLSearchParams(), { errors: { message: done, findings } });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const again = { errors: errorsOf(error), status: statusOf(error) };
    return glossaryPage(exchange, new URLSearchParams(), again);
  }
}
