import type { RunTarget } from "./model.ts";

/** What a person may ask a run to be about, in the order in which it is offered. */
export const RUN_TARGETS = ["stale", "concepts", "all"] as const satisfies readonly RunTarget["kind"][];
export type RunTargetName = (typeof RUN_TARGETS)[number];
