/** Buttons marked `data-print` print the page. */
export function startPrint(): void {
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-print]") !== null) window.print();
  });
}
