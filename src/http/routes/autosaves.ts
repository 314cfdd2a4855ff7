import { Failure } from "../../app/failure.ts";
import { saveSegment } from "../../app/segments.ts";
import type { Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readSegmentText } from "../forms/segment.ts";

/**
 * What the page's script is told of a save that it made by itself. `conflict`: what was typed touches what somebody else
 * wrote; nothing is saved. `refused`: the text is none that can be saved. `kept`: the reader proposes what they save, and
 * only by themselves.
 */
export type AutosaveAnswer =
  | {
      readonly kind: "saved";
      readonly revision: number;
      /** What stands now, with line breaks as LF. */
      readonly text: string;
      readonly merged: boolean;
      readonly state: string;
      readonly stateLabel: string;
    }
  | { readonly kind: "conflict" }
  | { readonly kind: "kept" }
  | { readonly kind: "refused"; readonly message: string };

/** POST /segments/:id/autosaves: saves what is being typed, and says how it stands without a page. */
export async function create(exchange: Exchange): Promise<Answer> {
  const kept: AutosaveAnswer = { kind: "kept" };
  return { kind: "json", value: exchange.proposing ? kept : await autosave(exchange) };
}

async function autosave({ deps, actor, id, form, t }: Exchange): Promise<AutosaveAnswer> {
  const sent = await form();
  const segmentId = id("id");
  const stored = await deps.store.read((tx) => tx.segment(segmentId));
  try {
    const { revision, text, base, requestId } = readSegmentText(sent, stored?.text ?? "");
    const input = { segmentId, revision, text, base, requestId, auto: true };
    const saved = await saveSegment(deps, actor, input);
    return {
      kind: "saved",
      revision: saved.revision,
      text: saved.text.replace(/\r\n?/g, "\n"),
      merged: saved.merged,
      state: saved.state,
      stateLabel: t(`state.${saved.state}`),
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.code === "conflict") return { kind: "conflict" };
    if (error.code !== "invalid" && error.code !== "too-large") throw error;
    const [finding] = error.findings;
    const why = finding === undefined ? "" : ` ${t(`finding.${finding.code}`, finding.params)}`;
    return { kind: "refused", message: t(error.key, error.params) + why };
  }
}
