import { describe, expect, it } from "vitest";
import { DYNAMIC_KEYS } from "../src/i18n/dynamic-keys.ts";
import { LANGUAGES } from "../src/i18n/languages.ts";
import { type DynamicKeys, useFaults } from "./support/locale-uses.ts";
import { catalogueFaults, parseCatalogue } from "./support/locales.ts";
import { readProjectFile, readTree } from "./support/tree.ts";

const CODES = LANGUAGES.map(({ code }) => code);

describe("the project's catalogues", () => {
  it("are one for each language", () => {
    const files = [...readTree("locales", [""]).keys()];
    expect(files).toEqual(CODES.map((code) => `locales/${code}.json`));
  });

  it("keep the rules", () => {
    const texts = CODES.map((code) => [code, readProjectFile(`locales/${code}.json`)] as const);
    expect(catalogueFaults(Object.fromEntries(texts))).toEqual([]);
  });

  it("have what the code asks for, and no more", () => {
    const code = new Map([...readTree("src", [".ts"]), ...readTree("views", [".ejs"])]);
    const english = parseCatalogue(readProjectFile("locales/en.json"));
    expect(useFaults(code, english, DYNAMIC_KEYS)).toEqual([]);
  });
});

const json = (entries: Readonly<Record<string, unknown>>): string => JSON.stringify(entries);

describe("planted catalogues", () => {
  it.each<[string, string, string, readonly string[]]>([
    ["same keys", json({ a: "A {{x}}", b: "B" }), json({ a: "甲{{x}}", b: "乙" }), []],
    ["a missing key", json({ a: "A", b: "B" }), json({ a: "甲" }), ["zh-Hans: b is missing"]],
    ["a key too many", json({ a: "A" }), json({ a: "甲", b: "乙" }), ["en: b is missing"]],
    ["unsorted", json({ b: "B", a: "A" }), json({ a: "甲", b: "乙" }), ["en: a stands after b"]],
    ["twice", `{ "a": "A", "a": "B" }`, json({ a: "甲" }), ["en: a twice"]],
    ["text like a key", json({ a: 'say "a": x, "a": y' }), json({ a: "甲" }), []],
    ["nested", json({ a: { b: "B" } }), json({ a: "甲" }), ["en: a is no sentence"]],
    ["empty", json({ a: " " }), json({ a: "甲" }), ["en: a is no sentence"]],
    ["a list", "[]", json({ a: "甲" }), ["en: no object"]],
    [
      "placeholders",
      json({ a: "{{x}} {{- y}} {{n, number}}" }),
      json({ a: "{{n}}{{x}}" }),
      ["zh-Hans: a names {n, x}, en {n, x, y}"],
    ],
    ["plurals", json({ a_one: "one", a_other: "{{count}}" }), json({ a_other: "{{count}}个" }), []],
    [
      "plural placeholders",
      json({ a_one: "one", a_other: "{{count}} of {{x}}" }),
      json({ a_other: "{{x}}的{{count}}个" }),
      ["en: a_one names other things than a_other"],
    ],
    [
      "a plural form too few",
      json({ a_other: "{{count}}" }),
      json({ a_other: "{{count}}个" }),
      ["en: a_one is missing"],
    ],
    [
      "a plural form too many",
      json({ a_one: "one", a_other: "{{count}}" }),
      json({ a_one: "一个", a_other: "{{count}}个" }),
      ["zh-Hans: a_one is no form of this language"],
    ],
    [
      "a plural in one language only",
      json({ a_one: "one", a_other: "{{count}}" }),
      json({ a: "{{count}}个" }),
      ["zh-Hans: a_other is missing", "zh-Hans: a is no form of this language"],
    ],
  ])("%s", (_name, en, zhHans, says) => {
    expect(catalogueFaults({ en, "zh-Hans": zhHans })).toEqual(says);
  });

  it("says what is no JSON", () => {
    expect(catalogueFaults({ en: "{" })).toEqual([expect.stringContaining("en: no JSON")]);
  });
});

interface Planted {
  readonly name: string;
  readonly code: Readonly<Record<string, string>>;
  readonly keys: readonly string[];
  readonly dynamic?: DynamicKeys;
  readonly says: readonly string[];
}

const USES: readonly Planted[] = [
  {
    name: "every way to ask",
    code: {
      "a.ejs": `<h1><%= t("a") %></h1>\n<% if (x) { %><%- t('b', { n: 1 }) -%><% } else { %><%= t(\`c\`) %><% } %>`,
      "a.ts": `view.t("d"); t(x ? "e" : "f"); throw new Failure("invalid", "failure.g");`,
    },
    keys: ["a", "b", "c", "d", "e", "f", "failure.g"],
    says: [],
  },
  {
    name: "missing keys, with their places",
    code: { "a.ejs": `<p>\n<%# t("no") %>\n<%= t("a") %>`, "a.ts": `\nt("b");\nconst k = "failure.c";` },
    keys: [],
    says: ["a.ejs:3: a is missing", "a.ts:2: b is missing", "a.ts:3: failure.c is missing"],
  },
  {
    name: "keys that nothing uses",
    code: { "a.ts": `at("a"); const text = "b"; // t("c")` },
    keys: ["a", "b", "c"],
    says: ["a is not used", "b is not used", "c is not used"],
  },
  {
    name: "keys that are carried, findings where they are made",
    code: {
      "a.ts": [
        `const message = { key: wide ? "form.a" : "form.b", params };`,
        `on({ key: "Enter" });`,
        `refuse("c"); note({ code: "d", severity: "error" }); note({ code, severity: "info" });`,
        `const late = "e";`,
        `t("finding." + finding.code); t(\`finding.\${code}\`);`,
      ].join("\n"),
    },
    keys: ["finding.e", "finding.f"],
    says: [
      "a.ts:1: form.a is missing",
      "a.ts:1: form.b is missing",
      "a.ts:3: finding.c is missing",
      "a.ts:3: finding.d is missing",
      "finding.f is not used",
    ],
  },
  {
    name: "plurals by their base",
    code: { "a.ts": `t("a", { count: 2 });` },
    keys: ["a_one", "a_other"],
    says: [],
  },
  {
    name: "computed keys with a list",
    code: { "a.ejs": `<%= t("state." + s) %><%= t(\`kind.\${k}\`) %>` },
    keys: ["kind.x", "state.open"],
    dynamic: { kind: ["x"], state: ["open"] },
    says: [],
  },
  {
    name: "computed keys without a list",
    code: { "a.ts": "t(`state.${s}`);" },
    keys: [],
    says: [`a.ts:1: no list says what may follow "state."`],
  },
  {
    name: "lists and catalogues that differ",
    code: { "a.ts": "t(`state.${s}`);" },
    keys: ["state.open", "state.shut"],
    dynamic: { state: ["open", "edited"] },
    says: ["the lists: state.edited is missing", "state.shut is not used"],
  },
];

describe("planted uses", () => {
  it.each(USES)("$name", ({ code, keys, dynamic, says }) => {
    const catalogue = new Map(keys.map((key) => [key, key]));
    expect(useFaults(new Map(Object.entries(code)), catalogue, dynamic ?? {})).toEqual(says);
  });
});
