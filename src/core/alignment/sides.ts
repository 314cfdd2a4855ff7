import type { Side } from "./model.ts";

const LOOKED_AT = 20_000;

/** Share of Chinese characters among the letters of a text's beginning; undefined without letters. */
function chineseShare(text: string): number | undefined {
  const start = text.slice(0, LOOKED_AT);
  const han = start.match(/\p{Script=Han}/gu)?.length ?? 0;
  // A Latin word is about as much text as a Chinese character.
  const latin = start.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  return han + latin === 0 ? undefined : han / (han + latin);
}

/** Whether the Chinese stands where the English belongs and the English where the Chinese does. */
export function areSwapped(source: Side, target: Side): boolean {
  const [left, right] = [chineseShare(source.text), chineseShare(target.text)];
  return left !== undefined && right !== undefined && left < 0.3 && right > 0.7;
}
