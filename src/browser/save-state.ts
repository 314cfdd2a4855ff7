import { announce, endWarning } from "./announce.ts";

/** How the text of an editor stands. `unkept`: neither on the server nor on this device. */
export type SaveState =
  "saving" | "saved" | "merged" | "offline" | "failed" | "kept" | "unkept" | "conflict" | "refused";

/** How long a plain "saved" that was said is not said again, in milliseconds: somebody is typing. */
const SILENCE = 30_000;

let said: SaveState | undefined;
let saidAt = 0;

/**
 * Shows beside an editor how its text stands. It is said too where that is news: not that saving has begun, and not
 * every save of somebody who goes on typing.
 */
export function showState(form: HTMLFormElement, state: SaveState, message?: string): void {
  const place = form.querySelector<HTMLElement>("[data-save-state]");
  if (!place) return;
  const text =
    message ?? (place.getAttribute(`data-${state}`) ?? "").replace("{time}", () => clock(Date.now()));
  place.textContent = text;
  place.className = `save-state scripted is-${state}`;
  form.querySelector<HTMLElement>("[data-compare]")?.toggleAttribute("hidden", state !== "conflict");
  if (state === "saved" || state === "merged") endWarning();
  const again = state === said && (state !== "saved" || Date.now() - saidAt < SILENCE);
  if (state === "saving" || again) return;
  said = state;
  saidAt = Date.now();
  announce(text);
}

let format: Intl.DateTimeFormat | undefined;

/** The time of the day as the page's language writes it, of 24 hours; of milliseconds UTC. */
export function clock(at: number): string {
  // Making one takes longer than a frame.
  format ??= new Intl.DateTimeFormat(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return format.format(at);
}
