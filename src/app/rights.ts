import type { Actor } from "./records.ts";
import type { Run } from "./runs/model.ts";

/**
 * Whether somebody may do a run, approved text included if it says so. Asked when it starts and before each chunk's
 * writing, so that a right that was taken away counts at once. Until there are accounts everybody may.
 */
export function mayRun(actor: Actor, run: Pick<Run, "kind" | "scope" | "touchApproved">): boolean {
  return RIGHTS.every((right) => right(actor, run));
}

type Right = (actor: Actor, run: Pick<Run, "kind" | "scope" | "touchApproved">) => boolean;

/** What all must hold; accounts put theirs here. */
const RIGHTS: readonly Right[] = [];
