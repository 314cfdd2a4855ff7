import type { Category, Concept, Form, FormLanguage } from "../../../core/glossary/model.ts";
import { FORM_LANGUAGES } from "../../../core/glossary/model.ts";
import { readDatedForm } from "../dated-forms.ts";
import type { GlossaryEntry, Omissible } from "../entry.ts";
import { formsOfTerms, type FileTerm } from "../forms-of-terms.ts";
import { isShortType, languageOfTerm, readCategory, readLanguage, readStanding } from "../spellings.ts";
import { readXmlId } from "./ids.ts";
import { readNote, readOwnFields, readOwnNote, type OwnFields } from "./own-fields.ts";
import type { RawEntry, RawLanguage, RawTerm, RawValue } from "./raw.ts";
import { keepIn, TERM_SLOT, type Slot } from "./slots.ts";

const STATUS_TYPES = new Set([
  "administrativeStatus",
  "usageStatus",
  "termStatus",
  "normativeAuthorization",
  "status",
]);
const SHORT_TYPE = "termType";

/** How our own writer calls what a form's kind already says: such values are not kept beside the form. */
export const PLAIN_STATUSES: Readonly<Record<string, string>> = {
  preferred: "preferredTerm-admn-sts",
  short: "admittedTerm-admn-sts",
  admitted: "admittedTerm-admn-sts",
  deprecated: "deprecatedTerm-admn-sts",
};

/** The type of a short form: an acronym where it has two capitals and no small letter. */
export function shortTypeOf(text: string): "acronym" | "shortForm" {
  return /\p{Lu}.*\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text) ? "acronym" : "shortForm";
}

/** A TBX entry as a concept; undefined where it has no term in Chinese or English. What has no field stands in `extra`. */
export function conceptOfEntry(raw: RawEntry, makeId: () => string): GlossaryEntry | undefined {
  const extra = new Map<string, string>();
  const own = new Map<string, string>();
  const counts = new Map<string, number>();
  const keep: Keep = (slot, value) => {
    keepIn(extra, slot, value, counts);
  };
  const notes: string[] = [];
  const evidence: string[] = [];
  let category: Category | undefined;
  for (const value of raw.values) {
    const { type, text } = value;
    const field = type === "note" ? readOwnNote(text) : undefined;
    if (field?.column === true) extra.set(field.name, field.value);
    else if (field !== undefined) own.set(field.name, field.value);
    else if (type === "note") notes.push(readNote(text));
    else if (type === "source") evidence.push(text);
    else if (type === "externalCrossReference") evidence.push(value.target ?? text);
    else if (type === "subjectField" && category === undefined) {
      category = readCategory(text);
      if (category === undefined) keep({ type }, text);
    } else keep({ type }, textOf(value));
  }
  const forms = formsOf(raw.languages, keep);
  if (forms.length === 0) return undefined;
  const fields: OwnFields = own.size === 0 ? {} : readOwnFields(own);
  const omitted: Omissible[] = [];
  if (raw.id === undefined || raw.id === "") omitted.push("id");
  if ((category ?? fields.category) === undefined) omitted.push("category");
  if (fields.status === undefined) omitted.push("status");
  const concept: Concept = {
    category: category ?? "other",
    status: "proposed",
    scope: [],
    ...fields,
    id: omitted[0] === "id" ? makeId() : readXmlId(raw.id ?? ""),
    forms,
    note: notes.join("\n"),
    evidence: [...new Set(evidence)],
    extra: Object.fromEntries(extra),
  };
  const { transactions, line } = raw;
  return { concept, omitted, line, ...(transactions.length === 0 ? {} : { transactions }) };
}

type Keep = (slot: Omit<Slot, "nth">, value: string) => void;

function textOf({ text, target }: RawValue): string {
  return target === undefined || target === text ? text : text === "" ? target : `${text} (${target})`;
}

/** The forms of all languages, simplified Chinese first; sections of one language (en-GB and en-US) together. */
function formsOf(languages: readonly RawLanguage[], keep: Keep): Form[] {
  const terms = new Map<FormLanguage, FileTerm[]>();
  for (const section of languages) {
    const lang = readLanguage(section.code);
    const code = lang ?? (section.code === "" ? "und" : section.code);
    for (const value of section.values) keep({ type: value.type, lang: code }, textOf(value));
    for (const term of section.terms) {
      if (term.text === "") continue;
      const own = languageOfTerm(section.code, term.text);
      if (own === undefined) keepForeign(code, term, keep);
      else {
        const read = termOf(term, own, keep);
        const list = terms.get(own);
        if (list === undefined) terms.set(own, [read]);
        else list.push(read);
      }
    }
  }
  const forms: Form[] = [];
  for (const lang of FORM_LANGUAGES) {
    const list = terms.get(lang);
    if (list !== undefined) forms.push(...formsOfTerms(lang, list));
  }
  return forms;
}

function keepForeign(code: string, { text, values }: RawTerm, keep: Keep): void {
  keep({ type: TERM_SLOT, lang: code }, text);
  for (const value of values) keep({ type: value.type, lang: code, term: text }, textOf(value));
}

function termOf({ text, values }: RawTerm, lang: FormLanguage, keep: Keep): FileTerm {
  let standing: FileTerm["standing"];
  let short = false;
  let days: Pick<FileTerm, "validFrom" | "validTo"> = {};
  for (const value of values) {
    const slot = { type: value.type, lang, term: text };
    if (STATUS_TYPES.has(value.type)) {
      standing = readStanding(value.text);
      if (!isSaidByKind(value.text, standing, lang)) keep(slot, value.text);
    } else if (value.type === SHORT_TYPE) {
      short = isShortType(value.text);
      if (lang !== "en" || !short || value.text !== shortTypeOf(text)) keep(slot, value.text);
    } else if (value.type === "note" && isDays(value.text)) {
      const { validFrom, validTo } = readDatedForm(`x ${value.text}`);
      days = {
        ...(validFrom === undefined ? {} : { validFrom }),
        ...(validTo === undefined ? {} : { validTo }),
      };
    } else keep(slot, textOf(value));
  }
  return { text, standing, short, ...days };
}

/** Whether a form's kind says all that a status does: not "obsolete", and nothing of a Chinese form that should not be used. */
function isSaidByKind(raw: string, standing: FileTerm["standing"], lang: FormLanguage): boolean {
  if (standing === undefined || (lang !== "en" && standing === "deprecated")) return false;
  const name = raw.toLowerCase().replace(/(?:term)?(?:-admn-sts)?$/, "");
  return name === standing;
}

function isDays(note: string): boolean {
  return /^\[(?:\d{4}-\d{2}-\d{2})?\.\.(?:\d{4}-\d{2}-\d{2})?\]$/.test(note) && note !== "[..]";
}
