import type { Finding } from "../finding.ts";
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
  const seen = new Map<string, Form>();
  for (const form of english) {
    const params = { id: concept.id, form: form.text };
    if (elementsOf(form.text).length === 0 || form.text.includes("…")) {
      findings.push({ code: "never-matches", severity: "warning", params, ...about });
    }
    const other = seen.get(form.text);
    if (other !== undefined) {
      const contradicts = (form.kind === "deprecated") !== (other.kind === "deprecated");
      const code = contradicts ? "form-contradicts" : "form-twice";
      findings.push({ code, severity: contradicts ? "error" : "warning", params, ...about });
    }
    seen.set(form.text, form);
    if (form.kind === "deprecated" && concept.status === "approved" && isCommonPhrase(form.text)) {
      findings.push({ code: "common-words", severity: "warning", params, ...about });
    }
  }
  return findings;
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
