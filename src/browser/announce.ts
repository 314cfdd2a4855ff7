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

/** Shows a warning where the page's notices stand, and has it said; with `unsaved` until something is saved again. */
export function warn(text: string, unsaved = false): void {
  const notice = document.createElement("div");
  notice.className = "notice notice-warning";
  notice.textContent = text;
  notice.toggleAttribute("data-unsaved-warning", unsaved);
  document.getElementById("notice")?.replaceChildren(notice);
  bringNear();
  announce(text);
}

/** Takes the warning away that something could not be saved. */
export function endWarning(): void {
  const warning = document.querySelector("[data-unsaved-warning]");
  if (!warning) return;
  warning.remove();
  bringNear();
}

let timer = 0;

/**
 * The page's notice stands at its top. Where that is scrolled away it is shown at the window's lower edge: a warning until
 * the next notice, another for ten seconds. Its place is kept, so that nothing moves.
 */
export function bringNear(): void {
  const place = document.getElementById("notice");
  if (!place) return;
  clearTimeout(timer);
  const away = (): void => {
    place.classList.remove("is-afar");
    place.style.blockSize = "";
  };
  away();
  const notice = place.firstElementChild;
  const { bottom, height } = place.getBoundingClientRect();
  if (!notice || bottom > 0) return;
  place.style.blockSize = `${height}px`;
  place.classList.add("is-afar");
  if (!notice.matches(".notice-warning")) timer = setTimeout(away, 10_000);
}
