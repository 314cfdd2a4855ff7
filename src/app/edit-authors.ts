import type { ChangeRecord, ProposalRecord } from "./records.ts";
import type { StoreReader } from "./store.ts";

/** Who proposed each of these edits, and when, by proposal id. */
export async function editAuthors(
  tx: StoreReader,
  proposals: readonly ProposalRecord[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly at: number }>> {
  const found = new Map<string, { name: string; at: number }>();
  for (const { id, kind, changeId } of proposals) {
    const change = kind === "edit" ? await tx.change(changeId) : undefined;
    if (change !== undefined) found.set(id, { name: change.actor.name, at: change.at });
  }
  return found;
}

/** Who proposed the edit that a change accepted; undefined for other changes. */
export async function proposerOf(tx: StoreReader, change: ChangeRecord): Promise<string | undefined> {
  if (change.kind !== "proposal.accept") return undefined;
  const edits = (await tx.proposalsResolvedBy(change.id)).filter(({ kind }) => kind === "edit");
  return [...(await editAuthors(tx, edits)).values()][0]?.name;
}
