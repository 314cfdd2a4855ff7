import { unfold } from "./fold.ts";
import { placeBeside } from "./place-beside.ts";

/** The mark that the card explains in which an element stands; null elsewhere. */
export function explainedMark(element: Element): Element | null {
  return element.closest(".why-card") && document.querySelector(".mark.is-open");
}

/** Puts what the card explains back in its row. */
export function closeWhy(): void {
  document.querySelector<HTMLElement>(".why-card:popover-open")?.hidePopover();
}

/** Shows the reason for a mark beside it when it is clicked. Without this the mark leads to the list of reasons. */
export function startWhy(): void {
  const card = document.createElement("div");
  card.className = "why-card";
  card.popover = "auto";
  card.tabIndex = -1;
  document.body.append(card);
  let home: Element | undefined;
  let place = (): void => undefined;

  // The explanation itself moves, so that its forms and labels stand in the page once only.
  card.addEventListener("beforetoggle", (event) => {
    if (event.newState === "closed") {
      const mark = document.querySelector<HTMLElement>(".mark.is-open");
      mark?.classList.remove("is-open");
      // Before its content goes home, which would lose the focus.
      if (card.contains(document.activeElement)) mark?.focus({ preventScroll: true });
      home?.append(...card.childNodes);
      home = undefined;
    }
  });
  document.addEventListener("click", (event) => {
    const mark = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-why]") : null;
    const selecting = document.getSelection()?.isCollapsed === false;
    if (!mark || event.ctrlKey || event.metaKey || (selecting && mark.tagName !== "A")) return;
    const row = mark.closest(".segment");
    if (row) unfold(row, "reasons");
    const reason = document.getElementById(mark.dataset["why"] ?? "");
    if (!reason) return;
    event.preventDefault();
    if (card.matches(":popover-open")) card.hidePopover();
    home = reason;
    card.dataset["kind"] = /reason-(\w+)/.exec(reason.className)?.[1] ?? "";
    card.append(...reason.childNodes);
    card.ariaLabel = mark.title;
    card.showPopover();
    mark.classList.add("is-open");
    const lines = [...mark.getClientRects()];
    // A mark over several lines is explained at the line that was clicked; by keyboard, at its last.
    const clicked = lines.findIndex(({ top, bottom }) => event.clientY >= top && event.clientY <= bottom);
    place = () => placeBeside(card, mark.getClientRects().item(clicked) ?? mark.getBoundingClientRect(), 6);
    place();
    card.focus({ preventScroll: true });
  });
  document.addEventListener("scroll", () => {
    if (card.matches(":popover-open")) place();
  });
}
