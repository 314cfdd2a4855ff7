/** `same`: nobody changed it. `ours`, `theirs`: one side did. `both`: both did alike. `conflict`: both did, differently. */
export const REGION_KINDS = ["same", "ours", "theirs", "both", "conflict"] as const;
export type RegionKind = (typeof REGION_KINDS)[number];

/** A stretch of a three-way merge. Joining `base` (or `ours`, `theirs`) of all regions gives that text back. */
export interface Region {
  readonly kind: RegionKind;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

/** A merge: its regions, and the merged text when none of them is a conflict. */
export interface Merge {
  readonly regions: readonly Region[];
  readonly text: string | undefined;
}

/** A stretch of a two-way comparison; the empty string on the side that lacks it. `same` has equal sides. */
export interface DiffPart {
  readonly kind: "same" | "removed" | "added" | "replaced";
  readonly before: string;
  readonly after: string;
}
