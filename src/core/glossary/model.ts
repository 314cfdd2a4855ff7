export const CATEGORIES = [
  "person",
  "organisation",
  "title",
  "place",
  "policy",
  "event",
  "media",
  "term",
  "other",
] as const;
export type Category = (typeof CATEGORIES)[number];

export const CONCEPT_STATUSES = ["approved", "proposed", "retired"] as const;
export type ConceptStatus = (typeof CONCEPT_STATUSES)[number];

export const FORM_LANGUAGES = ["zh-Hans", "zh-Hant", "en"] as const;
export type FormLanguage = (typeof FORM_LANGUAGES)[number];

/** `preferred` is what we write, `short` its later mention, `admitted` is let stand, `deprecated` is what the machine writes. */
export const FORM_KINDS = ["preferred", "short", "admitted", "deprecated"] as const;
export type FormKind = (typeof FORM_KINDS)[number];

export const CASE_RULES = ["exact", "fold"] as const;
export type CaseRule = (typeof CASE_RULES)[number];

/** Whether running text puts "the" before a name: the Hong Kong Productivity Council, but InvestHK. */
export const DEFINITES = ["with", "without"] as const;
export type Definite = (typeof DEFINITES)[number];

export const INDEFINITES = ["a", "an"] as const;
export type Indefinite = (typeof INDEFINITES)[number];

/** How a concept is written again in one article: `short` writes its short form after the first mention. */
export const MENTION_RULES = ["short"] as const;
export type MentionRule = (typeof MENTION_RULES)[number];

/** A name of a concept in one language. Chinese forms are preferred (the first) or admitted. */
export interface Form {
  readonly lang: FormLanguage;
  readonly kind: FormKind;
  readonly text: string;
  /** First and last day on which it holds, `YYYY-MM-DD`, both included; undefined: open. */
  readonly validFrom?: string;
  readonly validTo?: string;
}

/** One thing that has names. Forms stand in the order in which they were entered. */
export interface Concept {
  readonly id: string;
  readonly category: Category;
  readonly status: ConceptStatus;
  readonly forms: readonly Form[];
  /** Chinese forms one of which must stand in the same sentence (the organisation of a title); empty: anywhere. */
  readonly scope: readonly string[];
  /** How deprecated forms match; undefined: by the form itself. */
  readonly case?: CaseRule;
  /** Whether its English takes "the"; undefined: as the place has it. */
  readonly definite?: Definite;
  /** The indefinite article before its preferred form where the letters do not say it; undefined: by the letters. */
  readonly indefinite?: Indefinite;
  /** The surname in the English name of a person, for later mention; never guessed. */
  readonly surname?: string;
  /** How later mentions are written; undefined: like the first. */
  readonly mention?: MentionRule;
  readonly note: string;
  /** Where the forms are attested: addresses or words, in order. */
  readonly evidence: readonly string[];
  /** Columns of an imported file that the model has no field for, kept by their names. */
  readonly extra: Readonly<Record<string, string>>;
}

/** The concepts at one revision. The order of `concepts` never matters. */
export interface Glossary {
  readonly revision: number;
  readonly concepts: readonly Concept[];
}

/** The texts of a concept's forms of one language and kind, in order. */
export function formTexts(concept: Concept, lang: FormLanguage, kind?: FormKind): string[] {
  return concept.forms
    .filter((form) => form.lang === lang && (kind === undefined || form.kind === kind))
    .map((form) => form.text);
}

/**
 * The English form that is written in a text of a date (`YYYY-MM-DD`; undefined: today's texts), if the concept has one:
 * the first preferred form that holds then.
 */
export function preferredForm(concept: Concept, date?: string): string | undefined {
  return concept.forms.find((form) => form.lang === "en" && form.kind === "preferred" && holdsOn(form, date))
    ?.text;
}

/** Whether a form holds on a day; without one, whether it has no last day. */
export function holdsOn(form: Form, date: string | undefined): boolean {
  if (date === undefined) return form.validTo === undefined;
  return (form.validFrom ?? date) <= date && date <= (form.validTo ?? date);
}

/** All Chinese forms, simplified first. */
export function chineseForms(concept: Concept): string[] {
  return [...formTexts(concept, "zh-Hans"), ...formTexts(concept, "zh-Hant")];
}

/** What a reader would call the concept: the preferred English, else its Chinese, else any form, else its id. */
export function conceptLabel(concept: Concept): string {
  return preferredForm(concept) ?? chineseForms(concept)[0] ?? concept.forms[0]?.text ?? concept.id;
}

/** Whether two concepts say the same. */
export function sameConcept(a: Concept, b: Concept): boolean {
  const entries = (concept: Concept): unknown[] => [
    concept.category,
    concept.status,
    concept.forms.map((form) => [form.lang, form.kind, form.text, form.validFrom ?? "", form.validTo ?? ""]),
    concept.scope,
    [concept.case, concept.definite, concept.indefinite, concept.surname, concept.mention].map(
      (v) => v ?? "",
    ),
    concept.note,
    concept.evidence,
    Object.entries(concept.extra).sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)),
  ];
  return JSON.stringify(entries(a)) === JSON.stringify(entries(b));
}
