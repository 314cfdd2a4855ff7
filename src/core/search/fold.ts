import { foldLoose } from "../text/fold.ts";
import { foldChinese } from "../text/hans.ts";

const ASCII = /^[\x20-\x7E]*$/;

/** Letters that no decomposition takes apart. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ı: "i",
};

/**
 * A text as it is searched: small letters without marks, simplified Chinese, one space for all that is no letter or digit.
 * Dots and apostrophes go, so that U.S. is us and people's is peoples.
 */
export function foldForSearch(text: string): string {
  if (ASCII.test(text)) {
    return text
      .toLowerCase()
      .replace(/['.`]/g, "")
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  }
  return foldChinese(foldLoose(text))
    .normalize("NFD")
    .replace(/[\p{M}'.]/gu, "")
    .normalize("NFC")
    .replace(/[ßæœøłđı]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const ALL_HAN = /^[\p{Script=Han}〇]+$/u;
const HAN = /[\p{Script=Han}〇]/u;

/** Whether a text has a Chinese character. */
export function hasHan(text: string): boolean {
  return !ASCII.test(text) && HAN.test(text);
}

/** The runs of a folded text: of Chinese characters, or of other letters and digits. */
export function runsOf(folded: string): string[] {
  if (ALL_HAN.test(folded)) return [folded];
  return folded.match(/[\p{Script=Han}〇]+|[[\p{L}\p{N}]--[\p{Script=Han}〇]]+/gv) ?? [];
}
