import { NOT_BEFORE_ITEM } from "./abbreviations.ts";
import { isSpace } from "./characters.ts";

/** The mark of a list's item: "1.", "2)", "a.)", "• 9.". */
export interface Item {
  readonly from: number;
  readonly to: number;
  /** What stands behind the number: ".", ")" or ".)". */
  readonly style: string;
  /** The number, or the place of the letter in the alphabet. */
  readonly value: number;
  readonly letters: boolean;
}

const MARK = /(?:[•⁃●■▪◆◇▶▲‣◦-]\s?)?(?<value>\d{1,3}|[a-z])(?<style>\.\)|[.)])(?=[^\S\n\r]{1,8}[^\s.,;:])/y;
const VALUE = /(?:^|[\s•⁃●■▪◆◇▶▲‣◦])(?<value>\d{1,3}|[a-z])$/;

/** The mark of an item that begins at an offset, if one does. */
export function itemAt(text: string, at: number): Item | undefined {
  MARK.lastIndex = at;
  const groups = MARK.exec(text)?.groups;
  return groups === undefined
    ? undefined
    : toItem(at, MARK.lastIndex, groups["value"] ?? "", groups["style"] ?? "");
}

/**
 * The mark of the next item of the list that a sentence begins with `item`, if the stop or bracket at `at` is its. A
 * number behind a word that asks for one ("rose to 2. With") is none.
 */
export function findItem(text: string, start: number, at: number, item: Item): Item | undefined {
  const from = Math.max(start, at - 5);
  const value = VALUE.exec(text.slice(from, at))?.groups?.["value"];
  if (value === undefined) return undefined;
  const style = item.style === ".)" ? text.slice(at, at + 2) : text.charAt(at);
  if (style !== item.style || !isSpace(text.charCodeAt(at + style.length))) return undefined;
  const next = toItem(at - value.length, at + style.length, value, style);
  if (next.letters !== item.letters || next.value !== item.value + 1) return undefined;
  const before = text.slice(Math.max(item.to, next.from - 24), next.from).trimEnd();
  if (before === "" || /[;,:]$/.test(before)) return undefined;
  const word = /\S+$/.exec(before)?.[0] ?? "";
  return NOT_BEFORE_ITEM.has(word.toLowerCase()) ? undefined : next;
}

function toItem(from: number, to: number, value: string, style: string): Item {
  const letters = /[a-z]/.test(value);
  return { from, to, style, letters, value: letters ? value.charCodeAt(0) - 96 : Number(value) };
}
