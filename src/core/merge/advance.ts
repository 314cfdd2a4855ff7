import type { SegmentState } from "../article/model.ts";
import { merge3 } from "./merge3.ts";
import type { Region } from "./model.ts";

/** What stands in a segment: `rendered` is the rendering that `text` was last merged with. */
export interface Standing {
  readonly state: SegmentState;
  readonly rendered: string;
  readonly text: string;
}

/**
 * What a new rendering does to a segment. `stay`: nothing. `rebase`: only the base advances, the text stays.
 * `follow`: the text becomes `text`. `propose`: an editor is asked; `merged` is undefined where the two touch.
 */
export type Advance =
  | { readonly kind: "stay" }
  | { readonly kind: "rebase" }
  | { readonly kind: "follow"; readonly text: string }
  | {
      readonly kind: "propose";
      readonly merged: string | undefined;
      readonly regions: readonly Region[];
    };

/** Decides what becomes of a segment when its rendering is `next`. Approved text never changes. */
export function advance(standing: Standing, next: string): Advance {
  if (next === standing.rendered) return { kind: "stay" };
  if (standing.state === "open") return { kind: "follow", text: next };
  const { regions, text } = merge3(standing.rendered, standing.text, next);
  if (text === standing.text) return { kind: "rebase" };
  if (standing.state === "approved" || text === undefined) return { kind: "propose", merged: text, regions };
  return { kind: "follow", text };
}
