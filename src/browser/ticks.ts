/** Ticks all boxes of a section or none, and says on the button how many are ticked. */
export function startTicks(): void {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-ticks]") : null;
    const section = button?.closest("section");
    if (!button || !section) return;
    for (const box of boxesOf(section)) box.checked = button.dataset["ticks"] === "all";
    count(button.closest("form"));
  });
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === "checkbox") count(target.form);
  });
}

function boxesOf(root: ParentNode): NodeListOf<HTMLInputElement> {
  return root.querySelectorAll("input[name=tick]");
}

/** Approved text counts only when it is to be changed too. */
function count(form: HTMLFormElement | null): void {
  const shown =
    form?.matches("[data-ticking]") === true ? form.querySelector<HTMLElement>("[data-ticked]") : null;
  if (!form || !shown) return;
  const approved = form.querySelector("input[name=approved]:checked") !== null;
  const ticked = [...boxesOf(form)].filter(
    (box) => box.checked && (approved || !box.matches("[data-approved]")),
  );
  // What is not shown has no box.
  const beyond = Number(shown.dataset["tickedBeyond"] ?? 0);
  shown.textContent = (ticked.length + beyond).toLocaleString(document.documentElement.lang);
}
