import { placedSpellings } from "../rendering/capitals.ts";
import type { FoundNumber } from "../rendering/number.ts";
import { followsNumber, numberOf, otherNumber } from "../rendering/number.ts";
import { isInsideWord } from "../text/apostrophe.ts";
import { foldSurface } from "../text/elements.ts";
import type { Span } from "../text/span.ts";
import { isProperName, isShortForm, matchesExactCase } from "./case.ts";
import type { ChineseMatcher } from "./chinese.ts";
import { compareIds, compileChinese } from "./chinese.ts";
import type { Matcher, Pattern, PatternHit } from "./matcher.ts";
import { compileMatcher } from "../matching/matcher.ts";
import type { Concept, Form, FormKind, Glossary } from "./model.ts";

/**
 * A form that was found, with its concept. What is asked about every hit is copied from the two: in a large glossary each
 * further object that is looked at is a wait for memory.
 */
export interface FormRef {
  /** Whether the form has a first or last day. */
  readonly dated: boolean;
  readonly deprecated: boolean;
  readonly conceptId: string;
  readonly text: string;
  readonly kind: FormKind;
  /** Which number of the form it is. */
  readonly number: FoundNumber;
  readonly concept: Concept;
  readonly form: Form;
  /** Whether the concept is only proposed. */
  readonly proposed: boolean;
  readonly scoped: boolean;
  /** Whether the concept says how it is written again: short, or by a surname. */
  readonly recurs: boolean;
  /** The English that is written whatever the date; undefined: there is none, or the date decides. */
  readonly preferred: string | undefined;
}

/** A reference to a form of a concept, or to one that stands for it. */
export function formRef(concept: Concept, form: Form, number: FoundNumber): FormRef {
  const preferred = concept.forms.find(({ lang, kind }) => lang === "en" && kind === "preferred");
  return {
    dated: isDated(form),
    deprecated: form.kind === "deprecated",
    conceptId: concept.id,
    text: form.text,
    kind: form.kind,
    number,
    concept,
    form,
    proposed: concept.status === "proposed",
    scoped: concept.scope.length > 0,
    recurs: concept.mention !== undefined || concept.surname !== undefined,
    preferred: preferred === undefined || isDated(preferred) ? undefined : preferred.text,
  };
}

function isDated({ validFrom, validTo }: Form): boolean {
  return validFrom !== undefined || validTo !== undefined;
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
    english: { scan: (text) => outsideWords(text, found.scan(text)) },
    chinese: compileChinese(acting),
  };
}

/** The hits that no apostrophe makes part of a longer word. */
function outsideWords(text: string, hits: PatternHit<FormRef>[]): PatternHit<FormRef>[] {
  const isJoined = (hit: Span): boolean =>
    (mayJoin(text.charCodeAt(hit.from - 1)) || mayJoin(text.charCodeAt(hit.to))) && isInsideWord(text, hit);
  // Nearly always there is nothing to leave out.
  return hits.some(isJoined) ? hits.filter((hit) => !isJoined(hit)) : hits;
}

/** Whether a unit may be an apostrophe; no letter or mark of ASCII is taken for one. */
function mayJoin(unit: number): boolean {
  return unit === 0x27 || unit >= 0x80;
}

/** The patterns of one concept by itself; `wanted`: of some of its forms. */
export function englishPatterns(
  concept: Concept,
  wanted: (form: Form) => boolean = () => true,
): Pattern<FormRef>[] {
  return patternsOf([concept], wanted);
}

/**
 * The English forms of concepts as patterns: good forms as written and in the capitals that a place may give them,
 * deprecated ones folded unless short; common nouns also in their other number. A variant that is itself a form of some
 * concept is left to that one.
 */
export function patternsOf(
  concepts: readonly Concept[],
  wanted: (form: Form) => boolean = () => true,
): Pattern<FormRef>[] {
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
      if (form.lang !== "en" || !wanted(form)) continue;
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
  const own = formRef(concept, form, "as-written");
  return (number) => (number === "as-written" ? own : formRef(concept, form, number));
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
