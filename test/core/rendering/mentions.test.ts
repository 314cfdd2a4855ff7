import { describe, expect, it } from "vitest";
import type { Decision } from "../../../src/core/article/model.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import type { Concept, Form } from "../../../src/core/glossary/model.ts";
import { render } from "../../../src/core/rendering/render.ts";
import { segmentText } from "../../../src/core/segmentation/segment.ts";
import { term } from "../../support/concepts.ts";

const NAMI: Concept = {
  ...term("Nano and Advanced Materials Institute", {
    category: "organisation",
    short: "NAMI",
    x: "Institute of Nano Materials",
  }),
  mention: "short",
};
const BUTT: Concept = {
  ...term("Mohamed Butt", { category: "person", short: "Butt", x: "Bi Jianwen" }),
  mention: "short",
  surname: "Butt",
};
const FULL: Concept = { ...term("Mohamed Butt", { category: "person", x: "Bi Jianwen" }), surname: "Butt" };

function rendered(machine: string, concepts: Concept[], date?: string, decisions: Decision[] = []): string {
  const { blocks, segments } = segmentText(machine, "en");
  const input = { machine, blocks, segments, ...(date === undefined ? {} : { date }) };
  return render(input, compileGlossary({ revision: 1, concepts }), decisions).text;
}

describe("first and later mentions", () => {
  it.each<[string, string, Concept[]]>([
    [
      "Institute of Nano Materials grew. Institute of Nano Materials hired.",
      "Nano and Advanced Materials Institute (NAMI) grew. NAMI hired.",
      [NAMI],
    ],
    // One mention needs no acronym.
    ["Institute of Nano Materials grew.", "Nano and Advanced Materials Institute grew.", [NAMI]],
    // The acronym is there already.
    [
      "Institute of Nano Materials (NAMI) grew. NAMI hired.",
      "Nano and Advanced Materials Institute (NAMI) grew. NAMI hired.",
      [NAMI],
    ],
    // What was right in full already is a mention too.
    [
      "Nano and Advanced Materials Institute grew. Institute of Nano Materials hired.",
      "Nano and Advanced Materials Institute (NAMI) grew. NAMI hired.",
      [NAMI],
    ],
    [
      "Institute of Nano Materials grew. Nano and Advanced Materials Institute hired.",
      "Nano and Advanced Materials Institute (NAMI) grew. NAMI hired.",
      [NAMI],
    ],
    // A headline is no first mention, and a credit is written in full.
    [
      "Institute of Nano Materials grows\nInstitute of Nano Materials grew. Institute of Nano Materials hired.",
      "Nano and Advanced Materials Institute grows\nNano and Advanced Materials Institute (NAMI) grew. NAMI hired.",
      [NAMI],
    ],
    [
      "Bi Jianwen came. Bi Jianwen left.\nPhoto: Bi Jianwen",
      "Mohamed Butt came. Butt left.\nPhoto: Mohamed Butt",
      [BUTT],
    ],
    ["Bi Jianwen came. Bi Jianwen's car.", "Mohamed Butt came. Butt's car.", [BUTT]],
    // Off by default.
    ["Bi Jianwen came. Bi Jianwen left.", "Mohamed Butt came. Mohamed Butt left.", [FULL]],
    // A text that begins with the short form is left to its editor.
    ["NAMI grew. NAMI hired.", "NAMI grew. NAMI hired.", [NAMI]],
  ])("%j → %j", (machine, expected, concepts) => {
    expect(rendered(machine, concepts)).toBe(expected);
    expect(rendered(expected, concepts)).toBe(expected);
  });
});

describe("a surname by itself", () => {
  const asks = (machine: string, concepts: Concept[]): string[] => {
    const { blocks, segments } = segmentText(machine, "en");
    const result = render({ machine, blocks, segments }, compileGlossary({ revision: 1, concepts }), []);
    return result.hits
      .filter((hit) => hit.reason === "surname")
      .map((hit) => machine.slice(hit.from - 3, hit.to + 3));
  };

  it.each<[string, string[], Concept[]]>([
    ["Bi Jianwen came. Then Bi said so.", ["en Bi sa"], [FULL]],
    ["Then Bi said so. Bi Jianwen came.", [], [FULL]],
    ["Bi Jianwen came. A bi plan, Bing and Bi Jianwen.", [], [FULL]],
    ["Mohamed Butt came. Then Bi said so.", [], [FULL]],
    [
      "Bi Jianwen came. Then Bi said so.",
      [],
      [term("Mohamed Butt", { category: "person", x: "Bi Jianwen" })],
    ],
  ])("in %j", (machine, expected, concepts) => {
    expect(asks(machine, concepts)).toEqual(expected);
    expect(rendered(machine, concepts)).not.toContain("Butt said");
  });

  it("is written by an editor's decision", () => {
    const machine = "Bi Jianwen came. Bi said so, and Bi left.";
    const decision: Decision = {
      kind: "accept",
      scope: "article",
      from: 0,
      to: machine.length,
      form: "bi",
      conceptId: FULL.id,
    };
    expect(rendered(machine, [FULL], undefined, [decision])).toBe(
      "Mohamed Butt came. Butt said so, and Butt left.",
    );
    expect(rendered(machine, [FULL], undefined, [{ ...decision, kind: "keep" }])).toBe(
      "Mohamed Butt came. Bi said so, and Bi left.",
    );
  });
});

describe("forms that hold for a time", () => {
  const form = (kind: Form["kind"], text: string, validFrom?: string, validTo?: string): Form => ({
    lang: "en",
    kind,
    text,
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
  });
  // Renamed on 1 July 2023.
  const IPIM: Concept = {
    ...term("", { id: "IPIM" }),
    forms: [
      form("preferred", "Commerce and Investment Institute", "2023-07-01"),
      form("preferred", "Trade and Investment Institute", undefined, "2023-06-30"),
      form("deprecated", "Trade and Investment Institute", "2023-07-01"),
      form("deprecated", "Investment Bureau"),
    ],
  };
  it.each([
    ["Trade and Investment Institute", "2022-01-01", "Trade and Investment Institute"],
    ["Trade and Investment Institute", "2023-06-30", "Trade and Investment Institute"],
    ["Trade and Investment Institute", "2023-07-01", "Commerce and Investment Institute"],
    ["Trade and Investment Institute", undefined, "Commerce and Investment Institute"],
    ["Investment Bureau", "2022-01-01", "Trade and Investment Institute"],
    ["Investment Bureau", "2024-01-01", "Commerce and Investment Institute"],
    ["Investment Bureau", undefined, "Commerce and Investment Institute"],
    ["Commerce and Investment Institute", "2022-01-01", "Commerce and Investment Institute"],
  ])("%j of %s is %j", (machine, date, expected) => {
    expect(rendered(machine, [IPIM], date)).toBe(expected);
  });
});
