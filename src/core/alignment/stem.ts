/**
 * English words that say nothing about which sentence they come from, and words of glosses that describe instead of
 * translating ("lit.", "abbr.").
 */
const EMPTY_WORDS = new Set(
  (
    "a an the this that these those it its he him his she her they them their we us our i me my you your who whom whose " +
    "which what there here be is am are was were been being do does did done have has had having will would shall should " +
    "can could may might must not no nor and or but if then than as at by for from in into of off on onto out over to up " +
    "with within about after before so such also very more most just only both each all any some other own same too s t " +
    "re ve ll d m lit fig abbr cf eg ie etc esp classifier variant sb sth used"
  ).split(" "),
);

/** Whether an English word (lower case) tells nothing about the sentence it stands in. */
export function isEmptyWord(word: string): boolean {
  return EMPTY_WORDS.has(word);
}

/** What two derived forms of an English word have in common is most often no longer than this. */
const STEM_LENGTH = 6;

/**
 * What is alike in the forms of an English word (lower case, ASCII): inflection is taken off, the rest is cut, so that
 * "develop", "developing" and "development" meet. Rougher than Porter's stemmer, since a false meeting costs little here.
 */
export function stemOf(word: string): string {
  let stem = word;
  if (stem.length > 4 && stem.endsWith("ies")) stem = `${stem.slice(0, -3)}y`;
  else if (stem.length > 4 && /(?:[sxz]|ch|sh)es$/.test(stem)) stem = stem.slice(0, -2);
  else if (stem.length > 3 && /[^su]s$/.test(stem)) stem = stem.slice(0, -1);
  const bare = /^(.{3,}?)(?:ing|ed)$/.exec(stem)?.[1];
  if (bare !== undefined && /[aeiouy]/.test(bare))
    stem = /([^aeiouls])\1$/.test(bare) ? bare.slice(0, -1) : bare;
  else if (stem.length > 5 && stem.endsWith("ly")) stem = stem.slice(0, -2);
  if (stem.length > 3 && stem.endsWith("e")) stem = stem.slice(0, -1);
  if (stem.length > 3 && stem.endsWith("y")) stem = `${stem.slice(0, -1)}i`;
  return stem.slice(0, STEM_LENGTH);
}
