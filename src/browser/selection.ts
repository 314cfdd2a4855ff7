import { onContent } from "./parts.ts";
import { placeBeside } from "./place-beside.ts";
import { visit } from "./swap.ts";

const TEXTS = ".segment-text, .segment-source, .machine-text";
const LONGEST = 200;

/** What is selected, with the row of its segment. */
interface Selected {
  readonly text: string;
  readonly side: "zh" | "en";
  readonly row: Element | null;
  readonly rect: DOMRect;
}

const button = document.createElement("button");
let kept: readonly Selected[] = [];

/**
 * Offers to add selected text of a segment to the glossary. A Chinese selection followed by an English one of the same
 * segment, or the other way round, go together.
 */
export function startSelection(): void {
  button.type = "button";
  button.className = "add-concept";
  button.popover = "manual";
  button.dataset["addSelection"] = "";
  document.body.append(button);
  let timer = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    // Every key moves the caret: only what is selected, or no longer is, is looked at.
    if (isSelected() || button.matches(":popover-open")) timer = setTimeout(offer, 200);
  });
  // What was selected before a swap stands in another row now.
  onContent(() => (kept = []));
  // Pressing the button would otherwise take the selection away first.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", add);
}

/** Adds what is selected at this moment, with what was selected beside it; false when nothing is. */
export function addSelected(): boolean {
  // The button itself may have the focus: then nothing is selected any more.
  if (document.activeElement !== button) offer();
  return button.matches(":popover-open") && add();
}

/** Adds what is offered. */
function add(): boolean {
  const link = addLink();
  if (kept.length === 0 || !link) return false;
  const address = new URL(link.href);
  for (const { side, text } of kept) address.searchParams.set(side, text);
  kept = [];
  document.getSelection()?.empty();
  button.hidePopover();
  void visit(address.href);
  return true;
}

/** Shows the button beside what is selected, and hides it when nothing is. */
function offer(): void {
  const selected = findSelected();
  const link = selected ? addLink() : null;
  if (!selected || !link) {
    if (button.matches(":popover-open")) button.hidePopover();
    return;
  }
  const other = kept.find(({ side, row }) => side !== selected.side && row === selected.row);
  kept = other ? [other, selected] : [selected];
  button.textContent = link.dataset["addConcept"] ?? "";
  if (other) button.append(` (${kept.map(({ text }) => text).join(" · ")})`);
  button.showPopover();
  placeBeside(button, selected.rect, 6);
}

function addLink(): HTMLAnchorElement | null {
  return document.querySelector<HTMLAnchorElement>("a[data-add-concept]");
}

function isSelected(): boolean {
  const field = document.activeElement;
  if (field instanceof HTMLTextAreaElement && field.selectionStart !== field.selectionEnd) return true;
  return document.getSelection()?.isCollapsed === false;
}

function findSelected(): Selected | undefined {
  const field = document.activeElement;
  if (field instanceof HTMLTextAreaElement && field.matches("form.editor textarea")) {
    const words = field.value.slice(field.selectionStart, field.selectionEnd);
    if (words !== "") return makeSelected(words, field, field);
  }
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const { startContainer, endContainer } = range;
  const start = startContainer.parentElement?.closest(TEXTS);
  return start?.contains(endContainer) ? makeSelected(selection.toString(), start, range) : undefined;
}

function makeSelected(
  words: string,
  element: Element,
  place: { readonly getBoundingClientRect: () => DOMRect },
): Selected | undefined {
  const text = words.replace(/\s+/g, " ").trim();
  if (text === "" || text.length > LONGEST) return undefined;
  const side = element.matches("[lang|=zh]") ? "zh" : "en";
  return { text, side, row: element.closest(".segment"), rect: place.getBoundingClientRect() };
}
