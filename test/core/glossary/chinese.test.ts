import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileChinese } from "../../../src/core/glossary/chinese.ts";
import type { Category, Concept } from "../../../src/core/glossary/model.ts";

/** A concept: `id = simplified/traditional|… > English`, with its category in front unless it is an organisation. */
function concept(line: string): Concept {
  const [, category, id = "", zh = "", english = ""] =
    /^(?:(\w+):)?(\S+) = ([^>]*?)(?: > (.*))?$/.exec(line) ?? [];
  const forms = zh.split("|").flatMap((pair) => {
    const [hans = "", hant] = pair.split("/");
    const first = { lang: "zh-Hans", kind: "preferred", text: hans } as const;
    return hant === undefined
      ? [first]
      : [first, { lang: "zh-Hant", kind: "preferred", text: hant } as const];
  });
  return {
    id,
    category: (category ?? "organisation") as Category,
    status: "approved",
    forms: [
      ...forms.filter(({ text }) => text !== ""),
      { lang: "en", kind: "preferred", text: english === "" ? id : english },
    ],
    scope: [],
    note: "",
    evidence: [],
    extra: {},
  };
}

/** What stands in a text, `«…»id` a hit; `id<longer` where it is shadowed. */
function found(lines: readonly string[], text: string): string[] {
  return compileChinese(lines.map(concept))
    .scan(text)
    .map((hit) => {
      const shadow = hit.shadow === undefined ? "" : `<${hit.shadow.form}`;
      expect(hit.shadowed).toBe(hit.shadow !== undefined);
      return `${text.slice(hit.from, hit.to)} ${hit.conceptId}${shadow}`;
    });
}

const PORT = ["port = 数码港 > Cyberport", "coin = 数码港元 > digital Hong Kong dollar"];
const BANKS = ["boc = 中国银行 > Bank of China", "cba = 中国银行业协会 > China Banking Association"];

describe("what stands in a Chinese text", () => {
  it.each<[string, string[], string, string[]]>([
    ["simplified in traditional", ["a = 生产力局"], "香港生產力局。", ["生產力局 a"]],
    ["traditional in simplified", ["a = 生產力局"], "香港生产力局。", ["生产力局 a"]],
    ["both forms are one place", ["a = 发展局/發展局"], "發展局、发展局", ["發展局 a", "发展局 a"]],
    ["mixed scripts", ["a = 发展局/發展局"], "发展局發展局发展局", ["发展局 a", "發展局 a", "发展局 a"]],
    ["variants", ["a = 台湾/臺灣"], "台灣", ["台灣 a"]],
    ["width and capitals of Latin", ["a = 5G应用"], "５ｇ應用", ["５ｇ應用 a"]],
    ["a blank between Latin and Chinese", ["a = AI产业"], "AI 产业", ["AI 产业 a"]],
    ["no cut Latin", ["a = AI产业"], "OpenAI产业、AI产业", ["AI产业 a"]],
    ["no cut number", ["a = 5G应用"], "15G应用", []],
    ["the dots of names", ["person:a = 弗拉基米尔·普京"], "弗拉基米尔・普京", ["弗拉基米尔・普京 a"]],
    ["spaced out", ["person:a = 毕坚文"], "毕 坚 文", ["毕 坚 文 a"]],
    ["over the end of a line", ["person:a = 毕坚文"], "总裁毕坚\n文先生", ["毕坚\n文 a"]],
    ["not over a blank line", ["person:a = 毕坚文"], "毕坚\n\n文", []],
    ["two characters apart by themselves", ["person:a = 王伟"], "（王　伟）", ["王　伟 a"]],
    ["two characters of two words", ["place:a = 长沙"], "局长 沙田", []],
    ["empty and marks only", ["a = ", "b = ……"], "……。", []],
    ["ends with the text", ["a = 发展局长远"], "发展局长", []],
  ])("%s", (_, lines, text, expected) => {
    expect(found(lines, text)).toEqual(expected);
  });
});

describe("one character for several", () => {
  const qian = "person:qian = 王干/王乾";
  const gan = "person:gan = 王干/王幹";
  it.each<[string, string[], string, string[]]>([
    ["the simplified one is either", [qian, gan], "王干", ["王干 gan", "王干 qian"]],
    ["the traditional one is one", [qian, gan], "王乾", ["王乾 qian"]],
    ["the other one", [qian, gan], "王幹", ["王幹 gan"]],
    ["a person is never another spelling", [qian], "王幹", []],
    ["a person of one spelling is found in both scripts", ["person:a = 王伟"], "王偉", ["王偉 a"]],
    ["a title may be written otherwise", ["title:a = 周刊/周刊"], "週刊", ["週刊 a"]],
    ["queen and behind", ["term:a = 后"], "皇后、以後", ["后 a", "後 a"]],
  ])("%s", (_, lines, text, expected) => {
    expect(found(lines, text)).toEqual(expected);
  });
});

describe("inside longer words", () => {
  it.each<[string, string[], string, string[]]>([
    ["another thing's name", PORT, "数码港元", ["数码港元 coin", "数码港 port<数码港元"]],
    ["and by itself", PORT, "数码港和数码港元", ["数码港 port", "数码港元 coin", "数码港 port<数码港元"]],
    ["in the other script", PORT, "數碼港元", ["數碼港元 coin", "數碼港 port<数码港元"]],
    [
      "a name that is made of it",
      ["a = 澳门 > Macao", "b = 澳门电台 > Radio Macao"],
      "澳门电台",
      ["澳门电台 b", "澳门 a"],
    ],
    [
      "a bank and its association",
      BANKS,
      "中国银行业协会",
      ["中国银行业协会 cba", "中国银行 boc<中国银行业"],
    ],
    ["a bank in its trade", BANKS, "中国银行业发展", ["中国银行 boc<中国银行业"]],
    ["a bank's business", BANKS, "中国银行业务、中国银行业绩", ["中国银行 boc", "中国银行 boc"]],
    [
      "names that cut each other: the longer",
      ["a = 中国银行", "b = 银行工会联合会"],
      "中国银行工会联合会",
      ["中国银行 a<银行工会联合会", "银行工会联合会 b"],
    ],
    [
      "a place and a plan share characters",
      ["place:a = 粤港澳大湾区", "policy:b = 大湾区发展规划纲要"],
      "粤港澳大湾区发展规划纲要",
      ["粤港澳大湾区 a", "大湾区发展规划纲要 b"],
    ],
    ["two concepts of one form", ["a = 王伟", "b = 王伟"], "王伟", ["王伟 a", "王伟 b"]],
  ])("%s", (_, lines, text, expected) => {
    expect(found(lines, text)).toEqual(expected);
  });
});

describe("against a naive search", () => {
  const word = fc.string({ unit: fc.constantFrom("甲", "乙", "丙"), minLength: 1, maxLength: 4 });
  it("finds every place of every form, longer first, in any order of the concepts", () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 6 }), fc.array(word), (forms, words) => {
        const text = words.join("");
        const concepts = forms.map((form, index) => concept(`term:${index} = ${form}`));
        const hits = compileChinese(concepts).scan(text);
        const naive: string[] = [];
        for (let at = 0; at < text.length; at++) {
          for (const form of [...forms].sort((a, b) => b.length - a.length)) {
            if (text.startsWith(form, at)) naive.push(`${at} ${form}`);
          }
        }
        expect(hits.map(({ from, form }) => `${from} ${form}`)).toEqual(naive);
        expect(compileChinese([...concepts].reverse()).scan(text)).toEqual(hits);
      }),
    );
  });
});
