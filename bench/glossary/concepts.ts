/**
 * Concepts of a large glossary: people with pinyin names, organisations, places and terms. What they are named with is drawn from
 * CC-CEDICT, the more often the earlier it stands in a shuffled list, as words are in any language.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { pinyin } from "pinyin-pro";
import type { Category, Concept, Form } from "../../src/core/glossary/model.ts";
import { CATEGORIES } from "../../src/core/glossary/model.ts";

/** Chinese words of two to four characters with an English gloss of one to three plain words. */
const WORDS = readWords();
/** Characters of given names, the most usual first. */
const NAME_CHARACTERS = Array.from(
  new Set(WORDS.flatMap(([chinese]) => Array.from(chinese)).filter((each) => /^[a-z]+$/.test(spoken(each)))),
).slice(0, 1500);

function readWords(): readonly (readonly [string, string])[] {
  const file = join(import.meta.dirname, "../../seeds/cc-cedict.tsv.br");
  const lines = brotliDecompressSync(readFileSync(file)).toString().split("\n");
  const found = lines.flatMap((line): (readonly [string, string])[] => {
    const [chinese = "", glosses = ""] = line.split("\t");
    const gloss = glosses.split("/").find((each) => /^(?!to )[A-Za-z]+(?: [A-Za-z]+){0,2}$/.test(each));
    return gloss === undefined || !/^\p{Script=Han}{2,4}$/u.test(chinese) ? [] : [[chinese, gloss]];
  });
  // In an order that has nothing to do with the alphabet, always the same.
  const next = numbers(5);
  return found
    .map((word) => ({ word, at: next(2 ** 31) }))
    .sort((a, b) => a.at - b.at)
    .map(({ word }) => word);
}

function spoken(characters: string): string {
  return pinyin(characters, { toneType: "none", separator: "" });
}

const SURNAMES = Array.from(
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜",
);
const PLACES =
  "北京 上海 广东 深圳 香港 澳门 江苏 浙江 四川 湖北 湖南 福建 山东 河南 河北 陕西 重庆 天津 云南 贵州".split(
    " ",
  );
const PLACES_EN =
  "Beijing Shanghai Guangdong Shenzhen Hong_Kong Macao Jiangsu Zhejiang Sichuan Hubei Hunan Fujian Shandong Henan Hebei Shaanxi Chongqing Tianjin Yunnan Guizhou".split(
    " ",
  );
const FIELDS =
  "科技 创新 经济 贸易 发展 教育 文化 卫生 环境 能源 交通 农业 金融 投资 旅游 体育 安全 法律 税务 海关 电力 铁路 航空 通信 数据".split(
    " ",
  );
const FIELDS_EN =
  "Science Innovation Economy Trade Development Education Culture Health Environment Energy Transport Agriculture Finance Investment Tourism Sports Safety Law Tax Customs Power Railway Aviation Communications Data".split(
    " ",
  );
const BODIES = "委员会 研究院 中心 协会 集团 公司 大学 基金会 管理局 办公室 联盟 实验室".split(" ");
const BODIES_EN =
  "Committee Institute Centre Association Group Company University Foundation Administration Office Alliance Laboratory".split(
    " ",
  );

/** Numbers from 0 to below a limit, always the same ones. */
export function numbers(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** One concept of them: a third are people, who have no words of others in their names. */
export function conceptAt(index: number): Concept {
  const next = numbers(index * 2_654_435_761 + 12_345);
  for (let turn = 0; turn < 3; turn++) next(2);
  const pick: Pick = (list) => list[next(list.length)] as (typeof list)[number];
  // The first are drawn far more often than the last, as words are: about one in their rank.
  const often: Pick = (list) =>
    list[Math.floor(list.length ** (next(1_000_000) / 1_000_000)) - 1] as (typeof list)[number];
  const person = next(3) === 0;
  const category: Category = person ? "person" : pick(CATEGORIES.filter((each) => each !== "person"));
  const names = person ? personOf(often, next) : bodyOf(pick, often, next);
  const forms: Form[] = [
    { lang: "zh-Hans", kind: "preferred", text: names.chinese },
    { lang: "en", kind: "preferred", text: names.english },
    { lang: "en", kind: "deprecated", text: names.wrong },
  ];
  return {
    id: `c-${index.toString(36).padStart(8, "0")}-${next(2 ** 31).toString(36)}`,
    category,
    status: next(20) === 0 ? "proposed" : next(50) === 0 ? "retired" : "approved",
    forms,
    scope: [],
    note: next(10) === 0 ? `Seen in ${pick(PLACES_EN)}, ${often(WORDS)[1].toLowerCase()} desk` : "",
    evidence: next(4) === 0 ? ["https://example.org/a"] : [],
    extra: {},
  };
}

type Pick = <T>(list: readonly T[]) => T;

interface Names {
  readonly chinese: string;
  readonly english: string;
  readonly wrong: string;
}

function personOf(often: Pick, next: (limit: number) => number): Names {
  const surname = often(SURNAMES);
  const given = often(NAME_CHARACTERS) + (next(5) === 0 ? "" : often(NAME_CHARACTERS));
  const [first, last] = [capital(spoken(given)), capital(spoken(surname))];
  // What the machine writes for it: another reading, another order.
  const wrong = `${first} ${capital(spoken(often(NAME_CHARACTERS)))} ${last}`;
  return { chinese: surname + given, english: `${last} ${first}`, wrong };
}

function bodyOf(pick: Pick, often: Pick, next: (limit: number) => number): Names {
  const [place, first, body] = [next(PLACES.length), next(FIELDS.length), next(BODIES.length)];
  const [own, ownEnglish] = often(WORDS);
  const [more, moreEnglish] = next(2) === 0 ? often(WORDS) : ([FIELDS[first], FIELDS_EN[first]] as const);
  const where = (PLACES_EN[place] ?? "").replace("_", " ");
  const english = `${where} ${titled(ownEnglish)} ${pick(["and", "of", ""])} ${titled(moreEnglish ?? "")} ${BODIES_EN[body]}`;
  return {
    chinese: `${PLACES[place]}${own}${more}${BODIES[body]}`,
    english: english.replace("  ", " "),
    wrong: `${BODIES_EN[body]} of ${titled(moreEnglish ?? "")} ${titled(ownEnglish)}, ${where}`,
  };
}

function titled(words: string): string {
  return words.split(" ").map(capital).join(" ");
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
