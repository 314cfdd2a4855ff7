/** Has a screen reader say the text, once, without moving the focus. */
export function announce(text: string): void {
  const live = document.getElementById("live");
  if (!live) return;
  live.textContent = "";
  // A region that is emptied and filled within one frame counts as unchanged.
  requestAnimationFrame(() => {
    live.textContent = text;
  });
}

/** A text that the server gave the scripts in the reader's language: `data-text-<name>` of the body. */
export function textOf(name: "leave" | "failed" | "busy"): string {
  return document.body.getAttribute(`data-text-${name}`) ?? "";
}

/** Shows a warning where the page's notices stand, and has it said. */
export function warn(text: string): void {
  const notice = document.createElement("div");
  notice.className = "notice notice-warning";
  notice.textContent = text;
  document.getElementById("notice")?.replaceChildren(notice);
  announce(text);
}
