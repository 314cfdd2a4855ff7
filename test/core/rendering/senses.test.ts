import { describe, expect, it } from "vitest";
import { rankSenses, type EarlierPin } from "../../../src/core/rendering/senses.ts";

/** An earlier pin: `sense@time: concepts of its article`. */
function pin(line: string): EarlierPin {
  const [, conceptId = "", at = "0", concepts = ""] = /^(\w+)@(\d+): ?(.*)$/.exec(line) ?? [];
  return {
    conceptId,
    articleId: `a${at}`,
    at: Number(at),
    concepts: concepts.split(" ").filter((id) => id !== ""),
  };
}

describe("rankSenses", () => {
  it.each<[string, string[], string, string[]]>([
    ["a name in common", ["A@1: A bank"], "A B bank", ["A a1 bank"]],
    ["no name in common", ["A@1: A bank"], "A B club", []],
    ["the senses themselves say nothing", ["A@1: A B"], "A B", []],
    [
      "more names in common first",
      ["A@1: bank", "B@2: club law"],
      "bank club law",
      ["B a2 club law", "A a1 bank"],
    ],
    ["a name beside both says nothing", ["A@1: city bank", "B@2: city"], "city bank", ["A a1 bank"]],
    ["the newer pin of equal ones", ["A@1: bank", "A@2: bank"], "bank", ["A a2 bank"]],
    ["the newer sense of equal ones", ["A@1: bank", "B@2: club"], "bank club", ["B a2 club", "A a1 bank"]],
    ["another form's sense", ["C@1: bank"], "bank", []],
    ["none", [], "bank", []],
  ])("%s", (_, pins, concepts, expected) => {
    const ranked = rankSenses(["A", "B"], pins.map(pin), concepts.split(" "));
    expect(
      ranked.map(({ conceptId, pin: { articleId }, shared }) => [conceptId, articleId, ...shared].join(" ")),
    ).toEqual(expected);
    // Neither the order of the pins nor that of the names counts.
    const turned = rankSenses(["B", "A"], pins.map(pin).reverse(), concepts.split(" ").reverse());
    expect(turned).toEqual(ranked);
  });
});
