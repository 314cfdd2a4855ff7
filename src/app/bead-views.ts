/** What the page of an article's beads shows. */
import type { BeadSetter } from "../core/article/model.ts";
import type { Finding } from "../core/finding.ts";
import type { ArticleSummary } from "./records.ts";
import type { UndoView } from "./views.ts";

/** Chinese sentences with the English ones that say the same. */
export interface BeadView {
  /** 1-based place in the article. */
  readonly number: number;
  /** Its Chinese as it stands in the text, line ends included. */
  readonly text: string;
  /** Its Chinese sentences. */
  readonly source: readonly string[];
  /** Its English sentences as the machine wrote them, each with the 1-based number of its segment. */
  readonly target: readonly { readonly text: string; readonly segment: number }[];
  readonly confidence: number;
  /** Whether the computed alignment is unsure of it. */
  readonly doubtful: boolean;
  readonly setBy: BeadSetter | undefined;
}

/** The Chinese of an article beside its English. */
export interface BeadsView {
  readonly article: ArticleSummary;
  readonly sourceLang: "zh-Hans" | "zh-Hant";
  readonly sourceReconstructed: boolean;
  /** Of the Chinese with its beads. */
  readonly revision: number;
  /** How far the two texts look like translations of each other, 0–1; null: not judged. */
  readonly fit: number | null;
  /** What the aligner noticed about the two texts. */
  readonly findings: readonly Finding[];
  /** In order; every sentence of both sides is in one. */
  readonly beads: readonly BeadView[];
  readonly undo: UndoView | undefined;
}
