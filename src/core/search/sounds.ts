/** How the pinyin of a key sounds: which tones its syllables can have, and whether that is what was typed. */

/** A syllable, `ü` as `v`; or a run of letters and digits that stands for itself. */
export interface Syllable {
  readonly text: string;
  /** The tones that it can have, each a bit: 1 for the neutral one, 2 for the first, … 16 for the fourth; 0 for what is no syllable. */
  readonly tones: number;
}

/** Pinyin from a syllable on. */
export interface Letters {
  readonly text: string;
  readonly syllables: readonly Syllable[];
  /** The syllable that it begins with. */
  readonly at: number;
}

/** Letters of pinyin with the tones of some; a tone stands with the last letter that is known to be its syllable's. */
export interface TonedLetters {
  readonly letters: string;
  readonly tones: ReadonlyMap<number, number>;
  /** Places of letters after which a syllable ends. */
  readonly ends: ReadonlySet<number>;
}

const KNOWN = new Map<string, Syllable>();

/** A syllable as a line of keys writes it, with its tones behind a colon: `hao:34`. */
export function writeSyllable({ text, tones }: Syllable): string {
  if (tones === 0) return text;
  return `${text}:${[0, 1, 2, 3, 4].filter((tone) => (tones & (1 << tone)) !== 0).join("")}`;
}

/** The syllable that {@link writeSyllable} wrote. */
export function readSyllable(written: string): Syllable {
  const known = KNOWN.get(written);
  if (known !== undefined) return known;
  const [text = "", tones = ""] = written.split(":");
  const syllable = { text, tones: Array.from(tones).reduce((bits, tone) => bits | (1 << Number(tone)), 0) };
  if (KNOWN.size > 20_000) KNOWN.clear();
  KNOWN.set(written, syllable);
  return syllable;
}

/** The same with `u` for `ü`, as many type it; undefined where there is none. */
export function spelledWithU(syllables: readonly Syllable[]): readonly Syllable[] | undefined {
  if (!syllables.some(({ text }) => /^[ln]v/.test(text))) return undefined;
  return syllables.map(({ text, tones }) => ({ text: text.replace(/^([ln])v/, "$1u"), tones }));
}

/** The letters of so many syllables from one on. */
export function lettersFrom(syllables: readonly Syllable[], at: number, count: number): Letters {
  let text = "";
  const end = Math.min(at + count, syllables.length);
  for (let place = at; place < end; place++) text += syllables[place]?.text ?? "";
  return { text, syllables, at };
}

/** Whether letters begin with those that were typed, in their tones. */
export function soundsLike({ syllables, at }: Letters, toned: TonedLetters): boolean {
  let from = 0;
  for (let place = at; from < toned.letters.length; place++) {
    const syllable = syllables[place];
    if (syllable === undefined) return false;
    const to = Math.min(from + syllable.text.length, toned.letters.length);
    if (!syllable.text.startsWith(toned.letters.slice(from, to))) return false;
    let tones = syllable.tones;
    for (let letter = from; letter < to; letter++) {
      const tone = toned.tones.get(letter);
      if (tone !== undefined) tones &= 1 << tone;
      if (toned.ends.has(letter) && letter !== from + syllable.text.length - 1) return false;
    }
    if (tones === 0) return false;
    from = to;
  }
  return true;
}

/** Letters of a key of which the store keeps with it how they sound. */
const HEARD = 5;

/**
 * How the first {@link HEARD} letters sound: six bits each, that of the first letter lowest: the tones, and whether the syllable
 * ends with it.
 */
export function soundBits({ syllables, at }: Letters): number {
  let bits = 0;
  for (let place = at, letter = 0; letter < HEARD; place++) {
    const syllable = syllables[place];
    if (syllable === undefined) break;
    const { text, tones } = syllable;
    for (let inside = 0; inside < text.length && letter < HEARD; inside++, letter++)
      bits |= (inside === text.length - 1 ? tones | ENDS : tones) << (6 * letter);
  }
  return bits;
}

/** The bit above the five of the tones. */
const ENDS = 32;

/** What the bits of a key must have in common with each of these to sound as was typed; that is not yet enough. */
export function soundMasks({ tones, ends }: TonedLetters): number[] {
  const heard = (letters: Iterable<number>): number[] => [...letters].filter((letter) => letter < HEARD);
  return [
    ...heard(tones.keys()).map((letter) => (1 << (tones.get(letter) ?? 0)) << (6 * letter)),
    ...heard(ends).map((letter) => ENDS << (6 * letter)),
  ];
}
