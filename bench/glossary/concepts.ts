import type { Category, Concept, Form } from "../../src/core/glossary/model.ts";
import { CATEGORIES } from "../../src/core/glossary/model.ts";

const SURNAMES = Array.from(
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜",
);
const GIVEN = Array.from(
  "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲华红建国志海云飞鹏宇浩然子轩梓涵",
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
const SYLLABLES =
  "ba bei dan dao fang gao guo hai han hua ji jia jian jing kai lan lei li lin lu mei min ming nan ning peng ping qi qing rui shan sheng tao wei wen xi xiao xin yan yang yi ying yu yun zhao zhen zhi zhong".split(
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

/** A concept of a large glossary: a third are people, the others organisations, places and terms of several words. */
export function conceptAt(index: number): Concept {
  const next = numbers(index * 2_654_435_761 + 12_345);
  const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const person = next(3) === 0;
  const category: Category = person ? "person" : pick(CATEGORIES.filter((each) => each !== "person"));
  const names = person ? personOf(pick) : bodyOf(pick, next);
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
    note: next(10) === 0 ? `Seen in ${pick(PLACES_EN)}, ${pick(FIELDS_EN).toLowerCase()} desk` : "",
    evidence: next(4) === 0 ? ["https://example.org/a"] : [],
    extra: {},
  };
}

interface Names {
  readonly chinese: string;
  readonly english: string;
  readonly wrong: string;
}

function personOf(pick: <T>(list: readonly T[]) => T): Names {
  const chinese = pick(SURNAMES) + pick(GIVEN) + pick(GIVEN);
  const name = (): string => capital(pick(SYLLABLES) + pick(SYLLABLES));
  return {
    chinese,
    english: `${capital(pick(SYLLABLES))} ${name()}`,
    wrong: `${name()} ${capital(pick(SYLLABLES))}`,
  };
}

function bodyOf(pick: <T>(list: readonly T[]) => T, next: (limit: number) => number): Names {
  const [place, first, second, body] = [
    next(PLACES.length),
    next(FIELDS.length),
    next(FIELDS.length),
    next(BODIES.length),
  ];
  const own = pick(SYLLABLES) + pick(SYLLABLES);
  const chinese = `${PLACES[place]}${pick(GIVEN)}${pick(GIVEN)}${FIELDS[first]}${FIELDS[second]}${BODIES[body]}`;
  const where = (PLACES_EN[place] ?? "").replace("_", " ");
  return {
    chinese,
    english: `${where} ${capital(own)} ${FIELDS_EN[first]} and ${FIELDS_EN[second]} ${BODIES_EN[body]}`,
    wrong: `${BODIES_EN[body]} of ${capital(own)} ${FIELDS_EN[first]} ${FIELDS_EN[second]}, ${where}`,
  };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
