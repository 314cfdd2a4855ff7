import type { Concept, Form } from "../../core/glossary/model.ts";
import { FORM_KINDS, FORM_LANGUAGES } from "../../core/glossary/model.ts";
import type { GlossaryEntry } from "../../formats/glossaries/entry.ts";

/** The concept that a file's entry becomes where it takes the place of a stored one; of what the file leaves out the stored value stays. */
export function replaced(stored: Concept, { concept, omitted }: GlossaryEntry): Concept {
  return {
    ...concept,
    id: stored.id,
    category: omitted.includes("category") ? stored.category : concept.category,
    status: omitted.includes("status") ? stored.status : concept.status,
  };
}

/**
 * A stored concept with what a file says of it: values that the file has take the place of the stored ones, forms and evidence are
 * added, and nothing is cleared. A form that stands in both has the file's kind and days; a preferred English form that the file
 * does not have is admitted beside the file's own.
 */
export function updated(stored: Concept, entry: GlossaryEntry): Concept {
  const { concept } = entry;
  const rules = Object.fromEntries(
    (["case", "definite", "indefinite", "surname", "mention"] as const).flatMap((rule) => {
      const value = concept[rule] ?? stored[rule];
      return value === undefined ? [] : [[rule, value]];
    }),
  ) as Pick<Concept, "case" | "definite" | "indefinite" | "surname" | "mention">;
  const { category, status } = replaced(stored, entry);
  return {
    id: stored.id,
    category,
    status,
    forms: inOrder(joinForms(stored.forms, concept.forms)),
    scope: concept.scope.length > 0 ? concept.scope : stored.scope,
    ...rules,
    note: concept.note.trim() === "" ? stored.note : concept.note,
    evidence: [...new Set([...stored.evidence, ...concept.evidence])],
    extra: Object.fromEntries([...Object.entries(stored.extra), ...Object.entries(concept.extra)]),
  };
}

function joinForms(stored: readonly Form[], added: readonly Form[]): readonly Form[] {
  const standing = new Set(stored.map(exactKey));
  const told = new Set(added.map(exactKey));
  const fresh = added.filter((form) => !standing.has(exactKey(form)));
  const preferred = added.some((form) => form.lang === "en" && form.kind === "preferred" && !isDated(form));
  const used = new Set<Form>();
  const kept = stored.map((form): Form => {
    if (told.has(exactKey(form))) return form;
    // The same text: its kind or its days are what the file changes.
    const own = fresh.find((each) => each.lang === form.lang && each.text === form.text && !used.has(each));
    if (own !== undefined) {
      used.add(own);
      // A Chinese form leads or not; the file's order says nothing of ours.
      return form.lang === "en" ? own : { ...own, kind: form.kind };
    }
    const taken = preferred && form.lang === "en" && form.kind === "preferred" && !isDated(form);
    return taken ? { ...form, kind: "admitted" } : form;
  });
  const led = new Set(kept.filter(({ kind }) => kind === "preferred").map(({ lang }) => lang));
  const more = fresh
    .filter((form) => !used.has(form))
    .map((form): Form =>
      form.lang !== "en" && form.kind === "preferred" && led.has(form.lang)
        ? { ...form, kind: "admitted" }
        : form,
    );
  return [...kept, ...more];
}

function exactKey({ lang, kind, text, validFrom = "", validTo = "" }: Form): string {
  return JSON.stringify([lang, kind, text, validFrom, validTo]);
}

function isDated({ validFrom, validTo }: Form): boolean {
  return validFrom !== undefined || validTo !== undefined;
}

/** Forms by language and kind, each as they stood. */
export function inOrder(forms: readonly Form[]): readonly Form[] {
  const rank = ({ lang, kind }: Form): number =>
    FORM_LANGUAGES.indexOf(lang) * FORM_KINDS.length + FORM_KINDS.indexOf(kind);
  return forms.toSorted((a, b) => rank(a) - rank(b));
}
