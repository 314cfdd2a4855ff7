/** The field in which an input method composes. */
let field: Element | undefined;

/** Notes where an input method composes: what stands there meanwhile is nobody's text yet. */
export function startComposing(): void {
  const noteStart = ({ target }: Event): void => {
    field = target instanceof Element ? target : undefined;
  };
  const noteEnd = (): void => {
    field = undefined;
  };
  // Before everybody else: what they do may depend on it.
  document.addEventListener("compositionstart", noteStart, { capture: true });
  document.addEventListener("compositionend", noteEnd, { capture: true });
}

/** Whether an input method composes in a field of the page. */
export function isComposing(): boolean {
  // A field that goes takes its composition with it, and some browsers say nothing.
  return field?.isConnected === true && document.activeElement === field;
}

/** Waits until no input method composes: nothing may be put in the place of what is being composed. */
export async function whenComposed(): Promise<void> {
  while (isComposing()) {
    await new Promise<void>((resolve) => {
      for (const name of ["compositionend", "focusout"])
        document.addEventListener(name, () => setTimeout(resolve), { once: true });
    });
  }
}
