/** The history of an article, as its page may look. */
import type { ArticleHistoryModel } from "../../src/http/pages/article-history-model.ts";
import { AT } from "./page-pieces.ts";
import { aChange } from "./records.ts";

const save = aChange({ id: "c2", at: AT, kind: "concept.save", name: "Mohamed Butt" });
const bring = aChange({
  id: "c1",
  at: AT,
  kind: "article.import",
  name: "毕坚文",
  actor: { kind: "import", id: "i", name: "" },
});
const model: ArticleHistoryModel = {
  view: {
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
    changes: [
      { change: save, segments: 2 },
      { change: bring, segments: 0 },
    ],
    total: 120,
    comparison: {
      from: bring,
      to: save,
      differences: [
        {
          segmentId: "s1",
          from: 0,
          to: 10,
          diff: [{ kind: "replaced", before: "Bi Jianwen", after: "Mohamed Butt" }],
        },
      ],
    },
  },
  paging: { page: 2, pages: 3, from: 50, to: 52, total: 120 },
  chosen: { from: "c1", to: "c2" },
  undoable: ["c2"],
};

/** With two versions compared, with two that read alike, and the only change. */
export const ARTICLE_HISTORY_FIXTURES = [
  { page: "article-history", name: "compared", model },
  {
    page: "article-history",
    name: "alike",
    model: { ...model, view: { ...model.view, comparison: { from: bring, to: save, differences: [] } } },
  },
  {
    page: "article-history",
    name: "new",
    model: {
      view: { ...model.view, changes: [{ change: bring, segments: 3 }], total: 1, comparison: undefined },
      paging: { page: 1, pages: 1, from: 0, to: 1, total: 1 },
      chosen: { from: "c1", to: "c1" },
      undoable: [],
    },
  },
] as const satisfies readonly {
  readonly page: "article-history";
  readonly name: string;
  readonly model: ArticleHistoryModel;
}[];
