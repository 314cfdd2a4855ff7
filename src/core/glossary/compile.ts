import { placedSpellings } from "../rendering/capitals.ts";
import type { FoundNumber } from "../rendering/number.ts";
import { followsNumber, numberOf, otherNumber } from "../rendering/number.ts";
import { isInsideWord } from "../text/apostrophe.ts";
import { foldSurface } from "../text/elements.ts";
import { isProperName, isShortForm, matchesExactCase } from "./case.ts";
import type { ChineseMatcher } from "./chinese.ts";
import { compareIds, compileChinese } from "./chinese.ts";
import type { Matcher, Pattern } from "./matcher.ts";
import { compileMatcher } from "../matching/matcher.ts";
import type { Concept, Form, Glossary } from "./model.ts";

/** A form that was found, with its concept. */
export interface FormRef {
  readonly concept: Concept;
  readonly form: Form;
  /** Which number of the form it is. */
  readonly number: FoundNumber;
}

/** A glossary made ready for rendering; immutable, one per revision. */
export interface CompiledGlossary {
  readonly revision: number;
  readonly concepts: ReadonlyMap<string, Concept>;
  /** Hits that an apostrophe makes part of a longer word are left out. */
  readonly english: Matcher<FormRef>;
  readonly chinese: ChineseMatcher;
}

/** Makes a glossary ready. Retired concepts neither act nor protect. The order of concepts does not matter. */
export function compileGlossary(glossary: Glossary): CompiledGlossary {
  const concepts = [...glossary.concepts].sort((a, b) => compareIds(a.id, b.id));
  const acting = concepts.filter((concept) => concept.status !== "retired");
  const found = compileMatcher(patternsOf(acting));
  return {
    revision: glossary.revision,
    concepts: new Map(concepts.map((concept) => [concept.id, concept])),
    english: { scan: (text) => found.scan(text).filter((hit) => !isInsideWord(text, hit)) },
    chinese: compileChinese(acting),
  };
}

/** The patterns of one concept by itself. */
export function englishPatterns(concept: Concept): Pattern<FormRef>[] {
  return patternsOf([concept]);
}

/**
 * The English forms of concepts as patterns: good forms as written and in the capitals that a place may give them,
 * deprecated ones folded unless short; common nouns also in their other number. A variant that is itself a form of some
 * concept is left to that one.
 */
export function patternsOf(concepts: readonly Concept[]): Pattern<FormRef>[] {
  const all = new Set<string>();
  const wrong = new Set<string>();
  for (const { forms } of concepts) {
    for (const { lang, kind, text } of forms) {
      if (lang !== "en") continue;
      const key = keyOf(text);
      all.add(key);
      if (kind === "deprecated") wrong.add(key);
    }
  }
  const isWrong = (text: string): boolean => wrong.has(keyOf(text));
  const patterns: Pattern<FormRef>[] = [];
  for (const concept of concepts) {
    for (const form of concept.forms) {
      if (form.lang !== "en") continue;
      const variants = numberVariants(concept, form).filter(({ text }) => !all.has(keyOf(text)));
      const made =
        form.kind === "deprecated"
          ? wrongPatterns(concept, form, variants)
          : goodPatterns(concept, form, variants, isWrong);
      for (const pattern of made) patterns.push(pattern);
    }
  }
  return patterns;
}

const PLAIN = /^[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*$/;

/** What forms that match alike have in common; most are plain and need no tokens. */
function keyOf(text: string): string {
  return PLAIN.test(text) ? text.toLowerCase().replaceAll("-", " ") : foldSurface(text);
}

interface Variant {
  readonly text: string;
  readonly number: FoundNumber;
}

/** What the patterns of a form give back: one object for all in the same number, since a glossary has very many. */
function refsOf(concept: Concept, form: Form): (number: FoundNumber) => FormRef {
  const own: FormRef = { concept, form, number: "as-written" };
  return (number) => (number === "as-written" ? own : { concept, form, number });
}

function wrongPatterns(concept: Concept, form: Form, variants: readonly Variant[]): Pattern<FormRef>[] {
  const exactCase = matchesExactCase(concept, form);
  const refOf = refsOf(concept, form);
  return [{ text: form.text, number: "as-written" as const }, ...variants].map(({ text, number }) => ({
    text,
    exactCase,
    exactJoints: false,
    payload: refOf(number),
  }));
}

/**
 * A common noun stands with any capitals, since its place may have given them, unless someone's wrong form differs by
 * nothing but capitals; a name stands as written, in capitals, and with the first letter that a sentence gives it. A
 * form with an article stands without it where the place has a determiner.
 */
function goodPatterns(
  concept: Concept,
  form: Form,
  variants: readonly Variant[],
  isWrong: (text: string) => boolean,
): Pattern<FormRef>[] {
  const written: Variant[] = [{ text: form.text, number: "as-written" }, ...variants];
  const bare = written.flatMap(({ text, number }) => {
    const rest = text.replace(/^(?:an?|the) /i, "");
    return rest !== text && rest.includes(" ") ? [{ text: rest, number }] : [];
  });
  const common = !isProperName(form.text);
  const refOf = refsOf(concept, form);
  const placed = (common ? [] : [...written, ...bare]).flatMap(({ text, number }) =>
    placedSpellings(text, concept.category).map((spelling) => ({ text: spelling, number })),
  );
  const added = [...bare, ...placed].filter(({ text }) => !isWrong(text));
  return [...written, ...added].map(({ text, number }) => ({
    text,
    exactCase: !common || concept.case === "exact" || isShortForm(text) || isWrong(text),
    exactJoints: true,
    payload: refOf(number),
  }));
}

/** A form in its other number, where the English that is written can follow. Names of one thing and acronyms have none. */
function numberVariants(concept: Concept, form: Form): Variant[] {
  if (isShortForm(form.text)) return [];
  const wrong = form.kind === "deprecated";
  if (wrong ? isProperName(form.text) : !followsNumber(form.text, concept.category)) return [];
  const other = otherNumber(form.text);
  if (other === undefined) return [];
  const { number, texts } = other;
  if (wrong && !canBeWritten(concept, number)) return [];
  return texts.map((text) => ({ text, number }));
}

function canBeWritten(concept: Concept, number: FoundNumber): boolean {
  const written = concept.forms.filter(({ lang, kind }) => lang === "en" && kind === "preferred");
  if (!written.every(({ text }) => followsNumber(text, concept.category))) return false;
  if (number === "plural") return true;
  // A name that is plural whatever the machine writes (new quality productive forces) has no singular.
  const fixed = concept.forms.some(
    ({ lang, kind, text }) =>
      lang === "en" && kind === "deprecated" && ["singular", "mass"].includes(numberOf(text)),
  );
  return !fixed && concept.category !== "policy" && written.every(({ text }) => numberOf(text) === "plural");
}
