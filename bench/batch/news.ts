/** News of exactly 40 sentences, in English and beside Chinese, and a glossary for it: the same for the same number. */
import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import type { Concept } from "../../src/core/glossary/model.ts";
import { languageOf, randomOf } from "../corpus.ts";

export const SEGMENTS = 40;
/** Concepts of the glossary; most stand nowhere, as in life. */
export const CONCEPTS = 2000;
/** The concept that is corrected, and in how many of a thousand articles it stands. */
export const CORRECTED = "c-corrected";

const language = languageOf(11);
const words = readWords();

interface Word {
  readonly chinese: string;
  readonly english: string;
}

/** Two-character words with one plain English meaning, of the dictionary that the product has. */
function readWords(): readonly Word[] {
  const packed = readFileSync(new URL("../../seeds/cc-cedict.tsv.br", import.meta.url));
  const lines = brotliDecompressSync(packed).toString("utf8").split("\n");
  return lines.flatMap((line) => {
    const [chinese = "", meanings = ""] = line.split("\t");
    const english = meanings.split("/")[0] ?? "";
    return chinese.length === 2 && /^[a-z]{4,12}$/.test(english) ? [{ chinese, english }] : [];
  });
}

interface Name {
  readonly chinese: string;
  readonly wrong: string;
  readonly right: string;
}

const HAN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";

/** The name of a concept, in Chinese, as the machine writes it, and as it is right. */
export function nameOf(number: number): Name {
  const chinese = [number % 40, ((number / 40) | 0) % 40, (number * 7) % 40]
    .map((at) => HAN[at] ?? "王")
    .join("");
  const [first = "Ba", second = "Co"] = [language.words[500 + number * 2], language.words[501 + number * 2]];
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  const last = language.words[9000 + number] ?? "Do";
  return {
    chinese,
    wrong: `${capital(first)} ${capital(second)}`,
    right: `${capital(first)} ${capital(last)}`,
  };
}

/** The glossary as it is when the articles come: with the corrected concept not corrected yet, or corrected. */
export function glossary(corrected: boolean): Concept[] {
  const concepts = Array.from({ length: CONCEPTS }, (_, number): Concept =>
    concept(`c${number}`, nameOf(number), true),
  );
  return [...concepts, concept(CORRECTED, CORRECTED_NAME, corrected)];
}

const CORRECTED_NAME: Name = { chinese: "毕坚文", wrong: "Bi Jianwen", right: "Mohamed Butt" };

function concept(id: string, { chinese, wrong, right }: Name, corrected: boolean): Concept {
  return {
    id,
    category: "person",
    status: "approved",
    forms: [
      { lang: "zh-Hans", kind: "preferred", text: chinese },
      ...(corrected
        ? ([
            { lang: "en", kind: "preferred", text: right },
            { lang: "en", kind: "deprecated", text: wrong },
          ] as const)
        : ([{ lang: "en", kind: "preferred", text: wrong }] as const)),
    ],
    scope: [],
    note: "",
    evidence: [],
    extra: {},
  };
}

export interface News {
  readonly machine: string;
  readonly source: string;
}

/** An article; the corrected name stands in those whose number is a multiple of `every`. */
export function newsOf(number: number, every: number): News {
  const random = randomOf(number * 2654435761);
  const english: string[] = [];
  const chinese: string[] = [];
  for (let sentence = 0; sentence < SEGMENTS; sentence++) {
    const said: string[] = [];
    let says = "";
    const length = 8 + Math.floor(random() * 12);
    for (let at = 0; at < length; at++) {
      const word = words[Math.floor(random() ** 2 * words.length)];
      said.push(word?.english ?? "");
      says += word?.chinese ?? "";
    }
    // A name in every fourth sentence; of 2,000 the frequent ones are very frequent.
    if (sentence % 4 === 1) {
      const name = nameOf(Math.floor(random() ** 3 * CONCEPTS));
      said.splice(2, 0, name.wrong);
      says = says.slice(0, 4) + name.chinese + says.slice(4);
    }
    if (sentence === 6 && number % every === 0) {
      said.splice(3, 0, CORRECTED_NAME.wrong);
      says = says.slice(0, 6) + CORRECTED_NAME.chinese + says.slice(6);
    }
    const text = said.join(" ");
    english.push(`${text.charAt(0).toUpperCase()}${text.slice(1)}.`);
    chinese.push(`${says}。`);
  }
  const lines = (sentences: readonly string[], space: string): string => {
    const made: string[] = [];
    for (let at = 0; at < SEGMENTS; at += 5) made.push(sentences.slice(at, at + 5).join(space));
    return `${made.join("\n\n")}\n`;
  };
  return { machine: `Number ${String(number)} ${lines(english, " ")}`, source: lines(chinese, "") };
}
