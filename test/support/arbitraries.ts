import fc from "fast-check";
import {
  CASE_RULES,
  CATEGORIES,
  CONCEPT_STATUSES,
  DEFINITES,
  INDEFINITES,
  MENTION_RULES,
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

/** Texts that end as the days of a form do. */
const DAY_LIKE = [
  "x [2023-07-01..]",
  "[..2020-01-01]",
  "x\\[2020-01-01..2020-02-02]",
  "x [..]",
  "x [2023..]",
  "x\\",
];

type Days = Pick<Form, "validFrom" | "validTo">;

const days: fc.Arbitrary<Days> = fc.constantFrom<Days>(
  { validFrom: "2023-07-01" },
  { validTo: "2023-06-30" },
  { validFrom: "2020-01-01", validTo: "2023-06-30" },
);

function formsOf(
  lang: FormLanguage,
  kind: FormKind,
  most = { dated: 3, undated: 3 },
): fc.Arbitrary<readonly Form[]> {
  const text = fc.oneof(
    { weight: 9, arbitrary: names() },
    { weight: 1, arbitrary: fc.constantFrom(...DAY_LIKE) },
  );
  const undated = text.map((one): Form => ({ lang, kind, text: one }));
  const dated = fc.tuple(text, days).map(([one, valid]): Form => ({ lang, kind, text: one, ...valid }));
  const distinct = { selector: ({ text: one, ...valid }: Form) => JSON.stringify([one, valid]) };
  return fc
    .tuple(
      fc.uniqueArray(undated, { ...distinct, maxLength: most.undated }),
      fc.uniqueArray(dated, { ...distinct, maxLength: most.dated }),
    )
    .map((parts) => parts.flat());
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
    formsOf("en", "preferred", { dated: 2, undated: 1 }),
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
    rules: fc.record(
      {
        case: fc.constantFrom(...CASE_RULES),
        definite: fc.constantFrom(...DEFINITES),
        indefinite: fc.constantFrom(...INDEFINITES),
        surname: names(),
        mention: fc.constantFrom(...MENTION_RULES),
      },
      { requiredKeys: [] },
    ),
    note: texts({ maxLength: 12 }),
    evidence: fc.uniqueArray(names(), { maxLength: 2 }),
    extra,
  })
  .map(({ rules, ...rest }): Concept => ({ ...rest, ...rules }));

/**
 * Any concepts the model can hold, their ids unique: every concept has a form, at most one preferred English one without days, its
 * forms stand grouped by language and kind, and no value is blank, padded or doubled.
 */
export function concepts(): fc.Arbitrary<readonly Concept[]> {
  return fc.uniqueArray(concept, { maxLength: 4, selector: ({ id }) => id });
}
