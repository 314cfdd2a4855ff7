/** Units of the text behind a replacement that belong to the change, and what is written for them. */
export interface Taken {
  readonly length: number;
  readonly text: string;
}

const MARK = /^(?<mark>['’ʼ＇])(?<s>[sS])?(?![\p{L}\p{N}])/u;

export interface Owner {
  /** What stood before the apostrophe. */
  readonly surface: string;
  /** What stands there now. */
  readonly text: string;
  /** Whether it is a common noun that is plural, or the same in both numbers. */
  readonly plural: boolean;
  readonly name: boolean;
  /** Whether a word stands in the line behind so many units, also one that may not be changed. */
  readonly followed: (units: number) => boolean;
  /** Whether an apostrophe alone may close quotation marks. */
  readonly quoted: () => boolean;
}

/**
 * The possessive that a text behind a hit begins with, as the replacement takes it: plurals in s the apostrophe alone,
 * all else with s; names in s as it stands. Undefined where it is no possessive; of length 0 where nothing changes.
 */
export function possessive(right: string, owner: Owner): Taken | undefined {
  const match = MARK.exec(right);
  const { mark = "", s } = match?.groups ?? {};
  if (match === null) return undefined;
  const hisses = /s$/i.test(owner.text);
  if (s !== undefined) {
    return owner.plural && hisses ? { length: match[0].length, text: mark } : { length: 0, text: "" };
  }
  if (!/s$/i.test(owner.surface) || owner.quoted() || !owner.followed(match[0].length)) return undefined;
  if (hisses && (owner.plural || owner.name)) return { length: 0, text: "" };
  return {
    length: match[0].length,
    text: mark + (owner.surface === owner.surface.toUpperCase() ? "S" : "s"),
  };
}

const CONTRACTED = /^['’ʼ＇](?<s>[sS])(?<gap>\s+)(?=(?<next>an?|the|not|been)(?![\p{L}\p{N}'’]))/u;

/** "’s" that is short for "is" or "has": how far it reaches, and the verb of a plural in its place. */
export function contraction(right: string): Taken | undefined {
  const match = CONTRACTED.exec(right);
  const { gap = "", next } = match?.groups ?? {};
  if (match === null) return undefined;
  return { length: match[0].length, text: (next === "been" ? " have" : " are") + gap };
}
