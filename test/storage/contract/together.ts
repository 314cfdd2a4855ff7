import { expect, it } from "vitest";
import type { CommentRecord, ProposalRecord } from "../../../src/app/records.ts";
import { aChange, anArticle, aProposal, aSegment } from "../../support/records.ts";
import { writeBasics, type WithStore } from "../fixtures.ts";

const ANNA = { kind: "person", id: "local:Anna", name: "Anna" } as const;

function aComment(patch: Partial<CommentRecord> = {}): CommentRecord {
  return {
    id: "m1",
    articleId: "a1",
    segmentId: "s1",
    changeId: "c2",
    createdAt: 5,
    text: "Who? 𠮷\n谁？",
    ...patch,
  };
}

function anEdit(patch: Partial<ProposalRecord> = {}): ProposalRecord {
  return { ...aProposal(), kind: "edit", base: "Old.", ...patch };
}

/** What people do together. */
export function togetherContract(withStore: WithStore): void {
  it(
    "keeps comments with who brought them last into which state, oldest first, without those removed",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeBasics(tx);
        await tx.addChange(aChange({ id: "c3" }));
        await tx.addChange(aChange({ id: "c2", at: 7, actor: ANNA }));
        for (const comment of [
          aComment(),
          aComment({ id: "m0", createdAt: 6 }),
          aComment({ id: "m2", createdAt: 4 }),
        ]) {
          await tx.addComment(comment);
          await tx.addCommentStep({ commentId: comment.id, changeId: "c3", state: "open", former: null });
        }
        await tx.addCommentStep({ commentId: "m2", changeId: "c2", state: "removed", former: "open" });
        await tx.addCommentStep({ commentId: "m1", changeId: "c2", state: "resolved", former: "open" });
      });
      await store.read(async (tx) => {
        const standing = { comment: aComment(), author: "Anna", state: "resolved", by: "Anna", at: 7 };
        expect(await tx.comment("m1")).toStrictEqual(standing);
        expect((await tx.comments("a1")).map(({ comment, state }) => [comment.id, state])).toEqual([
          ["m1", "resolved"],
          ["m0", "open"],
        ]);
        expect((await tx.comment("m2"))?.state).toBe("removed");
        expect(await tx.comment("none")).toBeUndefined();
        expect(await tx.comments("none")).toEqual([]);
        expect(await tx.commentStepsOf("c2")).toStrictEqual([
          { commentId: "m1", changeId: "c2", state: "resolved", former: "open" },
          { commentId: "m2", changeId: "c2", state: "removed", former: "open" },
        ]);
      });
    }),
  );

  it(
    "knows the last step of every article by the order of the changes",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeBasics(tx);
        await tx.addArticle(anArticle({ id: "a2" }));
        await tx.addChange(aChange({ id: "c9", at: 9 }));
        await tx.addChange(aChange({ id: "c2", at: 8, actor: ANNA }));
        await tx.addArticleStep({ articleId: "a1", changeId: "c9", state: "in-review", former: "new" });
        await tx.addArticleStep({ articleId: "a1", changeId: "c2", state: "approved", former: "in-review" });
        await tx.addArticleStep({ articleId: "a2", changeId: "c9", state: "published", former: "new" });
      });
      await store.read(async (tx) => {
        const step = { articleId: "a1", changeId: "c2", state: "approved", former: "in-review" };
        expect(await tx.articleStandings("a1")).toStrictEqual([{ ...step, by: ANNA, at: 8 }]);
        expect((await tx.articleStandings()).map(({ articleId, state }) => [articleId, state])).toEqual([
          ["a1", "approved"],
          ["a2", "published"],
        ]);
        expect(await tx.articleStandings("none")).toEqual([]);
        expect(await tx.articleStepsOf("c2")).toStrictEqual([step]);
        expect((await tx.articleStepsOf("c9")).map(({ articleId }) => articleId)).toEqual(["a1", "a2"]);
      });
    }),
  );

  it(
    "lets several proposed edits wait for a segment, beside one rendering",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeBasics(tx);
        await tx.putSegment(aSegment({ id: "s2" }), "c1");
        await tx.addProposal(anEdit({ id: "p1" }));
        await tx.addProposal(anEdit({ id: "p2", base: "Old. 𠮷" }));
        await tx.addProposal(aProposal({ id: "p3" }));
      });
      await store.read(async (tx) => {
        expect(await tx.proposal("p2")).toStrictEqual(anEdit({ id: "p2", base: "Old. 𠮷" }));
        expect(await tx.proposal("p3")).toStrictEqual(aProposal({ id: "p3" }));
        expect((await tx.openProposals("a1", "edit")).map(({ id }) => id)).toEqual(["p1", "p2"]);
        expect((await tx.openProposals("a1", "rendering")).map(({ id }) => id)).toEqual(["p3"]);
      });
      await expect(store.write((tx) => tx.addProposal(aProposal({ id: "p4" })))).rejects.toThrow();
    }),
  );
}
