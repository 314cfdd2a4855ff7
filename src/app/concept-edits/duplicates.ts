import { duplicateGroups, type DuplicateGroup, type DuplicateKind } from "../../core/glossary/duplicates.ts";
import type { ConceptRow } from "../concept-search/model.ts";
import type { Deps } from "../deps.ts";
import { glossaryFor } from "../glossary.ts";

/** Concepts that may be one thing, with how much each is used. */
export interface DuplicateView {
  readonly kind: DuplicateKind;
  readonly form: string;
  readonly concepts: readonly ConceptRow[];
}

const cache = new WeakMap<
  object,
  { readonly revision: number; readonly groups: readonly DuplicateGroup[] }
>();

/** A page of the groups of concepts that may be one thing, and how many there are. Looked for once a revision. */
export function findDuplicates(
  deps: Deps,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ readonly groups: readonly DuplicateView[]; readonly total: number }> {
  return deps.store.read(async (tx) => {
    const { records, compiled } = await glossaryFor(deps, tx);
    let known = cache.get(deps.store);
    if (known?.revision !== compiled.revision) {
      const groups = duplicateGroups(Array.from(records.values(), ({ concept }) => concept));
      known = { revision: compiled.revision, groups };
      cache.set(deps.store, known);
    }
    const groups: DuplicateView[] = [];
    for (const { kind, form, concepts } of known.groups.slice(offset, offset + limit))
      groups.push({
        kind,
        form,
        concepts: await tx.conceptRows(concepts.slice(0, SHOWN).map(({ id }) => id)),
      });
    return { groups, total: known.groups.length };
  });
}

/** Concepts of a group that are shown. */
const SHOWN = 20;
