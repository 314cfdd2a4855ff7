import type { Form } from "./form.ts";

/** What to render again: the articles that the concepts of a change affect, or without one all that are out of date. */
export interface RenderingInput {
  readonly changeId: string | undefined;
  readonly requestId: string | undefined;
}

/** What to render again; fails when nothing is named. */
export function readRendering(form: Form): RenderingInput {
  const stale = form.raw("stale") === "1";
  const changeId = stale ? undefined : form.id("changeId");
  return { changeId, requestId: form.optionalId("requestId") };
}
