/** What became of the same sentence in other places, as the store finds it. */

/** What two sentences have in common: what the machine wrote, or the Chinese. */
export type ReuseBy = "machine" | "source";

/** A text that people made of the same sentence as one of an article's. */
export interface ReuseRecord {
  readonly by: ReuseBy;
  /** The article's own segment. */
  readonly segmentId: string;
  readonly text: string;
  readonly state: "approved" | "edited";
  /** Places that read so and are in that state. */
  readonly count: number;
  /** The newest of them. */
  readonly example: {
    readonly segmentId: string;
    readonly articleId: string;
    readonly articleTitle: string;
    readonly revision: number;
  };
}

/** A segment of the same machine sentence that nobody touched. */
export interface RepetitionRecord {
  readonly segmentId: string;
  readonly articleId: string;
  readonly articleTitle: string;
  readonly revision: number;
  readonly text: string;
}
