import { tokenise } from "../text/words.ts";

/** Whether an offset of the text stands at the edge of a word or outside words. Linear once, then O(1). */
export function wordEdges(text: string): (offset: number) => boolean {
  const inside = new Uint8Array(text.length + 1);
  for (const { kind, from, to } of tokenise(text)) if (kind === "word") inside.fill(1, from + 1, to);
  return (offset) => inside[offset] !== 1;
}
