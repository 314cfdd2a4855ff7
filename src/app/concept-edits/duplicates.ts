/** Concepts that may be one thing entered twice, and an editor's word that they are not. */
import { duplicateGroups, type DuplicateGroup, type DuplicateKind } from "../../core/glossary/duplicates.ts";
import type { Concept } from "../../core/glossary/model.ts";
import { openChange, repeated } from "../changes.ts";
import type { ConceptRow } from "../concept-search/model.ts";
import type { Deps } from "../deps.ts";
import { Failure } from "../failure.ts";
import { glossaryFor } from "../glossary.ts";
import type { Actor, ChangeRecord } from "../records.ts";
import type { StoreReader } from "../store.ts";

/** Concepts that may be one thing, with how much each is used. */
export interface DuplicateView {
  readonly kind: DuplicateKind;
  readonly form: string;
  /** The first of them. */
  readonly concepts: readonly ConceptRow[];
  /** How many there are. */
  readonly count: number;
}

/** A page of the groups of concepts that may be one thing. */
export interface DuplicatesView {
  readonly groups: readonly DuplicateView[];
  readonly total: number;
  /** The changes that told concepts apart and hold, the newest first. */
  readonly apart: readonly ChangeRecord[];
}

/** A group as an editor looked at it. */
export interface KeptApart {
  readonly form: string;
  /** All its concepts, in any order. */
  readonly conceptIds: readonly string[];
  readonly requestId?: string | undefined;
}

/** Concepts of a group that are shown; more cannot be told apart at once. */
export const SHOWN = 20;

const cache = new WeakMap<
  object,
  { readonly revision: number; readonly groups: readonly DuplicateGroup[] }
>();

/** The groups, looked for once a revision; those that were told apart are left out until another concept comes to them. */
export function findDuplicates(
  deps: Deps,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<DuplicatesView> {
  return deps.store.read(async (tx) => {
    const apart = await tx.standingChanges("concept.keep-apart");
    const known = new Set(apart.flatMap(({ name }) => endsOf(name)));
    const left = (await groupsNow(deps, tx)).filter(({ concepts }) => !known.has(idsOf(concepts)));
    const groups: DuplicateView[] = [];
    for (const { kind, form, concepts } of left.slice(offset, offset + limit))
      groups.push({
        kind,
        form,
        concepts: await tx.conceptRows(concepts.slice(0, SHOWN).map(({ id }) => id)),
        count: concepts.length,
      });
    return { groups, total: left.length, apart: apart.reverse() };
  });
}

async function groupsNow(deps: Deps, tx: StoreReader): Promise<readonly DuplicateGroup[]> {
  const { records, compiled } = await glossaryFor(deps, tx);
  let known = cache.get(deps.store);
  if (known?.revision !== compiled.revision) {
    const groups = duplicateGroups(Array.from(records.values(), ({ concept }) => concept));
    known = { revision: compiled.revision, groups };
    cache.set(deps.store, known);
  }
  return known.groups;
}

/** Between the form and the ids in the name of a change that tells concepts apart; by the ids they are known again. */
const BETWEEN = " · ";

function idsOf(concepts: readonly Concept[]): string {
  return concepts.map(({ id }) => id).join(BETWEEN);
}

/** The ids in a name, all of them, and all but the first, and so on: what are different things all together are so in part. */
function endsOf(name: string): string[] {
  const parts = name.split(BETWEEN);
  return parts.map((_, at) => parts.slice(at).join(BETWEEN));
}

/**
 * Notes that the concepts of a group are different things: they are no longer listed together. Gives the change; undefined
 * when it was noted before. Fails conflict where the group is another one by now, or has more than {@link SHOWN} concepts.
 */
export function keepApart(deps: Deps, actor: Actor, input: KeptApart): Promise<string | undefined> {
  const { form, conceptIds, requestId } = input;
  const ids = new Set(conceptIds);
  return deps.store.write(async (tx) => {
    const earlier = await repeated(tx, requestId);
    if (earlier !== undefined) return earlier.id;
    const group = (await groupsNow(deps, tx)).find(
      ({ form: each, concepts }) =>
        each === form && concepts.length === ids.size && concepts.every(({ id }) => ids.has(id)),
    );
    if (group === undefined || ids.size > SHOWN)
      throw new Failure("conflict", "failure.duplicates-changed", {});
    const told = await tx.standingChanges("concept.keep-apart");
    if (told.some(({ name }) => endsOf(name).includes(idsOf(group.concepts)))) return undefined;
    const name = form + BETWEEN + idsOf(group.concepts);
    const change = await openChange(deps, tx, actor, { kind: "concept.keep-apart", name, requestId });
    await change.close();
    return change.id;
  });
}
