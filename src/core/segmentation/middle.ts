import { isStarter, SAYING } from "./abbreviations.ts";
import {
  CLOSE_BRACKET,
  CLOSE_QUOTE,
  isFinal,
  isLower,
  isUpper,
  kindAt,
  LINE_END,
  skipSpace,
  STRAIGHT_QUOTE,
} from "./characters.ts";
import { type Place, skipOpening, startsSmall } from "./place.ts";

/** The most of a text that is looked through for the end of a bracket or a quotation in the middle of a sentence. */
const BRACKET_LIMIT = 240;
const QUOTE_LIMIT = 60;

/** Whether a name and a verb of saying follow a quotation: “Who?” Smith asked. */
export function saying({ text, run, to, head }: Place): boolean {
  if (run === to || kindAt(text, to - 1) === CLOSE_BRACKET || !isUpper(text.charCodeAt(head))) return false;
  const match =
    /^(?<name>\p{Lu}[\p{L}.'’-]*)(?:\s+\p{Lu}[\p{L}.'’-]*){0,2}\s+(?<verb>\p{Ll}+)(?=[\s.,;:])/u.exec(
      text.slice(head, head + 64),
    );
  if (match === null || isStarter(match.groups?.["name"] ?? "")) return false;
  return SAYING.has(match.groups?.["verb"] ?? "");
}

/**
 * Whether a mark stands inside a bracket or a short quotation behind which the sentence goes on. Where nothing of that kind is
 * open, or its end is too far, it does not.
 */
export function inMiddle({ text, scan, at, to, run }: Place): boolean {
  if (scan.bracket >= scan.start && at - scan.bracket <= BRACKET_LIMIT) {
    const close = findClose(text, run, scan.bracket + BRACKET_LIMIT, (kind) => kind === CLOSE_BRACKET);
    if (
      close >= to &&
      skipOpening(text, scan.start, text.length) <= scan.bracket &&
      continues(text, close + 1)
    ) {
      return true;
    }
  }
  const straight = scan.straight > scan.quote;
  const open = straight ? scan.straight : scan.quote;
  if (open < scan.start || at - open > QUOTE_LIMIT) return false;
  const closing = straight ? STRAIGHT_QUOTE : CLOSE_QUOTE;
  const close = findClose(text, run, open + QUOTE_LIMIT, (kind) => kind === closing);
  return close >= to && isFinal(kindAt(text, close - 1)) && continues(text, close + 1);
}

function findClose(text: string, from: number, to: number, closes: (kind: number) => boolean): number {
  for (let at = from; at < to && at < text.length; at++) {
    const kind = kindAt(text, at);
    if (kind === LINE_END) return -1;
    if (closes(kind) && !(text[at] === "’" && isLower(text.charCodeAt(at + 1)))) return at;
  }
  return -1;
}

/** Whether a sentence goes on at an offset behind a closing mark: with a small letter, a comma, its own stop. */
function continues(text: string, at: number): boolean {
  const next = skipSpace(text, at, text.length);
  return startsSmall(text, next, next) || /^[,;:.，；：、–—]/.test(text.charAt(next));
}
