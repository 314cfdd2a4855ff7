import { onContent } from "./parts.ts";

/** Ticks all boxes of a section or none, and says on the button how many are ticked. */
export function startTicks(): void {
  onContent(() => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-ticking]")) {
      tickApproved(form);
      count(form);
    }
  });
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-ticks]") : null;
    const section = button?.closest("section");
    if (!button || !section) return;
    for (const box of boxesOf(section)) if (!box.disabled) box.checked = button.dataset["ticks"] === "all";
    count(button.closest("form"));
  });
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== "checkbox" || !target.form) return;
    if (target.name === "approved") tickApproved(target.form);
    count(target.form);
  });
}

function boxesOf(root: ParentNode): NodeListOf<HTMLInputElement> {
  return root.querySelectorAll("input[name=tick]");
}

/** What stands in approved text can be ticked only when that is to be changed too, and then is. */
function tickApproved(form: HTMLFormElement): void {
  const too = form.querySelector("input[name=approved]:checked") !== null;
  for (const box of boxesOf(form)) {
    if (!box.matches("[data-approved]") || box.disabled !== too) continue;
    box.disabled = !too;
    box.checked = too;
  }
}

function count(form: HTMLFormElement | null): void {
  const shown =
    form?.matches("[data-ticking]") === true ? form.querySelector<HTMLElement>("[data-ticked]") : null;
  if (!form || !shown) return;
  const ticked = [...boxesOf(form)].filter((box) => box.checked);
  // What is not shown has no box.
  const beyond = Number(shown.dataset["tickedBeyond"] ?? 0);
  shown.textContent = (ticked.length + beyond).toLocaleString(document.documentElement.lang);
}
