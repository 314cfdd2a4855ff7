import { Failure } from "../../app/failure.ts";
import { mayBeId } from "../ids.ts";
import type { Form } from "./form.ts";

/** Which text of which segment to take. */
export function readReuse(form: Form): {
  readonly revision: number;
  readonly of: string;
  readonly ofRevision: number;
  readonly requestId: string | undefined;
} {
  return {
    revision: form.integer("revision"),
    of: form.id("of"),
    ofRevision: form.integer("ofRevision"),
    requestId: form.optionalId("requestId"),
  };
}

/** The repetitions that were ticked, each as `segment:revision`. */
export function readRepetitions(form: Form): {
  readonly revision: number;
  readonly places: readonly { readonly segmentId: string; readonly revision: number }[];
  readonly requestId: string | undefined;
} {
  return {
    revision: form.integer("revision"),
    places: form.all("place").map(readPlace),
    requestId: form.optionalId("requestId"),
  };
}

function readPlace(value: string): { readonly segmentId: string; readonly revision: number } {
  const [segmentId = "", revision = ""] = value.split(":");
  if (!mayBeId(segmentId) || !/^\d{1,9}$/.test(revision))
    throw new Failure("invalid", "failure.field", { field: "place" });
  return { segmentId, revision: Number(revision) };
}
