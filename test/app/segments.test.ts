import { describe, expect, it } from "vitest";
import { segmentHistory } from "../../src/app/segment-history.ts";
import { restoreRevision, saveSegment, setSegmentState } from "../../src/app/segments.ts";
import type { StaleSave } from "../../src/app/views.ts";
import { openStore } from "../../src/storage/open.ts";
import { inHouse } from "../support/house.ts";
import {
  bring,
  changeCount,
  failureOf,
  fresh,
  mark,
  name,
  named,
  refusalOf,
  segmentAt,
  standing,
  theProposal,
  type,
  undo,
  waiting,
} from "./desk.ts";

const MACHINE = "Bi Jianwen spoke here today.";

describe("saveSegment", () => {
  /** The steps that an editor takes on "Bi Jianwen spoke here today.": texts, `✓` before one that is approved. */
  const steps: readonly (readonly [string, readonly string[], string, number])[] = [
    ["the same text", [MACHINE], `open: ${MACHINE}`, 1],
    ["an edit", ["He spoke."], "edited: He spoke.", 2],
    ["an edit and back", ["He spoke.", MACHINE], `open: ${MACHINE}`, 3],
    ["approving untouched text", [`✓${MACHINE}`], `approved: ${MACHINE}`, 2],
    ["approving twice", [`✓${MACHINE}`, `✓${MACHINE}`], `approved: ${MACHINE}`, 2],
    ["an edit that is approved", ["✓He spoke."], "approved: He spoke.", 2],
    ["editing approved text", ["✓He spoke.", "She spoke."], "edited: She spoke.", 3],
    ["the same text over approved text", ["✓He spoke.", "He spoke."], "approved: He spoke.", 2],
    ["white space at the ends", [" He spoke. "], "edited:  He spoke. ", 2],
    ["another line", ["He\nspoke."], "edited: He\nspoke.", 2],
    ["characters of all kinds", ["<i>é</i> 𠮷 😀"], "edited: <i>é</i> 𠮷 😀", 2],
  ];
  it.each(steps)("%s", (_, texts, expected, revision) =>
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const segment = await segmentAt(house, id);
      for (const text of texts) await type(house, segment.id, text.replace("✓", ""), text.startsWith("✓"));
      expect(await standing(house, id)).toEqual([expected]);
      expect((await fresh(house, segment.id)).revision).toBe(revision);
    })(),
  );

  it.each([
    ["", "invalid failure.segment-text empty"],
    [" \u00a0\n", "invalid failure.segment-text empty"],
    ["a\0b", "invalid failure.segment-text nul"],
    ["a\udc00b", "invalid failure.segment-text surrogate"],
    ["a".repeat(5_000_001), "too-large failure.segment-text too-large"],
  ])("refuses a text it cannot keep (%#)", (text, refusal) =>
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const segment = await segmentAt(house, id);
      const count = await changeCount(house);
      const input = { segmentId: segment.id, revision: 1, text };
      expect(await refusalOf(saveSegment(house.deps, house.actor, input))).toBe(refusal);
      expect(await fresh(house, segment.id)).toEqual(segment);
      expect(await changeCount(house)).toBe(count);
    })(),
  );

  it(
    "does not know other segments",
    inHouse(async (house) => {
      const input = { segmentId: "none", revision: 1, text: "x" };
      expect(await refusalOf(saveSegment(house.deps, house.actor, input))).toBe(
        "not-found failure.no-segment",
      );
    }),
  );

  it(
    "makes one revision of a repeated request, one after another and at once",
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const { id: segmentId } = await segmentAt(house, id);
      const input = { segmentId, revision: 1, text: "He spoke.", requestId: "r1" };
      const saves = [1, 2, 3].map(() => saveSegment(house.deps, house.actor, input));
      const refs = await Promise.all(saves);
      refs.push(await saveSegment(house.deps, house.actor, input));
      expect(new Set(refs.map((ref) => ref.revision))).toEqual(new Set([2]));
      expect((await segmentHistory(house.deps, segmentId)).entries).toHaveLength(2);
    }),
  );

  it(
    "makes one revision of a request that comes through two processes at once",
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const { id: segmentId } = await segmentAt(house, id);
      const store = await openStore({ dataDir: house.dataDir });
      try {
        const input = { segmentId, revision: 1, text: "He spoke.", requestId: "r1" };
        const refs = await Promise.all(
          [house.deps, { ...house.deps, store }, house.deps, { ...house.deps, store }].map((deps) =>
            saveSegment(deps, house.actor, input),
          ),
        );
        expect(refs.map((ref) => ref.revision)).toEqual([2, 2, 2, 2]);
      } finally {
        await store.close();
      }
    }),
  );

  it(
    "does not take another text for a repeated request: going back in the browser loses no words",
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const { id: segmentId } = await segmentAt(house, id);
      const input = { segmentId, revision: 1, text: "He spoke.", requestId: "r1" };
      await saveSegment(house.deps, house.actor, input);
      const other = saveSegment(house.deps, house.actor, { ...input, text: "She spoke." });
      const failure = await failureOf(other);
      expect(failure.key).toBe("failure.stale-segment");
      expect((failure.current as StaleSave).typed).toBe("She spoke.");
      expect(await standing(house, id)).toEqual(["edited: He spoke."]);
    }),
  );

  it(
    "refuses a save that touches another person's, with both texts and the typed one",
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const { id: segmentId } = await segmentAt(house, id);
      await type(house, segmentId, "Bi Jianwen spoke there today.");
      const input = { segmentId, revision: 1, text: "Bi Jianwen spoke nowhere today." };
      const failure = await failureOf(saveSegment(house.deps, house.actor, input));
      expect([failure.code, failure.key]).toEqual(["conflict", "failure.stale-segment"]);
      const stale = failure.current as StaleSave;
      expect(stale).toMatchObject({ base: MACHINE, typed: input.text, article: { id } });
      expect(stale.segment.text).toBe("Bi Jianwen spoke there today.");
      expect(stale.regions.map((region) => region.ours).join("")).toBe(input.text);
      expect(stale.regions.map((region) => region.theirs).join("")).toBe(stale.segment.text);
      expect(await standing(house, id)).toEqual(["edited: Bi Jianwen spoke there today."]);
    }),
  );

  it(
    "refuses a save over a restored text, over an accepted one and from a revision that never was",
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const { id: segmentId } = await segmentAt(house, id);
      await type(house, segmentId, "He spoke.");
      await restoreRevision(house.deps, house.actor, { segmentId, revision: 2, restore: 1 });
      for (const revision of [2, 99, 0, -1]) {
        const input = { segmentId, revision, text: "She spoke." };
        const refusal = await refusalOf(saveSegment(house.deps, house.actor, input));
        expect(refusal).toBe("conflict failure.stale-segment");
      }
    }),
  );

  /** A rendering comes between reading and saving: `today` stays, the name becomes Mohamed Butt. */
  const renderings: readonly (readonly [
    string,
    (house: Parameters<typeof bring>[0], id: string) => Promise<unknown>,
  ])[] = [
    ["saving a concept", (house, id) => name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id })],
    [
      "taking back its removal",
      async (house, id) => {
        await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id });
        await undo(house);
        await undo(house);
      },
    ],
  ];
  it.each(renderings)("merges with a rendering in between: %s", (_, render) =>
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const { id: segmentId } = await segmentAt(house, id);
      await render(house, id);
      const input = { segmentId, revision: 1, text: "Bi Jianwen spoke here yesterday." };
      await saveSegment(house.deps, house.actor, input);
      expect(await standing(house, id)).toEqual(["edited: Mohamed Butt spoke here yesterday."]);
      expect(await waiting(house, id)).toEqual([]);
    })(),
  );

  it(
    "lets the typed text stand where a rendering touches it, and proposes the rendering",
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const { id: segmentId } = await segmentAt(house, id);
      await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id });
      const input = { segmentId, revision: 1, text: "Bi Jian-wen spoke here today." };
      await saveSegment(house.deps, house.actor, input);
      expect(await standing(house, id)).toEqual(["edited: Bi Jian-wen spoke here today."]);
      expect(await theProposal(house, id)).toMatchObject({
        rendered: "Mohamed Butt spoke here today.",
        merged: null,
      });
      expect((await fresh(house, segmentId)).rendered).toBe(MACHINE);
    }),
  );

  it(
    "does not approve words that the editor has not seen",
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const { id: segmentId } = await segmentAt(house, id);
      await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id });
      const text = "Bi Jianwen spoke here yesterday.";
      await saveSegment(house.deps, house.actor, { segmentId, revision: 1, text, approve: true });
      expect(await standing(house, id)).toEqual(["edited: Mohamed Butt spoke here yesterday."]);
    }),
  );

  it(
    "takes an old revision whose text is what stands",
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const { id: segmentId } = await segmentAt(house, id);
      await mark(house, segmentId, "needs-work");
      await saveSegment(house.deps, house.actor, { segmentId, revision: 1, text: "He spoke." });
      expect(await standing(house, id)).toEqual(["edited: He spoke."]);
    }),
  );
});

describe("setSegmentState", () => {
  it(
    "goes from any state to any other, and back to what the text is",
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const { id: segmentId } = await segmentAt(house, id);
      const seen: string[] = [];
      const states = [
        "needs-work",
        "approved",
        "open",
        "approved",
        "approved",
        "needs-work",
        "open",
      ] as const;
      for (const state of states) {
        await mark(house, segmentId, state);
        seen.push((await fresh(house, segmentId)).state);
      }
      expect(seen).toEqual([...states]);
      expect((await fresh(house, segmentId)).revision).toBe(7);
      await type(house, segmentId, "He spoke.");
      await mark(house, segmentId, "approved");
      await mark(house, segmentId, "open");
      expect(await standing(house, id)).toEqual(["edited: He spoke."]);
    }),
  );

  it(
    "refuses to judge a text that is not the one that was seen",
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const { id: segmentId } = await segmentAt(house, id);
      await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id });
      for (const revision of [1, 0, 99]) {
        const input = { segmentId, revision, state: "approved" } as const;
        const refusal = await refusalOf(setSegmentState(house.deps, house.actor, input));
        expect(refusal).toBe("conflict failure.stale-state");
      }
    }),
  );
});

describe("segmentHistory and restoreRevision", () => {
  it(
    "shows every revision with who, why and what changed, and brings one back",
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const { id: segmentId } = await segmentAt(house, id);
      await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id });
      await type(house, segmentId, "Mohamed Butt spoke.");
      await restoreRevision(house.deps, house.actor, { segmentId, revision: 3, restore: 1 });
      expect(await standing(house, id)).toEqual([`edited: ${MACHINE}`]);
      await restoreRevision(house.deps, house.actor, { segmentId, revision: 4, restore: 2 });
      expect(await standing(house, id)).toEqual(["open: Mohamed Butt spoke here today."]);
      const { entries } = await segmentHistory(house.deps, segmentId);
      expect(
        entries.map(({ revision, kind, name: of, current }) => ({ revision, kind, of, current })),
      ).toEqual([
        { revision: 5, kind: "segment.restore", of: "2", current: true },
        { revision: 4, kind: "segment.restore", of: "1", current: false },
        { revision: 3, kind: "segment.edit", of: "Mohamed Butt spoke.", current: false },
        { revision: 2, kind: "concept.save", of: "Mohamed Butt", current: false },
        { revision: 1, kind: "article.import", of: MACHINE, current: false },
      ]);
      for (const [index, { diff, text }] of entries.entries()) {
        expect(diff.map((part) => part.after).join("")).toBe(text);
        const before = entries[index + 1]?.text ?? MACHINE;
        expect(diff.map((part) => part.before).join("")).toBe(before);
      }
    }),
  );

  it(
    "refuses a revision that is not there, a stale view, and makes nothing of the same text",
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const { id: segmentId } = await segmentAt(house, id);
      const restore = (revision: number, wanted: number): Promise<unknown> =>
        restoreRevision(house.deps, house.actor, { segmentId, revision, restore: wanted });
      expect(await refusalOf(restore(1, 7))).toBe("not-found failure.no-revision");
      expect(await refusalOf(restore(2, 1))).toBe("conflict failure.stale-state");
      const count = await changeCount(house);
      await restore(1, 1);
      expect(await changeCount(house)).toBe(count);
    }),
  );
});
