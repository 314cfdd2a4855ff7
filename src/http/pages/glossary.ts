import { searchConcepts } from "../../app/concept-search/search.ts";
import { lookAtFindings } from "../../app/glossary-findings.ts";
import { findUndo } from "../../app/undo.ts";
import { ENCODINGS } from "../../formats/text/decode.ts";
import { READABLE_FORMATS } from "../../formats/table.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { writeSeen } from "../forms/concept-edits.ts";
import {
  askedParams,
  GLOSSARY_CHOICES,
  readGlossaryAsked,
  readResultPage,
  searchOf,
  writeResultPage,
} from "../forms/glossary-filter.ts";
import type { FormErrors, GlossaryModel } from "./models.ts";

const PAGE_SIZE = 50;
/** Findings that are listed; the filter shows the concepts of all. */
const FINDINGS = 100;

/** The glossary as the query asks for it; shown again with what is wrong with a file. */
export async function glossaryPage(
  { deps }: Pick<Exchange, "deps">,
  query: URLSearchParams,
  again: { readonly errors?: FormErrors; readonly status?: number } = {},
): Promise<PageAnswer<"glossary">> {
  const asked = readGlossaryAsked((name) => query.get(name) ?? "");
  const start = readResultPage(query.get("after"));
  const search = { ...searchOf(asked), ...start, limit: PAGE_SIZE };
  const [found, undo, looked] = await Promise.all([
    searchConcepts(deps, search),
    findUndo(deps, {}),
    lookAtFindings(deps, FINDINGS),
  ]);
  const model: GlossaryModel = {
    asked,
    params: askedParams(asked),
    choices: GLOSSARY_CHOICES,
    seen: ({ record: { concept, revision } }) => writeSeen({ id: concept.id, revision }),
    ...found,
    next: found.next && writeResultPage(found.next, found.total + Number(found.more)),
    goesOn: start.after !== undefined,
    undo,
    ...looked,
    importErrors: again.errors,
    encodings: ENCODINGS,
    formats: READABLE_FORMATS,
  };
  return page(
    "glossary",
    model,
    { key: "glossary.title", params: {} },
    {
      status: again.status ?? 200,
      ...(again.errors ? { here: "/glossary" } : {}),
    },
  );
}
