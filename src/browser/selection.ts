import { placeBeside } from "./place-beside.ts";
import { visit } from "./swap.ts";

const TEXTS = ".segment-text, .segment-source, .machine-text";
const LONGEST = 200;

/** Offers to add selected text of a segment to the glossary. */
export function startSelection(): void {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "add-concept";
  button.popover = "manual";
  document.body.append(button);
  let timer = 0;

  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const selected = findSelected();
      const link = addLink();
      if (!selected || !link) {
        if (button.matches(":popover-open")) button.hidePopover();
        return;
      }
      button.textContent = link.dataset["addConcept"] ?? "";
      button.showPopover();
      placeBeside(button, selected.rect, 6);
    }, 200);
  });
  // Pressing the button would otherwise take the selection away first.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const selected = findSelected();
    const link = addLink();
    if (!selected || !link) return;
    const address = new URL(link.href);
    address.searchParams.set(selected.chinese ? "zh" : "en", selected.text);
    document.getSelection()?.empty();
    void visit(address.href);
  });
}

function addLink(): HTMLAnchorElement | null {
  return document.querySelector<HTMLAnchorElement>("a[data-add-concept]");
}

function findSelected():
  { readonly text: string; readonly chinese: boolean; readonly rect: DOMRect } | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const { startContainer, endContainer } = range;
  const start = startContainer.parentElement?.closest(TEXTS);
  const text = selection.toString().replace(/\s+/g, " ").trim();
  if (!start?.contains(endContainer) || text === "" || text.length > LONGEST) return undefined;
  return { text, chinese: start.matches("[lang|=zh]"), rect: range.getBoundingClientRect() };
}
