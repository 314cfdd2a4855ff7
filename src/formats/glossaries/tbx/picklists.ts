/** What TBX-Basic 1.2.1 allows in its data categories, and at which levels: what else a concept has is written as a note. */
export type Level = "concept" | "language" | "term";

interface DataCategory {
  readonly element: "descrip" | "admin" | "termNote" | "note";
  readonly levels: readonly Level[];
  /** The values it may have; undefined: any text. */
  readonly values?: readonly string[];
}

export const STATUSES = [
  "preferredTerm-admn-sts",
  "admittedTerm-admn-sts",
  "deprecatedTerm-admn-sts",
  "supersededTerm-admn-sts",
] as const;

/** The data categories that are written, by their names; those that a form's kind decides are with the forms. */
export const DATA_CATEGORIES: Readonly<Record<string, DataCategory>> = {
  subjectField: { element: "descrip", levels: ["concept"] },
  definition: { element: "descrip", levels: ["concept", "language"] },
  context: { element: "descrip", levels: ["term"] },
  customerSubset: { element: "admin", levels: ["concept", "term"] },
  projectSubset: { element: "admin", levels: ["concept", "term"] },
  source: { element: "admin", levels: ["language", "term"] },
  administrativeStatus: { element: "termNote", levels: ["term"], values: STATUSES },
  termType: {
    element: "termNote",
    levels: ["term"],
    values: ["fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"],
  },
  partOfSpeech: {
    element: "termNote",
    levels: ["term"],
    values: ["adjective", "noun", "other", "verb", "adverb"],
  },
  grammaticalGender: {
    element: "termNote",
    levels: ["term"],
    values: ["masculine", "feminine", "neuter", "other"],
  },
  geographicalUsage: { element: "termNote", levels: ["term"] },
  note: { element: "note", levels: ["language", "term"] },
};

/** The data category of a value, undefined where TBX-Basic has no place for it. */
export function dataCategory(type: string, level: Level, value: string): DataCategory | undefined {
  const found = Object.hasOwn(DATA_CATEGORIES, type) ? DATA_CATEGORIES[type] : undefined;
  const fits = found?.levels.includes(level) === true && (found.values?.includes(value) ?? true);
  return fits && value.trim() === value && value !== "" ? found : undefined;
}
