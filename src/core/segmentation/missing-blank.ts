import { abbreviationKind, isStarter } from "./abbreviations.ts";
import {
  ELLIPSIS,
  isDigit,
  isIdeograph,
  isLower,
  isSpace,
  isUpper,
  kindAt,
  STOP,
  WIDE_DOT,
  WIDE_MARK,
} from "./characters.ts";

const WORD_LIMIT = 48;

/** What stands behind the last dot of the names of sites, programs and files. */
const ENDINGS = new Set(
  (
    "com net org gov edu mil int info biz cn hk tw mo uk us eu jp kr sg de fr au ca ru io ai app dev js ts jsx tsx mjs py " +
    "rb go rs java php asp aspx jsp html htm xml json csv txt pdf doc docx xls xlsx ppt pptx zip rar exe dll jpg jpeg png " +
    "gif svg mp3 mp4 avi mov md yml yaml sql sh bat log inc"
  ).split(" "),
);

/**
 * Whether a sentence begins right behind a mark, where a blank was forgotten: "today.The". Only where it is safe: not in names of
 * sites, files, programs and versions, nor between initials.
 */
export function beginsWithMissingBlank(
  text: string,
  at: number,
  run: number,
  to: number,
  head: number,
): boolean {
  const first = kindAt(text, at);
  const code = text.charCodeAt(head);
  if (first === WIDE_MARK || first === WIDE_DOT) return !isLower(code) && !isDigit(code);
  const before = tokenBefore(text, at);
  if (/[/@\\=_#]|:\/|www/i.test(before)) return false;
  if (isIdeograph(code)) return first !== STOP || /\p{Ll}{2}$/u.test(before);
  const [word, token] = tokenAt(text, head);
  if (!isUpper(code) || /[/@\\=_()]/.test(token) || ENDINGS.has(word.toLowerCase())) return false;
  if (/\w\.\w/.test(token)) return false;
  const known = isStarter(word) || abbreviationKind(word) === "title";
  if (!known && !/^\p{Lu}\p{Ll}/u.test(word)) return false;
  if (to > run) return true;
  if (first === ELLIPSIS || run - at > 1) return first !== STOP && first !== ELLIPSIS ? true : known;
  if (/[)\]”’"']$/.test(before)) return !before.endsWith("()");
  if (/^[$€£¥]?[\d,.]*\d[%‰]?$/.test(before)) return known || /^\p{Lu}\p{Ll}{2}/u.test(word);
  if (before.includes(".") && abbreviationKind(before) === undefined) return false;
  if (!/\p{Ll}{2}$/u.test(before)) return known && /\p{L}{2}$/u.test(before);
  // "Google.Maps" may be a name; "said Lee.The" is none.
  return known || !isUpper(before.charCodeAt(0));
}

/** What stands before an offset up to white space, without opening marks. */
function tokenBefore(text: string, at: number): string {
  let from = at;
  while (
    from > at - WORD_LIMIT &&
    from > 0 &&
    !isSpace(text.charCodeAt(from - 1)) &&
    !isIdeograph(text.charCodeAt(from - 1))
  ) {
    from--;
  }
  return text.slice(from, at).replace(/^["“‘'([{]+/, "");
}

/** The word at an offset, and all that stands there up to white space. */
function tokenAt(text: string, at: number): readonly [word: string, token: string] {
  let to = at;
  while (to < at + WORD_LIMIT && to < text.length && !isSpace(text.charCodeAt(to))) to++;
  const token = text.slice(at, to);
  return [/^[\p{L}\p{N}'’-]*/u.exec(token)?.[0] ?? "", token];
}
