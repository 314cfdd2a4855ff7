import type { Span } from "../text/span.ts";
import {
  CLAUSE_STARTS,
  COORDINATORS,
  DETERMINERS,
  PREPOSITIONS,
  SAYING,
  VERBS,
  endsPhrase,
  mayBeThirdPerson,
} from "./grammar-words.ts";

/** What comes directly behind a span: `end` of the phrase, a `noun` that the span describes, or what cannot be told. */
export interface Behind {
  readonly kind: "end" | "noun";
  /** The next word in small letters, when only a space lies between. */
  readonly word: string;
  readonly capital: boolean;
}

/** Units that are read on either side; enough for a few words. */
const READ = 100;

/** What stands behind an offset. A line break counts as a space when the segment goes on behind it. */
export function wordBehind(machine: string, to: number, ceiling: number): Behind {
  const text = machine.slice(to, to + READ);
  const match =
    /^(?<gap>[ \t\u00A0]+|[ \t]*\r?\n[ \t]*|[-\u2010\u2011])(?<word>[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)?)(?:\s+(?<next>[\p{L}]+))?/u.exec(
      text,
    );
  const { gap = "", word = "", next = "" } = match?.groups ?? {};
  if (word === "" || (gap.includes("\n") && to + gap.length > ceiling))
    return { kind: "end", word: "", capital: false };
  const small = word.toLowerCase().replace("’", "'");
  const capital = word !== small;
  if (!/\s/.test(gap)) return { kind: "noun", word: small, capital };
  const acts = mayBeThirdPerson(small) && /^(?:to|that|an?|the|its|their)$/.test(next);
  const ends =
    (acts || endsPhrase(small)) &&
    (!capital || word === word.toUpperCase() || /^(?:Is|Are|Was|Were|Has|Have|Does|Do)$/.test(word));
  return { kind: ends ? "end" : "noun", word: small, capital };
}

/**
 * What a noun phrase is to the verb behind it, as far as what stands before it says: its `subject`; `inside` another
 * phrase (the level of …, developing …); `joined` to another one by "and"; or `unknown`.
 */
export type Role = "subject" | "inside" | "joined" | "unknown";

export interface Before {
  readonly role: Role;
  /** The word directly before, in small letters; empty where a mark or nothing stands there. */
  readonly word: string;
  /** The word before that. */
  readonly second: string;
}

/** What stands on both sides of a span. */
export interface Surroundings {
  readonly before: Before;
  readonly behind: Behind;
}

/** What stands before an offset. `start`: whether a sentence starts there. */
export function wordsBefore(machine: string, from: number, start: boolean): Before {
  if (start) return { role: "subject", word: "", second: "" };
  const text = /[^\n\r]*$/.exec(machine.slice(Math.max(0, from - READ), from))?.[0] ?? "";
  const [word = "", second = ""] = lastWords(text);
  return { role: roleAfter(text), word, second };
}

/** The last words of a text, the last first, up to the first mark or line break. */
function lastWords(text: string): string[] {
  if (!/[ \t\u00A0]$/.test(text)) return [];
  const chunk = text.split(/[^\p{L}\p{M}\p{N}'’\- \t\u00A0]/u).at(-1) ?? "";
  return chunk
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase().replace("’", "'"))
    .reverse();
}

function roleAfter(text: string): Role {
  const words = lastWords(text);
  let at = 0;
  while (at < words.length && isDeterminer(words, at)) at++;
  const word = words[at];
  // Nothing but determiners up to a mark or the start of a line: a clause begins there, or the next part of a list.
  if (word === undefined)
    return /(?:^|[[,;:.!?—–"“(])\s*(?:[\p{L}'’]+\s+)*$/u.test(text) ? "subject" : "unknown";
  if (CLAUSE_STARTS.has(word)) return "subject";
  if (COORDINATORS.has(word)) return "joined";
  if (SAYING.has(word)) return "subject";
  if (PREPOSITIONS.has(word) || VERBS.has(word) || /...ing$/.test(word)) return "inside";
  return "unknown";
}

/** Whether a word stands where an article could: the, this, China's. "that" behind a verb of saying begins a clause. */
function isDeterminer(words: readonly string[], at: number): boolean {
  const word = words[at] ?? "";
  if (word === "that" || word === "which" || word === "what") return false;
  return DETERMINERS.has(word) || /^(?:even|just|only)$/.test(word) || /..'s?$/.test(word);
}

/** Whether a word that stands directly before a noun phrase can only be its determiner. */
export function isDeterminerBefore({ word, second }: Before): boolean {
  if (word === "that") return PREPOSITIONS.has(second);
  return DETERMINERS.has(word) || /..'s?$/.test(word) || /^\p{N}/u.test(word);
}

/** Whether single quotes stand open in the line before a span, so that an apostrophe behind it may close them. */
export function isQuoted(machine: string, span: Span): boolean {
  const line = /[^\n\r]*$/.exec(machine.slice(0, span.from))?.[0] ?? "";
  const opened = line.match(/(?<![\p{L}\p{N}])['‘](?=[\p{L}\p{N}]|$)/gu)?.length ?? 0;
  const closed = line.match(/(?<=[\p{L}\p{N}.,!?])['’](?![\p{L}\p{N}])/gu)?.length ?? 0;
  return opened > closed;
}
