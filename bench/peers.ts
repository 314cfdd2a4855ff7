import { createRequire } from "node:module";
import { AhoCorasick as Monyone } from "@monyone/aho-corasick/fast";
import type { Engine, Found, Replace } from "./engine.ts";
import { flatten, isWhole, splice } from "./engine.ts";
import type { BenchForm } from "./corpus.ts";

const require = createRequire(import.meta.url);

function byFlatForm(forms: readonly BenchForm[]): Map<string, string> {
  return new Map(forms.map((form) => [flatten(form.from), form.to]));
}

/** An engine that finds strings in a flattened text: whole words, leftmost-longest and splicing are added. */
function finder(
  name: string,
  most: number,
  make: (
    keys: string[],
    to: ReadonlyMap<string, string>,
  ) => (flat: string, add: (from: number, key: string) => void) => void,
): Engine {
  return {
    name,
    most,
    build(forms) {
      const to = byFlatForm(forms);
      const find = make([...to.keys()], to);
      return (text) => {
        const found: Found[] = [];
        find(flatten(text), (from, key) => {
          if (isWhole(text, from, from + key.length)) {
            found.push({ from, to: from + key.length, with: to.get(key) ?? "" });
          }
        });
        return splice(text, found);
      };
    },
  };
}

const monyone = finder("@monyone/aho-corasick 1.1.11 (fast)", 1_000_000, (keys) => {
  const automaton = new Monyone(keys);
  return (flat, add) => {
    for (const { begin, keyword } of automaton.matchInText(flat)) add(begin, keyword);
  };
});

const ahocorasick = finder("ahocorasick 1.0.2", 1_000_000, (keys) => {
  const AhoCorasick = require("ahocorasick");
  const automaton = new AhoCorasick(keys);
  return (flat, add) => {
    for (const [last, found] of automaton.search(flat)) {
      for (const key of found) add(last - key.length + 1, key);
    }
  };
});

const fastscan = finder("fastscan 1.0.6", 1_000_000, (keys) => {
  const FastScanner = require("fastscan");
  const scanner = new FastScanner(keys);
  return (flat, add) => {
    for (const [at, key] of scanner.search(flat)) add(at, key);
  };
});

/** The most n-grams a form has in the corpus. */
const GRAMS = 4;

const grams = finder("Map of n-grams, by hand", 1_000_000, (_keys, to) => {
  const longest = GRAMS;
  return (flat, add) => {
    const starts: number[] = [];
    const ends: number[] = [];
    for (const word of flat.matchAll(/[\p{L}\p{M}\p{N}_]+/gu)) {
      starts.push(word.index);
      ends.push(word.index + word[0].length);
    }
    for (let i = 0; i < starts.length; i++) {
      for (let n = 0; n < longest && i + n < starts.length; n++) {
        if (n > 0 && starts[i + n] !== (ends[i + n - 1] ?? 0) + 1) break;
        const key = flat.slice(starts[i], ends[i + n]);
        if (to.has(key)) add(starts[i] ?? 0, key);
      }
    }
  };
});

const flashtext: Engine = {
  name: "flashtext.js 1.0.5",
  most: 1_000_000,
  build(forms) {
    const KeywordProcessor = require("flashtext.js");
    const processor = new KeywordProcessor();
    for (const form of forms) processor.addKeyword(form.from, form.to);
    return (text) => processor.replaceKeywords(text);
  },
};

interface Node {
  readonly next: Map<string, Node>;
  ends: boolean;
}

/** The forms as one expression that shares beginnings: `b(?:ay(?:[ -]area)?|ill)`. */
export function trieExpression(keys: readonly string[]): string {
  const root: Node = { next: new Map(), ends: false };
  for (const key of keys) {
    let node = root;
    for (const character of key) {
      let child = node.next.get(character);
      if (child === undefined) node.next.set(character, (child = { next: new Map(), ends: false }));
      node = child;
    }
    node.ends = true;
  }
  return expressionOf(root);
}

function expressionOf(node: Node): string {
  const branches = [...node.next].map(
    ([character, child]) => (character === " " ? "[ -]" : character) + expressionOf(child),
  );
  if (branches.length === 0) return "";
  const [only = ""] = branches;
  const all = branches.length === 1 && !node.ends ? only : `(?:${branches.join("|")})`;
  return node.ends ? `${all}?` : all;
}

const trie: Engine = {
  name: "RegExp, alternation as a trie",
  most: 100_000,
  build(forms) {
    const to = byFlatForm(forms);
    const expression = new RegExp(`\\b(?:${trieExpression([...to.keys()])})\\b`, "gi");
    return (text) => text.replace(expression, (found) => to.get(flatten(found)) ?? found);
  },
};

/** How a form is put to a tool that takes an expression for each. */
interface Asked {
  /** The sizes of glossary that it is tried with: ten thousand such expressions do not fit into the memory. */
  readonly most: number;
  /** What is said of it in the tables. */
  readonly as: string;
  readonly expression: (form: string) => string;
}

/** A blank or a hyphen between words that end where `\b` says: all that the corpus needs. */
const PLAIN: Asked = {
  as: "plain",
  most: 10_000,
  expression: (form) => `\\b${form.replaceAll(" ", "[ -]")}\\b`,
};

/** The same, in the conditions that the rule of textlint puts around a term. */
const PLAIN_TERM: Asked = { as: "plain", most: 10_000, expression: (form) => form.replaceAll(" ", "[ -]") };

// What ours holds for alike between two words: white space of any kind with at most one line break, or a hyphen or short
// dash, which may end a line.
const BLANK = "[^\\S\\n\\r]";
const BREAK = `(?:\\r?\\n${BLANK}*)`;
const JOINT = `(?:${BLANK}+${BREAK}?|${BREAK}|[-\\u00AD\\u2010-\\u2013\\u2212\\uFF0D](?:${BLANK}*${BREAK})?)`;

/** The same job as ours: words of any script, and everything between them that ours holds for alike. */
function sameJob(letters: string): Asked {
  return {
    as: "the same job",
    most: 1_000,
    expression: (form) => `(?<![${letters}])${form.replaceAll(" ", JOINT)}(?![${letters}])`,
  };
}

/** prh sets the flags g, m, u and i by itself. */
const prh = ({ as, most, expression }: Asked): Engine => ({
  name: `prh 5.4.4, ${as}`,
  most,
  build(forms) {
    const { fromRowConfig } = require("prh");
    const rules = forms.map((form) => ({ expected: form.to, pattern: `/${expression(form.from)}/gi` }));
    const engine = fromRowConfig("bench.yml", { version: 1, rules });
    return (text) => engine.makeChangeSet("article.txt", text).applyChangeSets(text);
  },
});

/** The rule puts its own conditions around an expression that looks neither ahead nor back. */
const textlint = ({ as, most, expression }: Asked): Engine => ({
  name: `textlint 15.8.0, rule-terminology 5.2.16, ${as}`,
  most,
  async build(forms): Promise<Replace> {
    const { TextlintKernel } = require("@textlint/kernel");
    const plugin = require("@textlint/textlint-plugin-text");
    const { default: rule } = await import("textlint-rule-terminology");
    const kernel = new TextlintKernel();
    const terms = forms.map((form) => [expression(form.from), form.to]);
    const options = {
      ext: ".txt",
      plugins: [{ pluginId: "text", plugin: plugin.default ?? plugin }],
      rules: [{ ruleId: "terminology", rule, options: { defaultTerms: false, terms } }],
    };
    return async (text) => (await kernel.fixText(text, options)).output;
  },
});

/** Units of words for expressions without the flag u, which know no classes of Unicode: Latin to Greek Extended. */
const LETTER_RANGES = "\\w\\u00AA\\u00B5\\u00BA\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u1FFF";
const LETTER_CLASSES = "\\p{L}\\p{M}\\p{N}_";

/** The tools that are measured beside ours, fastest first. */
export const PEERS: readonly Engine[] = [
  monyone,
  grams,
  fastscan,
  ahocorasick,
  flashtext,
  trie,
  prh(PLAIN),
  prh(sameJob(LETTER_CLASSES)),
  textlint(PLAIN_TERM),
  textlint(sameJob(LETTER_RANGES)),
];
