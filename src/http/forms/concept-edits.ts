import type { BulkEdit, ConceptSelection } from "../../app/concept-edits/bulk-edit.ts";
import type { KeptApart } from "../../app/concept-edits/duplicates.ts";
import { LOSER_KINDS, type LoserKind } from "../../app/concept-edits/merge.ts";
import type { SeenConcept } from "../../app/concept-edits/change.ts";
import { FORM_SHARES, type FormShare, type SplitChoices } from "../../app/concept-edits/split.ts";
import { Failure } from "../../app/failure.ts";
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

/** What is to be merged, as an address says it. */
export interface MergeAsked {
  readonly staysId: string | undefined;
  readonly goesId: string | undefined;
  readonly loser: LoserKind;
  /** Words to find the other one by. */
  readonly query: string;
}

/** The two concepts that a query names by `concept` or ticks; `stays` says which of them stays, without it the first. */
export function readMergeAsked(query: URLSearchParams): MergeAsked {
  const ids = [...query.getAll("concept"), ...readSeen(query.getAll("tick")).map(({ id }) => id)];
  const [first, second] = [...new Set(ids.filter(mayBeId))];
  const swapped = second !== undefined && query.get("stays") === second;
  return {
    staysId: swapped ? second : first,
    goesId: swapped ? first : second,
    loser: LOSER_KINDS.find((kind) => kind === query.get("loser")) ?? "admitted",
    query: readGlossaryAsked((name) => query.get(name) ?? "").q,
  };
}

/** A merge that was looked at. */
export interface MergeForm {
  readonly stays: SeenConcept;
  readonly goes: SeenConcept;
  readonly loser: LoserKind;
  readonly requestId: string | undefined;
}

/** A merge to make; fails where it does not name two concepts. */
export function readMerge(form: Form): MergeForm {
  return {
    stays: oneSeen(form, "stays"),
    goes: oneSeen(form, "goes"),
    loser: form.oneOf("loser", LOSER_KINDS),
    requestId: form.optionalId("requestId"),
  };
}

/** A group of concepts that are different things. */
export function readKeptApart(form: Form): KeptApart {
  return {
    form: form.line("form"),
    conceptIds: form.all("concept").filter(mayBeId),
    requestId: form.optionalId("requestId"),
  };
}

function oneSeen(form: Form, field: string): SeenConcept {
  const [one] = readSeen([form.raw(field)]);
  if (one === undefined) throw new Failure("invalid", "failure.field", { field });
  return one;
}

/** How a concept is to be split; `revision` is the one that was seen. */
export interface SplitForm {
  readonly revision: number;
  readonly choices: SplitChoices;
  readonly requestId: string | undefined;
}

/** A concept has fewer forms than that. */
const MOST_FORMS = 1400;

/** The choices for splitting a concept: `share-0` says which of the two has its first form, and so on. */
export function readSplit(form: Form): SplitForm {
  const shares = new Map<number, FormShare>();
  for (let at = 0; at < MOST_FORMS && form.sent(`share-${at}`); at++)
    shares.set(at, form.oneOf(`share-${at}`, FORM_SHARES));
  return {
    revision: form.integer("revision"),
    choices: {
      shares,
      category: form.oneOf("category", CATEGORIES),
      preferred: form.line("preferred"),
      scope: form.lines("scope"),
      newScope: form.lines("newScope"),
    },
    requestId: form.optionalId("requestId"),
  };
}

/** A word about a proposed concept, and the one that comes next. */
export interface JudgementForm {
  readonly concept: SeenConcept;
  readonly reason: string;
  readonly nextId: string | undefined;
  readonly requestId: string | undefined;
}

/** The approval or rejection of a concept; fails where it names none. */
export function readJudgement(form: Form): JudgementForm {
  return {
    concept: oneSeen(form, "concept"),
    reason: form.text("text"),
    nextId: form.optionalId("next"),
    requestId: form.optionalId("requestId"),
  };
}
