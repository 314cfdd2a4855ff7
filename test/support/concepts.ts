import {
  CASE_RULES,
  CATEGORIES,
  CONCEPT_STATUSES,
  DEFINITES,
  INDEFINITES,
  type CaseRule,
  type Category,
  type Concept,
  type ConceptStatus,
  type Definite,
  type Form,
  type FormKind,
  type Indefinite,
  type MentionRule,
} from "../../src/core/glossary/model.ts";

/** The parts of a concept that a test cares about; forms of one kind separated by `|`. */
export interface Term {
  readonly id?: string;
  readonly category?: Category;
  readonly status?: ConceptStatus;
  readonly zh?: string;
  readonly short?: string;
  readonly ok?: string;
  /** What the machine writes. */
  readonly x?: string;
  readonly scope?: string;
  readonly case?: CaseRule;
  readonly definite?: Definite;
  readonly indefinite?: Indefinite;
  readonly surname?: string;
  readonly mention?: MentionRule;
}

/**
 * An approved term; its id is its preferred form unless one is given. A form may end with the days on which it holds:
 * `Old Name {..2020-06-30}|New Name {2020-07-01..}`.
 */
export function term(preferred: string, parts: Term = {}): Concept {
  const forms = (kind: FormKind, texts: string | undefined): Form[] =>
    split(texts).map((text) => datedForm(kind, text));
  const { case: rule, definite, indefinite, surname, mention } = parts;
  return {
    id: parts.id ?? preferred,
    category: parts.category ?? "term",
    status: parts.status ?? "approved",
    forms: [
      ...split(parts.zh).map((text): Form => ({ lang: "zh-Hans", kind: "preferred", text })),
      ...forms("preferred", preferred),
      ...forms("short", parts.short),
      ...forms("admitted", parts.ok),
      ...forms("deprecated", parts.x),
    ],
    scope: split(parts.scope),
    ...(rule === undefined ? {} : { case: rule }),
    ...(definite === undefined ? {} : { definite }),
    ...(indefinite === undefined ? {} : { indefinite }),
    ...(surname === undefined ? {} : { surname }),
    ...(mention === undefined ? {} : { mention }),
    note: "",
    evidence: [],
    extra: {},
  };
}

function split(texts: string | undefined): string[] {
  return (texts ?? "").split("|").filter((text) => text !== "");
}

function datedForm(kind: FormKind, written: string): Form {
  const days = /^(.*) \{([\d-]*)\.\.([\d-]*)\}$/.exec(written);
  if (days === null) return { lang: "en", kind, text: written };
  const [, text = "", validFrom = "", validTo = ""] = days;
  return {
    lang: "en",
    kind,
    text,
    ...(validFrom === "" ? {} : { validFrom }),
    ...(validTo === "" ? {} : { validTo }),
  };
}

/**
 * Concepts in one line: `wrong|wrong > preferred [organisation, with, zh=…]; > preferred; wrong >`. What stands in
 * brackets: a category, a status, a case rule, `with` or `without`, `a` or `an`, `mention`, and `ok=`, `short=`, `zh=`,
 * `scope=`, `surname=`, `id=`. Ids are the preferred form, or the first wrong one.
 */
export function conceptsOf(line: string): Concept[] {
  return line
    .split(";")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "")
    .map(conceptOf);
}

function conceptOf(entry: string): Concept {
  const [, x = "", preferred = "", flags = ""] = /^(.*?)\s*>\s*(.*?)\s*(?:\[(.*)\])?$/.exec(entry) ?? [];
  const words = flags
    .split(",")
    .map((flag) => flag.trim())
    .filter((flag) => flag !== "");
  const one = <T extends string>(list: readonly T[]): T | undefined =>
    list.find((each) => words.includes(each));
  const value = (name: string): string | undefined =>
    words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  const known = [...CATEGORIES, ...CONCEPT_STATUSES, ...CASE_RULES, ...DEFINITES, ...INDEFINITES, "mention"];
  const stray = words.find(
    (word) => !known.some((each) => each === word) && !/^(?:ok|short|zh|scope|surname|id)=./.test(word),
  );
  if (stray !== undefined) throw new Error(`no flag of a concept: ${stray} in ${entry}`);
  const parts = {
    id: value("id") ?? (preferred === "" ? x : preferred),
    category: one(CATEGORIES),
    status: one(CONCEPT_STATUSES),
    case: one(CASE_RULES),
    definite: one(DEFINITES),
    indefinite: one(INDEFINITES),
    mention: words.includes("mention") ? "short" : undefined,
    surname: value("surname"),
    ok: value("ok"),
    short: value("short"),
    zh: value("zh"),
    scope: value("scope"),
    x,
  };
  return term(preferred, Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)));
}
