import { describe } from "vitest";
import { articleContract } from "./contract/articles.ts";
import { changeContract } from "./contract/changes.ts";
import { togetherContract } from "./contract/together.ts";
import { conceptContract } from "./contract/concepts.ts";
import { stagedConceptContract } from "./contract/staged-concepts.ts";
import { conceptMatchesContract } from "./contract/concept-matches.ts";
import { conceptSearchContract } from "./contract/concept-search.ts";
import { judgementContract } from "./contract/judgements.ts";
import { reviewContract } from "./contract/reviews.ts";
import { articleHistoryContract } from "./contract/article-history.ts";
import { reuseContract } from "./contract/reuses.ts";
import { sourceContract } from "./contract/sources.ts";
import { segmentContract } from "./contract/segments.ts";
import { uploadContract } from "./contract/uploads.ts";
import { visitContract } from "./contract/visits.ts";
import { wordContract } from "./contract/words.ts";
import { runContract } from "./contract/runs.ts";
import { runStopContract } from "./contract/run-stops.ts";
import { transactionContract } from "./contract/transactions.ts";
import { withStore, type Opened } from "./fixtures.ts";

/** The tests that every store must pass, whatever its database. */
export function storeContract(name: string, open: () => Promise<Opened>): void {
  const store = withStore(open);
  describe(`${name}: store contract`, () => {
    describe("articles", () => articleContract(store));
    describe("Chinese texts", () => sourceContract(store));
    describe("segments", () => segmentContract(store));
    describe("histories of articles", () => articleHistoryContract(store));
    describe("the same sentence elsewhere", () => reuseContract(store));
    describe("changes, events, settings", () => changeContract(store));
    describe("concepts", () => conceptContract(store));
    describe("concepts that wait", () => stagedConceptContract(store));
    describe("finding concepts", () => conceptSearchContract(store));
    describe("searching concepts", () => conceptMatchesContract(store));
    describe("decisions, proposals, hits", () => reviewContract(store));
    describe("judgements", () => judgementContract(store));
    describe("comments, states of articles, proposed edits", () => togetherContract(store));
    describe("files that wait", () => uploadContract(store));
    describe("visits of readers", () => visitContract(store));
    describe("words of articles", () => wordContract(store));
    describe("runs", () => runContract(store));
    describe("runs that are stopped", () => runStopContract(store));
    describe("transactions", () => transactionContract(store));
  });
}
