import type { Finding, Params } from "../finding.ts";
import { elementsOf, foldSurface } from "../text/elements.ts";
import { contains } from "../text/span.ts";
import { compareIds } from "./chinese.ts";
import { isCommonWord } from "./common-words.ts";
import { englishPatterns } from "./compile.ts";
import { compileMatcher } from "./matcher.ts";
import type { Concept, Form } from "./model.ts";
import { formTexts, preferredForm } from "./model.ts";

/**
 * What is wrong or dangerous in a glossary before it acts, errors first, then by concept. Retired concepts are passed
 * over. An error is a contradiction inside one concept or a form that can never work; what depends on the text is a
 * warning; what is right but worth knowing is information.
 */
export function lintGlossary(concepts: readonly Concept[]): Finding[] {
  const acting = concepts
    .filter((concept) => concept.status !== "retired")
    .sort((a, b) => compareIds(a.id, b.id));
  const findings = [
    ...acting.flatMap(lintConcept),
    ...sharedForms(acting),
    ...sharedChinese(acting),
    ...chains(acting),
  ];
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
  const seen = new Map<string, Form[]>();
  for (const form of english) {
    const params = { id: concept.id, form: form.text };
    if (elementsOf(form.text).length === 0 || form.text.includes("…")) {
      findings.push({ code: "never-matches", severity: "warning", params, ...about });
    }
    const others = seen.get(form.text) ?? [];
    const other = others.find((earlier) => holdTogether(earlier, form));
    if (other !== undefined) {
      const contradicts = (form.kind === "deprecated") !== (other.kind === "deprecated");
      const code = contradicts ? "form-contradicts" : "form-twice";
      findings.push({ code, severity: contradicts ? "error" : "warning", params, ...about });
    }
    seen.set(form.text, [...others, form]);
    if (form.kind === "deprecated" && concept.status === "approved" && isCommonPhrase(form.text)) {
      findings.push({ code: "common-words", severity: "warning", params, ...about });
    }
  }
  return [...findings, ...lintDates(concept), ...lintMentions(concept)];
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

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  // 30 February is read as a day of March.
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
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

/** One or two words of everyday English, which stand in any text. */
function isCommonPhrase(text: string): boolean {
  const words = elementsOf(text);
  return (
    words.length > 0 &&
    words.length <= 2 &&
    words.every((word) => isCommonWord(word.exact) && /^\p{Ll}/u.test(word.exact))
  );
}

/** Deprecated forms that are a form of another concept: without the Chinese they only ask. */
function sharedForms(concepts: readonly Concept[]): Finding[] {
  const owners = new Map<string, { concept: Concept; form: Form }[]>();
  for (const concept of concepts) {
    for (const form of concept.forms) {
      if (form.lang !== "en") continue;
      const key = foldSurface(form.text);
      const list = owners.get(key) ?? [];
      if (!list.some((owner) => owner.concept === concept)) owners.set(key, [...list, { concept, form }]);
    }
  }
  return [...owners.values()].flatMap((list) => {
    const wrong = list.find(({ form }) => form.kind === "deprecated");
    const other = list.find((owner) => owner !== wrong);
    if (wrong === undefined || other === undefined) return [];
    const conceptIds = [wrong.concept.id, ...list.filter((o) => o !== wrong).map((o) => o.concept.id)];
    const params = { id: wrong.concept.id, form: wrong.form.text, other: other.concept.id };
    return [{ code: "form-shared", severity: "warning" as const, params, conceptIds }];
  });
}

/** Two concepts with a preferred English form for one Chinese form and one scope. */
function sharedChinese(concepts: readonly Concept[]): Finding[] {
  const first = new Map<string, Concept>();
  return concepts.flatMap((concept) => {
    if (preferredForm(concept) === undefined) return [];
    const scope = [...concept.scope].sort(compareIds).join("|");
    const keys = [...new Set([...formTexts(concept, "zh-Hans"), ...formTexts(concept, "zh-Hant")])];
    const clash = keys.flatMap((form) => {
      const other = first.get(`${form}\n${scope}`);
      return other === undefined ? [] : [{ form, other }];
    })[0];
    for (const form of keys) if (!first.has(`${form}\n${scope}`)) first.set(`${form}\n${scope}`, concept);
    if (clash === undefined) return [];
    const params = { id: concept.id, form: clash.form, other: clash.other.id };
    return [
      {
        code: "chinese-shared",
        severity: "warning" as const,
        params,
        conceptIds: [concept.id, clash.other.id],
      },
    ];
  });
}

/** Preferred forms in which a deprecated form of an approved concept stands: a rule hits what another one writes. */
function chains(concepts: readonly Concept[]): Finding[] {
  const rules = concepts.filter((concept) => concept.status === "approved");
  const matcher = compileMatcher(rules.flatMap(englishPatterns));
  return concepts.flatMap((concept) => {
    const preferred = preferredForm(concept);
    if (preferred === undefined) return [];
    const hits = matcher.scan(preferred).filter((hit) => hit.payload.concept.id !== concept.id);
    const chain = hits.find(
      (hit) =>
        hit.payload.form.kind === "deprecated" &&
        // Where the whole form is hit `form-shared` says it already.
        !(hit.from === 0 && hit.to === preferred.length) &&
        !hits.some((good) => good.payload.form.kind !== "deprecated" && contains(good, hit)),
    );
    if (chain === undefined) return [];
    const { concept: other, form } = chain.payload;
    const params = { id: concept.id, form: preferred, other: other.id, rule: form.text };
    return [{ code: "chain", severity: "warning" as const, params, conceptIds: [concept.id, other.id] }];
  });
}
