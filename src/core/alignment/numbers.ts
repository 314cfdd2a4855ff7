/** Numbers as both languages write them, brought to one key: `#` and the value in decimal digits. */

const ENGLISH_SCALES: Readonly<Record<string, number>> = {
  hundred: 1e2,
  thousand: 1e3,
  million: 1e6,
  mln: 1e6,
  billion: 1e9,
  bln: 1e9,
  bn: 1e9,
  trillion: 1e12,
};

const UNITS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen";
const ORDINALS =
  "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth";
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety";

const ENGLISH_NUMERALS: ReadonlyMap<string, number> = new Map([
  ...`${UNITS} seventeen eighteen nineteen`.split(" ").map((word, value) => [word, value] as const),
  ...`${ORDINALS} seventeenth eighteenth nineteenth`.split(" ").map((word, value) => [word, value] as const),
  ...TENS.split(" ").map((word, index) => [word, index * 10 + 20] as const),
  ...TENS.split(" ").map((word, index) => [word.replace(/y$/, "ieth"), index * 10 + 20] as const),
  ["dozen", 12] as const,
]);

const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);

/** The English name of a month by its number; undefined for another number. */
export function monthName(month: number): string | undefined {
  return MONTHS[month - 1];
}

/** A number as a key. */
export function numberKey(value: number): string {
  return `#${Number(value.toPrecision(12))}`;
}

/** The value of an English numeral or scale word, in lower case. */
export function englishNumeral(word: string): number | undefined {
  return ENGLISH_NUMERALS.get(word);
}

/** What a scale word after a number multiplies it by. */
export function englishScale(word: string): number | undefined {
  return Object.hasOwn(ENGLISH_SCALES, word) ? ENGLISH_SCALES[word] : undefined;
}

/** The value of digits with separators of thousands and a decimal point ("2,300", "4.5"). */
export function digitsValue(digits: string): number {
  return Number(digits.replace(/[,，](?=\d{3}(?!\d))/g, "").replace(/[,，].*$/, ""));
}

const CHINESE_DIGITS = "〇一二三四五六七八九";
const CHINESE_SCALES: Readonly<Record<string, number>> = {
  十: 1e1,
  百: 1e2,
  千: 1e3,
  万: 1e4,
  亿: 1e8,
  兆: 1e12,
};

/** A number in simplified Chinese: digits or numerals, with what multiplies them. */
export const CHINESE_NUMBER =
  /(?<digits>\d+(?:[,，]\d{3}(?!\d))*(?:\.\d+)?)(?<scales>[十百千万亿兆]*)|(?<numerals>[零〇一二两三四五六七八九十百千万亿兆]+)/gu;

/** The value of digits with the characters behind them: 2.1 with 亿 is 210000000. */
export function scaledValue(digits: string, scales: string): number {
  return Array.from(scales).reduce(
    (value, scale) => value * (CHINESE_SCALES[scale] ?? 1),
    digitsValue(digits),
  );
}

/** The value of Chinese numerals (二十五, 一千二百万, 二〇一二); undefined for a scale by itself and for more than 20 characters. */
export function numeralValue(numerals: string): number | undefined {
  const chars = Array.from(numerals.replace(/零/g, "〇").replace(/两/g, "二"));
  if (chars.length > 20) return undefined;
  if (chars.every((char) => CHINESE_DIGITS.includes(char)))
    return Number(chars.map((char) => CHINESE_DIGITS.indexOf(char)).join(""));
  if (!/[〇一二三四五六七八九十]/u.test(chars[0] ?? "")) return undefined;
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let lastScale = 0;
  for (const char of chars) {
    const scale = CHINESE_SCALES[char];
    if (scale === undefined) {
      digit = CHINESE_DIGITS.indexOf(char);
      continue;
    }
    if (scale < 1e4) section += (digit ?? 1) * scale;
    else {
      section += digit ?? 0;
      // 一万亿 multiplies what stands before it, 三亿二千万 adds to it.
      total = scale > lastScale ? (total + section) * scale : total + section * scale;
      lastScale = scale;
      section = 0;
    }
    digit = undefined;
  }
  return total + section + (digit ?? 0);
}
