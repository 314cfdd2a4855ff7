import type { SourceInput } from "../../app/article-draft.ts";
import { BEAD_SIDES, type BeadCorrection } from "../../core/article/beads.ts";
import { readText } from "./article.ts";
import type { Form } from "./form.ts";
import { likeStored } from "./segment.ts";

/** The Chinese that an article is given, with what was typed to show it again. */
export interface GivenSource {
  readonly source: SourceInput;
  readonly requestId: string | undefined;
}

/** The Chinese of an article: a file, else the pasted text. */
export function readGivenSource(form: Form): GivenSource {
  return {
    source: { ...readText(form, "source", "sourceFile"), reconstructed: form.has("reconstructed") },
    requestId: form.optionalId("requestId"),
  };
}

/** What is done about beads, as its button says it: `merge`, `shift:source:after`, or `split` with two numbers. */
export function readBeadCorrection(form: Form): {
  readonly revision: number;
  readonly correction: BeadCorrection;
} {
  const at = form.integer("bead");
  const revision = form.integer("revision");
  const [kind] = form.raw("do").split(":");
  if (kind === "merge") return { revision, correction: { kind, at } };
  if (kind === "split") {
    const [source, target] = [form.integer("source"), form.integer("target")];
    return { revision, correction: { kind, at, source, target } };
  }
  const shift = form.oneOf("do", SHIFTS);
  const [side, to] = shift.replace("shift:", "").split(":");
  return {
    revision,
    correction: {
      kind: "shift",
      at,
      side: side === "source" ? "source" : "target",
      to: to === "before" ? "before" : "after",
    },
  };
}

const SHIFTS = BEAD_SIDES.flatMap((side) => [`shift:${side}:before`, `shift:${side}:after`] as const);

/** The Chinese of one bead as it was typed, with the line breaks of the stored one. */
export function readSourceText(
  form: Form,
  stored: (bead: number) => string,
): { readonly revision: number; readonly bead: number; readonly text: string } {
  const bead = form.integer("bead");
  return { revision: form.integer("revision"), bead, text: likeStored(form.text("text"), stored(bead)) };
}
