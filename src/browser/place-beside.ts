/** Places a fixed element below the rectangle, or above where there is no room, inside the window. */
export function placeBeside(element: HTMLElement, at: DOMRect, gap: number): void {
  const { offsetWidth: width, offsetHeight: height } = element;
  const below = at.bottom + gap;
  const top = below + height <= innerHeight || at.top - gap - height < 0 ? below : at.top - gap - height;
  const left = Math.min(at.left, document.documentElement.clientWidth - width - gap);
  element.style.top = `${Math.max(gap, Math.min(top, innerHeight - height - gap))}px`;
  element.style.left = `${Math.max(gap, left)}px`;
}
