import type { Form, FormLanguage } from "../../core/glossary/model.ts";
import type { Standing } from "./spellings.ts";

/** A term of one language as files have it. */
export interface FileTerm {
  readonly text: string;
  /** Undefined where the file says nothing of it. */
  readonly standing?: Standing | undefined;
  /** Whether the file calls it short, an acronym or an abbreviation. */
  readonly short?: boolean;
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
}

/**
 * The forms of one language from a file's terms, in the file's order. Chinese: the preferred term, else the first, leads and
 * the others are admitted, whatever they are called, for they all stand in Chinese texts. English: a term without a standing
 * is preferred if it is the first that may be written and no other is called so, else admitted; of two preferred ones in the
 * same days the second is admitted; a short one that is not the only preferred one is short. A form that stands twice is one.
 */
export function formsOfTerms(lang: FormLanguage, terms: readonly FileTerm[]): readonly Form[] {
  const different = byKey(terms, ({ text, standing = "", short = false, validFrom = "", validTo = "" }) =>
    [standing, short, validFrom, validTo, text].join("\n"),
  );
  const forms = lang === "en" ? englishForms(different) : chineseForms(lang, different);
  return byKey(forms, ({ kind, text, validFrom = "", validTo = "" }) =>
    [kind, validFrom, validTo, text].join("\n"),
  );
}

/** The values of which none has the key of another, the last of a key in the place of the first. */
function byKey<Value>(values: readonly Value[], keyOf: (value: Value) => string): readonly Value[] {
  if (values.length < 2) return values;
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}

function chineseForms(lang: FormLanguage, terms: readonly FileTerm[]): Form[] {
  const lead = terms.find(({ standing }) => standing === "preferred") ?? terms[0];
  const ordered = lead === undefined ? [] : [lead, ...terms.filter((term) => term !== lead)];
  return ordered.map((term, index) => formOf(lang, index === 0 ? "preferred" : "admitted", term));
}

function englishForms(terms: readonly FileTerm[]): Form[] {
  const usable = terms.filter(({ standing }) => standing !== "deprecated");
  const named = usable.filter(({ standing }) => standing === "preferred");
  const leads = named.length > 0 ? named : usable.filter(({ standing }) => standing === undefined);
  const long = leads.filter(({ short }) => short !== true);
  const chosen = long.length > 0 ? long : leads;
  const preferred = new Set(named.length > 0 ? preferredOf(chosen) : chosen.slice(0, 1));
  return terms.map((term) => {
    if (term.standing === "deprecated") return formOf("en", "deprecated", term);
    if (preferred.has(term)) return formOf("en", "preferred", term);
    return formOf("en", term.short === true ? "short" : "admitted", term);
  });
}

/** Those with days, and the first without. */
function preferredOf(terms: readonly FileTerm[]): FileTerm[] {
  const undated = terms.find((term) => !isDated(term));
  return terms.filter((term) => term === undated || isDated(term));
}

function isDated({ validFrom, validTo }: FileTerm): boolean {
  return validFrom !== undefined || validTo !== undefined;
}

function formOf(lang: FormLanguage, kind: Form["kind"], { text, validFrom, validTo }: FileTerm): Form {
  return {
    lang,
    kind,
    text,
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
  };
}
