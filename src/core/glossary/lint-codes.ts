/** What the check of a glossary can find, in the order in which it is offered. */
export const LINT_CODES = [
  "form-contradicts",
  "form-day",
  "form-days-reversed",
  "preferred-twice",
  "no-form",
  "no-preferred",
  "concept-twice",
  "chinese-shared",
  "form-shared",
  "form-twice",
  "form-covered",
  "chain",
  "straddles",
  "common-words",
  "only-lowers",
  "never-matches",
  "surname-absent",
  "mention-no-short",
] as const;
export type LintCode = (typeof LINT_CODES)[number];
