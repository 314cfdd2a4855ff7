import type { Form } from "./form.ts";
import { likeStored } from "./segment.ts";

/** How a proposal is accepted: as it is, or with the text that an editor made of it. */
export interface AcceptanceInput {
  readonly revision: number;
  readonly text: string | undefined;
}

/** The acceptance of a proposal for a segment whose text is `stored`. */
export function readAcceptance(form: Form, stored: string): AcceptanceInput {
  const revision = form.integer("revision");
  const text = form.has("text") ? likeStored(form.text("text"), stored) : undefined;
  return { revision, text };
}
