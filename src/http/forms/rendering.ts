import type { RunScope } from "../../app/runs/model.ts";
import { Failure } from "../../app/failure.ts";
import type { Form } from "./form.ts";

/** What to render again: the articles that a concept affects, or all that are out of date. */
export interface RenderingInput {
  readonly scope: RunScope;
  readonly requestId: string | undefined;
}

/** What to render again; fails when nothing is named. */
export function readRendering(form: Form): RenderingInput {
  const conceptId = form.optionalId("conceptId");
  const stale = form.raw("stale") === "1";
  if (conceptId === undefined && !stale)
    throw new Failure("invalid", "failure.field", { field: "conceptId" });
  const target =
    conceptId === undefined
      ? ({ kind: "stale" } as const)
      : ({ kind: "concepts", conceptIds: [conceptId] } as const);
  return { scope: { target }, requestId: form.optionalId("requestId") };
}
