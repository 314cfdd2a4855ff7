/** The pages on which several concepts are changed at once, in the states that they have. */
import type { BulkEdit, BulkRow } from "../../src/app/concept-edits/bulk-edit.ts";
import type { ConceptsImpact } from "../../src/app/concept-edits/change.ts";
import { conceptChanges } from "../../src/app/concepts.ts";
import { PLACE_KINDS, type Place } from "../../src/app/views.ts";
import { editModel } from "../../src/http/pages/glossary-edit.ts";
import { labelOf, records } from "./page-pieces.ts";

const place = (kind: Place["kind"], at: number): Place => ({
  key: `a1:${at}:${at + 5}`,
  kind,
  articleId: "a1",
  segmentId: `s${at}`,
  segmentNumber: at,
  from: at,
  to: at + 5,
  lead: "The ",
  before: "Two meetings",
  after: kind === "doubtful" ? "Two meetings" : "Two Sessions",
  trail: " opened",
  reason: "proposed",
  conceptId: "Y001",
});
const places = PLACE_KINDS.map((kind, at) => place(kind, at + 1));

/** A change that is felt in an article, and in more than are looked at. */
const felt: ConceptsImpact = {
  articles: [{ articleId: "a1", title: "甲 & Alpha", places }],
  totals: { change: 1, approved: 1, conflict: 1, doubtful: 1, articles: 1, places: 4 },
  unseen: 12,
  looked: 100,
};
/** A change that is not. */
const unfelt: ConceptsImpact = {
  articles: [],
  totals: { change: 0, approved: 0, conflict: 0, doubtful: 0, articles: 0, places: 0 },
  unseen: 0,
  looked: 100,
};

const edit: BulkEdit = {
  status: "approved",
  category: undefined,
  evidence: ["https://example.org/a"],
  note: "Read by Anna",
};
const NO_EDIT: BulkEdit = { status: undefined, category: undefined, evidence: [], note: "" };

const rows = records.map((record, at): BulkRow => {
  const { concept, revision } = record;
  const kind = at === 1 ? "refused" : at === 2 ? "unchanged" : "changed";
  const after = { ...concept, status: "retired", note: "已审", evidence: edit.evidence } as const;
  return {
    ...{ id: concept.id, revision, kind, concept, label: labelOf(record) },
    changes: kind === "unchanged" ? [] : conceptChanges(concept, after),
    findings: kind === "refused" ? [{ code: "empty", severity: "error", params: {} }] : [],
  };
});
const form = { edit, name: "Autumn review", back: "/glossary?status=proposed" };

/** Each page with its states. */
export const CONCEPT_EDIT_FIXTURES = [
  {
    page: "glossary-edit",
    name: "what would change",
    model: editModel(form, { rows, more: true, impact: felt }, undefined),
  },
  {
    page: "glossary-edit",
    name: "more than are shown",
    model: {
      ...editModel(
        form,
        { rows, more: false, impact: unfelt },
        {
          message: { key: "failure.concepts-changed", params: { count: 1, names: "Mohamed Butt" } },
          findings: [],
        },
      ),
      beyond: ["1:c1", "1:c2"],
    },
  },
  {
    page: "glossary-edit",
    name: "nothing said yet",
    model: editModel(
      { ...form, edit: NO_EDIT },
      { rows: rows.map((row) => ({ ...row, kind: "unchanged", findings: [] })), more: false, impact: unfelt },
      undefined,
    ),
  },
  {
    page: "glossary-edit",
    name: "nothing new",
    model: editModel(form, { rows: rows.slice(2, 3), more: false, impact: unfelt }, undefined),
  },
  {
    page: "glossary-edit",
    name: "nothing ticked",
    model: editModel(form, { rows: [], more: false, impact: unfelt }, undefined),
  },
] as const;
