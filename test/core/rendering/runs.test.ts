import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import { render, segmentRendering } from "../../../src/core/rendering/render.ts";
import { machineRuns, textRuns } from "../../../src/core/rendering/runs.ts";
import type { Run } from "../../../src/core/rendering/model.ts";
import { term } from "../../support/concepts.ts";

const GLOSSARY = compileGlossary({
  revision: 3,
  concepts: [
    term("Mohamed Butt", { x: "Bi Jianwen" }),
    term("Executive Director", { x: "President", status: "proposed" }),
    term("Hong Kong Productivity Council"),
  ],
});

function views(
  machine: string,
  edited: string | undefined,
): { text: Run[]; machine: Run[]; standing: string } {
  const segment = { from: 0, to: machine.length };
  const result = render({ machine, blocks: [], segments: [segment] }, GLOSSARY, []);
  const part = segmentRendering(result, segment);
  const standing = edited ?? part.text;
  return {
    standing,
    text: textRuns({ rendered: part.text, text: standing }, part.changes, part.hits, 100),
    machine: machineRuns(machine, part.hits, 100),
  };
}

/** Runs as text with marks: `[changed Bi Jianwen→Mohamed Butt]`. */
function show(runs: readonly Run[]): string {
  return runs
    .map((run) => (run.mark === undefined ? run.text : `[${run.mark.kind} ${run.mark.before}→${run.text}]`))
    .join("");
}

describe("textRuns", () => {
  it.each([
    [
      "President Bi Jianwen said",
      undefined,
      "[ask President→President] [changed Bi Jianwen→Mohamed Butt] said",
    ],
    [
      "President Bi Jianwen said",
      "President Mohamed Butt says",
      "[ask President→President] [changed Bi Jianwen→Mohamed Butt] [hand said→says]",
    ],
    ["Bi Jianwen said", "Mohamed D. Butt said", "Mohamed [hand →D. ]Butt said"],
    ["Bi Jianwen said so", "Mohamed Butt so", "[changed Bi Jianwen→Mohamed Butt] [hand said →]so"],
  ])("%j as %j", (machine, edited, expected) => {
    expect(show(views(machine, edited).text)).toBe(expected);
  });

  it("gives a hit's place in the article", () => {
    expect(views("The President", undefined).text[1]?.mark?.hit).toEqual({ from: 104, to: 113 });
  });
});

it("marks the hits in the machine text", () => {
  expect(show(views("President Bi Jianwen, Hong Kong Productivity Council", undefined).machine)).toBe(
    "[ask President→President] [changed Bi Jianwen→Bi Jianwen], [fine Hong Kong Productivity Council→Hong Kong Productivity Council]",
  );
});

it("loses nothing: the runs joined are the text", () => {
  const part = fc.constantFrom("Bi Jianwen", "President", " ", ", ", "said", "\n", "毕", "Mohamed Butt");
  const text = fc.array(part, { maxLength: 10 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, fc.option(text, { nil: undefined }), (machine, edited) => {
      const result = views(machine, edited);
      expect(result.text.map((run) => run.text).join("")).toBe(result.standing);
      expect(result.machine.map((run) => run.text).join("")).toBe(machine);
    }),
    { numRuns: 500 },
  );
});
