/** Concepts that may be one thing entered twice, and an editor's word that they are not. */
import { duplicateGroups, type DuplicateGroup, type DuplicateKind } from "../../core/glossary/duplicates.ts";
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
    const told = toldApart(apart);
    const left = (await groupsNow(deps, tx)).filter((group) => !isApart(told, group));
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

/** The names of changes that told concepts apart, cut into parts. */
type ToldApart = ReadonlyMap<string, readonly (readonly string[])[]>;

/** The names by each part behind the form. */
function toldApart(changes: readonly ChangeRecord[]): ToldApart {
  const told = new Map<string, (readonly string[])[]>();
  for (const { name } of changes) {
    const [, ...parts] = name.split(BETWEEN);
    for (const part of new Set(parts)) {
      const names = told.get(part);
      if (names === undefined) told.set(part, [parts]);
      else names.push(parts);
    }
  }
  return told;
}

/** Whether the concepts of a group were told apart, perhaps with others: what are different things all together are so in part. */
function isApart(told: ToldApart, { concepts }: DuplicateGroup): boolean {
  const ids = concepts.map(({ id }) => id.split(BETWEEN));
  const names = told.get(ids[0]?.[0] ?? "") ?? [];
  return names.some((parts) => {
    // Both are in the order of ids.
    let at = 0;
    return ids.every((id) => {
      while (at < parts.length && !id.every((part, nth) => parts[at + nth] === part)) at++;
      at += id.length;
      return at <= parts.length;
    });
  });
}

/** The name of the change that tells a group apart. */
function nameOf({ form, concepts }: DuplicateGroup): string {
  const parts = form.split(BETWEEN);
  return [parts.join("·"), ...concepts.map(({ id }) => id)].join(BETWEEN);
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
    if (isApart(toldApart(await tx.standingChanges("concept.keep-apart")), group)) return undefined;
    const name = nameOf(group);
    const change = await openChange(deps, tx, actor, { kind: "concept.keep-apart", name, requestId });
    await change.close();
    return change.id;
  });
}
