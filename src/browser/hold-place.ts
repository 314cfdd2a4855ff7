const FOCUSABLE = "a[href], button, summary, [tabindex]";

/**
 * Keeps the reader where they are while parts of the page are exchanged: gives what brings the focus back to the link or
 * button that has it now, and puts what they look at back to its height in the window.
 */
export function holdPlace(): () => void {
  const focusBack = rememberFocus();
  const heightBack = rememberHeight();
  return () => {
    focusBack();
    heightBack();
  };
}

function rememberFocus(): () => void {
  const focused = document.activeElement;
  const part = focused?.closest("[data-part]");
  if (!(focused instanceof HTMLElement) || !part) return () => undefined;
  const key = keyOf(focused);
  const place = alike(part, key).indexOf(focused);
  return () => {
    if (focused.isConnected || place < 0) return;
    // Never another control than the one that had it: the next key would press that.
    const now = document.getElementById(part.id);
    if (now) alike(now, key)[place]?.focus({ preventScroll: true });
  };
}

function alike(part: Element, key: string): HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((element) => keyOf(element) === key);
}

/** What a control does, whatever it says or however often the page was made anew. */
function keyOf(element: Element): string {
  const action = element.closest("form")?.getAttribute("action") ?? "";
  const href = element.getAttribute("href")?.replace(/[?#].*/, "") ?? "";
  // The value of a button with an address of its own is the revision that it was made for.
  const what = element.getAttribute("formaction") ?? element.getAttribute("value");
  const own = [element.getAttribute("name"), what, element.className].join(" ");
  const words = element.matches("a") ? element.textContent.trim() : "";
  return [element.tagName, element.id, action, href, own, words].join("\n");
}

/** What stands in the window: the field in hand, else the first row that is seen. */
function rememberHeight(): () => void {
  const focused = document.activeElement;
  const seen = (element: Element): boolean => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const inHand = focused?.closest(".segment");
  const anchor =
    inHand && seen(inHand) ? inHand : [...document.querySelectorAll(".segments > li")].find(seen);
  if (!anchor) return () => undefined;
  const { top } = anchor.getBoundingClientRect();
  return () => {
    const now = document.getElementById(anchor.id);
    const moved = now ? now.getBoundingClientRect().top - top : 0;
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
  };
}
