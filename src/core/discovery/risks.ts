import type { Lexicon } from "../lexicon/lexicon.ts";
import { foldHans } from "../text/hans.ts";
import type { Assigned } from "./assignment.ts";
import { isCommonWord } from "../glossary/common-words.ts";
import { inScope, type Term } from "./corpus.ts";
import { stemsOf } from "./corpus.ts";
import type { Risk } from "./model.ts";
import { MANY_RENDERINGS } from "./model.ts";
import { mayBeHead, mayDescribe } from "./phrases.ts";
import { isVerbForm } from "../rendering/grammar-words.ts";

/** Chinese words of this many characters are everyday words if the dictionary has them. */
const SHORT_WORD = 2;

/** What makes a dictionary entry dangerous whatever the machine wrote. */
export function termRisks(term: Term, chinese: string, lexicon: Lexicon): Risk[] {
  const risks: Risk[] = [];
  const { concept } = term;
  if (concept.status === "proposed") risks.push("proposed");
  if (term.forms.length === 0) risks.push("no-form");
  const contained = term.forms.some((form) =>
    term.forms.some(
      (other) => other !== form && ` ${other.text} `.toLowerCase().includes(` ${form.text} `.toLowerCase()),
    ),
  );
  if (contained) risks.push("contained-form");
  if (isEverydayWord(term, foldHans(chinese), lexicon)) risks.push("common-word");
  return risks;
}

/**
 * Whether a Chinese form is a word of the dictionary, short, whose glosses do not have the English that is written for
 * it: then it is a word that may be translated in many ways (影响 as ramifications).
 */
function isEverydayWord(term: Term, word: string, lexicon: Lexicon): boolean {
  if (Array.from(word).length > SHORT_WORD || !lexicon.has(word)) return false;
  const glosses = new Set(lexicon.glosses(word).flatMap(stemsOf));
  return ![...term.stems].every((stem) => glosses.has(stem));
}

/** What makes one place dangerous. `ways`: how many renderings the machine has for the concept with more than one place each. */
export function placeRisks(each: Assigned, ways: number, text: string, source: string): Risk[] {
  const { chosen, pair, place, evidence } = each;
  const risks: Risk[] = [];
  if (place.rival) risks.push("rival");
  if (!inScope(place.term.concept, source, place)) risks.push("scope");
  if (pair.garbled) risks.push("garbled");
  if (ways > MANY_RENDERINGS) risks.push("many-renderings");
  if (chosen === undefined) return risks;
  const words = pair.english.slice(chosen.from, chosen.to);
  const left = pair.english[chosen.from - 1];
  const right = pair.english[chosen.to];
  const near = (from: number, to: number): boolean => /^[ -]$/.test(text.slice(from, to));
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined) return risks;
  const leftNear = left !== undefined && near(left.to, first.from);
  const rightNear = right !== undefined && near(last.to, right.from);
  const cutsName = [
    leftNear && sameRun(evidence.runs, chosen.from - 1, chosen.from),
    rightNear && sameRun(evidence.runs, chosen.to - 1, chosen.to),
  ].some(Boolean);
  const loose =
    leftNear &&
    mayDescribe(pair.english, chosen.from - 1) &&
    !left.capital &&
    (evidence.outside[chosen.from - 1] ?? 0) < (evidence.claims[chosen.from - 1] ?? 0) + 0.1;
  // A noun behind that nobody claims much belongs to the span; one word that is a verb or participle is no name.
  const headBehind =
    rightNear &&
    mayBeHead(pair.english, chosen.to) &&
    !right.capital &&
    (evidence.outside[chosen.to] ?? 0) < 0.3;
  // One everyday word beside another that could be a part of it says too little to be replaced by several.
  const part =
    words.length === 1 &&
    place.term.length > 1 &&
    isCommonWord(first.text) &&
    ((leftNear && mayDescribe(pair.english, chosen.from - 1)) ||
      (rightNear && mayBeHead(pair.english, chosen.to)));
  const verb = words.length === 1 && isVerbForm(first.text.toLowerCase());
  if ((cutsName || loose || headBehind || part || verb) && !risks.includes("ragged")) risks.push("ragged");
  const official = (word: { readonly stem: string; readonly stop: boolean } | undefined): boolean =>
    word?.stop === false && place.term.stems.has(word.stem);
  if ((leftNear && official(left)) || (rightNear && official(right))) risks.push("beside");
  return risks;
}

function sameRun(runs: readonly ({ readonly from: number } | undefined)[], a: number, b: number): boolean {
  return runs[a] !== undefined && runs[a] === runs[b];
}
