/** What concepts are looked for by, and how a search goes from page to page. */
import type { Category, ConceptStatus } from "../../core/glossary/model.ts";
import type { TonedLetters } from "../../core/search/sounds.ts";
import type { ConceptRecord } from "../records.ts";
import type { ConceptListItem } from "../views.ts";

/** What a concept must be; what is undefined is not asked for. Removed concepts are never found. */
export interface ConceptFilter {
  readonly category?: Category | undefined;
  readonly status?: ConceptStatus | undefined;
  /** Whether it says where its forms are attested. */
  readonly evidence?: boolean | undefined;
  /** In how many articles it stands at least; 0: in none. */
  readonly used?: number | undefined;
}

/** A concept as the store finds it. */
export interface FoundConcept {
  /** Its place in the order in which concepts were added. */
  readonly number: number;
  readonly id: string;
  /** What its keys are cut from (`searchLines`). */
  readonly lines: string;
}

/** A key of a concept. */
export interface KeyPlace {
  readonly key: string;
  readonly number: number;
}

/** A concept with the key that it was found by, and the articles in work in which it stands. */
export interface KeyedConcept extends FoundConcept, KeyPlace {
  readonly articles: number;
  /** Whether it was taken back with its import, and goes out of the index a little later. */
  readonly removed: boolean;
}

/** Keys that begin alike, in binary order of key and number. */
export interface KeyRange {
  readonly beginning: string;
  /** Those behind this place. */
  readonly after?: KeyPlace | undefined;
  /** What their concepts must be; how much these are used is not asked here. */
  readonly filter: ConceptFilter;
  /** Those that may sound so; more are found than do. */
  readonly toned?: TonedLetters | undefined;
  readonly limit: number;
}

/** A row of the list of concepts. */
export interface ConceptRow {
  readonly record: ConceptRecord;
  /** Articles in work in which it stands, and in how many places. */
  readonly articles: number;
  readonly places: number;
}

/** Where a result stands: by what it was found, the key, the number of its concept. A search goes on behind it. */
export interface ResultPlace {
  readonly rank: number;
  readonly key: string;
  readonly number: number;
}

/** What is asked of the glossary. */
export interface ConceptSearch {
  /** What was typed: Chinese, pinyin with or without tones, first letters, English, words of the note, an id. */
  readonly query: string;
  readonly filter: ConceptFilter;
  /** Only those that a finding of this code is about. */
  readonly finding?: string | undefined;
  /** Goes on behind this place; from the start without one. */
  readonly after?: ResultPlace | undefined;
  /** How many results an earlier page found, counted up to one more than {@link COUNTED}: they are not counted again. */
  readonly counted?: number | undefined;
  readonly limit: number;
}

/** What a list of numbers of concepts has of some keys. */
export interface KeyNumbers {
  /** In any order, that of a concept with several of the keys as often. */
  readonly numbers: Uint32Array;
  /** Whether there are no more. */
  readonly all: boolean;
}

/** A page of concepts. */
export interface ConceptResults {
  readonly items: readonly ConceptListItem[];
  /** How many there are, up to {@link COUNTED}. */
  readonly total: number;
  /** Whether there are more than {@link COUNTED}. */
  readonly more: boolean;
  /** Where the next page starts; undefined on the last one. */
  readonly next: ResultPlace | undefined;
}

/** Results are counted up to here: a number beyond tells a reader nothing. */
export const COUNTED = 500;
