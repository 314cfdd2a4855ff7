import { describe, expect, it } from "vitest";
import { correctBead, getBeads, realign } from "../../src/app/beads.ts";
import { giveSource } from "../../src/app/sources.ts";
import { joinSegment, splitSegment } from "../../src/app/segment-cuts.ts";
import type { BeadCorrection } from "../../src/core/article/beads.ts";
import { inHouse } from "../support/house.ts";
import { ENGLISH, CHINESE, namesakes, beadsOf, correct, typo } from "./bilingual-desk.ts";
import {
  bring,
  changeCount,
  lastChange,
  name,
  named,
  refusalOf,
  segmentAt,
  textsOf,
  undo,
  undoOffered,
  waiting,
} from "./desk.ts";

describe("a corrected bead", () => {
  it(
    "renders again what it concerns, sticks, and is undone",
    inHouse(async (house) => {
      await namesakes(house);
      const id = await bring(house, ENGLISH, CHINESE);
      const before = await textsOf(house, id);
      const beads = await beadsOf(house, id);
      await correct(house, id, { kind: "merge", at: 0 });
      expect(await beadsOf(house, id)).toEqual([`${CHINESE} | ${ENGLISH} (person)`]);
      await correct(house, id, { kind: "split", at: 0, source: 0, target: 1 });
      await correct(house, id, { kind: "shift", at: 0, side: "target", to: "after" });
      expect(await beadsOf(house, id)).toEqual([`${CHINESE} | ${ENGLISH} (person)`]);
      await correct(house, id, { kind: "split", at: 0, source: 1, target: 1 });
      expect(await textsOf(house, id)).toEqual(before);
      const settled = beads.map((bead) => `${bead} (person)`);
      expect(await beadsOf(house, id)).toEqual(settled);
      await name(house, named("exhibition centre < exhibition hall", { category: "term" }), {
        articleId: id,
      });
      expect(await beadsOf(house, id)).toEqual(settled);
      for (let at = 0; at < 5; at++) await undoOffered(house, id);
      expect(await beadsOf(house, id)).toEqual(beads);
      expect(await textsOf(house, id)).toEqual(before);
    }),
  );

  it(
    "takes evidence away and gives it",
    inHouse(async (house) => {
      const scope = { category: "title" as const, zhHans: ["主席"], scope: ["协会"] };
      await name(house, named("Convenor < Chairman", scope));
      const id = await bring(
        house,
        "Li, Chairman, spoke. The association met in the hall.",
        "李主席讲话。协会在大厅开会。",
      );
      expect((await textsOf(house, id))[0]).toBe("Li, Chairman, spoke.");
      await correct(house, id, { kind: "merge", at: 0 });
      expect((await textsOf(house, id))[0]).toBe("Li, Convenor, spoke.");
      await undoOffered(house, id);
      expect((await textsOf(house, id))[0]).toBe("Li, Chairman, spoke.");
    }),
  );

  it(
    "stays when the rest is aligned again",
    inHouse(async (house) => {
      const { deps, actor } = house;
      const text = "The hall opened. The doctor spoke. The medicine is new. The patients were happy.";
      const zh = "展览馆开幕了。医生讲了话。药物是新的。病人很高兴。";
      const id = await bring(house, text, zh);
      const beads = await beadsOf(house, id);
      await correct(house, id, { kind: "merge", at: 1 });
      await correct(house, id, { kind: "merge", at: 0 });
      await correct(house, id, { kind: "split", at: 0, source: 1, target: 0 });
      const wrong = await beadsOf(house, id);
      await realign(deps, actor, { articleId: id });
      expect(await beadsOf(house, id)).toEqual(wrong);
      expect(wrong.at(-1)).toBe(beads.at(-1));
      const count = await changeCount(house);
      await realign(deps, actor, { articleId: id });
      expect(await changeCount(house)).toBe(count);
    }),
  );

  it(
    "stays when the Chinese is replaced by a version that has its sentences",
    inHouse(async (house) => {
      const { deps, actor } = house;
      const text = "The hall opened. The doctor spoke. The medicine is new. The patients were happy.";
      const id = await bring(house, text, "展览馆开幕了。医生讲了话。药物是新的。病人很高兴。");
      await correct(house, id, { kind: "merge", at: 0 });
      await correct(house, id, { kind: "split", at: 0, source: 0, target: 1 });
      const corrected = "展览馆开幕了。医生讲了话。药物是旧的。病人很高兴。";
      await giveSource(deps, actor, { articleId: id, source: { text: corrected } });
      expect(await beadsOf(house, id)).toEqual([
        " | The hall opened. (person)",
        "展览馆开幕了。医生讲了话。 | The doctor spoke. (person)",
        "药物是旧的。 | The medicine is new.",
        "病人很高兴。 | The patients were happy.",
      ]);
      await giveSource(deps, actor, { articleId: id, source: { text: "展览馆。医生讲了话。药物是旧的。" } });
      expect((await beadsOf(house, id)).filter((bead) => bead.endsWith("(person)"))).toEqual([]);
      await undoOffered(house, id);
      expect((await beadsOf(house, id))[1]).toMatch(/person/);
    }),
  );

  it(
    "counts a segment that was joined over its end as two",
    inHouse(async (house) => {
      const id = await bring(house, ENGLISH, CHINESE);
      const first = await segmentAt(house, id, 0);
      await joinSegment(house.deps, house.actor, { segmentId: first.id, revision: first.revision });
      expect((await beadsOf(house, id)).length).toBe(2);
      const joined = await segmentAt(house, id, 0);
      await splitSegment(house.deps, house.actor, {
        segmentId: joined.id,
        revision: joined.revision,
        at: 10,
      });
      const { beads } = await getBeads(house.deps, id);
      expect(beads.map(({ target }) => target.map(({ segment }) => segment))).toEqual([[1, 2], [2]]);
    }),
  );

  it(
    "is refused when there is nothing to do, and when it comes too late",
    inHouse(async (house) => {
      const { deps, actor } = house;
      const id = await bring(house, ENGLISH, CHINESE);
      const at = (correction: BeadCorrection, revision = 0): Promise<string> =>
        refusalOf(correctBead(deps, actor, { articleId: id, revision, correction }));
      expect(await at({ kind: "merge", at: 1 })).toBe("invalid failure.bead-last");
      expect(await at({ kind: "merge", at: 7 })).toBe("invalid failure.no-bead");
      expect(await at({ kind: "split", at: 0, source: 0, target: 0 })).toBe("invalid failure.bead-cut");
      expect(await at({ kind: "merge", at: 0 }, 3)).toBe("conflict failure.stale-source");
      const bare = await bring(house, "No Chinese.");
      expect(await refusalOf(getBeads(deps, bare))).toBe("not-found failure.no-source");
    }),
  );

  it(
    "is not undone over a later one",
    inHouse(async (house) => {
      const id = await bring(house, ENGLISH, CHINESE);
      await correct(house, id, { kind: "merge", at: 0 });
      const first = await lastChange(house, id);
      await typo(house, id, 0, CHINESE.replace("新药物", "新药"));
      expect(await refusalOf(undo(house, first))).toBe("conflict failure.undo-source-changed");
      expect((await beadsOf(house, id)).length).toBe(1);
    }),
  );
});

describe("a typo in the Chinese", () => {
  it(
    "is corrected, the beads stay, and the English follows",
    inHouse(async (house) => {
      await namesakes(house);
      const text = "The exhibition hall opened. Zhang Wei from the hospital spoke about new medicines.";
      const id = await bring(house, text, "展览馆开幕了。医院的张薇谈到了新药物。");
      const wrong = "Zhang Wei from the hospital spoke about new medicines.";
      expect((await textsOf(house, id))[1]).toBe(wrong);
      await typo(house, id, 1, "医院里的章薇谈到了新药物。");
      expect((await textsOf(house, id))[1]).toBe("Chang Mei from the hospital spoke about new medicines.");
      expect(await beadsOf(house, id)).toEqual([
        "展览馆开幕了。 | The exhibition hall opened.",
        "医院里的章薇谈到了新药物。 | Zhang Wei from the hospital spoke about new medicines.",
      ]);
      await undoOffered(house, id);
      expect((await textsOf(house, id))[1]).toBe(wrong);
      expect(await waiting(house, id)).toEqual([]);
    }),
  );

  it.each([
    ["nothing", " ", 0, "invalid failure.source-text empty"],
    ["a NUL", "字\0", 0, "invalid failure.source-text nul"],
    ["no such bead", "字。", 9, "not-found failure.no-bead"],
  ])("is refused with %s", (_, text, bead, refusal) =>
    inHouse(async (house) => {
      const id = await bring(house, ENGLISH, CHINESE);
      expect(await refusalOf(typo(house, id, bead, text))).toBe(refusal);
    })(),
  );
});
