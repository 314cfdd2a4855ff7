/** The seed article and its concepts as the pages' models hold them; its renderings are marked by hand. */
import { readFileSync } from "node:fs";
import type { ConceptRecord } from "../../src/app/records.ts";
import type { CommentView } from "../../src/app/together-views.ts";
import {
  TERM_STATES,
  type DecisionView,
  type ProposalView,
  type SegmentView,
  type SourceRun,
} from "../../src/app/views.ts";
import type { SegmentState } from "../../src/core/article/model.ts";
import type { Category, Concept } from "../../src/core/glossary/model.ts";
import type { Region } from "../../src/core/merge/model.ts";
import type { MarkKind, Reason, Run } from "../../src/core/rendering/model.ts";

/** The time of everything that happened. */
export const AT = Date.UTC(2026, 9, 27, 8, 30);
const seed = (name: string): string => readFileSync(new URL(`../../seeds/${name}`, import.meta.url), "utf8");

const sentences = seed("article.en.txt")
  .split(/(?<=\.)\s+(?=[A-Z])|\n|\s+(?=\(New)|(?<=Chuanning)\s+/)
  .filter((sentence) => sentence !== "");
const chinese = seed("article.zh-Hans.txt").split(/(?<=[。）]$|。)/);

function conceptRecord(
  id: string,
  category: Category,
  status: Concept["status"],
  zh: string,
  preferred: string,
  deprecated: readonly string[],
): ConceptRecord {
  return {
    concept: {
      id,
      category,
      status,
      forms: [
        { lang: "zh-Hans", kind: "preferred", text: zh },
        ...(preferred === "" ? [] : [{ lang: "en", kind: "preferred", text: preferred } as const]),
        ...deprecated.map((text) => ({ lang: "en", kind: "deprecated", text }) as const),
      ],
      scope: [],
      note: "",
      evidence: [],
      extra: {},
    },
    revision: 2,
    updatedAt: AT,
    removed: false,
    sample: true,
  };
}

const GREATER_BAY = "Guangdong-Hong Kong-Macao Greater Bay Area";
/** Concepts of the starter glossary that the article has. */
export const records = [
  conceptRecord(
    "O007",
    "organisation",
    "approved",
    "粤港澳大湾区生产力促进服务联盟",
    `${GREATER_BAY} Productivity Promotion Service Alliance`,
    ["Guangdong Hong Kong Macao Greater Bay Area Productivity Promotion Service Alliance"],
  ),
  conceptRecord(
    "O002",
    "organisation",
    "approved",
    "澳门生产力暨科技转移中心",
    "Macau Productivity and Technology Transfer Center",
    ["Macao Productivity and Technology Transfer Center"],
  ),
  conceptRecord("P002", "person", "proposed", "关治平", "", ["Guan Zhiping"]),
  conceptRecord("Y004", "policy", "approved", "“十五五”规划", "15th Five-Year Plan", ["15th Five Year Plan"]),
  conceptRecord("Y001", "policy", "approved", "新质生产力", "new quality productive forces", [
    "new quality productivity",
  ]),
  conceptRecord(
    "O006",
    "organisation",
    "proposed",
    "省新质生产力促进中心",
    "Guangdong Provincial Center for Promoting New Quality Productive Forces",
    ["Provincial New Quality Productivity Promotion Center"],
  ),
  conceptRecord("O001", "organisation", "approved", "香港生产力促进局", "Hong Kong Productivity Council", []),
  conceptRecord("P001", "person", "approved", "毕坚文", "Mohamed Butt", ["Bi Jianwen", "Bi Jian-wen"]),
  conceptRecord(
    "O008",
    "organisation",
    "approved",
    "纳米及先进材料研发院",
    "Nano and Advanced Materials Institute",
    ["Institute of Nano and Advanced Materials Research and Development"],
  ),
] as const;

type Marking = readonly [found: string, kind: MarkKind, conceptId: string, reason: Reason];
const MARKINGS: readonly Marking[] = [
  [
    "Guangdong Hong Kong Macao Greater Bay Area Productivity Promotion Service Alliance",
    "changed",
    "O007",
    "deprecated",
  ],
  ["Macao Productivity and Technology Transfer Center", "changed", "O002", "deprecated"],
  ["Guan Zhiping", "ask", "P002", "no-preferred"],
  ["15th Five Year Plan", "changed", "Y004", "deprecated"],
  ["Provincial New Quality Productivity Promotion Center", "ask", "O006", "proposed"],
  ["new quality productivity", "changed", "Y001", "deprecated"],
  ["Hong Kong Productivity Council", "fine", "O001", "good-form"],
  ["Bi Jianwen", "changed", "P001", "deprecated"],
  ["Institute of Nano and Advanced Materials Research and Development", "changed", "O008", "deprecated"],
  ["and the ability", "hand", "", "same"],
];

/** What a concept is called. */
export function labelOf(record: ConceptRecord | undefined): string {
  const forms = record?.concept.forms ?? [];
  return forms.find((form) => form.lang === "en" && form.kind === "preferred")?.text ?? forms[0]?.text ?? "";
}

/** The runs of a sentence; `after` says what a marked stretch reads now. */
function runs(text: string, after: (marking: Marking) => string): Run[] {
  const places = MARKINGS.map((marking) => ({ marking, at: text.indexOf(marking[0]) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  const made: Run[] = [];
  let done = 0;
  for (const { marking, at } of places) {
    const [found, kind, conceptId, reason] = marking;
    if (at > done) made.push({ text: text.slice(done, at) });
    done = at + found.length;
    const about = {
      conceptId,
      form: found,
      reason,
      glossaryRevision: 3,
      adaptations: ["sentence-case"] as const,
    };
    const hit = { from: at, to: done };
    made.push({
      text: after(marking),
      mark: { kind, before: found, ...(kind === "hand" ? {} : { ...about, hit }) },
    });
  }
  return [...made, { text: text.slice(done) }].filter((run) => run.text !== "" || run.mark !== undefined);
}

function current([found, kind, conceptId]: Marking): string {
  if (kind === "hand") return "";
  return kind === "changed" ? labelOf(records.find((record) => record.concept.id === conceptId)) : found;
}

/** A merge with a stretch of every kind. */
export const REGIONS: readonly Region[] = [
  { kind: "same", base: "The third is to ", ours: "The third is to ", theirs: "The third is to " },
  { kind: "ours", base: "improve", ours: "better", theirs: "improve" },
  { kind: "same", base: " the level of ", ours: " the level of ", theirs: " the level of " },
  {
    kind: "conflict",
    base: "new quality productivity",
    ours: "new-type productivity",
    theirs: "new quality productive forces",
  },
  { kind: "theirs", base: " in the Bay.", ours: " in the Bay.", theirs: " in the Greater Bay Area." },
];

/** A proposal, clean or with a conflict. */
export function proposal(conflict: boolean): ProposalView {
  const side = (name: "base" | "ours" | "theirs"): string => REGIONS.map((region) => region[name]).join("");
  return {
    id: conflict ? "proposal-2" : "proposal-1",
    kind: "rendering",
    glossaryRevision: 4,
    author: undefined,
    base: side("base"),
    ours: side("ours"),
    theirs: side("theirs"),
    merged: conflict ? null : side("theirs"),
    regions: conflict ? REGIONS : REGIONS.filter((region) => region.kind !== "conflict"),
    diff: [
      { kind: "same", before: "The third is to ", after: "The third is to " },
      { kind: "replaced", before: "new-type productivity", after: "new quality productive forces" },
      { kind: "added", before: "", after: " soon" },
      { kind: "removed", before: " again", after: "" },
    ],
  };
}

/** An edit that somebody proposed, waiting. */
export function editProposal(conflict: boolean): ProposalView {
  return { ...proposal(conflict), id: "proposal-3", kind: "edit", author: { name: "Li Na", at: AT } };
}

/** A decision. */
export function decision(id: string): DecisionView {
  return {
    id,
    kind: "keep",
    scope: "article",
    form: "bi jianwen",
    conceptId: "P001",
    conceptLabel: "Mohamed Butt",
  };
}

const STATES: readonly SegmentState[] = ["approved", "approved", "open", "edited", "needs-work"];

/** The Chinese with one term in it, whose state turns with its length. */
function sourceRuns(text: string): SourceRun[] {
  const record = records.find(({ concept }) => text.includes(concept.forms[0]?.text ?? "—"));
  const form = record?.concept.forms[0]?.text ?? "";
  if (record === undefined) return [{ text }];
  const at = text.indexOf(form);
  const state = TERM_STATES[text.length % 3] ?? "stands";
  const term = { conceptId: record.concept.id, form, state };
  return [{ text: text.slice(0, at) }, { text: form, term }, { text: text.slice(at + form.length) }];
}

const COMMENTS: readonly CommentView[] = [
  { id: "m1", text: "Is this <b>his</b> title?", lang: "en", author: "Anna", at: AT, resolved: undefined },
  { id: "m2", text: "已与新华社核对", lang: "zh-Hans", author: "", at: AT, resolved: { by: "Bo", at: AT } },
];

function segment(machine: string, index: number): SegmentView {
  const state = index > 12 ? "open" : (STATES[index % STATES.length] ?? "open");
  const now = runs(machine, current);
  return {
    id: `seg${index + 1}`,
    articleId: "a1",
    number: index + 1,
    block: index < 14 ? "body" : index === 14 ? "credit" : index < 18 ? "credit" : "notice",
    startsBlock: index === 0 || index > 14,
    state,
    revision: 3,
    machine,
    text: now.map((run) => run.text).join(""),
    edited: state === "edited",
    runs: now,
    asks: now.some(({ mark }) => mark?.kind === "ask"),
    machineRuns: runs(machine, ([found]) => found),
    sourceRuns: sourceRuns(chinese[index] ?? ""),
    bead: index + 1,
    sourceDoubtful: index === 3,
    proposals: index === 6 ? [proposal(false)] : index === 11 ? [proposal(true)] : [],
    decisions: index === 9 ? [decision("d1")] : [],
    comments: index === 2 ? COMMENTS : [],
    canJoin: index < 13,
  };
}

/** The article, segment by segment. */
export const segments = sentences.map(segment);
