import fc from "fast-check";
import {
  CASE_RULES,
  CATEGORIES,
  CONCEPT_STATUSES,
  type Concept,
  type Form,
  type FormKind,
  type FormLanguage,
} from "../../src/core/glossary/model.ts";

/** Characters on which formats break: separators, quotes, escapes, line ends, markup, formulas, Chinese, beyond the BMP. */
const HARD_CHARACTERS = Array.from("|\\\",;\t\n\r' =+-@<>&#:.a中文人，𠮷\u00a0\u3000\u200b\ufeff\u2028é");

/** Any well-formed text without NUL, the hard characters often in it. */
export function texts(limits: fc.StringConstraints = {}): fc.Arbitrary<string> {
  const unit = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...HARD_CHARACTERS) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }) },
  );
  return fc.string({ ...limits, unit }).map((text) => text.replaceAll("\0", ""));
}

/** A text as it stands in a field: trimmed and not blank. */
export function names(): fc.Arbitrary<string> {
  return texts({ maxLength: 8 })
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

function formsOf(lang: FormLanguage, kind: FormKind, maxLength = 3): fc.Arbitrary<readonly Form[]> {
  return fc.uniqueArray(names(), { maxLength }).map((all) => all.map((text) => ({ lang, kind, text })));
}

function chineseForms(lang: FormLanguage): fc.Arbitrary<readonly Form[]> {
  return formsOf(lang, "admitted").map((forms) =>
    forms.map((form, index) => (index === 0 ? { ...form, kind: "preferred" } : form)),
  );
}

const forms = fc
  .tuple(
    chineseForms("zh-Hans"),
    chineseForms("zh-Hant"),
    formsOf("en", "preferred", 1),
    formsOf("en", "short"),
    formsOf("en", "admitted"),
    formsOf("en", "deprecated"),
  )
  .map((groups) => groups.flat())
  .filter((all) => all.length > 0);

/** Names that a careless reader takes for its own columns or for the parts of every object. */
const HARD_NAMES = [
  "__proto__",
  "constructor",
  "toString",
  "id",
  " Note ",
  "",
  " ",
  "extra:",
  "extra:id",
  "x ",
  "0",
];

const extra = fc
  .uniqueArray(
    fc.tuple(
      fc.oneof(fc.constantFrom(...HARD_NAMES), texts({ maxLength: 6 })),
      texts({ minLength: 1, maxLength: 6 }).filter((value) => value !== ""),
    ),
    { maxLength: 3, selector: ([name]) => name },
  )
  .map((entries): Readonly<Record<string, string>> => Object.fromEntries(entries));

const concept = fc
  .record({
    id: names(),
    category: fc.constantFrom(...CATEGORIES),
    status: fc.constantFrom(...CONCEPT_STATUSES),
    forms,
    scope: fc.uniqueArray(names(), { maxLength: 2 }),
    rule: fc.option(fc.constantFrom(...CASE_RULES), { nil: undefined }),
    note: texts({ maxLength: 12 }),
    evidence: fc.uniqueArray(names(), { maxLength: 2 }),
    extra,
  })
  .map(({ rule, ...rest }): Concept => (rule === undefined ? rest : { ...rest, case: rule }));

/**
 * Any concepts the model can hold, their ids unique: every concept has a form, at most one preferred English one, its
 * forms stand grouped by language and kind, and no value is blank, padded or doubled.
 */
export function concepts(): fc.Arbitrary<readonly Concept[]> {
  return fc.uniqueArray(concept, { maxLength: 4, selector: ({ id }) => id });
}
