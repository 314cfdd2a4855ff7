/** All menus of the page, those that come later too: looking for the open ones among them is far cheaper than in the page. */
const menus = document.getElementsByClassName("menu");

function openMenus(): HTMLDetailsElement[] {
  return [...menus].filter((menu) => menu instanceof HTMLDetailsElement).filter((menu) => menu.open);
}

/** Whether the reader has a menu open. */
export function isMenuOpen(): boolean {
  return openMenus().length > 0;
}

/** Closes an open menu on Escape and when something else is clicked or focused; the row of an open one is marked `has-menu`. */
export function startMenus(): void {
  const closeOthers = ({ target }: Event): void => {
    for (const menu of openMenus()) if (target instanceof Node && !menu.contains(target)) menu.open = false;
  };
  const markRow = ({ target }: Event): void => {
    if (target instanceof HTMLDetailsElement && target.matches(".menu"))
      target.closest(".segment")?.classList.toggle("has-menu", target.open);
  };
  document.addEventListener("toggle", markRow, { capture: true });
  document.addEventListener("click", closeOthers);
  document.addEventListener("focusin", closeOthers);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}
