import { announce } from "./announce.ts";
import { clock } from "./save-state.ts";

/** What another did to a segment since a revision of it. */
export interface News {
  readonly revision: number;
  /** What stands now, with line breaks as LF. */
  readonly text: string;
  /** `own`: the reader did it, elsewhere than in the editor. `state`: only the segment's state was changed. */
  readonly kind: "text" | "own" | "state";
  /** The name of who did it. */
  readonly by: string;
  /** Milliseconds UTC. */
  readonly at: number;
  readonly stateLabel: string;
}

/** What was done to a segment after a revision; undefined when nothing was, or no answer came. */
export async function askNews(segmentId: string, after: number): Promise<News | undefined> {
  try {
    const response = await fetch(`/segments/${encodeURIComponent(segmentId)}/news?after=${after}`);
    const reply: unknown = response.ok ? await response.json() : undefined;
    return isNews(reply) ? reply : undefined;
  } catch {
    return undefined;
  }
}

/** Says in the editor's form who changed the segment; `aloud` too when it is the first that is heard of them. */
export function showNews(form: HTMLFormElement, news: News, aloud: boolean): void {
  const note = form.querySelector<HTMLElement>("[data-news]");
  const place = note?.querySelector("p");
  if (!note || !place) return;
  const said = (note.getAttribute(`data-${news.kind}`) ?? "")
    .replace("{name}", () => news.by)
    .replace("{state}", () => news.stateLabel)
    .replace("{time}", () => clock(news.at));
  place.textContent = said;
  note.hidden = false;
  if (aloud) announce(said);
}

function isNews(value: unknown): value is News {
  return typeof value === "object" && value !== null && "revision" in value && "by" in value;
}
