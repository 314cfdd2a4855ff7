import type { Transaction } from "../entry.ts";

/** A value of a TBX entry with its data category; `target` where the element points somewhere. */
export interface RawValue {
  readonly type: string;
  readonly text: string;
  readonly target?: string | undefined;
}

export interface RawTerm {
  text: string;
  readonly values: RawValue[];
}

export interface RawLanguage {
  readonly code: string;
  readonly values: RawValue[];
  readonly terms: RawTerm[];
}

/** One concept entry of a TBX file before anything is made of it, in the order of the file. */
export interface RawEntry {
  readonly id: string | undefined;
  readonly line: number;
  readonly values: RawValue[];
  readonly languages: RawLanguage[];
  readonly transactions: Transaction[];
}
