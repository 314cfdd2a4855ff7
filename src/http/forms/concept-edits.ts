import type { BulkEdit, ConceptSelection } from "../../app/concept-edits/bulk-edit.ts";
import type { SeenConcept } from "../../app/concept-edits/change.ts";
import { CATEGORIES, CONCEPT_STATUSES } from "../../core/glossary/model.ts";
import { mayBeId } from "../ids.ts";
import { localPath } from "../paths.ts";
import type { Form } from "./form.ts";
import { readGlossaryAsked, searchOf } from "./glossary-filter.ts";

/** A concept in the state that a page shows, as its ticks and hidden fields name it. */
export function writeSeen({ id, revision }: SeenConcept): string {
  return `${revision}:${id}`;
}

/** The concepts that ticks and hidden fields name; what names none is left out. */
export function readSeen(values: readonly string[]): SeenConcept[] {
  return values.flatMap((value) => {
    const { revision, id = "" } = /^(?<revision>\d{1,9}):(?<id>.+)$/s.exec(value)?.groups ?? {};
    return revision === undefined || !mayBeId(id) ? [] : [{ id, revision: Number(revision) }];
  });
}

/** An edit of many concepts as it was sent. */
export interface BulkForm {
  readonly selection: ConceptSelection;
  readonly edit: BulkEdit;
  /** The concepts to change, in the state in which they were shown. */
  readonly concepts: readonly SeenConcept[];
  readonly name: string;
  /** The page of the glossary to come back to. */
  readonly back: string;
  readonly requestId: string | undefined;
}

const NAME_LIMIT = 200;

/** Ticked concepts (`tick`), others that are meant (`concept`) or only shown (`left`), or with `all` what the filter finds. */
export function readBulk(form: Form): BulkForm {
  const concepts = readSeen([...form.all("tick"), ...form.all("concept")]);
  const shown = [...concepts, ...readSeen(form.all("left"))];
  const edit: BulkEdit = {
    status: form.optionalOneOf("set-status", CONCEPT_STATUSES),
    category: form.optionalOneOf("set-category", CATEGORIES),
    evidence: form.lines("add-evidence"),
    note: form.text("add-note").trim(),
  };
  const back = localPath(form.raw("back"));
  return {
    selection:
      form.raw("all") === "1"
        ? { kind: "found", search: searchOf(readGlossaryAsked((name) => form.raw(name))) }
        : { kind: "ids", ids: shown.map(({ id }) => id) },
    edit,
    concepts,
    name: form.line("name").slice(0, NAME_LIMIT).toWellFormed(),
    back: back?.startsWith("/glossary") === true ? back : "/glossary",
    requestId: form.optionalId("requestId"),
  };
}
