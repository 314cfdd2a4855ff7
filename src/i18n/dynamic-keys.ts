import { BULK_KINDS } from "../app/concept-edits/bulk-edit.ts";
import { LOSER_KINDS } from "../app/concept-edits/merge.ts";
import { DUPLICATE_KINDS } from "../core/glossary/duplicates.ts";
import { FORM_SHARES } from "../app/concept-edits/split.ts";
import { CHOICES } from "../app/choices.ts";
import { PLACE_KINDS, TERM_STATES, type ConceptDraft } from "../app/views.ts";
import { ACTOR_KINDS, ARTICLE_STATES, CHANGE_KINDS, PROPOSAL_KINDS } from "../app/records.ts";
import { PREVIEW_KINDS, RUN_FAILURES, RUN_STATES } from "../app/runs/model.ts";
import { RUN_TARGETS } from "../app/runs/targets.ts";
import { BEAD_SIDES } from "../core/article/beads.ts";
import {
  BEAD_SETTERS,
  BLOCK_KINDS,
  DECISION_KINDS,
  DECISION_SCOPES,
  SEGMENT_STATES,
} from "../core/article/model.ts";
import { NAME_REGIONS, RISKS } from "../core/discovery/model.ts";
import { SEVERITIES } from "../core/finding.ts";
import { LINT_CODES } from "../core/glossary/lint-codes.ts";
import {
  CASE_RULES,
  CATEGORIES,
  CONCEPT_STATUSES,
  DEFINITES,
  FORM_KINDS,
  MENTION_RULES,
} from "../core/glossary/model.ts";
import { REGION_KINDS } from "../core/merge/model.ts";
import { ADAPTATIONS, MARK_KINDS, OUTCOMES, REASONS } from "../core/rendering/model.ts";
import { GLOSSARY_FORMATS } from "../formats/table.ts";
import { CONFLICT_RULES } from "../app/glossary-import/import.ts";
import { CONCEPT_FIELDS, IMPORT_POLICIES, ROW_KINDS } from "../app/glossary-import/plan.ts";
import { LOSS_CODES } from "../formats/glossaries/losses.ts";
import { ENCODINGS } from "../formats/text/decode.ts";

// An object, so that the compiler asks for a field that was added to the draft.
const FIELDS: Readonly<Record<keyof ConceptDraft, true>> = {
  category: true,
  status: true,
  zhHans: true,
  zhHant: true,
  preferred: true,
  formerPreferred: true,
  short: true,
  admitted: true,
  deprecated: true,
  scope: true,
  case: true,
  definite: true,
  indefinite: true,
  surname: true,
  mention: true,
  note: true,
  evidence: true,
};

/**
 * The families of keys that are put together from a prefix and a value of a list, as `t("state." + segment.state)`:
 * prefix, then values. Every one of them has a text in every language.
 */
export const DYNAMIC_KEYS: Readonly<Record<string, readonly string[]>> = {
  state: SEGMENT_STATES,
  category: CATEGORIES,
  status: CONCEPT_STATUSES,
  reason: REASONS,
  outcome: OUTCOMES,
  mark: MARK_KINDS,
  change: CHANGE_KINDS,
  adaptation: ADAPTATIONS,
  place: PLACE_KINDS,
  // What follows at once is the rest.
  "impact-part": PLACE_KINDS.filter((kind) => kind !== "change"),
  // The filters of the workbench: the states, and what waits for a person.
  filter: ["all", ...SEGMENT_STATES, "proposals", "asks", "comments"],
  "article-state": ARTICLE_STATES,
  decision: DECISION_KINDS,
  scope: DECISION_SCOPES,
  block: BLOCK_KINDS,
  proposal: PROPOSAL_KINDS,
  severity: SEVERITIES,
  form: FORM_KINDS,
  field: Object.keys(FIELDS),
  // A choice that was not made is left to the form or the place.
  case: [...CASE_RULES, "auto"],
  definite: [...DEFINITES, "auto"],
  mention: [...MENTION_RULES, "auto"],
  loser: LOSER_KINDS,
  "form-share": FORM_SHARES,
  duplicate: DUPLICATE_KINDS,
  "bulk-kind": BULK_KINDS.filter((kind) => kind !== "changed"),
  encoding: ENCODINGS,
  region: REGION_KINDS,
  actor: ACTOR_KINDS,
  term: TERM_STATES,
  risk: RISKS,
  "name-region": NAME_REGIONS,
  "glossary-format": GLOSSARY_FORMATS.map(({ name }) => name),
  "glossary-format-for": GLOSSARY_FORMATS.map(({ name }) => name),
  "run-state": RUN_STATES,
  "run-failure": RUN_FAILURES,
  "run-target": RUN_TARGETS,
  "run-kind": PREVIEW_KINDS.filter((kind) => kind !== "doubtful"),
  "run-place": PREVIEW_KINDS,
  run: ["pause", "resume", "cancel", "undo"],
  "import-policy": IMPORT_POLICIES,
  "import-row": ROW_KINDS,
  "import-kind": ROW_KINDS,
  "conflict-rule": CONFLICT_RULES,
  "import-field": CONCEPT_FIELDS,
  // What an exported file could not hold.
  finding: LOSS_CODES.map((code) => `export-${code}`),
  "glossary-filter": ["category", "status", "evidence", "used", "finding"],
  "glossary-evidence": ["with", "without"],
  "glossary-used": ["used", "unused", "often", "everywhere"],
  "glossary-finding": ["any", ...LINT_CODES],
  "finding-filter": ["any", ...SEVERITIES],
  "more-filter": ["finding", "named", "editor", "changed"],
  "find-option": ["word", "case", "regexp", "remove"],
  "source-script": ["zh-Hans", "zh-Hant"],
  "bead-set": BEAD_SETTERS,
  preference: Object.entries(CHOICES).flatMap(([name, values]) => [
    name,
    ...values.map((value) => `${name}.${value}`),
  ]),
  "bead-split": BEAD_SIDES,
  "bead-shift": BEAD_SIDES.flatMap((side) => [`${side}-before`, `${side}-after`]),
};

/** Every key of {@link DYNAMIC_KEYS}. */
export function dynamicKeys(): string[] {
  return Object.entries(DYNAMIC_KEYS).flatMap(([prefix, values]) =>
    values.map((value) => `${prefix}.${value}`),
  );
}
