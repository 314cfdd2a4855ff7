import { foldLoose } from "../text/fold.ts";
import type { Indefinite } from "../glossary/model.ts";
import { tokenise } from "../text/words.ts";

/** `a` or `an` before a text, by its first sound: of letters, of the names of letters in acronyms, of numbers. */
export function indefiniteBefore(text: string): Indefinite {
  return soundsLikeVowel(text) ? "an" : "a";
}

/**
 * The indefinite article before a text that takes the place of another one. Where the first word is the same, or both
 * begin with an h that some writers do not speak, the article stands as it was written.
 */
export function fittedArticle(article: string, before: string, after: string, own?: Indefinite): string {
  const wanted = own ?? indefiniteBefore(after);
  const kept = article.toLowerCase();
  if (own === undefined) {
    if (foldLoose(firstWord(before)) === foldLoose(firstWord(after))) return article;
    if (kept === "an" && /^h/i.test(before) && /^h/i.test(after)) return article;
  }
  if (kept === wanted) return article;
  if (article === "AN") return "A";
  return article.startsWith("A") ? (wanted === "an" ? "An" : "A") : wanted;
}

// u as in unit, eu, one as in one-off; not un- before a vowel (unidentified) or uni- as in unimportant.
const CONSONANT_VOWELS =
  /^(?:uni(?![nm]|de|ll|ro|ss|te[mr])|unimod|unanim|us(?:[eu]|a[bg])|ut[eio]|uto|ubi|ufo|uga|uk[ru]|ura[nl]|urin|uru|uy|uig|eu|ewe|one(?![a-z])|once|u(?![a-z]))/i;
const SILENT_H = /^(?:hour|honou?r|honest|heir)/i;
/** Pairs of letters with which an acronym that is read as a word may begin. */
const SPOKEN_STARTS = /^(?:[BCFGP][LR]|[DKT]R|[CPSTW]H|S[CKLMNPTW]|TW|QU)[AEIOU]/;
const SHORT_SPOKEN = new Set(["GIF", "LAN", "PIN", "RAM", "SIM", "VAT", "WAN"]);

function firstWord(text: string): string {
  return tokenise(text).find((token) => token.kind === "word")?.text ?? "";
}

function soundsLikeVowel(text: string): boolean {
  const word = firstWord(text);
  if (/^\p{N}/u.test(word)) return /^(?:8|11(?!\d)|18(?!\d))/.test(word);
  // A single letter (X-ray, H-share, mBridge) and an acronym that nobody can read are spelled.
  if (/^\p{L}(?:$|\p{N})/u.test(word) || /^\p{Ll}\p{Lu}\p{Ll}/u.test(word))
    return /^[aefhilmnorsx]/i.test(word);
  const acronym = /^[A-Z]{2,}(?=s?$)/.exec(word)?.[0];
  if (acronym?.startsWith("U") === true) return false;
  if (acronym !== undefined && !isSpoken(acronym)) return /^[AEFHILMNORSX]/.test(acronym);
  if (SILENT_H.test(word)) return true;
  if (CONSONANT_VOWELS.test(word)) return false;
  return /^[aeiou]/i.test(word.normalize("NFD"));
}

/** Whether an acronym is read as a word: NATO, ASEAN, NAMI; not SME, HKMA, UNHCR. */
function isSpoken(acronym: string): boolean {
  if (acronym.length <= 3) return SHORT_SPOKEN.has(acronym);
  if (!/[AEIOU]/.test(acronym) || /[^AEIOUY]{3}/.test(acronym.slice(1))) return false;
  return /^[AEIOUY]|^[^AEIOU][AEIOUY]/.test(acronym) || SPOKEN_STARTS.test(acronym);
}
