/** A shown effect counts no longer once a field is changed: the form then asks the server to show it again. */
export function startImpact(): void {
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof Element)) return;
    const form = target.closest<HTMLFormElement>("form[data-impact]");
    const seen = form?.querySelector<HTMLInputElement>("input[name=seen]");
    if (!form || !seen || target.matches("[name=tick], [name=carry]")) return;
    seen.value = "";
    const note = form.querySelector<HTMLElement>("[data-impact-changed]");
    if (note) note.hidden = false;
  });
}
