/** So much of a text is enough to tell its language, in UTF-16 units. */
const ENOUGH = 100_000;

/** Below and above these shares a text is English or Chinese beyond doubt. */
const ENGLISH = 0.1;
const CHINESE = 0.5;

/** Chinese characters among Chinese characters and words of Latin letters (of full width too), 0–1; undefined without either. */
export function chineseShare(text: string): number | undefined {
  const part = text.slice(0, ENOUGH);
  const characters = part.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = part.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  return characters + words === 0 ? undefined : characters / (characters + words);
}

/** What a text is written in: `mixed` is as much one as the other, `neither` has no letters of either. */
export function languageOf(text: string): "chinese" | "english" | "mixed" | "neither" {
  const share = chineseShare(text);
  if (share === undefined) return "neither";
  return share > CHINESE ? "chinese" : share < ENGLISH ? "english" : "mixed";
}
