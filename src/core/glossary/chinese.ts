import { sameCharacter } from "../text/hans.ts";
import type { Span } from "../text/span.ts";
import { markShadows } from "./chinese-shadows.ts";
import type { ChineseUnits } from "./chinese-text.ts";
import { chineseKey, chineseUnits, isCharacter, isWordUnit } from "./chinese-text.ts";
import type { Trie } from "./chinese-trie.ts";
import { buildTrie } from "./chinese-trie.ts";
import type { Concept } from "./model.ts";

/** A Chinese form found in a Chinese text. */
export interface ChineseHit extends Span {
  readonly conceptId: string;
  /** The form as the glossary spells it; the text may write it in the other script. */
  readonly form: string;
  /** Stands inside a longer word that is not made of it, and is not meant: 数码港 inside 数码港元. */
  readonly shadowed: boolean;
  /** The longer word; its concept when it is a form of one. */
  readonly shadow?: { readonly form: string; readonly conceptId?: string };
}

export interface ChineseMatcher {
  /**
   * All places of all forms, by `from`, longer first, then by concept id. Simplified and traditional, full-width and
   * half-width, and blanks that a layout puts between characters are alike. Linear in the text; the text that was scanned
   * last costs nothing again.
   */
  scan(text: string): readonly ChineseHit[];
}

/** A form of a concept. */
export interface ChineseEntry {
  readonly concept: Concept;
  readonly form: string;
  /** The characters of its spellings that fold alike, unit by unit; empty when it has one only. */
  readonly spellings: readonly string[];
}

/** A form where it stands, before it is known whether it is meant. */
export interface ChinesePlace extends Span {
  readonly entry: ChineseEntry;
}

interface Tables {
  readonly trie: Trie;
  /** By string of the tree, each in order of concept id. */
  readonly entries: readonly (readonly ChineseEntry[])[];
}

/** A matcher for the Chinese forms of concepts. It is built when a text is scanned first. */
export function compileChinese(concepts: readonly Concept[]): ChineseMatcher {
  let tables: Tables | undefined;
  let last: { readonly text: string; readonly hits: readonly ChineseHit[] } = { text: "", hits: [] };
  return {
    scan(text) {
      if (text === last.text) return last.hits;
      tables ??= buildTables(concepts);
      last = { text, hits: markShadows(placesOf(tables, text), text) };
      return last.hits;
    },
  };
}

function buildTables(concepts: readonly Concept[]): Tables {
  const numbers = new Map<string, number>();
  const strings: string[] = [];
  const entries: ChineseEntry[][] = [];
  for (const concept of [...concepts].sort((a, b) => compareIds(a.id, b.id))) {
    const own = new Map<number, { form: string; characters: string[] }>();
    for (const lang of ["zh-Hans", "zh-Hant"] as const) {
      for (const { lang: written, text: form } of concept.forms) {
        if (written !== lang) continue;
        const { key, characters } = chineseKey(form);
        if (!isName(key)) continue;
        let number = numbers.get(key);
        if (number === undefined) {
          number = strings.length;
          numbers.set(key, number);
          strings.push(key);
          entries.push([]);
        }
        const known = own.get(number);
        if (known === undefined) own.set(number, { form, characters: [characters] });
        else known.characters.push(characters);
      }
    }
    for (const [number, { form, characters }] of own) {
      entries[number]?.push({ concept, form, spellings: characters.length > 1 ? characters : [] });
    }
  }
  return { trie: buildTrie(strings), entries };
}

/** Whether there is anything in a form that a text can be searched for. */
function isName(key: string): boolean {
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    if (isCharacter(unit) || isWordUnit(unit)) return true;
  }
  return false;
}

function placesOf({ trie, entries }: Tables, text: string): ChinesePlace[] {
  const read = chineseUnits(text);
  const { units, at } = read;
  const places: ChinesePlace[] = [];
  const ends: number[] = [];
  for (let first = 0; first < units.length; first++) {
    ends.length = 0;
    let node = 0;
    for (let last = first; last < units.length; last++) {
      node = trie.child(node, units[last] ?? 0);
      if (node === 0) break;
      if (trie.ends(node) >= 0) ends.push(last, trie.ends(node));
    }
    for (let i = ends.length - 2; i >= 0; i -= 2) {
      const last = ends[i] ?? first;
      if (!standsAlone(read, first, last)) continue;
      const from = at[first] ?? 0;
      const to = (at[last] ?? 0) + 1;
      for (const entry of spelledSo(entries[ends[i + 1] ?? 0] ?? [], read, text, first)) {
        places.push({ from, to, entry });
      }
    }
  }
  return places;
}

/**
 * Whether the units from `first` to `last` may be a name: no Latin word or number goes on at its ends (5G in 15G), and
 * blanks inside it are those of a layout (毕 坚 文, a line that ends in a name), which for fewer than three characters
 * is only certain where nothing else touches them (王 伟, but not the end of 局长 and the start of 沙田).
 */
function standsAlone({ units, gap }: ChineseUnits, first: number, last: number): boolean {
  const joins = (inner: number, outer: number): boolean =>
    isWordUnit(units[inner] ?? 0) && isWordUnit(units[outer] ?? 0);
  if (joins(first, first - 1) || joins(last, last + 1)) return false;
  let gaps = 0;
  for (let i = first + 1; i <= last; i++) gaps += gap[i] ?? 0;
  if (gaps === 0 || last - first >= 2) return true;
  const open = (at: number, blank: number): boolean => blank === 1 || !isCharacter(units[at] ?? 0);
  return open(first - 1, gap[first] ?? 0) && open(last + 1, gap[last + 1] ?? 0);
}

/**
 * The entries that the text's own spelling can mean. Folding makes 王乾 and 王干 alike: where several concepts fold
 * alike, and for people always, a concept that has both a simplified and a traditional spelling must have each
 * character of the place in one of them. Where that leaves nothing of a name that is no person's, all stay.
 */
function spelledSo(
  entries: readonly ChineseEntry[],
  read: ChineseUnits,
  text: string,
  first: number,
): readonly ChineseEntry[] {
  const [only] = entries;
  if (entries.length === 1 && only !== undefined) {
    return only.concept.category !== "person" || isSpelled(only, read, text, first) ? entries : [];
  }
  const spelled = entries.filter((entry) => isSpelled(entry, read, text, first));
  if (spelled.length > 0) return spelled;
  return entries.filter((entry) => entry.concept.category !== "person");
}

function isSpelled({ spellings }: ChineseEntry, { at }: ChineseUnits, text: string, first: number): boolean {
  // One spelling says nothing about the other script.
  const [one] = spellings;
  if (one === undefined) return true;
  for (let i = 0; i < one.length; i++) {
    const found = text.charAt(at[first + i] ?? 0);
    if (!spellings.some((spelling) => sameCharacter(spelling.charAt(i), found))) return false;
  }
  return true;
}

/** Ids in binary order, the same on every machine. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
