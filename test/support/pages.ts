/** Models of every page, made of the seed article, for tests of the templates and for looking at them. */
import { ARTICLE_STATES, type ArticleSummary } from "../../src/app/records.ts";
import type {
  ArticleConcept,
  ConceptDraft,
  ConceptListItem,
  ConceptView,
  Impact,
  Place,
  SegmentView,
  WorkbenchView,
} from "../../src/app/views.ts";
import type { FindView } from "../../src/app/find-views.ts";
import type { DiscoveredForm, DiscoveryView, RepeatedEditView } from "../../src/app/discovery-views.ts";
import { CHOICES } from "../../src/app/choices.ts";
import { NAME_REGIONS, RISKS } from "../../src/core/discovery/model.ts";
import { DECISION_SCOPES, SEGMENT_STATES } from "../../src/core/article/model.ts";
import type { Finding } from "../../src/core/finding.ts";
import { CONCEPT_EDIT_FIXTURES } from "./concept-edit-pages.ts";
import { GLOSSARY_NOTHING_ASKED, GLOSSARY_PAGES } from "./glossary-pages.ts";
import { GLOSSARY_CHOICES } from "../../src/http/forms/glossary-filter.ts";
import { READABLE_FORMATS } from "../../src/formats/table.ts";
import { CATEGORIES, CONCEPT_STATUSES } from "../../src/core/glossary/model.ts";
import type { Outcome } from "../../src/core/rendering/model.ts";
import { ENCODINGS } from "../../src/formats/text/decode.ts";
import type { PageModels } from "../../src/http/answer.ts";
import {
  SEGMENT_FILTERS,
  type ConceptFormModel,
  type Notice,
  type FindModel,
} from "../../src/http/pages/models.ts";
import { ARTICLE_HISTORY_FIXTURES } from "./history-pages.ts";
import { READING_FIXTURES } from "./reading-pages.ts";
import { REPETITIONS_FIXTURES, reusesOf } from "./reuse-pages.ts";
import { RUN_FIXTURES } from "./run-pages.ts";
import { AT, REGIONS, decision, labelOf, editProposal, proposal, records, segments } from "./page-pieces.ts";

/** One page as it may look: its template, the model, and what the last action said. */
export type PageFixture = {
  readonly [Name in keyof PageModels]: {
    readonly page: Name;
    readonly name: string;
    readonly model: PageModels[Name];
    readonly notice?: Notice;
  };
}[keyof PageModels];

const [first] = segments;
if (first === undefined) throw new Error("The seed article is empty.");

/** What may make the row of a segment unlike another. */
function traitsOf(segment: SegmentView): readonly string[] {
  const { number, state, block, startsBlock, canJoin, sourceDoubtful, proposals, decisions, comments } =
    segment;
  const marks = segment.runs.flatMap(({ mark }) => mark?.kind ?? []);
  const terms = segment.sourceRuns.flatMap(({ term }) => term?.state ?? []);
  return [
    ...[state, block, ...marks, ...terms],
    ...(number === 1 ? ["spoken of: reuses, repetitions, a check"] : []),
    ...Object.entries({ startsBlock, canJoin, sourceDoubtful }).map(([name, is]) => `${name} ${is}`),
    ...proposals.map(({ merged }) => `proposal ${merged === null ? "in conflict" : "clean"}`),
    ...Object.entries({ decisions, comments }).map(([name, { length }]) => `${name} ${length > 0}`),
  ];
}

/** Segments that have every trait among them: as few as come of taking the one with the most new ones each time. */
function ofEveryKind(all: readonly SegmentView[]): readonly SegmentView[] {
  const lacking = new Set(all.flatMap(traitsOf));
  const chosen = new Set<SegmentView>();
  const news = (segment: SegmentView): number => traitsOf(segment).filter((each) => lacking.has(each)).length;
  while (lacking.size > 0) {
    const best = all.reduce((most, segment) => (news(segment) > news(most) ? segment : most));
    chosen.add(best);
    for (const trait of traitsOf(best)) lacking.delete(trait);
  }
  return all.filter((segment) => chosen.has(segment));
}

// A browser and a validator look at each page many times, and a row of a kind that they have seen tells them nothing.
const rows = ofEveryKind(segments);
const twoRows = rows.slice(0, 2);

/** An article of the list. */
function article(id: string, title: string, changes: Partial<ArticleSummary> = {}): ArticleSummary {
  return {
    id,
    title,
    date: null,
    createdAt: AT,
    updatedAt: AT,
    archivedAt: null,
    sample: false,
    glossaryRevision: 3,
    states: Object.fromEntries(
      SEGMENT_STATES.map((state, at) => [state, 3 + 2 * at]),
    ) as ArticleSummary["states"],
    openProposals: 0,
    ...changes,
  };
}

const title = "The second meeting of the third council of the Guangdong Hong Kong Macao Greate…";
const sample = article("a1", title, { date: "2023-07-01", sample: true, openProposals: 2 });
const counts: Readonly<Record<Outcome, number>> = { replace: 3, protect: 1, hold: 0, ask: 1 };
const concepts: readonly ArticleConcept[] = records.map((record, at) => ({
  record,
  label: labelOf(record),
  counts: { replace: at % 3, protect: at % 2, hold: at === 5 ? 1 : 0, ask: at === 2 ? 1 : 0 },
  segments: [at + 1, at + 6],
}));
const items: readonly ConceptListItem[] = records.map((record, at) => ({
  record,
  label: labelOf(record),
  articles: at,
  places: at * 2,
}));
const undo = { changeId: "c9", kind: "concept.save", name: "new quality productive forces", at: AT } as const;

const view: WorkbenchView = {
  article: sample,
  hasSource: true,
  sourceReconstructed: true,
  sourceFindings: [{ code: "alignment.poor", severity: "warning", params: {} }],
  offers: new Map(
    segments
      .flatMap((segment) => segment.runs.flatMap(({ mark }) => mark?.hit ?? []))
      .map(({ from, to }) => [
        `${from}-${to}`,
        [{ conceptId: "O007", conceptLabel: "Mohamed Butt", articleId: "a2", articleTitle: "Earlier" }],
      ]),
  ),
  reuses: reusesOf(first.id),
  repetitions: new Map([[first.id, 3]]),
  checks: [
    {
      code: "missing",
      severity: "warning",
      params: { form: "毕坚文", preferred: "Mohamed Butt" },
      conceptIds: ["O007"],
      segment: 0,
      source: { from: 0, to: 3 },
    },
  ],
  sourceLang: "zh-Hans",
  glossaryRevision: 4,
  stale: true,
  segments: rows,
  concepts,
  conceptLabels: new Map(records.map((record) => [record.concept.id, labelOf(record)])),
  undo,
  inactiveDecisions: [decision("d2")],
  standing: { state: "in-review", by: "Anna", at: AT },
  lastEvent: 12,
};

const draft: ConceptDraft = {
  category: "policy",
  status: "approved",
  zhHans: ["新质生产力"],
  zhHant: ["新質生產力"],
  preferred: "new-quality productive forces",
  formerPreferred: ["new productivity [..2023-06-30]"],
  short: [],
  admitted: ["NQPF", "new productive forces"],
  deprecated: ["new quality productivity", "new-quality productivity"],
  scope: [],
  case: "",
  definite: "without",
  indefinite: "",
  surname: "",
  mention: "",
  note: "Plural noun: verb agreement, no article.",
  evidence: ["https://example.org/nqpf"],
};
const findings: readonly Finding[] = [
  { code: "empty", severity: "error", params: {}, place: { line: 3, column: 5 }, conceptIds: ["Y001"] },
  { code: "empty", severity: "info", params: {}, place: { line: 4 } },
];
const words = "enhance the overall level of ";
const place = (kind: Place["kind"], at: number, articleId: string): Place => ({
  key: `${articleId}:${at}:${at + 24}`,
  kind,
  articleId,
  segmentId: `seg${at}`,
  segmentNumber: at,
  from: at,
  to: at + 24,
  lead: words,
  before: "new quality productive forces",
  after: kind === "doubtful" ? "new quality productive forces" : "new-quality productive forces",
  trail: " in the Greater Bay Area",
  reason: "no-source",
  conceptId: "Y001",
});
const impact: Impact = {
  findings,
  articles: [
    {
      articleId: "a1",
      title,
      places: [place("change", 7, "a1"), place("approved", 9, "a1"), place("doubtful", 14, "a1")],
    },
    { articleId: "a2", title: "大湾区新闻", places: [place("conflict", 2, "a2")] },
  ],
  totals: { change: 1, approved: 1, conflict: 1, doubtful: 1, articles: 2, places: 4 },
  looked: 2,
  unseen: 0,
  estimated: false,
  related: [
    {
      conceptId: "Y002",
      status: "approved",
      before: "develop new quality productive forces",
      after: "develop new-quality productive forces",
    },
  ],
  changed: true,
};
const form: ConceptFormModel = {
  conceptId: "Y001",
  revision: 2,
  label: "new quality productive forces",
  draft,
  errors: undefined,
  impact: undefined,
  articleId: "a1",
  categories: CATEGORIES,
  statuses: CONCEPT_STATUSES,
  stale: undefined,
};
const conceptView: ConceptView = {
  record: records[4],
  label: "new quality productive forces",
  draft: { ...draft, preferred: "new quality productive forces" },
  usedIn: [{ articleId: "a1", title, segmentId: "s1", counts }],
  usedOn: "a1",
  uses: { articles: 51, places: 204 },
  comments: [
    { id: "m1", text: "Which Macao?", lang: "en", author: "Anna", at: AT, resolved: undefined },
    { id: "m2", text: "已核對", lang: "zh-Hant", author: "", at: AT, resolved: { by: "", at: AT } },
  ],
  history: [
    {
      revision: 2,
      at: AT,
      actor: "Anna",
      actorKind: "person",
      kind: "concept.merge",
      name: "Mo Butt",
      reason: "同一人",
      removed: false,
      concept: records[4].concept,
      changes: [
        {
          field: "preferred",
          diff: [{ kind: "replaced", before: "new productivity", after: "new quality productive forces" }],
        },
      ],
    },
    {
      revision: 1,
      at: AT,
      actor: "",
      actorKind: "person",
      kind: "sample.load",
      name: "",
      removed: false,
      concept: records[4].concept,
      changes: [],
    },
  ],
  merged: [
    {
      id: "Y009",
      label: "新生产力",
      history: [
        {
          ...{
            revision: 1,
            at: AT,
            actor: "Bo",
            actorKind: "person",
            kind: "glossary.import",
            name: "12",
            removed: true,
          },
          ...{ concept: records[4].concept, changes: [] },
        },
      ],
    },
  ],
};
const errors = { message: undefined, findings };
const workbench: PageModels["workbench"] = {
  view,
  redo: undo,
  paging: { page: 2, pages: 3, from: 200, to: 200 + view.segments.length, total: 500 },
  rows: undefined,
  machine: false,
  allConcepts: false,
  active: undefined,
  deciding: undefined,
  filter: "all",
  filterCounts: Object.fromEntries(SEGMENT_FILTERS.map((name, at) => [name, at + 1])) as Record<
    (typeof SEGMENT_FILTERS)[number],
    number
  >,
  more: {
    asked: { finding: "", named: "", editor: "", changed: "" },
    inUse: {},
    none: { finding: undefined, named: undefined, editor: undefined, changed: undefined },
    active: 0,
    findings: ["any", "warning"],
    concepts: [{ id: "O007", label: "Mohamed Butt" }],
    editors: ["Anna"],
    lastHere: AT,
    changed: [1, 7],
  },
  search: { query: "", items: [], total: 0, more: false },
  concept: undefined,
  scopes: DECISION_SCOPES,
  states: SEGMENT_STATES,
  articleStates: ARTICLE_STATES,
};
const values = { title: "", date: "", text: "", source: "", table: "", encoding: "" };
const articles: PageModels["articles"] = {
  archived: false,
  articles: [sample],
  state: undefined,
  stateCounts: [
    ["all", 1],
    ["in-review", 1],
  ],
  standings: new Map([["a1", { state: "in-review", by: "Anna", at: AT }]]),
  paging: { page: 2, pages: 3, from: 100, to: 200, total: 250 },
  sample: "loaded",
  undo,
};
const imported: PageModels["import"] = {
  values,
  files: [],
  encodings: ["utf-8", "gb18030", "big5"],
  limit: 5_000_000,
  errors: undefined,
  duplicate: undefined,
};
const source: PageModels["source"] = {
  article: sample,
  hasSource: false,
  values: { source: "", encoding: "", reconstructed: false },
  encodings: ENCODINGS,
  limit: 5_000_000,
  files: [],
  errors: undefined,
};
const beads: PageModels["beads"] = {
  view: {
    article: sample,
    sourceLang: "zh-Hans",
    sourceReconstructed: true,
    revision: 2,
    fit: 0.82,
    findings: [],
    beads: segments.slice(0, 5).map((segment, at) => ({
      number: at + 1,
      text: at === 2 ? "" : segment.sourceRuns.map((run) => run.text).join(""),
      source: at === 2 ? [] : [segment.sourceRuns.map((run) => run.text).join(""), "第二句。"],
      target: at === 3 ? [] : [{ text: segment.machine, segment: at + 1 }],
      confidence: at / 5,
      doubtful: at === 1,
      setBy: at === 0 ? "person" : at === 4 ? "table" : undefined,
    })),
    undo,
  },
  editing: undefined,
  typed: undefined,
  errors: undefined,
};
const glossary: PageModels["glossary"] = {
  formats: READABLE_FORMATS,
  asked: GLOSSARY_NOTHING_ASKED,
  params: [],
  choices: GLOSSARY_CHOICES,
  items,
  seen: ({ record }) => `${record.revision}:${record.concept.id}`,
  total: 260,
  more: false,
  next: "0:50:",
  goesOn: true,
  findings,
  findingsTotal: 3,
  findingCounts: new Map([
    ["any", 0],
    ["no-preferred", 3],
  ]),
  looking: true,
  importErrors: undefined,
  encodings: ENCODINGS,
  undo,
};
const stale: PageModels["conflict"]["stale"] = {
  segment: first,
  article: sample,
  base: proposal(true).base,
  typed: proposal(true).ours,
  regions: REGIONS,
  merged: proposal(true).ours,
};
const more = [
  article("a2", "粤港澳大湾区科技创新中心建设取得新进展", {
    states: { open: 0, edited: 0, "needs-work": 0, approved: 31 },
  }),
  article("a3", "Macao and Hengqin open a joint laboratory for advanced materials", {
    states: { open: 0, edited: 0, "needs-work": 0, approved: 0 },
  }),
];
const done: Notice = {
  key: "progress.part",
  params: { state: "Saved", number: "1" },
  tone: "done",
  undo: "c9",
  others: { changeId: "c9", count: 3 },
};

const found: DiscoveredForm = {
  conceptId: "O007",
  revision: 2,
  label: "Mohamed Butt",
  status: "proposed",
  chinese: ["毕坚文", "畢堅文"],
  surface: "Bi Jianwen",
  form: "Mohamed Butt",
  count: 12,
  articles: 3,
  confidence: 0.91,
  lane: "auto",
  risks: RISKS,
  samples: [
    {
      articleId: "a1",
      title,
      source: { before: "香港生产力促进局总裁", marked: "毕坚文", after: "指出。" },
      target: { before: "The President of the Council, ", marked: "Bi Jianwen", after: ", pointed out." },
    },
  ],
  boundaries: [{ surface: "President Bi Jianwen", count: 2 }],
};
const edit: RepeatedEditView = {
  concept: { id: "O007", label: "Mohamed Butt", status: "approved", right: false },
  category: "person",
  chinese: "毕坚文",
  machine: "Bi Jianwen",
  edited: "Mo Butt",
  count: 3,
  articles: [
    { id: "a1", title, count: 2 },
    { id: "a2", title: "会议", count: 1 },
  ],
};
const discovery: DiscoveryView = {
  article: { id: "a1", title },
  searched: 3,
  older: false,
  edits: [
    edit,
    { ...edit, concept: { id: "O007", label: "Mohamed Butt", status: "proposed", right: true } },
    { ...edit, concept: { id: "O007", label: "", status: "approved", right: false } },
    { ...edit, concept: undefined },
  ],
  forms: [found, { ...found, form: "", lane: "report", boundaries: [], risks: [] }],
  candidates: [
    {
      kind: "person",
      chinese: "苏随月",
      count: 2,
      documents: ["a1"],
      english: [{ surface: "Su Suiyue", count: 2 }],
      pinyin: "Su Suiyue",
      samples: found.samples,
    },
    {
      kind: "organisation",
      chinese: "某某协会",
      count: 1,
      documents: ["a1"],
      english: [],
      pinyin: "",
      samples: [],
    },
  ],
  warnings: NAME_REGIONS.map((region) => ({
    articleId: "a1",
    title,
    chinese: "毕坚文",
    english: "Bi Jianwen",
    region,
  })),
  undo: articles.undo,
};

const searched: FindModel = {
  article: undefined,
  asked: {
    query: { kind: "text", target: "Bi", wholeWord: true, matchCase: false, source: "毕" },
    replacement: "",
    remove: false,
  },
  params: [["q", "Bi"]],
  view: undefined,
  goesOn: false,
  next: undefined,
  name: undefined,
  errors: undefined,
  fault: undefined,
  undo: undefined,
};
const foundPlace = { key: "s1:1:0:2", from: 0, to: 2, lead: "Mr. ", before: "Bi", trail: " came." };
const foundPlaces: FindView = {
  articles: [
    {
      id: "a1",
      title,
      count: 3,
      sourceLang: "zh-Hans",
      segments: [
        {
          id: "s1",
          number: 1,
          state: "open",
          more: true,
          source: [
            { text: "毕", found: true },
            { text: "先生来了。", found: false },
          ],
          occurrences: [
            { ...foundPlace, after: undefined },
            { ...foundPlace, key: "s1:1:3:5", after: "Mo" },
          ],
        },
        {
          id: "s2",
          number: 2,
          state: "approved",
          more: false,
          source: [],
          occurrences: [{ ...foundPlace, key: "s2:1:0:2", after: "" }],
        },
      ],
    },
  ],
  total: 3,
  approved: 1,
  searched: 2,
  next: undefined,
};

const CONCEPT_STORED: PageModels["concept"] = {
  view: conceptView,
  comparison: undefined,
  form: { ...form, articleId: undefined },
};

/** Every page in the states that its template tells apart. */
export const PAGE_FIXTURES: readonly PageFixture[] = [
  { page: "articles", name: "list", model: { ...articles, articles: [sample, ...more] }, notice: done },
  { page: "articles", name: "empty", model: { ...articles, articles: [], sample: "never", undo: undefined } },
  {
    page: "articles",
    name: "archive",
    model: { ...articles, archived: true, articles: [article("a4", "Old", { archivedAt: AT })] },
  },
  { page: "articles", name: "empty archive", model: { ...articles, archived: true, articles: [] } },
  { page: "import", name: "new", model: imported },
  {
    page: "import",
    name: "duplicate",
    model: {
      ...imported,
      errors,
      files: ["a.txt", "b.txt"],
      duplicate: { articleId: "a1", title, sourceMissing: false },
    },
  },
  ...["", "毕坚文说。"].map((pasted) => ({
    page: "import" as const,
    name: `duplicate without Chinese, ${pasted === "" ? "a file" : "a paste"}`,
    model: {
      ...imported,
      values: { ...values, source: pasted },
      duplicate: { articleId: "a1", title, sourceMissing: true },
    },
  })),
  ...READING_FIXTURES,
  ...REPETITIONS_FIXTURES,
  ...ARTICLE_HISTORY_FIXTURES,
  ...RUN_FIXTURES,
  { page: "preferences", name: "choices", model: { choices: CHOICES } },
  { page: "source", name: "none yet", model: source },
  {
    page: "source",
    name: "refused",
    model: {
      ...source,
      hasSource: true,
      files: ["zh.txt"],
      errors,
      values: { source: "No Chinese.", encoding: "gb18030", reconstructed: true },
    },
  },
  { page: "beads", name: "list", model: beads },
  {
    page: "beads",
    name: "a typo that was refused",
    model: {
      ...beads,
      view: {
        ...beads.view,
        fit: null,
        findings: [{ code: "alignment.poor", severity: "warning", params: {} }],
      },
      editing: 2,
      typed: "一句",
      errors,
    },
  },
  { page: "workbench", name: "machine text", model: { ...workbench, machine: true } },
  { page: "workbench", name: "review", model: workbench, notice: { ...done, tone: "warning" } },
  {
    page: "workbench",
    name: "filtered",
    model: {
      ...workbench,
      view: { ...view, segments: twoRows },
      more: {
        ...workbench.more,
        asked: { finding: "any", named: "O007", editor: "gone", changed: "7" },
        inUse: { finding: "any", named: "O007", editor: "gone", changed: "7" },
        active: 4,
        findings: [],
      },
    },
  },
  { page: "workbench", name: "editing", model: { ...workbench, active: "seg4", concept: form } },
  {
    page: "workbench",
    name: "effect",
    model: {
      ...workbench,
      view: { ...view, segments: twoRows },
      filter: "open",
      concept: { ...form, impact },
    },
  },
  {
    page: "workbench",
    name: "effect in very many articles",
    model: {
      ...workbench,
      filter: "open",
      concept: { ...form, impact: { ...impact, looked: 300, unseen: 19_700, estimated: true } },
    },
  },
  {
    page: "workbench",
    name: "new concept",
    model: {
      ...workbench,
      view: { ...view, segments: twoRows },
      concept: {
        ...form,
        conceptId: undefined,
        revision: undefined,
        impact: {
          ...impact,
          articles: [],
          related: [],
          totals: { change: 0, approved: 0, conflict: 0, doubtful: 0, articles: 0, places: 0 },
          unseen: 0,
        },
      },
    },
  },
  {
    page: "workbench",
    name: "search",
    model: {
      ...workbench,
      search: { query: "生产力", items, total: 40, more: false },
      view: {
        ...view,
        hasSource: false,
        sourceReconstructed: false,
        sourceLang: undefined,
        stale: false,
        undo: undefined,
      },
    },
  },
  {
    page: "workbench",
    name: "nothing there",
    model: { ...workbench, view: { ...view, segments: [], concepts: [], inactiveDecisions: [] } },
  },
  { page: "conflict", name: "stale save", model: { article: sample, stale } },
  {
    page: "conflict",
    name: "both fit",
    model: { article: sample, stale: { ...stale, regions: proposal(false).regions } },
  },
  {
    page: "proposal",
    name: "an edit",
    model: { article: sample, segment: first, proposal: editProposal(false), errors: undefined },
  },
  {
    page: "proposal",
    name: "an edit in conflict",
    model: { article: sample, segment: first, proposal: editProposal(true), errors: undefined },
  },
  {
    page: "proposal",
    name: "clean",
    model: { article: sample, segment: first, proposal: proposal(false), errors: undefined },
  },
  {
    page: "proposal",
    name: "conflict",
    model: { article: sample, segment: first, proposal: proposal(true), errors },
  },
  {
    page: "history",
    name: "three revisions",
    model: {
      chosen: { from: 2, to: 3 },
      comparison: { from: 2, to: 3, diff: proposal(false).diff },
      view: {
        article: sample,
        segment: first,
        entries: [
          {
            revision: 3,
            at: AT,
            actor: "Anna",
            actorKind: "person",
            proposer: "Bo",
            kind: "segment.edit",
            name: "",
            state: "edited",
            text: first.text,
            diff: proposal(false).diff,
            current: true,
          },
          {
            revision: 2,
            at: AT,
            actor: "",
            actorKind: "run",
            proposer: undefined,
            kind: "render",
            name: "Mohamed Butt",
            state: "open",
            text: first.machine,
            diff: proposal(false).diff,
            current: false,
          },
        ],
      },
    },
  },
  {
    page: "split",
    name: "places",
    model: {
      article: sample,
      segment: first,
      places: [
        { at: 4, lead: "The ", trail: "second meeting of" },
        { at: 11, lead: "The second ", trail: "meeting of the" },
      ],
    },
  },
  { page: "split", name: "nowhere", model: { article: sample, segment: first, places: [] } },
  { page: "find", name: "before anything", model: searched },
  {
    page: "find",
    name: "found only",
    model: { ...searched, article: { id: "a1", title }, view: foundPlaces },
  },
  {
    page: "find",
    name: "to be replaced",
    model: {
      ...searched,
      asked: { ...searched.asked, replacement: "Mo" },
      params: [["q", "Bi"]],
      name: "Bi → Mo",
      view: { ...foundPlaces, next: { articleId: "a1", segments: 2 } },
      next: "/find?q=Bi&after=a1&behind=2",
      goesOn: true,
      undo,
    },
  },
  {
    page: "find",
    name: "nothing",
    model: { ...searched, view: { ...foundPlaces, articles: [], total: 0, approved: 0 } },
  },
  {
    page: "find",
    name: "refused",
    model: { ...searched, errors, fault: { before: "a", marked: "(", after: "b" } },
  },
  { page: "discovery", name: "in an article", model: { view: discovery } },
  {
    page: "discovery",
    name: "nothing found",
    model: {
      view: {
        ...discovery,
        article: undefined,
        older: true,
        edits: [],
        forms: [],
        candidates: [],
        warnings: [],
        undo: undefined,
      },
    },
  },
  { page: "glossary", name: "list", model: glossary },
  {
    page: "glossary",
    name: "filtered",
    model: {
      ...glossary,
      asked: {
        ...{ q: "生产力", category: "policy", status: "approved", evidence: "with", used: "a1" },
        finding: "no-preferred",
      },
      params: [["q", "生产力"]],
      looking: false,
    },
  },
  {
    page: "glossary",
    name: "more than are counted",
    model: { ...glossary, total: 1000, more: true, goesOn: false },
  },
  {
    page: "glossary",
    name: "nothing found",
    model: {
      ...glossary,
      asked: { ...GLOSSARY_NOTHING_ASKED, q: "none", category: "policy" },
      params: [["q", "none"]],
      items: [],
      total: 0,
      next: undefined,
      goesOn: false,
      findings: [],
      findingsTotal: 0,
      looking: false,
      importErrors: errors,
      undo: undefined,
    },
  },
  ...GLOSSARY_PAGES,
  ...CONCEPT_EDIT_FIXTURES,
  { page: "concept", name: "stored", model: CONCEPT_STORED },
  {
    page: "concept",
    name: "compared and restored",
    model: {
      ...CONCEPT_STORED,
      comparison: { from: 1, to: 2, changes: conceptView.history[0]?.changes ?? [] },
      form: { ...CONCEPT_STORED.form, restored: 1 },
    },
  },
  {
    page: "concept",
    name: "compared, and the same",
    model: {
      ...CONCEPT_STORED,
      view: { ...conceptView, usedIn: [], usedOn: undefined, uses: { articles: 0, places: 0 }, comments: [] },
      comparison: { from: 1, to: 2, changes: [] },
    },
  },
  {
    page: "concept",
    name: "stale",
    model: { ...CONCEPT_STORED, form: { ...form, articleId: undefined, errors, stale: conceptView } },
  },
  {
    page: "concept",
    name: "new",
    model: {
      view: undefined,
      comparison: undefined,
      form: { ...form, conceptId: undefined, revision: undefined, articleId: undefined, impact },
    },
  },
  {
    page: "error",
    name: "not found",
    model: {
      ...{ status: 404, message: { key: "articles.none", params: {} }, findings, requestId: "r-1" },
      back: undefined,
    },
  },
  {
    page: "error",
    name: "refused",
    model: {
      ...{ status: 409, message: { key: "failure.stale-state", params: {} }, findings: [], requestId: "r-1" },
      back: "/articles/a-1?filter=open",
    },
  },
];
