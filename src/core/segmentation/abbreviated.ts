import {
  abbreviationKind,
  CLOCK_FOLLOWERS,
  COMPANY_FOLLOWERS,
  isStarter,
  LABELLED,
} from "./abbreviations.ts";
import { isDigit, isIdeograph, isLower, isUpper, kindAt, OPEN_BRACKET } from "./characters.ts";
import { type Place, skipOpening, wordAt, wordBefore } from "./place.ts";

/** Whether a full stop, with white space behind, stands in the middle of its sentence: an abbreviation, an initial. */
export function goesOn(place: Place): boolean {
  const { text, at, to, run, head, scan } = place;
  const word = wordBefore(text, at, scan.start);
  if (word === "") return false;
  const atStart = skipOpening(text, scan.start, at) === at - word.length;
  const code = text.charCodeAt(head);
  // A list's mark, at its sentence's start or behind what divides items: "…; 2. Improve".
  if (/^(?:\d{1,3}|[ivx]{1,4}|[a-z])$/.test(word)) {
    if (
      atStart ||
      /[;:,，；：][\s([]*$/.test(text.slice(Math.max(0, at - word.length - 3), at - word.length))
    )
      return true;
  }
  if (atStart && /^(?:[QA]|[IVX]{1,4}|[A-Z])$/.test(word)) return true;
  const closed = to > run;
  const nextWord = wordAt(text, head);
  if (/^\p{L}$/u.test(word)) return initialGoesOn(place, word, nextWord, closed);
  const kind = abbreviationKind(word);
  if (kind === undefined) {
    // "J.K. Rowling", "H.E. Xi", "W.H.O. Director": letters with stops between them.
    return /^(?:\p{L}[.．])+\p{L}$/u.test(word) && !closed && isUpper(code) && !isStarter(nextWord);
  }
  const capital = isUpper(word.charCodeAt(0));
  const before = wordBefore(text, at - word.length, scan.start, true);
  const dash = /^[-–—&/+]/.test(text.slice(head));
  switch (kind) {
    case "title":
      if (!capital || closed || !(isUpper(code) || isIdeograph(code) || dash)) return false;
      // "Zhang Gen. He left": a given name that is spelled like a title.
      return !(
        isStarter(nextWord) &&
        !ALWAYS_TITLE.test(word) &&
        isUpper(before.charCodeAt(0)) &&
        !before.endsWith(".")
      );
    case "place":
      return capital && isUpper(code) && !(isStarter(nextWord) && isUpper(before.charCodeAt(0)));
    case "inner":
      return !closed;
    case "number":
      return (
        isDigit(code) || /^(?:[IVXLC]+|[A-Z]-?\d[\w-]*|[#§$])(?![\p{L}])/u.test(text.slice(head, head + 12))
      );
    case "date":
      if (!capital || isDigit(code)) return capital;
      // "Zhang Jun. Xinhua reported": a name again.
      return (
        isUpper(code) &&
        !closed &&
        text[place.next] !== "(" &&
        !isStarter(nextWord) &&
        (isStarter(before) || !/^\p{Lu}[^.,]*$/u.test(before))
      );
    case "company":
      if (isDigit(code) || dash) return true;
      if (text[place.next] === "(") return !closed;
      return COMPANY_FOLLOWERS.has(nextWord.toLowerCase());
    case "open":
      return (text[place.next] === "(" && /^(?:al|ph\.d|m\.d)$/i.test(word)) || dash;
    case "suffix":
      return isUpper(code) && !closed && !isStarter(nextWord);
    case "clock":
      return clockGoesOn(place, word, nextWord);
    case "acronym":
      if (isDigit(code)) return false;
      if (dash || text[place.next] === "(") return true;
      if (closed || !isUpper(code) || isStarter(nextWord)) return false;
      // "Washington, D.C. Police said": what stands behind a comma seldom goes on without another one.
      return !/,\s*$/.test(text.slice(Math.max(0, at - word.length - 3), at - word.length));
  }
}

const ALWAYS_TITLE = /^(?:mr|mrs|ms|mx|messrs|dr|drs|prof|profs)$/i;

/** Whether the stop behind a single letter is an initial's: "George W. Bush", "J. He"; not "plan B. The", "you and I. Did". */
function initialGoesOn(place: Place, letter: string, nextWord: string, closed: boolean): boolean {
  const { text, at, head, scan } = place;
  const code = text.charCodeAt(head);
  if (isLower(letter.charCodeAt(0))) {
    if (closed) return false;
    return isDigit(code) ? /[pcnvbdsrm§]/.test(letter) : letter === "v" || letter === "c";
  }
  if (closed || !(isUpper(code) || isIdeograph(code))) return false;
  const before = wordBefore(text, at - letter.length, scan.start, true);
  // "Li W. The" is rare, "J. K. He" is not.
  if (/^(?:\p{Lu}\.)+$/u.test(before)) return true;
  if (LABELLED.has(before.toLowerCase())) return false;
  if (letter === "I" && !isUpper(before.charCodeAt(0))) return false;
  return !isStarter(nextWord) || before === "";
}

/** Whether the sentence goes on behind the hour: "5 p.m. EST", "9 a.m. Beijing time", "At 5 a.m. Mr. Smith left". */
function clockGoesOn({ text, at, head, scan }: Place, word: string, nextWord: string): boolean {
  const code = text.charCodeAt(head);
  if (!isUpper(code))
    return isIdeograph(code) || text[head] === "(" || kindAt(text, head - 1) === OPEN_BRACKET;
  if (CLOCK_FOLLOWERS.has(nextWord.toLowerCase())) return true;
  if (/^(?:\p{Lu}[\p{L}.]*\s+){1,3}[Tt]ime\b/u.test(text.slice(head, head + 48))) return true;
  if (at - scan.start > 48) return false;
  const lead = text.slice(scan.start, at - word.length).trim();
  return /^(?:(?:But|And|Then|Shortly|Just)\s+)?(?:At|By|Around|About|Before|After|Until|Since|From|On)\s[^,]{0,24}\d$/u.test(
    lead,
  );
}
