import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discoveredHits } from "../../../src/core/discovery/hits.ts";
import type { DiscoveryDocument } from "../../../src/core/discovery/model.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import { render } from "../../../src/core/rendering/render.ts";
import { concept, documentOf, LEXICON, search, shown } from "./notation.ts";
import { discover } from "../../../src/core/discovery/discover.ts";

const INSTITUTIONS = concept("认可机构 = authorized institutions");
const COMMITTEE = concept("审核委员会 = Audit Sub-Committee", { category: "organisation" });
const FUND = concept("外汇基金 = Exchange Fund", { category: "organisation" });
const INFLUENCE = concept("影响 = ramifications");

const NEWS = documentOf("news", [
  ["认可机构今年公布报告。", "Accredited institutions published their reports this year."],
  ["审核委员会开会。", "The Audit Committee held a meeting."],
  ["银行投资外汇基金。", "Banks invest in the foreign exchange fund."],
  ["委员会监察认可机构。", "The committee supervises the accredited institutions."],
]);

describe("what the machine wrote", () => {
  it("is a person's name where it stands in pinyin, whatever stands beside it", () => {
    const people = concept("陈翊庭 = Bonnie Chan", { category: "person" });
    const exchange = concept("香港交易所 = HKEX", { category: "organisation" });
    const zh = "香港交易所行政总裁陈翊庭出席会议。";
    const en = "Chen Yiting, chief executive of the Hong Kong Exchange, attended the meeting.";
    const found = shown(search([people, exchange], [documentOf("t", [[zh, en]])]));
    expect(found).toContain("陈翊庭: Chen Yiting");
    expect(found.filter((line) => line.startsWith("香港交易所") && line.includes("Chen"))).toEqual([]);
  });

  it("is found without a list of wrong forms", () => {
    expect(shown(search([INSTITUTIONS, COMMITTEE, FUND], [NEWS]))).toEqual([
      "认可机构: Accredited institutions",
      "审核委员会: Audit Committee",
      "外汇基金: foreign exchange fund",
      "认可机构: accredited institutions",
    ]);
  });

  it("is nothing where the approved English stands", () => {
    const right = documentOf("right", [
      ["认可机构公布报告。", "Authorized institutions published a report."],
    ]);
    expect(shown(search([INSTITUTIONS], [right]))).toEqual([]);
  });

  it("is nothing where the English is not there", () => {
    const lost: DiscoveryDocument = { ...documentOf("lost", [["认可机构公布报告。", "x"]]), beads: [] };
    expect(
      shown(
        search(
          [INSTITUTIONS],
          [{ ...lost, beads: [{ source: { from: 0, to: 9 }, target: { from: 0, to: 0 }, confidence: 1 }] }],
        ),
      ),
    ).toEqual(["认可机构: -"]);
  });

  it.each([
    [
      "外汇基金 = fund for foreign exchange reserves",
      "银行投资外汇基金。",
      "Banks invest in the foreign exchange (FX) reserves.",
      "foreign exchange (FX) reserves",
    ],
    [
      "外汇基金 = exchange fund statements",
      "银行公布外汇基金。",
      "Banks published the statement of the foreign exchange fund.",
      "statement of the foreign exchange fund",
    ],
    [
      "审核委员会 = audit committee",
      "香港的审核委员会开会。",
      "Hong Kong's audit commission held a meeting.",
      "audit commission",
    ],
    [
      "江苏省科技促进中心 = Jiangsu Sci-Tech Promotion Centre",
      "江苏省科技促进中心昨天成立。",
      "The Jiangsu Science and Technology Promotion Center was established yesterday.",
      "Jiangsu Science and Technology Promotion Center",
    ],
  ])("is whole: %s, %s", (line, zh, en, surface) => {
    const { occurrences } = search([concept(line)], [documentOf("t", [[zh, en]])]);
    expect(occurrences.map((each) => each.surface)).toEqual([surface]);
  });

  it("is one group for all places that are written alike", () => {
    const { groups } = search([INSTITUTIONS], [NEWS]);
    expect(groups.map(({ key, count, form }) => [key, count, form])).toEqual([
      ["accredited institutions", 2, "authorized institutions"],
    ]);
    expect(groups[0]?.samples[0]?.documentId).toBe("news");
  });

  it("is found in traditional characters too", () => {
    const hant = documentOf("hant", [["認可機構公佈報告。", "Accredited institutions published a report."]]);
    expect(shown(search([INSTITUTIONS], [hant]))).toEqual(["认可机构: Accredited institutions"]);
  });

  it("is the same whatever the order of the concepts", () => {
    const concepts = [INSTITUTIONS, COMMITTEE, FUND];
    expect(search([...concepts].reverse(), [NEWS])).toEqual(search(concepts, [NEWS]));
  });
});

describe("lanes", () => {
  it("everyday words never act by themselves", () => {
    const text = documentOf("t", [
      ["报告影响经济增长。", "The report affected economic growth."],
      ["影响今年增长。", "The influence grows this year."],
    ]);
    const { occurrences } = search([INFLUENCE], [text]);
    expect(occurrences.map(({ lane }) => lane)).not.toContain("auto");
    expect(occurrences.every(({ risks }) => risks.includes("common-word"))).toBe(true);
  });

  it("concepts that are not approved never act by themselves", () => {
    const { occurrences } = search([{ ...INSTITUTIONS, status: "proposed" }], [NEWS]);
    expect(occurrences.map(({ lane }) => lane)).not.toContain("auto");
  });

  it("a rejected form never acts by itself, an accepted one is sure", () => {
    const judged = (accepted: boolean) =>
      search(
        [INSTITUTIONS],
        [NEWS],
        [{ conceptId: "认可机构", surface: "Accredited Institutions", accepted }],
      );
    expect(judged(false).occurrences.map(({ lane }) => lane)).toEqual(["report", "report"]);
    expect(judged(true).occurrences.every(({ confidence }) => confidence >= 0.95)).toBe(true);
  });
});

describe("rendering what was found", () => {
  const concepts = [INSTITUTIONS, COMMITTEE, FUND];
  const glossary = compileGlossary({ revision: 0, concepts });
  const discovery = search(concepts, [NEWS]);
  const input = { machine: NEWS.target.text, blocks: [], segments: NEWS.target.sentences };

  it("writes the approved English in the place's capitals", () => {
    const discovered = discoveredHits(discovery, "news", "all");
    const { text, changes } = render({ ...input, discovered }, glossary, []);
    expect(text.split("\n")).toEqual([
      "Authorized institutions published their reports this year.",
      "The Audit Sub-Committee held a meeting.",
      "Banks invest in the Exchange Fund.",
      "The committee supervises the authorized institutions.",
    ]);
    expect(new Set(changes.map(({ reason }) => reason))).toEqual(new Set(["discovered"]));
  });

  it("takes no more than the bar lets", () => {
    expect(discoveredHits(discovery, "news", 1)).toEqual([]);
    expect(discoveredHits(discovery, "other", "all")).toEqual([]);
  });

  it("a decision to keep counts before it", () => {
    const discovered = discoveredHits(discovery, "news", "all").slice(0, 1);
    const [hit] = discovered;
    if (hit === undefined) throw new Error("nothing was found");
    const keep = {
      from: hit.from,
      to: hit.to,
      kind: "keep",
      scope: "occurrence",
      form: "accredited institutions",
      conceptId: hit.conceptId,
    } as const;
    expect(render({ ...input, discovered }, glossary, [keep]).text).toBe(NEWS.target.text);
  });
});

describe("names without a concept", () => {
  it("are people beside a title, with what the machine wrote", () => {
    const text = documentOf("t", [
      ["银行总裁毕坚文表示经济增长。", "Bank president Bi Jianwen said the economy grew."],
    ]);
    const { candidates } = search([], [text]);
    expect(
      candidates.map(({ kind, chinese, english, pinyin }) => [kind, chinese, english[0]?.surface, pinyin]),
    ).toEqual([["person", "毕坚文", "Bi Jianwen", "Bi Jianwen"]]);
  });

  it("in pinyin of people from Hong Kong are a warning", () => {
    const text = documentOf("t", [
      ["香港银行总裁陈德霖表示经济增长。", "Hong Kong bank president Chen Delin said the economy grew."],
    ]);
    const { warnings } = search([], [text]);
    expect(
      warnings.map(({ region, target }) => [region, text.target.text.slice(target.from, target.to)]),
    ).toEqual([["hong-kong", "Chen Delin"]]);
  });

  it("are no warning in their own spelling", () => {
    const text = documentOf("t", [
      ["香港银行总裁陈德霖表示经济增长。", "Hong Kong bank president Chan Tak-lam said the economy grew."],
    ]);
    expect(search([], [text]).warnings).toEqual([]);
  });
});

describe("any text", () => {
  const words = fc.constantFrom(
    "认可机构",
    "审核委员会",
    "影响",
    "公布",
    "。",
    "\n",
    "2018",
    "“",
    "(",
    "Accredited institutions",
    "the",
    "and",
    ". ",
    ", ",
    "🀄",
    "A.",
    "'s ",
    " ",
  );
  const text = fc.array(words, { maxLength: 30 }).map((list) => list.join(" "));
  it("gives spans inside of the texts that do not overlap", () => {
    fc.assert(
      fc.property(text, text, (zh, en) => {
        const document = documentOf("t", [[zh, en]]);
        const glossary = compileGlossary({ revision: 0, concepts: [INSTITUTIONS, COMMITTEE, INFLUENCE] });
        const { occurrences } = discover({ documents: [document], glossary, lexicon: LEXICON });
        const spans = occurrences.flatMap(({ target }) => target ?? []).sort((a, b) => a.from - b.from);
        spans.forEach((span, at) => {
          expect(span.from).toBeLessThan(span.to);
          expect(span.from).toBeGreaterThanOrEqual(spans[at - 1]?.to ?? 0);
          expect(span.to).toBeLessThanOrEqual(document.target.text.length);
        });
        for (const { confidence } of occurrences) expect(confidence >= 0 && confidence <= 1).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
