/** Where things stand in a JSON text: what the parser of the language does not tell. Linear, without recursion. */

type Expected = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "end";

/** Where a text stops being JSON, in UTF-16 units; its length where it only ends too early, undefined where it is JSON. */
export function jsonFault(text: string): number | undefined {
  return walk(text, () => undefined);
}

/** Where the 1-based nth item of the list under a name of the outermost object begins; the end of the text where there is none. */
export function itemPlace(text: string, name: string, nth: number): number {
  let count = 0;
  let found = text.length;
  walk(text, (at, depth, key) => {
    if (depth === 2 && key === name && ++count === nth) found = at;
  });
  return found;
}

/** Goes through the values of a text: each with its offset, how deep it stands, and the last name in the outermost object. */
function walk(text: string, visit: (at: number, depth: number, key: string) => void): number | undefined {
  const open: string[] = [];
  let expected: Expected = "value";
  let key = "";
  let at = 0;
  for (;;) {
    while (" \t\n\r".includes(text[at] ?? "x")) at++;
    const char = text[at];
    if (char === undefined) return expected === "end" ? undefined : at;
    const from = at;
    if (expected === "colon" || expected === "comma-or-end" || expected === "end") {
      at++;
      if (expected === "colon" && char === ":") expected = "value";
      else if (expected === "comma-or-end" && char === ",") expected = open.at(-1) === "{" ? "key" : "value";
      else if (expected === "comma-or-end" && closes(open, char)) expected = afterValue(open);
      else return from;
    } else if (expected !== "value" && expected !== "key" && closes(open, char)) {
      at++;
      expected = afterValue(open);
    } else if (expected === "key" || expected === "key-or-end") {
      const end = stringEnd(text, at);
      if (end < 0) return ~end;
      if (open.length === 1) key = text.slice(at + 1, end - 1);
      at = end;
      expected = "colon";
    } else {
      visit(from, open.length, key);
      if (char === "{" || char === "[") {
        open.push(char);
        at++;
        expected = char === "{" ? "key-or-end" : "value-or-end";
      } else {
        const end = char === '"' ? stringEnd(text, at) : wordEnd(text, at);
        if (end < 0) return ~end;
        at = end;
        expected = afterValue(open);
      }
    }
  }
}

function closes(open: string[], char: string): boolean {
  const fits = (char === "}" && open.at(-1) === "{") || (char === "]" && open.at(-1) === "[");
  if (fits) open.pop();
  return fits;
}

function afterValue(open: readonly string[]): Expected {
  return open.length === 0 ? "end" : "comma-or-end";
}

/** Where a string ends, or the complement (~) of where it breaks. */
function stringEnd(text: string, from: number): number {
  if (text[from] !== '"') return ~from;
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === '"') return at + 1;
    if (char < " ") return ~at;
    if (char !== "\\") continue;
    at++;
    if (text[at] === "u" && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) at += 4;
    else if (!'"\\/bfnrt'.includes(text[at] ?? "x")) return ~Math.min(at, text.length);
  }
  return ~text.length;
}

const WORD = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Where a number or a word ends, or the complement (~) of where it should stand. */
function wordEnd(text: string, from: number): number {
  WORD.lastIndex = from;
  return WORD.test(text) ? WORD.lastIndex : ~from;
}
