import { describe, expect, it } from "vitest";
import type { StaleSave } from "../../src/app/views.ts";
import { segmentHistory } from "../../src/app/segment-history.ts";
import { saveSegment, type SavedSegment, type SaveSegmentInput } from "../../src/app/segments.ts";
import { inHouse, type House } from "../support/house.ts";
import {
  bring,
  failureOf,
  fresh,
  mark,
  name,
  named,
  segmentAt,
  standing,
  theProposal,
  type,
  undoOffered,
} from "./desk.ts";

const MACHINE = "Bi Jianwen spoke here today.";
const ANN = { kind: "person", id: "local:Ann", name: "Ann" } as const;

let requests = 0;

/** An autosave of a text over what stands, unless it says otherwise. */
async function auto(
  house: House,
  segmentId: string,
  text: string,
  more: Partial<SaveSegmentInput> = {},
  actor: House["actor"] = house.actor,
): Promise<SavedSegment> {
  const { revision } = await fresh(house, segmentId);
  const requestId = `request-${++requests}`;
  return saveSegment(house.deps, actor, { segmentId, revision, text, auto: true, requestId, ...more });
}

/** The entries of the history, newest first: revision, and what was struck and written. */
async function entries(house: House, segmentId: string): Promise<string[]> {
  const view = await segmentHistory(house.deps, segmentId);
  return view.entries.map(({ revision, diff }) => {
    const changed = diff.filter(({ kind }) => kind !== "same");
    return [revision, ...changed.map(({ before, after }) => `${before}→${after}`)].join(" ");
  });
}

/** A house with the article, and its one segment. */
const atSegment = (work: (house: House, segmentId: string, id: string) => Promise<void>) =>
  inHouse(async (house) => {
    const id = await bring(house, MACHINE);
    await work(house, (await segmentAt(house, id)).id, id);
  });

describe("autosaves in a row", () => {
  it(
    "are one entry of the history and one step to take back, state and all",
    atSegment(async (house, segmentId, id) => {
      await mark(house, segmentId, "approved");
      for (const text of ["Bi Jianwen sp", "Bi Jianwen spoke loud", "Bi Jianwen spoke loudly today."])
        await auto(house, segmentId, text);
      expect(await standing(house, id)).toEqual(["edited: Bi Jianwen spoke loudly today."]);
      expect(await entries(house, segmentId)).toEqual(["5 here→loudly", "2", "1"]);
      await undoOffered(house, id);
      expect(await standing(house, id)).toEqual([`approved: ${MACHINE}`]);
      await undoOffered(house, id);
      expect(await standing(house, id)).toEqual([`open: ${MACHINE}`]);
    }),
  );

  /** What comes between two autosaves, and whether the second begins an entry of its own. */
  const between: readonly (readonly [
    string,
    boolean,
    (house: House, segmentId: string, id: string) => unknown,
  ])[] = [
    ["nothing", false, () => undefined],
    ["four minutes", false, (house) => Object.assign(house.deps, later(house, 4))],
    ["six minutes", true, (house) => Object.assign(house.deps, later(house, 6))],
    ["a state", true, (house, segmentId) => mark(house, segmentId, "needs-work")],
    ["a save by hand", true, (house, segmentId) => type(house, segmentId, "Bi Jianwen said so.")],
    ["an undo", true, (house, _, id) => undoOffered(house, id)],
    ["another person's autosave", true, (house, segmentId) => auto(house, segmentId, "He came.", {}, ANN)],
    [
      "a rendering",
      true,
      (house, _, id) => name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id }),
    ],
  ];
  it.each(between)("with %s in between: an entry of its own: %s", (_, own, come) =>
    atSegment(async (house, segmentId, id) => {
      await auto(house, segmentId, "Bi Jianwen spoke.");
      await come(house, segmentId, id);
      const count = (await entries(house, segmentId)).length;
      await auto(house, segmentId, "Bi Jianwen spoke on.");
      expect((await entries(house, segmentId)).length - count).toBe(own ? 1 : 0);
    })(),
  );

  it(
    "of two people in two segments are taken back one by one, the last one first",
    inHouse(async (house) => {
      const id = await bring(house, "He came. She left.");
      const [first, second] = [await segmentAt(house, id, 0), await segmentAt(house, id, 1)];
      await auto(house, first.id, "He stayed.");
      await auto(house, second.id, "She stayed.", {}, ANN);
      await auto(house, first.id, "He stayed on.");
      await undoOffered(house, id);
      expect(await standing(house, id)).toEqual(["edited: He stayed on.", "open: She left."]);
      await undoOffered(house, id);
      expect(await standing(house, id)).toEqual(["open: He came.", "open: She left."]);
    }),
  );
});

/** A clock that goes on so many minutes later. */
function later({ deps }: House, minutes: number): Pick<House["deps"], "now"> {
  const { now } = deps;
  return { now: () => now() + minutes * 60_000 };
}

describe("a repeated autosave makes one revision", () => {
  it.each([
    ["the first of a session", []],
    ["a later one of a session", ["Bi Jianwen sp"]],
  ])("%s, also when others wrote since", (_, before) =>
    atSegment(async (house, segmentId) => {
      for (const text of before) await auto(house, segmentId, text);
      const { revision } = await fresh(house, segmentId);
      const input = { revision, requestId: "again" };
      await auto(house, segmentId, "Bi Jianwen spoke.", input);
      await auto(house, segmentId, "Bi Jianwen spoke.", input);
      expect((await fresh(house, segmentId)).revision).toBe(revision + 1);
      await auto(house, segmentId, "Nobody came.", {}, ANN);
      const answer = await auto(house, segmentId, "Bi Jianwen spoke.", input);
      expect(answer).toMatchObject({ revision: revision + 2, text: "Nobody came.", merged: true });
    })(),
  );
});

describe("a save from another base", () => {
  /** The base, what stands since (`+` a person's), what is typed, and what becomes of it. */
  const cases: readonly (readonly [string, string, string, string])[] = [
    ["apart", "He spoke here today.", "Bi Jianwen spoke here.", "He spoke here."],
    ["alike", "He spoke here today.", "He spoke here today.", "He spoke here today."],
    ["touching", "He spoke here today.", "She spoke here today.", "conflict"],
    ["nothing is left of either", "Bi Jianwen spoke", "here today.", "conflict"],
  ];
  it.each(cases)("%s", (_, theirs, mine, becomes) =>
    atSegment(async (house, segmentId) => {
      await type(house, segmentId, theirs);
      const work = auto(house, segmentId, mine, { revision: 1 }, ANN);
      if (becomes === "conflict") {
        const failure = await failureOf(work);
        expect((failure.current as StaleSave).typed).toBe(mine);
        expect((await fresh(house, segmentId)).text).toBe(theirs);
      } else expect((await work).text).toBe(becomes);
    })(),
  );

  it(
    "goes on from the text that was sent, not from what was merged with it",
    atSegment(async (house, segmentId) => {
      await type(house, segmentId, "Bi Jianwen spoke here.");
      const sent = "He spoke here today.";
      const saved = await auto(house, segmentId, sent, { revision: 1 }, ANN);
      expect(saved).toMatchObject({ text: "He spoke here.", merged: true });
      const on = { revision: saved.revision, base: sent };
      const next = await auto(house, segmentId, "He himself spoke here today.", on, ANN);
      expect(next.text).toBe("He himself spoke here.");
    }),
  );

  it(
    "leaves a rendering that touches it as a proposal",
    atSegment(async (house, segmentId, id) => {
      await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id });
      const saved = await auto(house, segmentId, "Bi Jian-wen spoke here today.", {
        revision: 1,
        base: MACHINE,
      });
      expect(saved.text).toBe("Bi Jian-wen spoke here today.");
      expect((await theProposal(house, id)).rendered).toBe("Mohamed Butt spoke here today.");
    }),
  );
});
