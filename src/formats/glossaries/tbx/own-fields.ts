import {
  CASE_RULES,
  CATEGORIES,
  CONCEPT_STATUSES,
  DEFINITES,
  INDEFINITES,
  MENTION_RULES,
  type Concept,
} from "../../../core/glossary/model.ts";
import { joinAlternatives, splitAlternatives } from "../alternatives.ts";

/** What stands before a field that only our concepts have, in a note of the concept: `Zhengming status: approved`. */
const MARK = "Zhengming ";

/** Fields that TBX-Basic has no data category for. */
export type OwnFields = Pick<Concept, "case" | "definite" | "indefinite" | "surname" | "mention"> &
  Partial<Pick<Concept, "category" | "status" | "scope">>;

/**
 * The notes that hold a concept's own fields, those with a value; columns as `Zhengming column NAME: VALUE`. The category is
 * one of them where the entry's subject field is taken by another subject.
 */
export function ownNotes(
  concept: Concept,
  columns: readonly (readonly [string, string])[],
  category: boolean,
): string[] {
  const fields: readonly (readonly [string, string | undefined])[] = [
    ["category", category ? concept.category : undefined],
    ["status", concept.status],
    ["scope", joinAlternatives(concept.scope)],
    ["case", concept.case],
    ["the", concept.definite],
    ["a", concept.indefinite],
    ["surname", concept.surname],
    ["mention", concept.mention],
  ];
  return [
    ...fields
      .filter(([, value]) => value !== undefined && value !== "")
      .map(([name, value]) => `${MARK}${name}: ${value ?? ""}`),
    ...columns.map(([name, value]) => `${MARK}column ${name.replace(/[\\:]/g, "\\$&")}: ${value}`),
  ];
}

/** Whether a note's text begins as one of ours. */
export function isOwnNote(text: string): boolean {
  return text.startsWith(MARK);
}

/** A person's note as it is written: one that would be read as one of ours has a backslash before it. */
export function writeNote(note: string): string {
  return /^\\*Zhengming /.test(note) ? `\\${note}` : note;
}

/** The note that {@link writeNote} wrote. */
export function readNote(written: string): string {
  return /^\\+Zhengming /.test(written) ? written.slice(1) : written;
}

/** A note that {@link ownNotes} wrote, as its field's name and value. */
export function readOwnNote(
  note: string,
): { readonly name: string; readonly value: string; readonly column: boolean } | undefined {
  const parts = /^Zhengming (?<column>column )?(?<name>(?:[^\\:]|\\[\\:])*): (?<value>[^]*)$/.exec(
    note,
  )?.groups;
  if (parts === undefined) return undefined;
  const column = parts["column"] !== undefined;
  const name = (parts["name"] ?? "").replace(/\\([\\:])/g, "$1");
  return { name, value: parts["value"] ?? "", column };
}

/** The fields that own notes give; a value that is none is left out. */
export function readOwnFields(notes: ReadonlyMap<string, string>): OwnFields {
  const given = (name: string): string | undefined => notes.get(name);
  const category = CATEGORIES.find((each) => each === given("category"));
  const status = CONCEPT_STATUSES.find((each) => each === given("status"));
  const scope = given("scope");
  const rule = CASE_RULES.find((each) => each === given("case"));
  const definite = DEFINITES.find((each) => each === given("the"));
  const indefinite = INDEFINITES.find((each) => each === given("a"));
  const surname = given("surname");
  const mention = MENTION_RULES.find((each) => each === given("mention"));
  return {
    ...(category === undefined ? {} : { category }),
    ...(status === undefined ? {} : { status }),
    ...(scope === undefined ? {} : { scope: splitAlternatives(scope) }),
    ...(rule === undefined ? {} : { case: rule }),
    ...(definite === undefined ? {} : { definite }),
    ...(indefinite === undefined ? {} : { indefinite }),
    ...(surname === undefined || surname === "" ? {} : { surname }),
    ...(mention === undefined ? {} : { mention }),
  };
}
