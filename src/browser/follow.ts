import { parsePage } from "./fold.ts";
import { onContent, swapParts } from "./parts.ts";

/** What comes in one go is shown in one go, after so many milliseconds. */
const GATHER = 400;
/** When a stream that the server refused is asked for again, in milliseconds. */
const REFUSED = 5000;

/**
 * Keeps a part up to date whose `data-follow` names what it shows: a stream of events tells when there is something new, and the
 * page is asked for again. A part that is being typed in stays as it is.
 */
export function startFollow(): void {
  let source: EventSource | undefined;
  let followed = "";
  let timer = 0;

  const close = (): void => {
    source?.close();
    source = undefined;
    followed = "";
    clearTimeout(timer);
  };
  const refresh = async (): Promise<void> => {
    const shown = location.href;
    const response = await fetch(shown, { headers: { Accept: "text/html" } }).catch(() => undefined);
    if (!response?.ok || location.href !== shown) return;
    const next = parsePage(await response.text());
    const active = document.activeElement;
    swapParts(next, undefined, (part) => active instanceof HTMLInputElement && part.contains(active));
  };
  const follow = (): void => {
    const part = document.hidden ? null : document.querySelector<HTMLElement>("[data-follow]");
    const wanted = part?.dataset["follow"] ?? "";
    if (wanted === followed && source?.readyState !== EventSource.CLOSED) return;
    close();
    if (wanted === "") return;
    followed = wanted;
    source = new EventSource(`${wanted}/events?after=${part?.dataset["seq"] ?? ""}`);
    source.addEventListener("changed", () => {
      clearTimeout(timer);
      timer = setTimeout(() => void refresh(), GATHER);
    });
    source.addEventListener("error", () => {
      if (source?.readyState === EventSource.CLOSED) setTimeout(follow, REFUSED);
    });
  };
  onContent(follow);
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", close);
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) follow();
  });
}
