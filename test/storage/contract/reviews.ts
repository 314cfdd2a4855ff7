import { expect, it } from "vitest";
import type { DecisionRecord, HitRecord, ProposalRecord } from "../../../src/app/records.ts";
import type { StoreWriter } from "../../../src/app/store.ts";
import { isUniqueViolation } from "../../../src/storage/errors.ts";
import {
  aChange,
  aConceptRecord,
  aDecision,
  aHit,
  anArticle,
  aProposal,
  aSegment,
} from "../../support/records.ts";
import { writeBasics, type WithStore } from "../fixtures.ts";

async function writeMore(tx: StoreWriter): Promise<void> {
  await writeBasics(tx);
  await tx.addChange(aChange({ id: "c2" }));
  await tx.addArticle(anArticle({ id: "a2" }));
  await tx.putSegment(aSegment({ id: "s2", from: 18, to: 34 }), "c1");
  await tx.putSegment(aSegment({ id: "s3", articleId: "a2" }), "c1");
  await tx.putConcept(aConceptRecord({ concept: { id: "k0" } }), "c1", 1);
}

const ids = (records: readonly { readonly id: string }[]): string[] => records.map((record) => record.id);

const DECISIONS: readonly (readonly [string, Partial<DecisionRecord>])[] = [
  ["nulls", {}],
  [
    "all fields",
    { revokedBy: "c2", kind: "use", scope: "article", from: 0, to: 0, form: "𠮷", conceptId: "k0" },
  ],
];

const PROPOSALS: readonly (readonly [string, Partial<ProposalRecord>])[] = [
  ["open", {}],
  ["a conflict", { merged: null, provenance: [], rendered: "" }],
  ["resolved", { kind: "mention", status: "superseded", resolvedBy: "c2", merged: "", createdAt: 5 }],
];

const HITS: readonly (readonly [string, readonly HitRecord[], readonly number[]])[] = [
  ["none", [], []],
  ["with a rival", [aHit({ outcome: "ask", reason: "rival", by: "k0" })], [0]],
  ["by place", [aHit({ from: 9, to: 10 }), aHit({ from: 1, to: 2 })], [1, 0]],
  ["the longer first", [aHit({ to: 5 }), aHit({ to: 10 })], [1, 0]],
  ["on one span as they came", [aHit({ conceptId: "k1" }), aHit({ conceptId: "k0" })], [0, 1]],
];

/** Decisions, proposals, hits. */
export function reviewContract(withStore: WithStore): void {
  it.each(DECISIONS)("gives back a decision: %s", async (_name, patch) => {
    await withStore(async ({ store }) => {
      await store.write(writeMore);
      await store.write((tx) => tx.addDecision(aDecision(patch)));
      expect(await store.read((tx) => tx.decision("d1"))).toStrictEqual(aDecision(patch));
    })();
  });

  it(
    "lists an article's decisions that stand, oldest first, and what a change made and revoked",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeMore(tx);
        await tx.addDecision(aDecision({ id: "d1", changeId: "c2" }));
        await tx.addDecision(aDecision({ id: "d3" }));
        await tx.addDecision(aDecision({ id: "d2" }));
        await tx.addDecision(aDecision({ id: "d4", articleId: "a2" }));
        await tx.setDecisionRevoked("d2", "c2");
      });
      await store.read(async (tx) => {
        expect(ids(await tx.decisions("a1"))).toEqual(["d3", "d1"]);
        expect(ids(await tx.decisionsAbout("k1"))).toEqual(["d3", "d4", "d1"]);
        expect(await tx.decisionsAbout("k0")).toEqual([]);
        expect(ids(await tx.decisionsOf("c1"))).toEqual(["d2", "d3", "d4"]);
        expect(ids(await tx.decisionsRevokedBy("c2"))).toEqual(["d2"]);
        expect(await tx.decision("x")).toBeUndefined();
      });
      await store.write((tx) => tx.setDecisionRevoked("d2", null));
      expect(ids(await store.read((tx) => tx.decisions("a1")))).toEqual(["d2", "d3", "d1"]);
      await expect(store.write((tx) => tx.setDecisionRevoked("x", "c1"))).rejects.toThrow("decision x");
    }),
  );

  it.each(PROPOSALS)("gives back a proposal: %s", async (_name, patch) => {
    await withStore(async ({ store }) => {
      await store.write(writeMore);
      await store.write((tx) => tx.addProposal(aProposal(patch)));
      expect(await store.read((tx) => tx.proposal("p1"))).toStrictEqual(aProposal(patch));
    })();
  });

  it(
    "lists proposals: open ones oldest first, rejected ones newest first, those of a change",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeMore(tx);
        await tx.addProposal(aProposal({ id: "p9", createdAt: 1 }));
        await tx.addProposal(aProposal({ id: "p2", createdAt: 2, segmentId: "s2", changeId: "c2" }));
        await tx.addProposal(aProposal({ id: "p3", articleId: "a2", segmentId: "s3" }));
        await tx.addProposal(aProposal({ id: "p4", status: "rejected", createdAt: 1, resolvedBy: "c2" }));
        await tx.addProposal(aProposal({ id: "p5", status: "rejected", createdAt: 2, resolvedBy: "c2" }));
        await tx.addProposal(aProposal({ id: "p6", status: "superseded", resolvedBy: "c1" }));
      });
      await store.read(async (tx) => {
        expect(ids(await tx.openProposals("a1"))).toEqual(["p9", "p2"]);
        const waiting = await tx.waitingProposals("rendering", 9);
        expect(ids(waiting.map(({ proposal }) => proposal))).toEqual(["p9", "p2", "p3"]);
        expect(waiting[2]?.title).toBe(anArticle().title);
        expect(await tx.waitingProposals("rendering", 1)).toHaveLength(1);
        expect(await tx.waitingProposals("edit", 9)).toEqual([]);
        expect(ids(await tx.rejectedProposals("s1"))).toEqual(["p5", "p4"]);
        expect(ids(await tx.proposalsOf("c2"))).toEqual(["p2"]);
        expect(ids(await tx.proposalsResolvedBy("c2"))).toEqual(["p4", "p5"]);
        expect(await tx.proposal("x")).toBeUndefined();
      });
    }),
  );

  it(
    "has one open proposal for a segment and kind",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeMore(tx);
        await tx.addProposal(aProposal());
        await tx.addProposal(aProposal({ id: "p2", kind: "edit" }));
      });
      const second = store.write((tx) => tx.addProposal(aProposal({ id: "p3" })));
      expect(await second.catch(isUniqueViolation)).toBe(true);
      await store.write(async (tx) => {
        await tx.setProposalStatus("p1", "superseded", "c2");
        await tx.addProposal(aProposal({ id: "p3" }));
      });
      await store.read(async (tx) => {
        expect(await tx.proposal("p1")).toStrictEqual(aProposal({ status: "superseded", resolvedBy: "c2" }));
        expect(ids(await tx.openProposals("a1"))).toEqual(["p2", "p3"]);
      });
      const both = store.write((tx) => tx.setProposalStatus("p1", "open", null));
      expect(await both.catch(isUniqueViolation)).toBe(true);
      await expect(store.write((tx) => tx.setProposalStatus("x", "open", null))).rejects.toThrow(
        "proposal x",
      );
    }),
  );

  it(
    "lists the concepts chosen under some forms, newest first, with what stood beside them",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeMore(tx);
        const pin = { kind: "use", scope: "article", conceptId: "k1" } as const;
        await tx.addDecision(aDecision({ ...pin, id: "d1", form: "wang wei" }));
        await tx.addDecision(
          aDecision({ ...pin, id: "d2", articleId: "a2", changeId: "c2", form: "li", scope: "segment" }),
        );
        await tx.addDecision(aDecision({ ...pin, id: "d3", form: "wang wei", kind: "keep" }));
        await tx.addDecision(aDecision({ ...pin, id: "d4", form: "wang wei", scope: "occurrence" }));
        await tx.addDecision(aDecision({ ...pin, id: "d5", form: "wang wei", revokedBy: "c2" }));
        await tx.addDecision(aDecision({ ...pin, id: "d6", form: "other" }));
        await tx.replaceHits("a1", [aHit({ from: 3 }), aHit({ conceptId: "k0" }), aHit({ from: 5 })]);
      });
      await store.read(async (tx) => {
        const pins = await tx.pins(["wang wei", "li"], 10);
        expect(pins.map(({ decision, concepts }) => [decision.id, concepts])).toEqual([
          ["d2", []],
          ["d1", ["k0", "k1"]],
        ]);
        const title = (await tx.article("a2"))?.title;
        expect(pins[0]).toMatchObject({ articleTitle: title, at: (await tx.change("c2"))?.at });
        expect(ids((await tx.pins(["wang wei", "li"], 1)).map(({ decision }) => decision))).toEqual(["d2"]);
        expect(await tx.pins([], 10)).toEqual([]);
      });
    }),
  );

  it.each(HITS)("gives back hits: %s", async (_name, hits, order) => {
    await withStore(async ({ store }) => {
      await store.write(writeMore);
      await store.write((tx) => tx.replaceHits("a1", [aHit({ from: 3 }), aHit({ conceptId: "k0" })]));
      await store.write((tx) => tx.replaceHits("a1", hits));
      const found = await store.read((tx) => tx.hits("a1"));
      expect(found).toStrictEqual(order.map((at) => hits[at]));
    })();
  });

  it(
    "knows where a concept stands, by article and place, and how often",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeMore(tx);
        await tx.addArticle(anArticle({ id: "a3", archivedAt: 1 }));
        await tx.putSegment(aSegment({ id: "s4", articleId: "a3" }), "c1");
        await tx.replaceHits("a2", [aHit({ articleId: "a2", segmentId: "s3" })]);
        await tx.replaceHits("a3", [aHit({ articleId: "a3", segmentId: "s4" })]);
        const many = Array.from({ length: 1500 }, (_, at) => aHit({ from: 1499 - at, to: 1500 }));
        await tx.replaceHits("a1", [...many, aHit({ outcome: "ask" }), aHit({ conceptId: "k0" })]);
      });
      await store.read(async (tx) => {
        const found = await tx.hitsOfConcept("k1");
        expect(found).toHaveLength(1503);
        expect(found.slice(-2).map((hit) => hit.articleId)).toEqual(["a2", "a3"]);
        expect(found.slice(0, 1501).map((hit) => hit.from)).toEqual([0, ...Array(1500).keys()]);
        const one = [
          { conceptId: "k0", articleId: "a1", outcome: "replace", count: 1 },
          { conceptId: "k1", articleId: "a1", outcome: "ask", count: 1 },
          { conceptId: "k1", articleId: "a1", outcome: "replace", count: 1500 },
        ];
        expect(await tx.conceptUse("a1")).toStrictEqual(one);
        const other = { conceptId: "k1", articleId: "a2", outcome: "replace", count: 1 };
        expect(await tx.conceptUse()).toStrictEqual([...one, other]);
        expect(await tx.hitsOfConcept("x")).toEqual([]);
      });
    }),
  );
}
