import type { Finding } from "../finding.ts";
import { compileMatcher } from "../matching/matcher.ts";
import { otherNumber } from "../rendering/number.ts";
import { foldSurface } from "../text/elements.ts";
import { contains } from "../text/span.ts";
import { compareIds } from "./chinese.ts";
import { englishPatterns } from "./compile.ts";
import type { Concept, Form } from "./model.ts";
import { chineseForms, preferredForm } from "./model.ts";

/** What is wrong between acting concepts, in the order given. Time linear in the length of the forms, all in all. */
export function lintBetween(concepts: readonly Concept[]): Finding[] {
  const owners = ownersOf(concepts);
  return [
    ...sharedForms(owners),
    ...twins(owners),
    ...sharedChinese(concepts),
    ...chains(concepts),
    ...straddles(concepts),
  ];
}

interface Owner {
  readonly concept: Concept;
  readonly form: Form;
}

/** What English forms have in common that are one to a wrong form. */
export function englishKey({ text }: Form): string {
  return foldSurface(text);
}

/** Who has each English form, folded as wrong forms are matched; one form a concept, a wrong one before a right one. */
function ownersOf(concepts: readonly Concept[]): readonly (readonly Owner[])[] {
  const owners = new Map<string, Owner[]>();
  for (const concept of concepts) {
    for (const form of concept.forms) {
      if (form.lang !== "en") continue;
      const key = englishKey(form);
      const list = owners.get(key);
      if (list === undefined) owners.set(key, [{ concept, form }]);
      else if (list.at(-1)?.concept !== concept) list.push({ concept, form });
      else if (form.kind === "deprecated") list[list.length - 1] = { concept, form };
    }
  }
  return [...owners.values()].filter((list) => list.length > 1);
}

/** Deprecated forms that are a form of another concept: without the Chinese they only ask. */
function sharedForms(owners: readonly (readonly Owner[])[]): Finding[] {
  return owners.flatMap((list): Finding[] => {
    const wrong = list.find(({ form }) => form.kind === "deprecated");
    const other = list.find((owner) => owner !== wrong);
    if (wrong === undefined || other === undefined) return [];
    const conceptIds = [wrong.concept.id, ...list.filter((o) => o !== wrong).map((o) => o.concept.id)];
    const params = { id: wrong.concept.id, form: wrong.form.text, other: other.concept.id };
    return [{ code: "form-shared", severity: "warning", params, conceptIds }];
  });
}

/** Concepts that write the same English, where no Chinese tells them apart: one thing entered twice. */
function twins(owners: readonly (readonly Owner[])[]): Finding[] {
  return owners.flatMap((list) => {
    const same = list.filter(({ form }) => form.kind === "preferred");
    const [first] = same;
    if (first === undefined) return [];
    return same.slice(1).flatMap(({ concept, form }): Finding[] => {
      if (concept.scope.length > 0 || first.concept.scope.length > 0) return [];
      if (chineseForms(concept).length > 0 && chineseForms(first.concept).length > 0) return [];
      const params = { id: concept.id, form: form.text, other: first.concept.id };
      return [
        { code: "concept-twice", severity: "warning", params, conceptIds: [concept.id, first.concept.id] },
      ];
    });
  });
}

/** What a concept with a preferred English form shares with others of one Chinese form and one scope, by its Chinese forms. */
export function chineseKeys(concept: Concept): ReadonlyMap<string, string> {
  if (preferredForm(concept) === undefined) return new Map();
  const scope = [...concept.scope].sort(compareIds).join("|");
  return new Map(chineseForms(concept).map((form) => [form, `${form}\n${scope}`]));
}

/** Two concepts with a preferred English form for one Chinese form and one scope. */
function sharedChinese(concepts: readonly Concept[]): Finding[] {
  const first = new Map<string, Concept>();
  return concepts.flatMap((concept): Finding[] => {
    const keys = chineseKeys(concept);
    const clash = Array.from(keys, ([form, key]) => ({ form, other: first.get(key) })).find(
      ({ other }) => other !== undefined,
    );
    for (const key of keys.values()) if (!first.has(key)) first.set(key, concept);
    if (clash?.other === undefined) return [];
    const params = { id: concept.id, form: clash.form, other: clash.other.id };
    const conceptIds = [concept.id, clash.other.id];
    return [{ code: "chinese-shared", severity: "warning", params, conceptIds }];
  });
}

/** Preferred forms in which a deprecated form of an approved concept stands: a rule hits what another one writes. */
function chains(concepts: readonly Concept[]): Finding[] {
  const matcher = compileMatcher(concepts.filter(isApproved).flatMap((concept) => englishPatterns(concept)));
  return concepts.flatMap((concept): Finding[] => {
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
    return [{ code: "chain", severity: "warning", params, conceptIds: [concept.id, other.id] }];
  });
}

/**
 * Deprecated forms in which the whole of what another rule writes stands: after Aomen -> Macao, a form Macao Bureau
 * stands where there was Aomen Bureau, which a second rendering would hit. One finding a concept.
 */
function straddles(concepts: readonly Concept[]): Finding[] {
  const rules = concepts.filter(isRule);
  const written = writtenBy(rules);
  return rules.flatMap((concept): Finding[] => {
    const right = new Set(concept.forms.filter(isRight).map(({ text }) => foldSurface(text)));
    for (const form of concept.forms) {
      if (!isWrong(form)) continue;
      const surface = foldSurface(form.text);
      // What is written in where only a hyphen is missing makes the right form.
      const other = right.has(surface) ? undefined : completing(surface.split(" "), concept, written);
      if (other === undefined) continue;
      const params = {
        id: concept.id,
        form: form.text,
        other: other.id,
        written: preferredForm(other) ?? "",
      };
      return [{ code: "straddles", severity: "info", params, conceptIds: [concept.id, other.id] }];
    }
    return [];
  });
}

/** What rules write, by its words; the first concept of those that write the same. */
interface Written {
  readonly whole: ReadonlyMap<string, Concept>;
  /** First word -> the greatest number of words. */
  readonly longest: ReadonlyMap<string, number>;
}

function writtenBy(rules: readonly Concept[]): Written {
  const whole = new Map<string, Concept>();
  const longest = new Map<string, number>();
  for (const concept of rules) {
    for (const words of spellingsOf(concept)) {
      const [first = ""] = words;
      const key = words.join(" ");
      if (!whole.has(key)) whole.set(key, concept);
      longest.set(first, Math.max(longest.get(first) ?? 0, words.length));
    }
  }
  return { whole, longest };
}

/** The concept whose English stands in a form of another one, with words beside it. */
function completing(words: readonly string[], own: Concept, written: Written): Concept | undefined {
  for (const [from, word] of words.entries()) {
    const most = Math.min(words.length, from + (written.longest.get(word) ?? 0));
    for (let to = from + 1; to <= most; to++) {
      const other =
        to - from === words.length ? undefined : written.whole.get(words.slice(from, to).join(" "));
      if (other !== undefined && other !== own) return other;
    }
  }
  return undefined;
}

/** The words of what a concept writes, in both numbers. */
export function spellingsOf(concept: Concept): string[][] {
  const preferred = preferredForm(concept);
  if (preferred === undefined) return [];
  return [preferred, ...(otherNumber(preferred)?.texts ?? [])].map((text) => foldSurface(text).split(" "));
}

function isRight({ lang, kind }: Form): boolean {
  return lang === "en" && kind !== "deprecated";
}

export function isApproved({ status }: Concept): boolean {
  return status === "approved";
}

/** Whether a concept replaces something. */
export function isRule({ status, forms }: Concept): boolean {
  return status === "approved" && forms.some(isWrong);
}

/** Whether a form is what the machine writes. */
export function isWrong({ lang, kind }: Form): boolean {
  return lang === "en" && kind === "deprecated";
}
