/** What the same sentence became elsewhere, as pages show it. */
import type { ReuseOffer, RepetitionsView } from "../../src/app/reuse.ts";
import { AT } from "./page-pieces.ts";
import { aSegment } from "./records.ts";

const diff = [
  { kind: "replaced", before: "Bi Jianwen", after: "Mohamed Butt" },
  { kind: "same", before: " spoke.", after: " spoke." },
] as const;

/** Two offers for one segment. */
export function reusesOf(segmentId: string): ReadonlyMap<string, readonly ReuseOffer[]> {
  const text = "Mohamed Butt spoke.";
  const from = { segmentId: "s9", articleId: "a9", articleTitle: "Earlier", revision: 2 };
  return new Map([
    [
      segmentId,
      [
        { by: "machine", text, state: "approved", count: 2, from, here: false, diff },
        { by: "source", text, state: "edited", count: 1, from, here: true, diff },
      ],
    ],
  ]);
}

const view: RepetitionsView = {
  article: {
    id: "a1",
    title: "The second meeting",
    date: null,
    createdAt: AT,
    updatedAt: AT,
    archivedAt: null,
    sample: false,
    glossaryRevision: 3,
    states: { open: 1, edited: 0, "needs-work": 0, approved: 2 },
    openProposals: 0,
  },
  segment: aSegment({ text: "Mohamed Butt spoke." }),
  number: 1,
  more: true,
  places: [
    { segmentId: "s2", articleId: "a1", articleTitle: "The second meeting", revision: 1, text: "Bi", diff },
    { segmentId: "s3", articleId: "a2", articleTitle: "毕坚文", revision: 4, text: "Bi", diff },
  ],
};

/** The choice of repetitions, and the page where there are none. */
export const REPETITIONS_FIXTURES = [
  { page: "repetitions", name: "some", model: { view } },
  { page: "repetitions", name: "none", model: { view: { ...view, places: [], more: false } } },
] as const;
