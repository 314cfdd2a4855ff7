import type { Concept, Form } from "../../../core/glossary/model.ts";
import { FORM_LANGUAGES } from "../../../core/glossary/model.ts";
import { illegalInXml, openTag, textElement } from "../../xml/write.ts";
import { writeDatedForm } from "../dated-forms.ts";
import type { GlossaryEntry } from "../entry.ts";
import type { Losses } from "../losses.ts";
import { TERM_LIMIT } from "../reading.ts";
import { readCategory, readLanguage, readStanding } from "../spellings.ts";
import { PLAIN_STATUSES, shortTypeOf } from "./concept.ts";
import { xmlId } from "./ids.ts";
import { oneLine } from "./one-line.ts";
import { ownNotes, writeNote } from "./own-fields.ts";
import { dataCategory, type Level } from "./picklists.ts";
import { readSlotName, TERM_SLOT, type Slot } from "./slots.ts";

/** How the elements of one version of TBX are called. */
export interface TbxNames {
  readonly entry: string;
  readonly language: string;
  readonly section: string;
}

/**
 * A concept as an entry of TBX, its values in the order that the schema asks for, one element a line and never a blank inside
 * a value. Undefined, and told as a loss, for one without forms or with a character that XML cannot hold.
 */
export function writeEntry(entry: GlossaryEntry, names: TbxNames, losses: Losses): string | undefined {
  const { concept, transactions = [] } = entry;
  if (concept.forms.length === 0) {
    losses.lose("concept", concept.id);
    return undefined;
  }
  const extra = sortExtra(concept);
  const lines = [
    `    ${openTag(names.entry, { id: xmlId(concept.id) })}`,
    ...transactions.map(({ kind, date, by }) => {
      const values = [
        textElement("transac", kind, { type: "transactionType" }),
        textElement("date", date),
        ...(by === undefined ? [] : [textElement("transacNote", by, { type: "responsibility" })]),
      ];
      return `      <transacGrp>${values.join("")}</transacGrp>`;
    }),
    ...conceptValues(concept, extra).map((element) => `      ${element}`),
    ...FORM_LANGUAGES.flatMap((lang) => languageLines(lang, termsOf(concept, lang), extra, names)),
    ...[...extra.foreign.keys()].flatMap((lang) =>
      languageLines(lang, extra.foreign.get(lang) ?? [], extra, names),
    ),
    `    </${names.entry}>\n`,
  ];
  const written = lines.join("\n");
  if (illegalInXml(written) !== undefined) {
    losses.lose("characters", concept.id);
    return undefined;
  }
  return written;
}

interface SlotValue extends Slot {
  readonly value: string;
}

/** The values of `extra`: those with a place in an entry by their level, the terms of other languages, the others. */
interface SortedExtra {
  readonly placed: readonly SlotValue[];
  readonly foreign: ReadonlyMap<string, readonly Term[]>;
  readonly columns: readonly (readonly [string, string])[];
}

interface Term {
  readonly text: string;
  /** The elements that its kind and days make. */
  readonly own: readonly string[];
}

function sortExtra(concept: Concept): SortedExtra {
  const placed: SlotValue[] = [];
  const columns: [string, string][] = [];
  const foreign = new Map<string, Term[]>();
  const names = Object.keys(concept.extra).sort();
  const slots = names.map((name) => ({ name, slot: readSlotName(name), value: concept.extra[name] ?? "" }));
  for (const { slot, value } of slots) {
    if (slot?.type !== TERM_SLOT || !isForeign(slot) || !isTerm(value)) continue;
    const terms = foreign.get(slot.lang ?? "") ?? [];
    terms.push({ text: value, own: [] });
    foreign.set(slot.lang ?? "", terms);
  }
  for (const { name, slot, value } of slots) {
    if (
      slot?.type === TERM_SLOT &&
      foreign.get(slot.lang ?? "")?.some(({ text }) => text === value) === true
    ) {
      continue;
    }
    if (slot !== undefined && hasPlace(concept, foreign, slot, value)) placed.push({ ...slot, value });
    else if (value !== "") columns.push([name, value]);
  }
  return { placed, foreign, columns };
}

function isTerm(value: string): boolean {
  return value.trim() === value && value !== "" && value.length <= TERM_LIMIT;
}

function isForeign({ lang, term }: Slot): boolean {
  return (
    lang !== undefined &&
    term === undefined &&
    /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/.test(lang) &&
    readLanguage(lang) === undefined
  );
}

function hasPlace(
  concept: Concept,
  foreign: ReadonlyMap<string, readonly Term[]>,
  { type, lang, term }: Slot,
  value: string,
): boolean {
  const level: Level = lang === undefined ? "concept" : term === undefined ? "language" : "term";
  if (dataCategory(type, level, value) === undefined) return false;
  if (level === "concept") return type !== "subjectField" || readCategory(value) === undefined;
  const forms = concept.forms.filter((form) => form.lang === lang);
  const texts = [
    ...forms.map(({ text }) => text),
    ...(foreign.get(lang ?? "") ?? []).map(({ text }) => text),
  ];
  if (texts.length === 0) return false;
  if (term === undefined) return true;
  if (!texts.includes(term)) return false;
  return type !== "administrativeStatus" || agrees(forms, term, value);
}

/** Whether a status that a file had says what the kind of the form says. */
function agrees(forms: readonly Form[], text: string, value: string): boolean {
  const form = forms.find((each) => each.text === text);
  if (form === undefined) return true;
  const standing = readStanding(value);
  return form.lang !== "en" || readStanding(PLAIN_STATUSES[form.kind] ?? "") === standing;
}

function conceptValues(concept: Concept, { placed, columns }: SortedExtra): string[] {
  const own = placed.filter(({ lang }) => lang === undefined);
  const note = concept.note.trim();
  const subject = own.some(({ type }) => type === "subjectField");
  return [
    ...(subject || concept.category === "other"
      ? []
      : [textElement("descrip", concept.category, { type: "subjectField" })]),
    ...own.map(valueElement),
    ...concept.evidence.map((source) =>
      /^https?:\/\/\S+$/.test(source)
        ? textElement("xref", source, { type: "externalCrossReference", target: source })
        : textElement("admin", source, { type: "source" }),
    ),
    ...(note === "" ? [] : [textElement("note", writeNote(note))]),
    ...ownNotes(concept, columns, subject).map((note) => textElement("note", note)),
  ];
}

function termsOf(concept: Concept, lang: string): Term[] {
  return concept.forms
    .filter((form) => form.lang === lang)
    .map((form) => {
      const status = PLAIN_STATUSES[form.kind] ?? "";
      const days = writeDatedForm({ ...form, text: "" }).trim();
      return {
        text: form.text,
        own: [
          textElement("termNote", status, { type: "administrativeStatus" }),
          ...(form.kind === "short"
            ? [textElement("termNote", shortTypeOf(form.text), { type: "termType" })]
            : []),
          ...(days === "" ? [] : [textElement("note", days)]),
        ],
      };
    });
}

function languageLines(
  lang: string,
  terms: readonly Term[],
  { placed }: SortedExtra,
  names: TbxNames,
): string[] {
  if (terms.length === 0) return [];
  const own = placed.filter((value) => value.lang === lang);
  const seen = new Set<string>();
  return [
    `      ${openTag(names.language, { "xml:lang": lang })}`,
    ...own.filter(({ term }) => term === undefined).map((value) => `        ${valueElement(value)}`),
    ...terms.flatMap((term) => {
      // Of two forms of one text the first has its values.
      const values = seen.has(term.text) ? [] : own.filter((value) => value.term === term.text);
      seen.add(term.text);
      return termLines(term, values, names);
    }),
    `      </${names.language}>`,
  ];
}

function termLines(term: Term, values: readonly SlotValue[], { section }: TbxNames): string[] {
  const replaced = new Set(values.map(({ type }) => type));
  const own = term.own.filter(
    (element) => ![...replaced].some((type) => element.startsWith(`<termNote type="${type}"`)),
  );
  const added = values.map(valueElement);
  const isTermNote = (element: string): boolean => element.startsWith("<termNote");
  const elements = [...own, ...added];
  // The schema asks for the term, then its termNotes, then the rest.
  const ordered = [...elements.filter(isTermNote), ...elements.filter((element) => !isTermNote(element))];
  return [
    `        <${section}>`,
    `          ${textElement("term", oneLine(term.text))}`,
    ...ordered.map((element) => `          ${element}`),
    `        </${section}>`,
  ];
}

function valueElement({ type, value, lang, term }: SlotValue): string {
  const level: Level = lang === undefined ? "concept" : term === undefined ? "language" : "term";
  const element = dataCategory(type, level, value)?.element ?? "note";
  return element === "note" ? textElement("note", value) : textElement(element, value, { type });
}
