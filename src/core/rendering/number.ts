import { isProperName } from "../glossary/case.ts";
import type { Category } from "../glossary/model.ts";
import { tokenise } from "../text/words.ts";
import { PREPOSITIONS, THINGS_IN_ING, VERBS } from "./grammar-words.ts";
import {
  BOTH_NUMBERS,
  E_NOUNS,
  F_NOUNS,
  HARD_CH,
  IRREGULAR,
  MAN_NOT_MEN,
  MASS,
  NO_NOUNS,
  O_NOUNS,
  PLURAL_ONLY,
  RANKED,
  S_NOUNS,
  UNCOUNTED,
} from "./nouns.ts";

export type GrammaticalNumber = "singular" | "plural";

/** Which variant of a form was found: as the glossary has it, or its other number. */
export type FoundNumber = "as-written" | GrammaticalNumber;

/** `mass`: has no plural (information). `either`: one spelling for both (staff, series). `none`: no noun that is known. */
export type PhraseNumber = GrammaticalNumber | "mass" | "either" | "none";

interface Head {
  readonly from: number;
  readonly to: number;
  readonly word: string;
}

const HEAD_PREPOSITIONS = new Set(["of", "for", "in", "to", "with", "on", "at", "from", "between"]);
const PARTICLES = new Set("up out off over down away in on back through together apart ahead".split(" "));

/** The number of a noun phrase, by its head noun: council members is plural, community of interests singular. */
export function numberOf(phrase: string): PhraseNumber {
  const known = KNOWN.get(phrase);
  if (known !== undefined) return known;
  const head = headOf(phrase);
  const found = head === undefined ? "none" : numberOfWord(head.word);
  remember(KNOWN, phrase, found);
  return found;
}

// Memos of pure functions: the forms of a glossary are asked about at every hit.
const KNOWN = new Map<string, PhraseNumber>();
const INFLECTED = new Map<string, string>();

function remember<T>(memo: Map<string, T>, key: string, value: T): void {
  if (memo.size >= 5000) memo.clear();
  memo.set(key, value);
}

/** A phrase in a number: itself if it has that number or only one; undefined where that cannot be said. */
export function inNumber(phrase: string, number: GrammaticalNumber): string | undefined {
  const has = numberOf(phrase);
  if (has === "none") return undefined;
  if (has === number || has === "mass" || has === "either") return phrase;
  const key = `${number} ${phrase}`;
  const known = INFLECTED.get(key);
  if (known !== undefined) return known;
  const inflected = inflect(phrase, number);
  if (inflected !== undefined) remember(INFLECTED, key, inflected);
  return inflected;
}

function inflect(phrase: string, number: GrammaticalNumber): string | undefined {
  const head = headOf(phrase);
  if (head === undefined) return undefined;
  const word = number === "plural" ? pluralsOf(head.word)[0] : singularOf(head.word);
  if (word === undefined) return undefined;
  return withHead(phrase, head, word, number);
}

/** The spellings of a phrase in its other number; none for mass nouns, for what has one spelling, for what is no noun. */
export function otherNumber(phrase: string): { texts: string[]; number: GrammaticalNumber } | undefined {
  const head = headOf(phrase);
  if (head === undefined) return undefined;
  const has = numberOfWord(head.word);
  if (has === "singular") {
    return {
      texts: pluralsOf(head.word).map((word) => withHead(phrase, head, word, "plural")),
      number: "plural",
    };
  }
  if (has !== "plural" || isCounted(phrase)) return undefined;
  const word = singularOf(head.word);
  // A plural of a mass noun (researches) is a fault of its own; the noun itself is another word.
  if (word === undefined || numberOfWord(word) !== "singular") return undefined;
  return { texts: [withHead(phrase, head, word, "singular")], number: "singular" };
}

function withHead(phrase: string, head: Head, word: string, number: GrammaticalNumber): string {
  const inflected = phrase.slice(0, head.from) + word + phrase.slice(head.to);
  return number === "plural" ? inflected.replace(/^an? /i, "") : inflected;
}

/** Whether a phrase begins with a number: two sessions is the name of two. */
function isCounted(phrase: string): boolean {
  return /^(?:\p{N}|(?:two|three|four|five|six|seven|eight|nine|ten)\b)/iu.test(phrase);
}

/** Whether a phrase begins with a verb or a doing (develop …, going global), so that its head is not what it is about. */
export function isDoing(phrase: string): boolean {
  const [first, second] = phrase.toLowerCase().split(/\s+/);
  if (first === undefined || second === undefined) return false;
  return VERBS.has(first) || (/...ing$/.test(first) && !THINGS_IN_ING.has(first));
}

/** The noun that a phrase is about: its last word, or the one before a preposition. */
function headOf(phrase: string): Head | undefined {
  const chunks = [...phrase.matchAll(/\S+/g)].map((match) => ({ text: match[0], from: match.index }));
  const first = chunks[0]?.text.toLowerCase();
  if (first === undefined || (chunks.length > 1 && VERBS.has(first))) return undefined;
  const cut = chunks.findIndex((chunk, at) => at > 0 && HEAD_PREPOSITIONS.has(chunk.text.toLowerCase()));
  let at = (cut < 0 ? chunks.length : cut) - 1;
  const before = chunks[at - 1]?.text.toLowerCase() ?? "";
  if (chunks[at]?.text.toLowerCase() === "general" && isRank(before)) at--;
  const chunk = chunks[at];
  if (chunk === undefined || !/^[\p{L}\p{M}]+(?:[-\u2010\u2011][\p{L}\p{M}]+)*$/u.test(chunk.text))
    return undefined;
  if (chunks.length > 1 && PARTICLES.has(chunk.text.toLowerCase())) return undefined;
  if (MASS.has(chunk.text.toLowerCase().replace(/-/g, "")))
    return { from: chunk.from, to: chunk.from + chunk.text.length, word: chunk.text.replace(/-/g, "") };
  if (!/[-\u2010\u2011]/.test(chunk.text))
    return { from: chunk.from, to: chunk.from + chunk.text.length, word: chunk.text };
  const parts = tokenise(chunk.text).filter((token) => token.kind === "word");
  const part = parts[headPart(parts.map((each) => each.text.toLowerCase()))];
  if (part === undefined || (parts.length > 1 && chunks.length === 1 && isModifier(parts[0]?.text ?? "")))
    return undefined;
  return { from: chunk.from + part.from, to: chunk.from + part.to, word: part.text };
}

/** Which part of a word with hyphens is inflected: editors-in-chief, directors-general, runners-up, start-ups. */
function headPart(parts: readonly string[]): number {
  const inner = parts.findIndex((part, at) => at > 0 && at < parts.length - 1 && PREPOSITIONS.has(part));
  if (inner > 0) return inner - 1;
  const [first = "", second = ""] = parts;
  if (parts.length === 2 && second === "general" && isRank(first)) return 0;
  if (parts.length === 2 && /^(?:runn|pass|look|hang)er$/.test(first)) return 0;
  return parts.length - 1;
}

/** Whether a word comes before "general" in a rank, in either number. */
function isRank(word: string): boolean {
  return RANKED.has(word) || RANKED.has(regularSingular(word) ?? "");
}

/** First parts of adjectives made with a hyphen: full-chain, high-quality. */
function isModifier(part: string): boolean {
  return /^(?:all|big|broad|cross|deep|first|full|hard|high|large|long|low|multi|new|non|old|open|pan|pre|second|short|single|small|soft|third|top|trans|whole|wide)$/i.test(
    part,
  );
}

function numberOfWord(text: string): PhraseNumber {
  const word = text.toLowerCase();
  if (isAcronym(text)) return text.endsWith("s") ? "plural" : "singular";
  if (word.length < 2 || NO_NOUNS.has(word) || (ADJECTIVE.test(word) && !NOUNS_LIKE_ADJECTIVES.test(word))) {
    return IRREGULAR.has(word) ? "singular" : "none";
  }
  if (BOTH_NUMBERS.has(word)) return "either";
  if (PLURAL_ONLY.has(word) || PLURALS.has(word) || /(?:wo)?men$/.test(word)) return "plural";
  if (MASS.has(word) || isMassByEnding(word)) return "mass";
  if (IRREGULAR.has(word) || S_NOUNS.has(word)) return "singular";
  if (/(?:ss|us|is|['’]s)$/.test(word)) return "singular";
  return word.endsWith("s") ? "plural" : "singular";
}

const ADJECTIVE = /(?:ous|less|ful|onal|ly)$/;
const NOUNS_LIKE_ADJECTIVES =
  /^(?:ally|anomaly|assembly|family|handful|monopoly|national|professional|rally|reply|supply)$/;

/** Whether a phrase is about what has one spelling for one and many, and takes no "a": staff, personnel, data. */
function isUncounted(phrase: string): boolean {
  return UNCOUNTED.has(headOf(phrase)?.word.toLowerCase() ?? "");
}

function isAcronym(word: string): boolean {
  return /^\p{Lu}{2,}s?$/u.test(word);
}

function isMassByEnding(word: string): boolean {
  if (/(?:[a-z]{3}i[sz]ation|[a-z]{3}ism|[a-z]{2}ness|[a-z]{2}ics)$/.test(word)) {
    return !/^(?:organi[sz]ation|civili[sz]ation|authori[sz]ation|mechanism|organism|business|witness|weakness|illness|fitness|likeness|highness|baptism|prism|criticism|topics|clinics|critics|mechanics|picnics|fabrics|metrics|republics)$/.test(
      word,
    );
  }
  return /...ing$/.test(word) && !THINGS_IN_ING.has(word);
}

const PLURALS: ReadonlyMap<string, string> = new Map(
  [...IRREGULAR].flatMap(([one, many]) => many.map((each): [string, string] => [each, one])),
);

/** The plurals of a noun; the first is the one that is written. */
function pluralsOf(text: string): string[] {
  if (isAcronym(text)) return [`${text}s`];
  const word = text.toLowerCase();
  const known = IRREGULAR.get(word);
  if (known !== undefined) return known.map((each) => likeCase(text, each));
  return [likeCase(text, regularPlural(word))];
}

function regularPlural(word: string): string {
  if (word.endsWith("man") && !MAN_NOT_MEN.test(word)) return word.replace(/man$/, "men");
  if (/[^aeiou]y$|quy$/.test(word)) return word.replace(/y$/, "ies");
  const f = F_NOUNS.get(word);
  if (f !== undefined) return f;
  const hisses = /(?:s|x|z|sh|ch)$/.test(word) && !HARD_CH.has(word);
  return hisses || O_NOUNS.has(word) ? `${word}es` : `${word}s`;
}

/** The singular of a plural noun; undefined for one that has none. */
function singularOf(text: string): string | undefined {
  if (isAcronym(text)) return text.slice(0, -1);
  const word = text.toLowerCase();
  if (PLURAL_ONLY.has(word)) return undefined;
  const known = PLURALS.get(word);
  if (known !== undefined) return likeCase(text, known);
  if (word.endsWith("men")) return likeCase(text, word.replace(/men$/, "man"));
  for (const [one, many] of F_NOUNS) if (many === word) return likeCase(text, one);
  const one = regularSingular(word);
  return one === undefined ? undefined : likeCase(text, one);
}

function regularSingular(word: string): string | undefined {
  if (!word.endsWith("s")) return undefined;
  const withoutS = word.slice(0, -1);
  const withoutEs = word.slice(0, -2);
  if (word.endsWith("ies")) return IE_PLURALS.test(word) ? withoutS : `${word.slice(0, -3)}y`;
  if (!word.endsWith("es") || E_NOUNS.has(withoutS)) return withoutS;
  const tookEs = S_NOUNS.has(withoutEs) || O_NOUNS.has(withoutEs) || /(?:ss|sh|x|tz|ch)es$/.test(word);
  return tookEs ? withoutEs : withoutS;
}

const IE_PLURALS = /^(?:calor|cook|d|gen|l|mov|p|prair|rook|self|t|zomb)ies$/;

/** A lower-case word with the first capital of another. */
function likeCase(model: string, word: string): string {
  const first = model.charAt(0);
  return first !== first.toLowerCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

/**
 * Whether what is written follows the number of its place: common nouns, titles (Vice-Chairmen) and acronyms of things
 * (SMEs) do, the names of one thing do not.
 */
export function followsNumber(text: string, category: Category): boolean {
  if (numberOf(text) === "none") return false;
  if (!isProperName(text) || category === "title") return true;
  return category === "term" && isAcronym(/\S*$/.exec(text)?.[0] ?? "");
}

/** What a change does to the number of its place. */
export interface NumberShift {
  readonly to: GrammaticalNumber;
  /** Whether one thing became a mass (an item of equipment -> equipment), which takes no "a". */
  readonly mass: boolean;
}

/** How the number of a place changes from a form that was found to what is written; undefined: not, or nobody can say. */
export function numberShift(form: string, found: FoundNumber, written: string): NumberShift | undefined {
  if (isProperName(form) || isProperName(written)) return undefined;
  const from = found === "as-written" ? numberOf(form) : found;
  const to = numberOf(written);
  if (to === "none" || from === "none" || from === "either" || from === to) return undefined;
  // One of them has become a body that is not counted (a unit -> staff); many have not.
  if (to === "either") {
    return from === "singular" && isUncounted(written) ? { to: "singular", mass: true } : undefined;
  }
  if (isDoing(form) || isDoing(written)) return undefined;
  return { to: to === "plural" ? "plural" : "singular", mass: to === "mass" };
}
