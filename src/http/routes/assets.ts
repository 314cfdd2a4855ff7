import { Failure } from "../../app/failure.ts";
import type { Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";

/** GET /assets/:name */
export function file({ assets, id }: Exchange): Answer {
  const found = assets.find(id("name"));
  if (found === undefined) throw new Failure("not-found", "failure.page");
  return found;
}

/** GET /healthz: for whoever watches the server. */
export function health(): Answer {
  return { kind: "json", value: { ok: true } };
}
