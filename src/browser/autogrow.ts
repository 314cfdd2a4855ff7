import { onContent } from "./parts.ts";

/** Makes text areas as high as their text, in browsers whose style sheets cannot. */
export function startAutogrow(): void {
  if (CSS.supports("field-sizing", "content")) return;
  onContent(() => document.querySelectorAll<HTMLTextAreaElement>("textarea[data-autogrow]").forEach(grow));
  document.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLTextAreaElement && target.matches("[data-autogrow]")) grow(target);
  });
}

function grow(area: HTMLTextAreaElement): void {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}
