import { foldSurface } from "../text/elements.ts";
import { foldHans } from "../text/hans.ts";
import { compareIds } from "./chinese.ts";
import { chineseForms, type Concept } from "./model.ts";

/**
 * What concepts have in common that may be one thing entered twice: a Chinese form, or an English one. `apart`: an English one
 * of concepts whose Chinese is different, as of namesakes.
 */
export const DUPLICATE_KINDS = ["chinese", "english", "apart"] as const;
export type DuplicateKind = (typeof DUPLICATE_KINDS)[number];

/** Concepts that have a form in common. */
export interface DuplicateGroup {
  readonly kind: DuplicateKind;
  /** The form as the first of them has it. */
  readonly form: string;
  /** At least two, by id. */
  readonly concepts: readonly Concept[];
}

/**
 * The concepts that have a Chinese form, or a preferred or admitted English one, in common: characters of either script, capitals
 * and hyphens do not count. The most likely kind first, then by the first of their ids; the same concepts stand once. Retired
 * ones are passed over. Linear in the forms.
 */
export function duplicateGroups(concepts: readonly Concept[]): readonly DuplicateGroup[] {
  const acting = concepts.filter(({ status }) => status !== "retired").sort((a, b) => compareIds(a.id, b.id));
  const byChinese = shared(acting, chineseForms, foldHans);
  const byEnglish = shared(acting, goodEnglish, foldSurface);
  const groups = [
    ...byChinese.map((group): DuplicateGroup => ({ ...group, kind: "chinese" })),
    ...byEnglish.map((group): DuplicateGroup => ({
      ...group,
      kind: group.concepts.every(hasChinese) ? "apart" : "english",
    })),
  ];
  const seen = new Set<string>();
  return groups
    .filter((group) => seen.size < seen.add(group.concepts.map(({ id }) => id).join("\n")).size)
    .sort((a, b) => DUPLICATE_KINDS.indexOf(a.kind) - DUPLICATE_KINDS.indexOf(b.kind));
}

function shared(
  concepts: readonly Concept[],
  formsOf: (concept: Concept) => readonly string[],
  fold: (form: string) => string,
): Omit<DuplicateGroup, "kind">[] {
  const owners = new Map<string, { readonly form: string; readonly concepts: Concept[] }>();
  for (const concept of concepts) {
    for (const form of formsOf(concept)) {
      const key = fold(form);
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, { form, concepts: [concept] });
      else if (owner.concepts.at(-1) !== concept) owner.concepts.push(concept);
    }
  }
  return [...owners.values()].filter((owner) => owner.concepts.length > 1);
}

function goodEnglish({ forms }: Concept): string[] {
  const good = forms.filter(
    ({ lang, kind }) => lang === "en" && (kind === "preferred" || kind === "admitted"),
  );
  return good.map(({ text }) => text);
}

function hasChinese(concept: Concept): boolean {
  return chineseForms(concept).length > 0;
}
