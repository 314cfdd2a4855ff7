/** What is asked of a large glossary: kinds of searches, easy and hard, each of a page of results. */
import type { ConceptSearch } from "../../src/app/concept-search/model.ts";
import { conceptAt } from "./concepts.ts";

export type Question = Omit<ConceptSearch, "limit">;
type Next = (limit: number) => number;

/** A question of each kind for a glossary with so many concepts. */
export function questions(concepts: number): Readonly<Record<string, (next: Next) => Question>> {
  const form = (next: Next, at: number): string => conceptAt(next(concepts)).forms[at]?.text ?? "";
  const word = (next: Next): string => one(next, form(next, 1).split(" "));
  const chinese = (next: Next): string => form(next, 0);
  const ask = (query: string, filter: Question["filter"] = {}): Question => ({ query, filter });
  return {
    "a common word": (next) => ask(one(next, ["committee", "science", "shanghai", "and", "of", "hong kong"])),
    "a word of some name": (next) => ask(word(next)),
    "a word that is nowhere": () => ask("xqzzy"),
    "1 letter": (next) => ask(word(next).slice(0, 1).toLowerCase()),
    "2 letters": (next) => ask(word(next).slice(0, 2).toLowerCase()),
    "3 letters": (next) => ask(word(next).slice(0, 3).toLowerCase()),
    "3 words in a row": (next) => ask(form(next, 1).split(" ").slice(0, 3).join(" ")),
    "1 character": (next) => ask(piece(next, chinese(next), 1)),
    "2 characters": (next) => ask(piece(next, chinese(next), 2)),
    "3 characters": (next) => ask(piece(next, chinese(next), 3)),
    "4 characters": (next) => ask(piece(next, chinese(next), 4)),
    "pinyin, 1 syllable": (next) => ask(one(next, ["li", "shi", "zhang", "guo", "yi", "xue", "hai", "wei"])),
    "pinyin, 2 syllables": (next) => ask(one(next, ["shanghai", "zhang wei", "yanjiu", "liwei", "weiyuan"])),
    "pinyin with a tone": (next) =>
      ask(`${one(next, ["li", "shi", "zhang", "guo", "yi", "wei", "xian"])}${1 + next(4)}`),
    "pinyin with a mark": (next) =>
      ask(one(next, ["lì", "shí", "zhǎng", "guō", "yǐ", "xián", "lǐ wéi", "hǎi"])),
    "pinyin with 2 tones": (next) =>
      ask(
        `${one(next, ["li", "zhang", "shi"])}${1 + next(4)} ${one(next, ["wei", "hai", "yi"])}${1 + next(4)}`,
      ),
    "first letters": (next) => ask(piece(next, "bjshzwylxgdkj", 2 + next(3))),
    "a common word, a common filter": (next) =>
      ask(one(next, ["committee", "and", "shanghai"]), { status: "approved", evidence: next(2) === 0 }),
    "a common word, a rare filter": (next) =>
      ask(one(next, ["committee", "and", "shanghai"]), {
        status: one(next, ["proposed", "retired"]),
        evidence: true,
      }),
    "a common word, a category that has it nowhere": (next) =>
      ask(one(next, ["committee", "and", "university"]), { category: "person" }),
    "1 letter, a rare filter": (next) =>
      ask(word(next).slice(0, 1).toLowerCase(), { category: "media", status: "proposed" }),
    "a common word, in articles": (next) =>
      ask(one(next, ["committee", "and", "of"]), { used: one(next, [1, 10, 100]) }),
    "2 common words": (next) =>
      ask(one(next, ["trade hong", "committee science", "law of", "shanghai university"])),
    "2 common words, a category": (next) =>
      ask(one(next, ["trade hong", "committee science"]), { category: one(next, ["place", "media"]) }),
    "2 words that are never together": (next) =>
      ask(one(next, ["shanghai macao", "committee university", "centre alliance", "beijing shanghai"])),
    "3 words in another order": (next) => ask(form(next, 1).split(" ").reverse().slice(0, 3).join(" ")),
    "a word and a letter": (next) => ask(`${word(next)} ${word(next).slice(0, 1)}`),
    "Chinese and a word": (next) =>
      ask(`${piece(next, chinese(next), 2)} ${one(next, ["committee", "law", "of"])}`),
    "no words, a category": (next) => ask("", { category: one(next, ["person", "media", "term"]) }),
    "no words, a category and a status": (next) =>
      ask("", { category: "media", status: one(next, ["proposed", "retired"]) }),
    "no words, with evidence, proposed": () => ask("", { evidence: true, status: "proposed" }),
    "no words, in no article, on from the middle": (next) => ({
      ...ask("", { used: 0 }),
      after: { rank: 0, key: "", number: next(concepts) },
    }),
    "no words, the last page": () => ({ ...ask(""), after: { rank: 0, key: "", number: concepts - 20 } }),
  };
}

/** Kinds of which the second page is asked for, too. */
export const SECOND_PAGES = ["a common word", "1 letter", "pinyin with a tone", "2 common words"] as const;

/** What is typed, each beginning of a name, letter by letter. */
export function typed(next: Next, concepts: number): string[] {
  const { forms } = conceptAt(next(concepts));
  const whole = Array.from(next(2) === 0 ? (forms[1]?.text ?? "").toLowerCase() : (forms[0]?.text ?? ""));
  return whole.slice(0, 12).map((_, at) => whole.slice(0, at + 1).join(""));
}

function one<T>(next: Next, list: readonly T[]): T {
  return list[next(list.length)] as T;
}

function piece(next: Next, text: string, length: number): string {
  const characters = Array.from(text);
  const from = next(Math.max(1, characters.length - length + 1));
  return characters.slice(from, from + length).join("");
}
