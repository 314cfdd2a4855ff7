import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exportArticle } from "../../src/app/articles.ts";
import { decide } from "../../src/app/decisions.ts";
import type { SegmentContent } from "../../src/app/records.ts";
import { joinSegment, splitSegment } from "../../src/app/segment-cuts.ts";
import { joinContent, splitContent, textOffset } from "../../src/app/segment-split.ts";
import { restoreRevision } from "../../src/app/segments.ts";
import { segmentHistory } from "../../src/app/segment-history.ts";
import { getWorkbench } from "../../src/app/workbench.ts";
import { compileGlossary } from "../../src/core/glossary/compile.ts";
import { render, segmentRendering } from "../../src/core/rendering/render.ts";
import { cutsPair } from "../../src/core/text/span.ts";
import { term } from "../support/concepts.ts";
import { inHouse, type House } from "../support/house.ts";
import {
  bring,
  fresh,
  mark,
  name,
  named,
  refusalOf,
  renderStale,
  segmentAt,
  segmentsOf,
  standing,
  textsOf,
  theProposal,
  type,
  undo,
  waiting,
} from "./desk.ts";

async function split(house: House, segmentId: string, at: number, textAt?: number): Promise<string> {
  const { revision } = await fresh(house, segmentId);
  const input = { segmentId, revision, at, textAt };
  return (await splitSegment(house.deps, house.actor, input)).newSegmentId;
}

async function join(house: House, segmentId: string): Promise<void> {
  const { revision } = await fresh(house, segmentId);
  await joinSegment(house.deps, house.actor, { segmentId, revision });
}

/** What a segment's content must say of itself: its provenance makes its rendering out of the machine text. */
function expectConsistent(content: SegmentContent, machine: string): void {
  const own = machine.slice(content.from, content.to);
  let made = "";
  let copied = 0;
  for (const change of content.provenance) {
    made += own.slice(copied, change.from);
    expect(change.rendered.from).toBe(made.length);
    expect(change.before).toBe(own.slice(change.from, change.to));
    made += change.after;
    expect(change.rendered.to).toBe(made.length);
    copied = change.to;
  }
  expect(made + own.slice(copied)).toBe(content.rendered);
  if (content.state === "open") expect(content.text).toBe(content.rendered);
}

const glossary = compileGlossary({
  revision: 1,
  concepts: [
    term("Mohamed Butt", { x: "Bi Jianwen" }),
    term("Li", { x: "Lee Sze" }),
    term("an odd one", { x: "name" }),
  ],
});

/** A segment of a text made of names, words and hard characters, rendered and perhaps edited. */
const contents = fc
  .record({
    words: fc.array(
      fc.constantFrom(
        "Bi Jianwen",
        "Lee Sze",
        "a name",
        "the",
        "bay,",
        "😀",
        "𠮷",
        "e\u0301",
        "-",
        "中文",
        "“x”",
      ),
      { minLength: 1, maxLength: 8 },
    ),
    gap: fc.constantFrom(" ", "  ", " \u00a0"),
    edit: fc.option(fc.record({ at: fc.nat(8), word: fc.constantFrom("new", "", "Mohamed", "😀") }), {
      nil: undefined,
    }),
  })
  .map(({ words, gap, edit }) => {
    const machine = `. ${words.join(gap)} .`;
    const span = { from: 2, to: machine.length - 2 };
    const rendering = render({ machine, blocks: [], segments: [span] }, glossary, []);
    const { text: rendered, changes: provenance } = segmentRendering(rendering, span);
    const typed = rendered.split(" ");
    if (edit !== undefined) typed.splice(edit.at % typed.length, 1, edit.word);
    const text = typed.join(" ").trim() === "" ? rendered : typed.join(" ").trim();
    const state = text === rendered ? ("open" as const) : ("edited" as const);
    return { machine, content: { ...span, rendered, text, state, provenance } };
  });

describe("splitContent and joinContent", () => {
  it("cut at every offset of a segment, lose no word and join to what was there", () => {
    fc.assert(
      fc.property(contents, ({ machine, content }) => {
        const own = machine.slice(content.from, content.to);
        for (let at = -1; at <= own.length + 1; at++) {
          const halves = splitContent(content, own, at, textOffset(content, at));
          if (typeof halves === "string") continue;
          const [left, right] = halves;
          expectConsistent(left, machine);
          expectConsistent(right, machine);
          expect(cutsPair(own, left.to - left.from)).toBe(false);
          const gap = machine.slice(left.to, right.from);
          expect(gap.trim()).toBe("");
          const joined = joinContent(left, right, gap);
          expectConsistent(joined, machine);
          const bare = ({ text }: SegmentContent): string => text.replace(/\s+/gu, "");
          expect(bare(left) + bare(right)).toBe(bare(content));
          if (content.state === "open") expect(joined).toEqual(content);
          else expect({ ...joined, state: "edited" }).toEqual(content);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("refuse exactly the offsets that leave nothing on a side or lie inside a change or a character", () => {
    const machine = "Bi Jianwen met 😀.";
    const rendering = render(
      { machine, blocks: [], segments: [{ from: 0, to: machine.length }] },
      glossary,
      [],
    );
    const { text, changes } = segmentRendering(rendering, { from: 0, to: machine.length });
    const content = {
      from: 0,
      to: machine.length,
      rendered: text,
      text,
      state: "open",
      provenance: changes,
    } as const;
    const kinds = Array.from({ length: machine.length + 2 }, (_, index) => {
      const halves = splitContent(content, machine, index - 1, textOffset(content, index - 1));
      return typeof halves === "string" ? halves : "·";
    });
    const letters = {
      outside: "o",
      "inside-change": "c",
      "inside-character": "p",
      "no-place": "n",
      "·": "·",
    };
    expect(kinds.map((kind) => letters[kind]).join("")).toBe("ooccccccccc······p·o");
  });
});

describe("splitSegment", () => {
  const MACHINE = "Bi Jianwen spoke, and Bi Jianwen left early.";

  it(
    "cuts text, rendering, reasons and hits, and is joined and undone to what was there",
    inHouse(async (house) => {
      await name(house, named("Mohamed Butt < Bi Jianwen"));
      const id = await bring(house, MACHINE);
      const before = await segmentAt(house, id);
      await split(house, before.id, MACHINE.indexOf("and"));
      expect(await textsOf(house, id)).toEqual(["Mohamed Butt spoke,", "and Mohamed Butt left early."]);
      for (const segment of await segmentsOf(house, id)) expectConsistent(segment, MACHINE);
      const view = await getWorkbench(house.deps, id);
      expect(view.concepts[0]?.segments).toEqual([1, 2]);
      expect(view.segments.map((segment) => segment.canJoin)).toEqual([true, false]);
      expect((await exportArticle(house.deps, id)).text).toBe(
        "Mohamed Butt spoke, and Mohamed Butt left early.",
      );
      await join(house, before.id);
      const { revision, updatedAt, ...joined } = await segmentAt(house, id);
      expect(joined).toEqual({ ...before, revision: undefined, updatedAt: undefined });
      expect([revision, updatedAt > before.updatedAt]).toEqual([3, true]);
      await undo(house);
      expect(await textsOf(house, id)).toEqual(["Mohamed Butt spoke,", "and Mohamed Butt left early."]);
      await undo(house, (await house.store.read((tx) => tx.changes({ articleId: id, limit: 3 })))[2]?.id);
      expect(await textsOf(house, id)).toEqual(["Mohamed Butt spoke, and Mohamed Butt left early."]);
    }),
  );

  it(
    "takes the place in an edited text from the editor, and what is cut elsewhere is the editor's",
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const { id: segmentId } = await segmentAt(house, id);
      await split(house, segmentId, MACHINE.indexOf("and"), MACHINE.indexOf("left"));
      expect(await standing(house, id)).toEqual([
        "edited: Bi Jianwen spoke, and Bi Jianwen",
        "edited: left early.",
      ]);
      await name(house, named("Li Si < Lee Sze"), { articleId: id });
      expect(await textsOf(house, id)).toEqual(["Bi Jianwen spoke, and Bi Jianwen", "left early."]);
    }),
  );

  it(
    "refuses bad places, stale views and segments that are gone",
    inHouse(async (house) => {
      await name(house, named("Mohamed Butt < Bi Jianwen"));
      const id = await bring(house, MACHINE);
      const { id: segmentId } = await segmentAt(house, id);
      const refused = (at: number, more: object = {}): Promise<string> =>
        refusalOf(splitSegment(house.deps, house.actor, { segmentId, revision: 1, at, ...more }));
      expect(await refused(0)).toBe("invalid failure.split-outside");
      expect(await refused(-5)).toBe("invalid failure.split-outside");
      expect(await refused(9999)).toBe("invalid failure.split-outside");
      expect(await refused(5)).toBe("invalid failure.split-inside-change");
      expect(await refused(17, { textAt: 0 })).toBe("invalid failure.split-outside");
      expect(await refused(17, { textAt: -3 })).toBe("invalid failure.split-outside");
      expect(await refused(17, { textAt: 9999 })).toBe("invalid failure.split-outside");
      expect(await refused(17, { revision: 2 })).toBe("conflict failure.stale-state");
      expect(await refused(17, { segmentId: "none" })).toBe("not-found failure.no-segment");
      const newId = await split(house, segmentId, 17);
      await join(house, segmentId);
      expect(await refused(3, { segmentId: newId })).toBe("not-found failure.no-segment");
      const restore = restoreRevision(house.deps, house.actor, { segmentId, revision: 3, restore: 2 });
      expect(await refusalOf(restore)).toBe("invalid failure.restore-range");
      expect((await segmentHistory(house.deps, segmentId)).entries.map((entry) => entry.kind)).toEqual([
        "segment.join",
        "segment.split",
        "article.import",
      ]);
    }),
  );

  it(
    "keeps decisions about one place where they are",
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id });
      const place = { articleId: id, from: 0, to: 10, conceptId };
      await decide(house.deps, house.actor, { ...place, kind: "keep", scope: "occurrence" });
      await split(house, (await segmentAt(house, id)).id, MACHINE.indexOf("and"));
      const view = await getWorkbench(house.deps, id);
      expect(view.segments.map((segment) => segment.decisions.length)).toEqual([1, 0]);
      expect(await textsOf(house, id)).toEqual(["Bi Jianwen spoke,", "and Mohamed Butt left early."]);
    }),
  );

  it(
    "closes what waits, and rendering again proposes it for the halves",
    inHouse(async (house) => {
      const id = await bring(house, MACHINE);
      const { id: segmentId } = await segmentAt(house, id);
      await mark(house, segmentId, "approved");
      await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id });
      const { id: proposalId } = await theProposal(house, id);
      await split(house, segmentId, MACHINE.indexOf("and"));
      expect(await waiting(house, id)).toEqual([]);
      expect(await standing(house, id)).toEqual([
        "approved: Bi Jianwen spoke,",
        "approved: and Bi Jianwen left early.",
      ]);
      expect((await getWorkbench(house.deps, id)).stale).toBe(true);
      await undo(house);
      expect((await theProposal(house, id)).id).toBe(proposalId);
      expect((await getWorkbench(house.deps, id)).stale).toBe(false);
      await undo(house);
      await renderStale(house);
      expect((await waiting(house, id)).map((proposal) => proposal.merged)).toEqual([
        "Mohamed Butt spoke,",
        "and Mohamed Butt left early.",
      ]);
    }),
  );
});

describe("joinSegment", () => {
  /** What is done to the two halves of "One two. Three four." and the state of the joined one. */
  const states: readonly (readonly [string, string, string])[] = [
    ["open", "open", "open: One two. Three four."],
    ["approved", "approved", "approved: One two. Three four."],
    ["approved", "open", "open: One two. Three four."],
    ["needs-work", "open", "needs-work: One two. Three four."],
    ["approved", "needs-work", "needs-work: One two. Three four."],
    ["edited", "approved", "edited: One 2. Three four."],
    ["edited", "edited", "edited: One 2. Three 4."],
    ["edited", "needs-work", "needs-work: One 2. Three four."],
  ];
  it.each(states)("joins %s and %s", (left, right, expected) =>
    inHouse(async (house) => {
      const id = await bring(house, "One two. Three four.");
      const [first, second] = [await segmentAt(house, id, 0), await segmentAt(house, id, 1)];
      for (const [segment, state] of [
        [first, left],
        [second, right],
      ] as const) {
        if (state === "edited")
          await type(
            house,
            segment.id,
            segment.text.replace(/two|four/, (w) => (w === "two" ? "2" : "4")),
          );
        else if (state === "approved" || state === "needs-work") await mark(house, segment.id, state);
      }
      const before = await standing(house, id);
      await join(house, first.id);
      expect(await standing(house, id)).toEqual([expected]);
      await undo(house);
      expect(await standing(house, id)).toEqual(before);
    })(),
  );

  it(
    "joins only neighbours of one paragraph",
    inHouse(async (house) => {
      const id = await bring(house, "One. Two.\nThree.");
      const segments = await segmentsOf(house, id);
      for (const segment of segments.slice(1)) {
        const late = joinSegment(house.deps, house.actor, { segmentId: segment.id, revision: 1 });
        expect(await refusalOf(late)).toBe("invalid failure.join-last");
      }
      const stale = joinSegment(house.deps, house.actor, { segmentId: segments[0]?.id ?? "", revision: 9 });
      expect(await refusalOf(stale)).toBe("conflict failure.stale-state");
    }),
  );

  it(
    "lets a name that the cut went through act at the next rendering",
    inHouse(async (house) => {
      const id = await bring(house, "He met Bi Jianwen today.");
      const { id: segmentId } = await segmentAt(house, id);
      await split(house, segmentId, "He met Bi".length);
      await name(house, named("Mohamed Butt < Bi Jianwen"), { articleId: id });
      expect(await textsOf(house, id)).toEqual(["He met Bi", "Jianwen today."]);
      const view = await getWorkbench(house.deps, id);
      expect(view.concepts[0]?.counts.ask).toBe(1);
      await join(house, segmentId);
      await name(house, named("Li Si < Lee Sze"));
      await renderStale(house);
      expect(await textsOf(house, id)).toEqual(["He met Mohamed Butt today."]);
    }),
  );
});
