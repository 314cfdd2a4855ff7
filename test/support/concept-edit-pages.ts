/** The pages on which several concepts are changed at once, in the states that they have. */
import type { ConceptRow } from "../../src/app/concept-search/model.ts";
import { draftOf } from "../../src/app/concept-drafts.ts";
import {
  LOSER_KINDS,
  mergedConcept,
  type MergePreview,
  type MergeSide,
} from "../../src/app/concept-edits/merge.ts";
import type { BulkEdit, BulkRow } from "../../src/app/concept-edits/bulk-edit.ts";
import type { ConceptsImpact } from "../../src/app/concept-edits/change.ts";
import { FORM_SHARES } from "../../src/app/concept-edits/split.ts";
import { CATEGORIES, CONCEPT_STATUSES } from "../../src/core/glossary/model.ts";
import type { StatisticsModel } from "../../src/http/pages/statistics.ts";
import type { QueueModel } from "../../src/http/pages/queue.ts";
import type { ConceptSplitModel } from "../../src/http/pages/concept-split.ts";
import { conceptChanges } from "../../src/app/concepts.ts";
import { PLACE_KINDS, type ConceptView, type Place } from "../../src/app/views.ts";
import { editModel } from "../../src/http/pages/glossary-edit.ts";
import type { DuplicatesModel, MergeModel } from "../../src/http/pages/merge.ts";
import type { ConceptRecord } from "../../src/app/records.ts";
import { labelOf, proposal, records } from "./page-pieces.ts";

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

const [first, second, third] = records;
const row = (record: (typeof records)[number], at: number): ConceptRow => ({
  record,
  articles: at,
  places: at * 3,
});
const duplicates: DuplicatesModel = {
  groups: [
    { kind: "chinese", form: "粤港澳大湾区", concepts: [row(first, 0), row(second, 2)], count: 2 },
    {
      kind: "english",
      form: "Guan Zhiping",
      concepts: [row(second, 0), row(third, 1), row(first, 1)],
      count: 23,
    },
    { kind: "apart", form: "Li Wei", concepts: [row(third, 0), row(first, 1)], count: 2 },
  ],
  paging: { page: 2, pages: 3, from: 50, to: 53, total: 120 },
  apart: [
    {
      ...{ id: "c9", at: Date.UTC(2025, 1, 1), kind: "concept.keep-apart", name: "理事长 · L004 · L007" },
      actor: { kind: "person", id: "local", name: "Anna" },
      ...{ articleId: null, glossaryRevision: 3, undoes: null, requestId: null },
    },
  ],
  most: 20,
  errors: undefined,
};
const side = (record: ConceptRecord): MergeSide => ({
  record,
  label: labelOf(record),
  draft: draftOf(record.concept),
  ...{ articles: 3, places: 7, comments: 2, decisions: 1 },
});
const other = {
  ...first,
  concept: { ...first.concept, id: "O099", note: "一样", case: "exact", evidence: ["x"], scope: ["广东"] },
} as const;
const CONCEPT_VIEW: ConceptView = {
  record: first,
  label: labelOf(first),
  draft: draftOf(first.concept),
  ...{ usedIn: [], usedOn: undefined, uses: { articles: 0, places: 0 } },
  ...{ comments: [], history: [], merged: [] },
};
const mergePreview: MergePreview = {
  stays: side(second),
  goes: side(other),
  merged: draftOf(mergedConcept(second.concept, other.concept, "admitted")),
  changes: [],
  findings: [{ code: "empty", severity: "info", params: {} }],
  impact: felt,
};
const merge: MergeModel = {
  ...{ loser: "admitted", losers: LOSER_KINDS, one: undefined, query: "", found: [], errors: undefined },
  preview: mergePreview,
  seen: { stays: "2:O002", goes: "2:O099" },
};

const split: ConceptSplitModel = {
  ...{ record: other, label: labelOf(other), shares: FORM_SHARES, categories: CATEGORIES },
  choices: {
    shares: new Map([[1, "both"]]),
    category: "person",
    preferred: "Mo Butt",
    scope: ["广东"],
    newScope: [],
  },
  ...{ preview: undefined, errors: undefined },
};

const queue: QueueModel = {
  view: {
    edits: [
      { proposalId: "p1", title: "甲 & Alpha", author: "", at: 0, diff: proposal(false).diff },
      { proposalId: "p2", title: "Alpha", author: "Bo", at: 0, diff: proposal(false).diff },
    ],
    listed: records.map((record, at) => ({ ...row(record, at), label: labelOf(record) })),
    ...{ total: 9, more: false, previousId: "O002", nextId: "Y004" },
    item: {
      view: {
        ...CONCEPT_VIEW,
        record: third,
        draft: draftOf({ ...other.concept, note: "已核对" }),
        uses: { articles: 2, places: 5 },
        comments: [{ id: "m1", text: "已核對", lang: "zh-Hant", author: "", at: 0, resolved: undefined }],
      },
      findings: [{ code: "empty", severity: "warning", params: {} }],
      impact: felt,
    },
  },
  ...{ seen: "2:P002", reason: "", errors: undefined },
};

const statistics: StatisticsModel = {
  statuses: CONCEPT_STATUSES,
  statistics: {
    ...{ total: 12_345, withEvidence: 6_000, unused: 400 },
    statuses: { approved: 12_000, proposed: 300, retired: 45 },
    categories: [
      { category: "person", count: 12_000, statuses: { approved: 11_700, proposed: 300, retired: 0 } },
      { category: "place", count: 345, statuses: { approved: 300, proposed: 0, retired: 45 } },
    ],
    mostUsed: records.map((record, at) => ({ ...row(record, 20 - at), label: labelOf(record) })),
    findings: [
      { code: "no-preferred", concepts: 1_200 },
      { code: "chain", concepts: 2 },
    ],
    growth: [
      { from: Date.UTC(2025, 0), added: 345, total: 345 },
      { from: Date.UTC(2025, 1), added: 12_000, total: 12_345 },
    ],
    changes: (["glossary.edit", "concept.merge", "glossary.import"] as const).map((kind, at) => ({
      ...{ id: `c${at}`, at: Date.UTC(2025, 1, at + 1), kind, name: ["已审", "Mo Butt", ""][at] ?? "" },
      actor: { kind: at === 2 ? "import" : "person", id: "local", name: at === 0 ? "Anna" : "" },
      ...{ articleId: null, glossaryRevision: 3, undoes: null, requestId: null },
    })),
  },
};

/** Each page with its states. */
export const CONCEPT_EDIT_FIXTURES = [
  { page: "duplicates", name: "three kinds", model: duplicates },
  {
    page: "duplicates",
    name: "none",
    model: {
      ...{ groups: [], apart: [], most: 20, errors: undefined },
      paging: { page: 1, pages: 1, from: 0, to: 0, total: 0 },
    },
  },
  {
    page: "duplicates",
    name: "refused",
    model: {
      ...duplicates,
      errors: { message: { key: "failure.duplicates-changed", params: {} }, findings: [] },
    },
  },
  { page: "merge", name: "side by side", model: merge },
  {
    page: "merge",
    name: "without effect, and refused",
    model: {
      ...merge,
      preview: { ...mergePreview, findings: [], impact: unfelt },
      errors: {
        message: { key: "failure.concepts-changed", params: { count: 1, names: "Mohamed Butt" } },
        findings: [],
      },
    },
  },
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
  {
    page: "merge",
    name: "one chosen",
    model: {
      ...merge,
      preview: undefined,
      seen: undefined,
      one: CONCEPT_VIEW,
      query: "生产力",
      found: [{ ...row(first, 1), label: labelOf(first) }],
    },
  },
  {
    page: "merge",
    name: "one chosen, and none like it",
    model: { ...merge, preview: undefined, seen: undefined, one: CONCEPT_VIEW },
  },
  { page: "merge", name: "none chosen", model: { ...merge, preview: undefined, seen: undefined } },
  { page: "concept-split", name: "before a choice", model: split },
  {
    page: "concept-split",
    name: "the two",
    model: {
      ...split,
      preview: {
        ...{ stays: draftOf(second.concept), fresh: draftOf(other.concept), impact: felt },
        findings: [{ code: "empty", severity: "warning", params: {} }],
      },
    },
  },
  {
    page: "concept-split",
    name: "refused",
    model: {
      ...split,
      errors: { message: { key: "failure.split-empty", params: {} }, findings: [] },
    },
  },
  { page: "queue", name: "one in hand", model: queue },
  {
    page: "queue",
    name: "the last one, refused",
    model: {
      ...{ seen: "2:P002", reason: "已有" },
      view: {
        ...queue.view,
        ...{ previousId: undefined, nextId: undefined, more: true },
        item: { view: CONCEPT_VIEW, findings: [], impact: unfelt },
      },
      errors: { message: { key: "failure.comment", params: {} }, findings: [] },
    },
  },
  {
    page: "queue",
    name: "nothing waits",
    model: {
      ...queue,
      view: {
        ...queue.view,
        listed: [],
        total: 0,
        item: undefined,
        previousId: undefined,
        nextId: undefined,
      },
    },
  },
  { page: "statistics", name: "in numbers", model: statistics },
  {
    page: "statistics",
    name: "nothing used or found yet",
    model: {
      ...statistics,
      statistics: { ...statistics.statistics, mostUsed: [], findings: undefined, growth: [], changes: [] },
    },
  },
  {
    page: "statistics",
    name: "no finding",
    model: { ...statistics, statistics: { ...statistics.statistics, findings: [] } },
  },
  {
    page: "statistics",
    name: "no concept",
    model: { ...statistics, statistics: { ...statistics.statistics, total: 0 } },
  },
] as const;
