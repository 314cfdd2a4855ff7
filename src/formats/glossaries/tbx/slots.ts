/**
 * Where in a TBX entry a value of `extra` stands. A concept has no fields for a definition, a part of speech or the terms of
 * other languages; they are kept in `extra` under the name of the data category and its level (`definition`,
 * `definition @en`, `partOfSpeech @en:Two Sessions`, the second of them `definition (2)`) and are written back to where they
 * stood.
 */
export interface Slot {
  readonly type: string;
  /** Which of several values, from 1. */
  readonly nth: number;
  /** The language section; undefined: the concept's own. */
  readonly lang?: string;
  /** The term; undefined: the language's own. */
  readonly term?: string;
}

/** The type of a slot that holds the terms of a language that concepts have no forms in. */
export const TERM_SLOT = "term";

/** The name of a slot in `extra`. */
export function slotName({ type, nth, lang, term }: Slot): string {
  const level = lang === undefined ? "" : ` @${lang}${term === undefined ? "" : `:${term}`}`;
  return `${type}${nth > 1 ? ` (${nth})` : ""}${level}`;
}

/** The slot that a name in `extra` stands for; undefined for a column of another kind of file. */
export function readSlotName(name: string): Slot | undefined {
  const pattern =
    /^(?<type>[\w.-]+)(?: \((?<nth>[2-9]|[1-9]\d{1,3})\))?(?: @(?<lang>[A-Za-z0-9-]+)(?::(?<term>[^]+))?)?$/;
  const { type, nth, lang, term } = pattern.exec(name)?.groups ?? {};
  if (type === undefined) return undefined;
  return {
    type,
    nth: Number(nth ?? 1),
    ...(lang === undefined ? {} : { lang }),
    ...(term === undefined ? {} : { term }),
  };
}

/** Puts a value under the first free name of its slot. `counts` has how many values each slot has got so. */
export function keepIn(
  extra: Map<string, string>,
  slot: Omit<Slot, "nth">,
  value: string,
  counts: Map<string, number>,
): void {
  const first = slotName({ ...slot, nth: 1 });
  let nth = (counts.get(first) ?? 0) + 1;
  while (extra.has(slotName({ ...slot, nth }))) nth++;
  counts.set(first, nth);
  extra.set(slotName({ ...slot, nth }), value);
}
