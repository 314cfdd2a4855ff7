import { onContent } from "./parts.ts";

/** What a text area was made as high as its text for. */
interface Fitted {
  readonly width: number;
  readonly length: number;
}

const fitted = new WeakMap<HTMLTextAreaElement, Fitted>();

/**
 * Makes text areas marked `data-autogrow` as high as their text. A style sheet could (`field-sizing`), but then every key lays the
 * whole page out; so one does only when a line is begun or goes.
 */
export function startAutogrow(): void {
  const widths = new ResizeObserver((entries) => {
    const areas = entries
      .map(({ target }) => target)
      .filter((target) => target instanceof HTMLTextAreaElement);
    fit(areas.filter((area) => area.clientWidth !== fitted.get(area)?.width));
  });
  onContent(() => {
    for (const area of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-autogrow]"))
      widths.observe(area);
  });
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement) || !target.matches("[data-autogrow]")) return;
    // One that was folded came without being told of.
    if (!fitted.has(target)) widths.observe(target);
    grow(target);
  });
}

/** Follows the text that a script put into an area. */
export function fitArea(area: HTMLTextAreaElement): void {
  if (area.matches("[data-autogrow]")) fit([area]);
}

function grow(area: HTMLTextAreaElement): void {
  const { value, scrollHeight, clientHeight } = area;
  if (value.length < (fitted.get(area)?.length ?? 0)) {
    fit([area]);
    return;
  }
  if (scrollHeight > clientHeight) area.style.height = heightOf(area);
  fitted.set(area, { width: area.clientWidth, length: value.length });
}

/** All are measured before any is changed: each change in between would lay the page out again. */
function fit(areas: readonly HTMLTextAreaElement[]): void {
  for (const area of areas) area.style.height = "auto";
  const heights = areas.map(heightOf);
  areas.forEach((area, index) => {
    area.style.height = heights[index] ?? "auto";
    fitted.set(area, { width: area.clientWidth, length: area.value.length });
  });
}

function heightOf(area: HTMLTextAreaElement): string {
  return `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}
