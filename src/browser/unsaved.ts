import { listDrafts } from "./drafts.ts";
import { onContent } from "./parts.ts";
import { draftName, takenNames } from "./tabs.ts";

/** The draft of an editor that was just closed is free a moment later, in milliseconds. */
const SOON = 300;

/** Marks the rows of segments where something was typed, here on this device, and not saved: only their editors show it. */
export function startUnsaved(): void {
  let timer = 0;
  onContent(() => {
    clearTimeout(timer);
    timer = setTimeout(() => void mark(), SOON);
  });
}

async function mark(): Promise<void> {
  const words = document.getElementById("together")?.dataset["textUnsaved"];
  if (words === undefined) return;
  const drafts = await listDrafts();
  const taken = new Set(await takenNames());
  for (const note of document.querySelectorAll(".segment-unsaved")) note.remove();
  for (const { key, segmentId, text } of drafts) {
    const row = document.getElementById(`segment-${segmentId}`);
    const edit = row?.querySelector<HTMLAnchorElement>("a[data-edit]");
    // What an open editor has, in this tab or another, is shown there.
    if (!row || !edit || taken.has(draftName(key)) || stands(row, text)) continue;
    if (row.querySelector(".segment-unsaved") === null) edit.before(makeNote(words, edit.href));
  }
}

/** Whether the row reads as the draft does: its save came, only the answer did not. */
function stands(row: Element, text: string): boolean {
  return row.querySelector(".segment-text")?.textContent.trim() === text.trim();
}

function makeNote(words: string, address: string): HTMLElement {
  const note = document.createElement("a");
  note.className = "segment-unsaved";
  note.href = address;
  note.dataset["swap"] = "";
  note.textContent = words;
  return note;
}
