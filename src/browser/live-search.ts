import { whenComposed } from "./composing.ts";
import { look } from "./swap.ts";

/** How long nothing is typed before it is searched for, in milliseconds. */
const PAUSE = 120;

/**
 * Searches while somebody types: shows what a form marked `data-live` would find, in the part that the mark names, and
 * leaves all else of the page as it is. Choices of the form count at once.
 */
export function startLiveSearch(): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;
  document.addEventListener("input", (event) => {
    const { target } = event;
    const form = target instanceof Element ? target.closest<HTMLFormElement>("form[data-live]") : null;
    if (!form) return;
    clearTimeout(waiting);
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    waiting = setTimeout(() => void search(form, signal), target instanceof HTMLSelectElement ? 0 : PAUSE);
  });
  // The form that is sent answers for itself.
  document.addEventListener("submit", ({ target }) => {
    if (!(target instanceof Element) || !target.matches("[data-live]")) return;
    clearTimeout(waiting);
    asking?.abort();
  });
}

async function search(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
  await whenComposed();
  if (signal.aborted) return;
  const address = new URL(form.getAttribute("action") ?? "", location.href);
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && value !== "") address.searchParams.append(name, value);
  await look(address, form.dataset["live"] ?? "", signal);
}
