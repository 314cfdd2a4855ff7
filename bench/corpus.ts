/** A corpus of news-like articles and glossaries for it, the same for the same seed on every machine. */

export interface Corpus {
  readonly articles: readonly string[];
  /** UTF-16 units of all articles. */
  readonly units: number;
}

export interface BenchForm {
  /** What the machine writes. */
  readonly from: string;
  /** What is written instead. */
  readonly to: string;
}

/** A generator of numbers in [0, 1): mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const VOCABULARY = 50_000;
const NAMES = 40_000;
const COMMON =
  `the of and to in a for that is on said with as by at from was it has be an are he will were this have
  its new not their which who or but more than also been one two had his city development government year economic
  province people first project enterprises national international cooperation area bay industry technology`
    .trim()
    .split(/\s+/);
const ONSETS =
  "b c d f g h j k l m n p r s t v w z br ch cl cr dr fl fr gr pl pr sh sl st str th tr zh x q".split(" ");
const VOWELS = "a e i o u ai ea ee ia io oo ou ua".split(" ");
const CODAS = " | | |n|ng|r|s|t|l|m|nd|nt|st|ck|tion|ment|ing|ed|er|ly".split("|").map((coda) => coda.trim());

/** The words of the language by falling frequency, and the names that its news is about, likewise. */
export interface Language {
  readonly words: readonly string[];
  readonly names: readonly (readonly string[])[];
  /** A rank by Zipf's law. */
  wordRank(random: () => number): number;
  nameRank(random: () => number): number;
}

export function languageOf(seed: number): Language {
  const random = randomOf(seed);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? "";
  const words = new Set(COMMON);
  while (words.size < VOCABULARY) {
    const syllables = 1 + Math.floor(random() * 2.6);
    let word = "";
    for (let i = 0; i < syllables; i++) word += pick(ONSETS) + pick(VOWELS);
    words.add(word + pick(CODAS));
  }
  const list = [...words];
  const wordRank = zipf(VOCABULARY);
  const nameRank = zipf(NAMES);
  const names = new Map<string, readonly string[]>();
  while (names.size < NAMES) {
    const rare = (from: number): string => list[from + Math.floor(random() * (VOCABULARY - from))] ?? "";
    const length = random() < 0.1 ? 1 : 2 + Math.floor(random() * 3);
    // A name of one word is a rare one, or it would be everywhere. Of the others half begin with a frequent word, as
    // the names of offices and companies do, though not with one like "of".
    const first = random() < 0.5 ? (list[50 + wordRank(random)] ?? "") : rare(200);
    const name =
      length === 1 ? [rare(30_000)] : [first, ...Array.from({ length: length - 1 }, () => rare(200))];
    names.set(name.join(" "), name);
  }
  return { words: list, names: [...names.values()], wordRank, nameRank };
}

/** Ranks by Zipf's law with exponent 1, shifted as word frequencies are (Mandelbrot). */
function zipf(size: number): (random: () => number) => number {
  const cumulative = new Float64Array(size);
  let sum = 0;
  for (let rank = 0; rank < size; rank++) cumulative[rank] = sum += 1 / (rank + 2.7);
  return (random) => {
    const wanted = random() * sum;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

const upperFirst = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Articles of about `length` units with sentences, names, numbers, hyphens, and curly quotes in 70 % of them. */
export function corpusOf(language: Language, seed: number, count: number, length = 3000): Corpus {
  const random = randomOf(seed ^ 0x5eed);
  const articles: string[] = [];
  let units = 0;
  for (let i = 0; i < count; i++) {
    const text = articleOf(language, random, length * (0.5 + random()));
    articles.push(text);
    units += text.length;
  }
  return { articles, units };
}

/** One article of at least `length` units, to the end of a paragraph. */
export function articleOf(language: Language, random: () => number, length: number): string {
  const [open, close, apostrophe] = random() < 0.7 ? ["“", "”", "’"] : ['"', '"', "'"];
  const paragraphs: string[] = [];
  let size = 0;
  while (size < length) {
    const sentences: string[] = [];
    const wanted = 1 + Math.floor(random() * 4);
    for (let i = 0; i < wanted; i++) {
      const text = sentence(language, random, apostrophe ?? "'");
      sentences.push(random() < 0.15 ? `${open}${text}${close}` : text);
    }
    const paragraph = sentences.join(" ");
    paragraphs.push(paragraph);
    size += paragraph.length + 2;
  }
  // Joined strings are kept in pieces by the engine: a text that was read from somewhere is one piece.
  return Buffer.from(paragraphs.join("\n\n"), "utf16le").toString("utf16le");
}

function sentence(language: Language, random: () => number, apostrophe: string): string {
  const wanted = 8 + Math.floor((random() + random()) * 16);
  let text = "";
  for (let i = 0; i < wanted; i++) {
    let piece = language.words[language.wordRank(random)] ?? "";
    const dice = random();
    if (dice < 0.015) {
      const name = language.names[language.nameRank(random)] ?? [];
      piece = name.map(upperFirst).join(random() < 0.05 ? "-" : " ");
      if (random() < 0.15) piece += `${apostrophe}s`;
    } else if (dice < 0.035) {
      piece = String(Math.floor(random() * 3000));
    }
    if (i === 0) piece = upperFirst(piece);
    text += i === 0 ? piece : `${random() < 0.015 ? "-" : random() < 0.06 ? ", " : " "}${piece}`;
  }
  return `${text}.`;
}

/**
 * A glossary of so many forms of one to four words: the most frequent names, up to half of it; the others begin as the
 * text's sentences do, with frequent words and pairs, and end with a rare word, so that they are looked at and seldom
 * stand.
 */
export function glossaryOf(language: Language, seed: number, size: number): BenchForm[] {
  const random = randomOf(seed ^ size);
  const { words } = language;
  const rare = (): string => words[Math.floor(random() * words.length)] ?? "";
  // Names seldom begin with words like "of": the fifty most frequent words are left out.
  const frequent = (): string => words[50 + language.wordRank(random)] ?? rare();
  const forms = new Map<string, BenchForm>();
  const add = (parts: readonly string[]): void => {
    const from = parts.map(upperFirst).join(" ");
    const to = Array.from({ length: 1 + Math.floor(random() * 4) }, () => upperFirst(rare())).join(" ");
    if (!forms.has(from)) forms.set(from, { from, to });
  };
  for (const name of language.names.slice(0, size / 2)) add(name);
  while (forms.size < size) {
    const dice = random();
    if (dice < 0.25) add([rare(), rare()]);
    else if (dice < 0.55) add([frequent(), rare(), rare()]);
    else if (dice < 0.85) add([frequent(), frequent(), rare()]);
    else add([frequent(), rare(), frequent(), rare()]);
  }
  return [...forms.values()];
}
