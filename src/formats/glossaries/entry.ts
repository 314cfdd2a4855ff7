import type { Concept } from "../../core/glossary/model.ts";

/** Fields that have a value in every concept, of which a file may say nothing all the same. */
export const OMISSIBLE = ["id", "category", "status"] as const;
export type Omissible = (typeof OMISSIBLE)[number];

/** Who did something to a concept and when, as an exchange format tells it. */
export interface Transaction {
  readonly kind: "origination" | "modification";
  /** `YYYY-MM-DD`, or with a time behind it as the file has it. */
  readonly date: string;
  readonly by?: string;
}

/** A concept as it stands in a file. */
export interface GlossaryEntry {
  /** What the file leaves out is empty, or what a new concept has. */
  readonly concept: Concept;
  /** The fields with such a value of which the file says nothing: they are no reason to change a concept that is there. */
  readonly omitted: readonly Omissible[];
  readonly transactions?: readonly Transaction[];
  /** 1-based line or row of the file. */
  readonly line?: number;
}

/** An entry that is whole: a concept of ours on its way out. */
export function wholeEntry(concept: Concept, transactions: readonly Transaction[] = []): GlossaryEntry {
  return { concept, omitted: [], ...(transactions.length === 0 ? {} : { transactions }) };
}
