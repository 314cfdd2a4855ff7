/** The page of an article that is read, as it may look. */
import type { ReadingModel } from "../../src/http/pages/reading-model.ts";
import { BLOCK_KINDS } from "../../src/core/article/model.ts";
import { AT, segments } from "./page-pieces.ts";

const model: ReadingModel = {
  view: {
    article: {
      id: "a1",
      title: "The second meeting",
      date: "2023-07-01",
      createdAt: AT,
      updatedAt: AT,
      archivedAt: null,
      sample: false,
      glossaryRevision: 3,
      states: { open: 1, edited: 0, "needs-work": 0, approved: 2 },
      openProposals: 0,
    },
    sourceLang: "zh-Hans",
    sourceReconstructed: true,
    standing: { state: "approved", by: "Anna", at: AT },
    headline: "The second meeting",
    blocks: segments.map(({ runs }, index) => ({
      kind: BLOCK_KINDS[index % BLOCK_KINDS.length] ?? "body",
      runs,
      source: index % 3 === 0 ? [] : ["第三届理事会第二次会议", "在横琴举行。"],
    })),
  },
  side: "bilingual",
  changes: true,
};

/** Both languages with marks; the English alone of an article without headline, Chinese, date and review. */
export const READING_FIXTURES = [
  { page: "reading", name: "both languages", model },
  {
    page: "reading",
    name: "clean",
    model: {
      ...model,
      side: "english",
      changes: false,
      view: {
        ...model.view,
        article: { ...model.view.article, date: null },
        sourceLang: undefined,
        headline: undefined,
        standing: { state: "new", by: undefined, at: undefined },
        blocks: model.view.blocks.map((block) => ({ ...block, kind: "body" })),
      },
    },
  },
] as const satisfies readonly {
  readonly page: "reading";
  readonly name: string;
  readonly model: ReadingModel;
}[];
