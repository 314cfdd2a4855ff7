import { foldChinese } from "../text/hans.ts";

/** A Chinese text as its forms are compared: units without the blanks that mean nothing, and where each one stands. */
export interface ChineseUnits {
  readonly units: Uint16Array;
  /** Offset of each unit in the text. */
  readonly at: Int32Array;
  /** 1 where a blank or a line break was passed over before the unit and a character stands on either side of it. */
  readonly gap: Uint8Array;
}

/** Stands for a blank line, which no form reaches over. */
const BARRIER = 0;
const SPACE = 0x20;

/**
 * Folded units of a text: script, width, Latin capitals and the dots of names do not count. White space counts only
 * between two Latin words (Hong Kong), where it is one space; a blank line stays a barrier. Linear.
 */
export function chineseUnits(text: string): ChineseUnits {
  const folded = foldChinese(text);
  const units = new Uint16Array(folded.length);
  const at = new Int32Array(folded.length);
  const gap = new Uint8Array(folded.length);
  let count = 0;
  let blank = false;
  let breaks = 0;
  for (let i = 0; i < folded.length; i++) {
    const unit = lower(folded.charCodeAt(i));
    if (isWhite(unit)) {
      blank = true;
      if (isBreak(unit) && !(unit === 0x0a && folded.charCodeAt(i - 1) === 0x0d)) breaks++;
      continue;
    }
    if (isInvisible(unit)) continue;
    if (blank && count > 0) {
      const before = units[count - 1] ?? BARRIER;
      const latin = isWordUnit(before) && isWordUnit(unit);
      if (latin || breaks > 1) {
        units[count] = breaks > 1 ? BARRIER : SPACE;
        at[count++] = i - 1;
      } else if (isCharacter(before) && isCharacter(unit)) gap[count] = 1;
    }
    blank = false;
    breaks = 0;
    units[count] = unit;
    at[count++] = i;
  }
  return { units: units.subarray(0, count), at: at.subarray(0, count), gap: gap.subarray(0, count) };
}

const PLAIN = /^[\u3400-\u9FFF]+$/;

/** A form as it is looked for, and its own characters at the same places. */
export function chineseKey(form: string): { readonly key: string; readonly characters: string } {
  // Most forms are nothing but characters.
  if (PLAIN.test(form)) return { key: foldChinese(form), characters: form };
  const { units, at } = chineseUnits(form);
  return {
    key: String.fromCharCode(...units),
    characters: Array.from(at, (offset) => form.charAt(offset)).join(""),
  };
}

/** Whether a unit belongs to a Latin word or a number, which a form does not cut. */
export function isWordUnit(unit: number): boolean {
  if (unit < 0x80) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
  return unit >= 0xc0 && unit < 0x2000 && unit !== 0xd7 && unit !== 0xf7;
}

/** Whether a unit is a Chinese character or half of one. */
export function isCharacter(unit: number): boolean {
  return (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xd800 && unit <= 0xdfff);
}

function lower(unit: number): number {
  return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
}

function isWhite(unit: number): boolean {
  return (
    unit === 0x20 ||
    (unit >= 0x09 && unit <= 0x0d) ||
    unit === 0x85 ||
    unit === 0xa0 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x3000
  );
}

function isBreak(unit: number): boolean {
  return (unit >= 0x0a && unit <= 0x0d) || unit === 0x85 || unit === 0x2028 || unit === 0x2029;
}

/** Marks without width that files carry along: soft hyphen, zero-width blanks and joiners, byte order mark. */
function isInvisible(unit: number): boolean {
  return unit === 0xad || (unit >= 0x200b && unit <= 0x200f) || unit === 0x2060 || unit === 0xfeff;
}
