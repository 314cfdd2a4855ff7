import { beforeAll, describe, expect, it } from "vitest";
import { dynamicKeys, DYNAMIC_KEYS } from "../../src/i18n/dynamic-keys.ts";
import { formattersFor } from "../../src/i18n/formatters.ts";
import { LANGUAGES } from "../../src/i18n/languages.ts";
import { failureSentences, findingSentence } from "../../src/i18n/messages.ts";
import { loadTranslator, type Translator } from "../../src/i18n/translator.ts";
import { SEGMENT_FILTERS } from "../../src/http/pages/models.ts";

let strict: Translator;
let lenient: Translator;
beforeAll(async () => {
  [strict, lenient] = await Promise.all([loadTranslator({ strict: true }), loadTranslator()]);
});

describe("the translator", () => {
  it.each<[string, "en" | "zh-Hans", string, Readonly<Record<string, string | number>>, string]>([
    ["a plain key", "en", "state.needs-work", {}, "Needs work"],
    ["another language", "zh-Hans", "state.open", {}, "待处理"],
    ["one", "en", "notice.article-imported", { count: 1 }, "Imported: 1 segment."],
    ["many", "en", "notice.article-imported", { count: 19 }, "Imported: 19 segments."],
    ["very many", "en", "notice.article-imported", { count: 29_000 }, "Imported: 29,000 segments."],
    ["Chinese has one form", "zh-Hans", "notice.article-imported", { count: 1 }, "已导入：1 个句段。"],
    [
      "what a reader typed",
      "en",
      "failure.no-address",
      { host: "<b>&" },
      "This machine has no address <b>&.",
    ],
    [
      "a reader who types keys",
      "en",
      "failure.no-address",
      { host: "$t(state.open)" },
      "This machine has no address $t(state.open).",
    ],
    [
      "a reader who types placeholders",
      "en",
      "failure.no-address",
      { host: "{{host}}" },
      "This machine has no address {{host}}.",
    ],
    [
      "an option of the library",
      "en",
      "state.open",
      { lng: "zh-Hans", defaultValue: "x", context: "y" },
      "Open",
    ],
  ])("%s", (_name, language, key, params, text) => {
    expect(strict.for(language)(key, params)).toBe(text);
  });

  it("says what is missing in tests, and shows the key to readers", () => {
    expect(() => strict.for("en")("no.key")).toThrow("no.key");
    expect(() => strict.for("en")("failure.no-address")).toThrow("{{host}}");
    expect(lenient.for("en")("no.key")).toBe("no.key");
    expect(lenient.for("en")("failure.no-address")).toBe("This machine has no address {{host}}.");
  });

  it("knows which keys have a text", () => {
    expect(["state.open", "notice.undone-except", "no.key", "toString"].map(strict.has)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("keys made from lists", () => {
  it.each(LANGUAGES.map(({ code }) => code))("all have a text in %s", (code) => {
    const t = strict.for(code);
    expect(
      dynamicKeys()
        .map((key) => t(key, { count: 2 }))
        .filter((text) => text.trim() === ""),
    ).toEqual([]);
  });

  it("have the filters of the workbench", () => {
    expect(DYNAMIC_KEYS["filter"]).toEqual(SEGMENT_FILTERS);
  });
});

describe("sentences", () => {
  const finding = { code: "none", severity: "error", params: {} } as const;
  it.each([
    ["alone", finding, "finding.none"],
    ["with a line", { ...finding, place: { line: 3 } }, "finding.none (line 3)"],
    ["with a column", { ...finding, place: { line: 3, column: 7 } }, "finding.none (line 3, column 7)"],
  ])("of a finding %s", (_name, value, sentence) => {
    expect(findingSentence(lenient.for("en"), value)).toBe(sentence);
  });

  it("of a refusal", () => {
    const failure = { key: "failure.page", params: {}, findings: [finding] };
    expect(failureSentences(lenient.for("en"), failure)).toEqual(["There is no such page.", "finding.none"]);
  });
});

describe("formatters", () => {
  const ms = new Date(2025, 0, 31, 13, 5).getTime();
  it.each([
    ["en", "Jan 31, 2025", "1,234", "99%"],
    ["zh-Hans", "2025年1月31日", "1,234", "99%"],
    ["zh-Hant", "2025年1月31日", "1,234", "99%"],
  ] as const)("%s", (language, date, number, percent) => {
    const formatters = formattersFor(language);
    expect([formatters.date(ms), formatters.number(1234), formatters.percent(0.999)]).toEqual([
      date,
      number,
      percent,
    ]);
    expect(formatters.dateTime(ms)).toContain(date);
    expect(formattersFor(language)).toBe(formatters);
  });
});
