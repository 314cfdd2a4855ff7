const LIT = "is-lit";

/** Lights up a name on both sides of a segment, and in the glossary, while one of its places is pointed at or focused. */
export function startLinked(): void {
  const light = ({ target }: Event): void => {
    const place = target instanceof Element ? target.closest<HTMLElement>("[data-concept]") : null;
    if (place?.classList.contains(LIT) === true) return;
    dim();
    const concept = place?.dataset["concept"];
    if (place === null || concept === undefined) return;
    // From the glossary all places of the article are meant.
    const scope = place.closest(".segment") ?? document;
    const places = [...scope.querySelectorAll(`[data-concept="${CSS.escape(concept)}"]`)];
    if (places.length > 1) for (const each of places) each.classList.add(LIT);
  };
  const dim = (): void => {
    for (const place of document.querySelectorAll(`.${LIT}`)) place.classList.remove(LIT);
  };
  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);
  document.addEventListener("focusout", dim);
  document.documentElement.addEventListener("pointerleave", dim);
}
