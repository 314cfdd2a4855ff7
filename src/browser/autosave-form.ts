import { fitArea } from "./autogrow.ts";
import type { Saved } from "./saving.ts";

/** Shows or hides one of the notes of an editor's form. */
export function setHidden(form: HTMLFormElement, note: string, hidden: boolean): void {
  const found = form.querySelector<HTMLElement>(note);
  if (found) found.hidden = hidden;
}

/** Changes in the field only what differs, so that the caret and a selection stay where they are in the text. */
export function placeText(area: HTMLTextAreaElement, text: string): void {
  const now = area.value;
  const shorter = Math.min(now.length, text.length);
  let start = 0;
  while (start < shorter && now[start] === text[start]) start++;
  let end = 0;
  while (end < shorter - start && now.at(-1 - end) === text.at(-1 - end)) end++;
  area.setRangeText(text.slice(start, text.length - end), start, now.length - end, "preserve");
  fitArea(area);
}

/** The segment's state beside the editor, as the save has made it. */
export function showRow(form: HTMLFormElement, { state, stateLabel }: Saved): void {
  const row = form.closest("[data-part]");
  const badge = row?.querySelector(".segment-side .state");
  if (!row || !badge || badge.classList.contains(`state-${state}`)) return;
  const icon = badge.querySelector("svg");
  badge.className = `state state-${state}`;
  icon?.querySelector("use")?.setAttribute("href", `#icon-${state}`);
  badge.replaceChildren(...(icon ? [icon] : []), ` ${stateLabel}`);
  for (const name of [...row.classList])
    if (name.startsWith("is-") && name !== "is-active") row.classList.remove(name);
  row.classList.add(`is-${state}`);
}
