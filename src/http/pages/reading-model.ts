import type { ReadingView } from "../../app/reading.ts";

/** What a reader may see: the English alone, or the Chinese beside it. */
export const READING_SIDES = ["english", "bilingual"] as const;
export type ReadingSide = (typeof READING_SIDES)[number];

/** What the page of an article that is read gets. */
export interface ReadingModel {
  readonly view: ReadingView;
  readonly side: ReadingSide;
  /** Whether what differs from the machine's text is marked. */
  readonly changes: boolean;
}
