/** Ctrl or ⌘ + Enter sends the form one types in; with Shift by its button marked `data-key-shift`. */
export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    // While an input method composes, Enter belongs to it; some browsers say so by the key code only.
    if (event.isComposing || Reflect.get(event, "keyCode") === 229) return;
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form =
      event.target instanceof Element ? event.target.closest<HTMLFormElement>("form[data-keys]") : null;
    if (!form) return;
    event.preventDefault();
    form.requestSubmit(event.shiftKey ? form.querySelector<HTMLElement>("[data-key-shift]") : null);
  });
}
