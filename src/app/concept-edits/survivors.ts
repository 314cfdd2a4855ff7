/** Where concepts went that were merged into others, worked out from the changes that did it. */
import { conceptLabel } from "../../core/glossary/model.ts";
import { rootOf } from "../changes.ts";
import type { Deps } from "../deps.ts";
import type { ChangeRecord } from "../records.ts";
import type { StoreReader } from "../store.ts";

/** The concept that stands for one that was merged into another, and so on; undefined for one that stands or was deleted. */
export function findSurvivor(deps: Deps, conceptId: string): Promise<string | undefined> {
  return deps.store.read((tx) => survivorOf(tx, conceptId));
}

async function survivorOf(tx: StoreReader, conceptId: string): Promise<string | undefined> {
  let id = await mergedInto(tx, conceptId);
  // A chain has an end: what is merged is gone, and can take in nothing.
  for (let next = id; next !== undefined; next = await mergedInto(tx, next)) id = next;
  const record = id === undefined ? undefined : await tx.concept(id);
  return record?.removed === false ? id : undefined;
}

/** The concept into which one was merged, which may be gone in turn. */
async function mergedInto(tx: StoreReader, conceptId: string): Promise<string | undefined> {
  const record = await tx.concept(conceptId);
  if (record?.removed !== true) return undefined;
  const last = await tx.conceptRevision(conceptId, record.revision);
  const change = last === undefined ? undefined : await tx.change(last.changeId);
  return change === undefined ? undefined : (await mergeBehind(tx, change))?.stays;
}

/** Ids of the two concepts of the merge that a change is, or that its undos lead back to. */
export async function mergeBehind(
  tx: StoreReader,
  change: ChangeRecord,
): Promise<{ readonly stays: string; readonly goes: string } | undefined> {
  const { root } = await rootOf(tx, change);
  if (root.kind !== "concept.merge") return undefined;
  const revisions = await tx.conceptRevisionsOf(root.id);
  const stays = revisions.find(({ removed }) => !removed);
  const goes = revisions.find(({ removed }) => removed);
  if (stays === undefined || goes === undefined) return undefined;
  return { stays: stays.conceptId, goes: goes.conceptId };
}

/** A concept that another took in. */
export interface MergedConcept {
  readonly id: string;
  readonly label: string;
}

/** The concepts that were merged into one, directly or before, as long as that is not taken back; the last first. */
export async function mergedConcepts(tx: StoreReader, conceptId: string): Promise<readonly MergedConcept[]> {
  const found = new Map<string, MergedConcept>();
  for (const { change } of await tx.conceptHistory(conceptId)) {
    const merge = await mergeBehind(tx, change);
    if (merge?.stays !== conceptId || found.has(merge.goes)) continue;
    const record = await tx.concept(merge.goes);
    if (record === undefined || (await mergedInto(tx, merge.goes)) !== conceptId) continue;
    found.set(merge.goes, { id: merge.goes, label: conceptLabel(record.concept) });
    for (const earlier of await mergedConcepts(tx, merge.goes)) found.set(earlier.id, earlier);
  }
  return [...found.values()];
}
