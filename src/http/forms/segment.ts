import type { SegmentState } from "../../core/article/model.ts";
import type { Form } from "./form.ts";

/**
 * Where an editor goes after saving: back, on to the segment after or before; or, with the segment approved, on to the
 * one after it or to the next that is not approved.
 */
export const AFTER_SAVING = ["stay", "next", "previous", "approve", "approve-open"] as const;
export type AfterSaving = (typeof AFTER_SAVING)[number];

/** The states that an editor gives; `edited` comes from editing. */
export const GIVEN_STATES = ["open", "needs-work", "approved"] as const satisfies readonly SegmentState[];
export type GivenState = (typeof GIVEN_STATES)[number];

/** A segment's new text. */
export interface TextInput {
  readonly revision: number;
  readonly text: string;
  /** The text that the typing started from, where that is not the revision's. */
  readonly base: string | undefined;
  readonly then: AfterSaving;
  readonly requestId: string | undefined;
}

/** The new text of a segment whose text is `stored`. */
export function readSegmentText(form: Form, stored: string): TextInput {
  return {
    revision: form.integer("revision"),
    text: likeStored(form.text("text"), stored),
    base: form.sent("base") ? likeStored(form.text("base"), stored) : undefined,
    then: form.optionalOneOf("then", AFTER_SAVING) ?? "stay",
    requestId: form.optionalId("requestId"),
  };
}

/** The text of a refused form as it was typed, without what no text may hold. */
export function readTyped(form: Form): string {
  return form.raw("text").replaceAll("\0", "").toWellFormed().replace(/\r\n?/g, "\n");
}

/** A segment's new state; `approve` with a revision says both, so that one form serves the rows of a page. */
export function readSegmentState(form: Form): { readonly revision: number; readonly state: GivenState } {
  if (form.has("approve")) return { revision: form.integer("approve"), state: "approved" };
  return { revision: form.integer("revision"), state: form.oneOf("state", GIVEN_STATES) };
}

/** Which revision to restore. */
export function readRestoration(form: Form): { readonly revision: number; readonly restore: number } {
  return { revision: form.integer("revision"), restore: form.integer("restore") };
}

/** Where to split: offsets in the segment's machine text and, if it was said, in its current text. */
export function readSplit(form: Form): {
  readonly revision: number;
  readonly at: number;
  readonly textAt: number | undefined;
} {
  return {
    revision: form.integer("revision"),
    at: form.integer("at"),
    textAt: form.optionalInteger("textAt"),
  };
}

/** The revision of the segment that is joined with the one after it. */
export function readJoin(form: Form): { readonly revision: number } {
  return { revision: form.integer("revision") };
}

/**
 * A typed text with the line breaks of the stored one. Browsers show every kind alike and send one, so a text that
 * differs in nothing else is the stored one, byte for byte.
 */
export function likeStored(typed: string, stored: string): string {
  const text = typed.replace(/\r\n?/g, "\n");
  if (text === stored.replace(/\r\n?/g, "\n")) return stored;
  return text.replaceAll("\n", /\r\n?|\n/.exec(stored)?.[0] ?? "\n");
}
