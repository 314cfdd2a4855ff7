import type { OpenChange } from "../changes.ts";
import type { Deps } from "../deps.ts";
import type { ChangeRecord } from "../records.ts";
import type { StoreWriter } from "../store.ts";
import { followDecisions } from "./merge.ts";
import { mergeBehind } from "./survivors.ts";

/**
 * Takes back what a merge, or one that was made again, did to decisions: those that it made are revoked, those for the concept
 * that is there again hold. Where the taking back is taken back they follow once more.
 */
export async function undoMergedDecisions(
  deps: Deps,
  tx: StoreWriter,
  change: OpenChange,
  { undone, forward }: { readonly undone: ChangeRecord; readonly forward: boolean },
): Promise<void> {
  if (!forward) {
    const merge = await mergeBehind(tx, undone);
    if (merge !== undefined) await followDecisions(deps, tx, change, merge);
    return;
  }
  for (const { id, revokedBy } of await tx.decisionsOf(undone.id))
    if (revokedBy === null) await tx.setDecisionRevoked(id, change.id);
  for (const { id } of await tx.decisionsRevokedBy(undone.id)) await tx.setDecisionRevoked(id, null);
}
