import { RE2JS, RE2JSException, RE2JSSyntaxException } from "re2js";
import { cutsPair } from "../text/span.ts";
import type { Found, Finder, Made, Occurrence, Query } from "./model.ts";
import { refused } from "./model.ts";
import { wordEdges } from "./word-edges.ts";

/** The most instructions that a pattern may compile to. */
const PROGRAM_LIMIT = 500;
/**
 * Steps that finding in one text may take at worst, instructions times characters that are still to be read. One search
 * is linear in them, but all places of a text together are not, and no text may hold up the others.
 */
const STEP_LIMIT = 200_000_000;

/** What the engine says of a pattern, by its own words, as codes. */
const CODES: Readonly<Record<string, string>> = {
  "invalid character class range": "regexp.class",
  "invalid escape sequence": "regexp.escape",
  "invalid named capture": "regexp.group-name",
  "invalid or unsupported Perl syntax": "regexp.unsupported",
  "invalid nested repetition operator": "regexp.repeat-twice",
  "invalid repeat count": "regexp.repeat-count",
  "missing closing ]": "regexp.open-bracket",
  "missing closing )": "regexp.open-parenthesis",
  "missing argument to repetition operator": "regexp.repeat-nothing",
  "trailing backslash at end of expression": "regexp.trailing-backslash",
  "duplicate capture group name": "regexp.group-twice",
  "unexpected )": "regexp.closed-parenthesis",
  "expression nests too deeply": "regexp.too-large",
  "expression too large": "regexp.too-large",
};

/**
 * Finds a regular expression: syntax and meaning of RE2 (Cox, "Regular Expression Matching in the Wild", 2010) by the
 * `re2js` package, whose time is linear in the text; a pattern that somebody types must not stop the server. Leftmost
 * first; places of no characters are passed over. `^` and `$` are the ends of the text.
 */
export function patternFinder({ target, matchCase, wholeWord }: Query): Made<Finder> {
  const compiled = compile(target, matchCase);
  if (!compiled.ok) return compiled;
  const pattern = compiled.value;
  const size = pattern.programSize();
  if (size > PROGRAM_LIMIT) return refused("regexp.too-large", { from: 0, to: target.length });
  const groups = pattern.groupCount();
  const find = (text: string, limit: number): Found => {
    const matcher = pattern.matcher(text);
    const occurrences: Occurrence[] = [];
    let edges: ((at: number) => boolean) | undefined;
    let at = 0;
    let steps = text.length * size;
    while (at <= text.length && matcher.find(at)) {
      const [from, to] = [matcher.start(0), matcher.end(0)];
      steps += (text.length - from) * size;
      if (wholeWord) edges ??= wordEdges(text);
      const stands = to > from && (edges === undefined || (edges(from) && edges(to)));
      if (occurrences.length === limit || steps > STEP_LIMIT) return { occurrences, more: true, steps };
      if (stands) {
        const taken = Array.from({ length: groups + 1 }, (_, group) => matcher.group(group) ?? undefined);
        occurrences.push({ from, to, groups: taken });
        at = to;
      } else at = from + (cutsPair(text, from + 1) ? 2 : 1);
    }
    return { occurrences, more: false, steps };
  };
  return { ok: true, value: { find, groups, names: new Map(Object.entries(pattern.namedGroups())) } };
}

function compile(target: string, matchCase: boolean): Made<RE2JS> {
  try {
    return { ok: true, value: RE2JS.compile(target, matchCase ? 0 : RE2JS.CASE_INSENSITIVE) };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const whole = { from: 0, to: target.length };
    if (!(error instanceof RE2JSSyntaxException)) return refused("regexp.unsupported", whole);
    const code = CODES[error.getDescription()] ?? "regexp.unsupported";
    return refused(code, faultIn(target, code, error.getPattern() ?? ""));
  }
}

/** Where a fault stands. The engine names the part that it stumbled over, or all of the pattern. */
function faultIn(target: string, code: string, part: string): { readonly from: number; readonly to: number } {
  if (code === "regexp.trailing-backslash") return { from: target.length - 1, to: target.length };
  // What was named before is right; of a parenthesis too many the last one is shown.
  const last = code === "regexp.group-twice" || code === "regexp.closed-parenthesis";
  const shown = code === "regexp.closed-parenthesis" ? ")" : part;
  const from = last ? target.lastIndexOf(shown) : target.indexOf(shown);
  return from < 0 || shown === "" ? { from: 0, to: target.length } : { from, to: from + shown.length };
}
