import type { Finding, Params, Severity } from "../finding.ts";
import { elementsOf } from "../text/elements.ts";
import { opaqueSpans } from "../text/opaque.ts";
import { isDay } from "../text/day.ts";
import { contains } from "../text/span.ts";
import { compareIds } from "./chinese.ts";
import { isCommonWord } from "./common-words.ts";
import { lintBetween } from "./lint-between.ts";
import { suspectConcepts } from "./lint-suspects.ts";
import type { Concept, Form } from "./model.ts";
import { formTexts, preferredForm } from "./model.ts";

/**
 * What is wrong or dangerous in a glossary before it acts, errors first, then by concept. Retired concepts are passed
 * over. An error is a contradiction inside one concept or a form that can never work; what depends on the text is a
 * warning; what is right but worth knowing is information.
 */
export function lintGlossary(concepts: readonly Concept[]): Finding[] {
  const acting = actingOf(concepts);
  return inOrder([...acting.flatMap(lintConcept), ...lintBetween(acting)]);
}

/**
 * As {@link lintGlossary}, of concepts of different ids that need not be in memory: they are gone through two or three times, which takes
 * more time where many have to do with others. Held are the findings, the concepts that may have to do with others
 * ({@link suspectConcepts}), and what these are told by: some tens of bytes a form.
 */
export function lintConcepts(concepts: Iterable<Concept>): Finding[] {
  const own: { readonly id: string; readonly findings: readonly Finding[] }[] = [];
  const acting = { [Symbol.iterator]: () => actingIn(concepts) };
  const suspects = suspectConcepts(acting, (concept) => {
    const findings = lintConcept(concept);
    if (findings.length > 0) own.push({ id: concept.id, findings });
  });
  const inside = own.sort((a, b) => compareIds(a.id, b.id)).flatMap(({ findings }) => findings);
  return inOrder([...inside, ...lintBetween(byId(suspects))]);
}

/** Those of the findings of {@link lintGlossary} that are about some of the concepts. */
export function lintSome(concepts: readonly Concept[], ids: ReadonlySet<string>): Finding[] {
  const acting = actingOf(concepts);
  const between = lintBetween(acting).filter(({ conceptIds = [] }) => conceptIds.some((id) => ids.has(id)));
  return inOrder([...acting.filter(({ id }) => ids.has(id)).flatMap(lintConcept), ...between]);
}

function actingOf(concepts: readonly Concept[]): Concept[] {
  return byId([...actingIn(concepts)]);
}

function* actingIn(concepts: Iterable<Concept>): Generator<Concept> {
  for (const concept of concepts) if (concept.status !== "retired") yield concept;
}

function byId(concepts: Concept[]): Concept[] {
  return concepts.sort((a, b) => compareIds(a.id, b.id));
}

function inOrder(findings: Finding[]): Finding[] {
  const rank = { error: 0, warning: 1, info: 2 } as const;
  return findings.sort((a, b) => rank[a.severity] - rank[b.severity]);
}

/** What is wrong with one concept by itself. */
export function lintConcept(concept: Concept): Finding[] {
  const findings: Finding[] = [];
  const about = { conceptIds: [concept.id] };
  const english = concept.forms.filter((form) => form.lang === "en");
  const preferred = preferredForm(concept);
  if (concept.forms.length === 0) {
    findings.push({ code: "no-form", severity: "error", params: { id: concept.id }, ...about });
  }
  if (preferred === undefined && concept.status === "approved") {
    findings.push({ code: "no-preferred", severity: "warning", params: { id: concept.id }, ...about });
  }
  for (const form of english) findings.push(...lintForm(concept, form));
  return [...findings, ...lintDoubles(concept.id, english), ...lintDates(concept), ...lintMentions(concept)];
}

/** What is wrong with a form by itself. */
function lintForm(concept: Concept, form: Form): Finding[] {
  const { id, status } = concept;
  const found = (code: string, severity: Severity): Finding[] => [
    { code, severity, params: { id, form: form.text }, conceptIds: [id] },
  ];
  if (isUnfindable(form.text)) return found("never-matches", "warning");
  if (form.kind !== "deprecated" || status !== "approved") return [];
  if (isOnlyLowered(concept, form)) return found("only-lowers", "warning");
  // One that is right too contradicts itself, which is worse.
  const right = concept.forms.some(({ kind, text }) => kind !== "deprecated" && text === form.text);
  return !right && isCommonPhrase(form.text) ? found("common-words", "warning") : [];
}

/** Forms that stand twice in a concept, and wrong ones that can never act, since a right one matches wherever they do. */
function lintDoubles(id: string, english: readonly Form[]): Finding[] {
  const seen = new Map<string, Form[]>();
  return english.flatMap((form): Finding[] => {
    const key = surfaceOf(form.text);
    const others = seen.get(key) ?? [];
    seen.set(key, [...others, form]);
    const other = others.find((earlier) => holdTogether(earlier, form));
    if (other === undefined) return [];
    const contradicts = (form.kind === "deprecated") !== (other.kind === "deprecated");
    const found = (code: string, severity: Severity, params: Params): Finding[] => [
      { code, severity, params: { id, ...params }, conceptIds: [id] },
    ];
    if (!contradicts) return found("form-twice", "warning", { form: form.text });
    if (form.text === other.text) return found("form-contradicts", "error", { form: form.text });
    const [wrong, right] = form.kind === "deprecated" ? [form, other] : [other, form];
    return found("form-covered", "warning", { form: wrong.text, other: right.text });
  });
}

/** What texts have in common that match alike where capitals and hyphens count. */
function surfaceOf(text: string): string {
  return elementsOf(text)
    .map((element, index) => (index === 0 ? "" : element.exactJoint) + element.exact)
    .join("");
}

/** Whether no text can have a form: one without a word or mark, with a gap, or where nothing is looked for (addresses). */
function isUnfindable(text: string): boolean {
  if (elementsOf(text).length === 0 || /…|\.{3}/.test(text)) return true;
  const whole = { from: 0, to: text.length };
  return opaqueSpans(text).some((span) => contains(span, whole));
}

/** Whether a form becomes what it is but for capitals, which its place may give back: Bay -> bay. */
function isOnlyLowered({ forms }: Concept, { text }: Form): boolean {
  const small = text.toLowerCase();
  return (
    small !== text &&
    forms.some(({ lang, kind, text: own }) => lang === "en" && kind === "preferred" && own === small)
  );
}

/** What is wrong with the days on which forms hold. */
function lintDates(concept: Concept): Finding[] {
  const found = (code: string, form: Form, params: Params): Finding => ({
    code,
    severity: "error",
    params: { id: concept.id, form: form.text, ...params },
    conceptIds: [concept.id],
  });
  return concept.forms.flatMap((form, at) => {
    const { validFrom: first, validTo: last } = form;
    const unreal = [first, last].find((day) => day !== undefined && !isDay(day));
    if (unreal !== undefined) return [found("form-day", form, { day: unreal })];
    if (first !== undefined && last !== undefined && first > last) {
      return [found("form-days-reversed", form, { first, last })];
    }
    if (form.kind !== "preferred") return [];
    const rival = concept.forms
      .slice(0, at)
      .find((other) => other.kind === "preferred" && other.lang === form.lang && holdTogether(other, form));
    return rival === undefined ? [] : [found("preferred-twice", form, { other: rival.text })];
  });
}

/** Whether there is a day on which both forms hold. */
function holdTogether(a: Form, b: Form): boolean {
  return startsBy(a, b.validTo) && startsBy(b, a.validTo);
}

function startsBy({ validFrom }: Form, day: string | undefined): boolean {
  return validFrom === undefined || day === undefined || validFrom <= day;
}

/** What keeps a later mention from being written as the concept says. */
function lintMentions(concept: Concept): Finding[] {
  const about = { severity: "warning" as const, conceptIds: [concept.id] };
  const findings: Finding[] = [];
  const { surname, mention } = concept;
  const preferred = preferredForm(concept);
  if (surname !== undefined && preferred !== undefined && !hasWords(preferred, surname)) {
    const params = { id: concept.id, surname, form: preferred };
    findings.push({ code: "surname-absent", params, ...about });
  }
  if (mention === "short" && formTexts(concept, "en", "short").length === 0) {
    findings.push({ code: "mention-no-short", params: { id: concept.id }, ...about });
  }
  return findings;
}

/** Whether words stand in a text one after another, in any capitals. */
function hasWords(text: string, words: string): boolean {
  const wanted = elementsOf(words).map((word) => word.loose);
  const there = elementsOf(text).map((word) => word.loose);
  return there.some((_, at) => wanted.every((word, index) => there[at + index] === word));
}

/**
 * Whether a form is one word of everyday English, to which a sentence may give a capital, or two in small letters: they
 * stand in any text. Acronyms (WHO) do not, and two capitalised words are a name.
 */
function isCommonPhrase(text: string): boolean {
  const words = elementsOf(text);
  const [first] = words;
  if (first === undefined || words.length > 2 || /^\p{Lu}{2}/u.test(first.exact)) return false;
  if (words.length === 2 && words.some(({ exact }) => /^\p{Lu}/u.test(exact))) return false;
  return words.every(({ exact }) => isCommonWord(exact));
}
