const APOSTROPHES = /[\u2018\u2019\u201B\u02BC\u2032\uFF07`\u00B4]/g;
const QUOTES = /[\u201C\u201D\u201E\u201F\u2033\uFF02\u00AB\u00BB]/g;
// ASCII but for the grave accent, which is an apostrophe.
const PLAIN = /^[\x20-\x5F\x61-\x7E]*$/;

/** Apostrophes and quotation marks of every kind as `'` and `"`, hyphens that look alike as `-`; nothing else changes. */
export function foldMarks(text: string): string {
  return PLAIN.test(text)
    ? text
    : text
        .replace(APOSTROPHES, "'")
        .replace(QUOTES, '"')
        .replace(/[\u2010\u2011]/g, "-");
}

/** A word or mark as it is compared when capitals count: canonical composition, one kind of apostrophe and quotation mark. */
export function foldExact(text: string): string {
  return PLAIN.test(text) ? text : foldMarks(text.normalize("NFC"));
}

/**
 * A word or mark as it is compared when capitals and width do not count. The length may change. There is one small
 * sigma: which one `toLowerCase` writes depends on what stands beside the capital.
 */
export function foldLoose(text: string): string {
  return PLAIN.test(text)
    ? text.toLowerCase()
    : foldMarks(text.normalize("NFKC").toLowerCase().replaceAll("ς", "σ")).normalize("NFC");
}

const BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/g;

/** Whether white space joins the words on its sides: a blank line does not. */
export function joinsWords(space: string): boolean {
  return (space.match(BREAK)?.length ?? 0) < 2;
}

const JOINING_DASH = /^[-\u00AD\u2010-\u2013\u2212\uFF0D]$/;

/** Whether a mark is a hyphen or a short dash, which between two words is like a space. */
export function isJoiningDash(text: string): boolean {
  return JOINING_DASH.test(text);
}
