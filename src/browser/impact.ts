import { whenComposed } from "./composing.ts";
import { onContent } from "./parts.ts";

/** How long after the last key the effect is asked for, in milliseconds. */
const PAUSE = 350;

/**
 * Tells under a concept's form, while one types, what saving would do. An effect that was shown at length counts no longer
 * once a field is changed: the form then asks the server to show it again.
 */
export function startImpact(): void {
  let timer = 0;
  const plan = (form: HTMLFormElement, delay: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void foresee(form), delay);
  };
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof Element)) return;
    const form = target.closest<HTMLFormElement>("form[data-impact]");
    if (!form || target.matches("[name=tick], [name=carry]")) return;
    plan(form, PAUSE);
    const seen = form.querySelector<HTMLInputElement>("input[name=seen]");
    if (!seen) return;
    seen.value = "";
    const note = form.querySelector<HTMLElement>("[data-impact-changed]");
    if (note) note.hidden = false;
  });
  // A form that comes filled in, as from a selection, has an effect before a key is pressed.
  onContent(() => {
    const form = document.querySelector<HTMLFormElement>("form[data-impact][data-unsaved]");
    const line = form?.querySelector("[data-effect]");
    if (form && line?.textContent === "" && !form.querySelector("input[name=seen]")) plan(form, 0);
  });
}

/** Whether an answer is on its way: a slow server is asked for the last state only. */
let asking = false;
let again: HTMLFormElement | undefined;

async function foresee(form: HTMLFormElement): Promise<void> {
  if (asking) {
    again = form;
    return;
  }
  asking = true;
  await whenComposed();
  const line = form.querySelector<HTMLElement>("[data-effect]");
  const text = line ? await askEffect(line.dataset["effect"] ?? "", form) : undefined;
  // The line of what is known stays until something else is.
  if (line && text !== undefined && line.textContent !== text) line.textContent = text;
  asking = false;
  const next = again;
  again = undefined;
  if (next?.isConnected === true) await foresee(next);
}

async function askEffect(address: string, form: HTMLFormElement): Promise<string | undefined> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  try {
    const response = await fetch(address, { method: "POST", body });
    const answer: unknown = response.ok ? await response.json() : undefined;
    return typeof answer === "object" &&
      answer !== null &&
      "text" in answer &&
      typeof answer.text === "string"
      ? answer.text
      : undefined;
  } catch {
    return undefined;
  }
}
