import { segmentHistory } from "../../app/segment-history.ts";
import { tokenise } from "../../core/text/words.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import type { SplitModel } from "./models.ts";

/** How many tokens, spaces among them, are shown on each side of a place. */
const AROUND = 9;

/** The choice of where to cut a segment in two. */
export async function splitPage(
  { deps }: Pick<Exchange, "deps">,
  segmentId: string,
): Promise<PageAnswer<"split">> {
  const { article, segment } = await segmentHistory(deps, segmentId);
  const model: SplitModel = { article, segment, places: splitPlaces(segment.machine) };
  return page("split", model, { key: "split.title", params: { number: segment.number } });
}

/** The places where a text can be cut: before everything that follows white space, with some words on each side. */
export function splitPlaces(machine: string): SplitModel["places"] {
  const tokens = tokenise(machine);
  const join = (from: number, to: number): string =>
    tokens
      .slice(Math.max(0, from), to)
      .map((token) => token.text)
      .join("");
  return tokens.flatMap((token, index) =>
    index > 1 && token.kind !== "space" && tokens[index - 1]?.kind === "space"
      ? [{ at: token.from, lead: join(index - AROUND, index), trail: join(index, index + AROUND) }]
      : [],
  );
}
