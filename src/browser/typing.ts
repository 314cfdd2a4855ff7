import { textOf } from "./announce.ts";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The fields of guarded forms below `root` that hold what is not saved: typed since, or sent back to be saved. */
export function typedFields(root: ParentNode): Field[] {
  return [...root.querySelectorAll<HTMLFormElement>("form[data-guard]")].flatMap((form) =>
    [...form.elements].filter(
      (element): element is Field =>
        isField(element) && element.type !== "hidden" && (form.matches("[data-unsaved]") || isTyped(element)),
    ),
  );
}

/** The form of `root` that does the same as the form of the field, and there the field of the same name. */
export function findTwin(field: Field, root: ParentNode): Field | undefined {
  const action = field.form?.getAttribute("action");
  return [...root.querySelectorAll<HTMLFormElement>("form[data-guard]")]
    .filter((form) => form.getAttribute("action") === action)
    .flatMap((form) => [...form.elements])
    .filter((element): element is Field => isField(element) && element.name === field.name)
    .find((element) => !isTick(field) || element.value === field.value);
}

/**
 * Puts what was typed into a field into its twin in newer HTML. The form keeps the revision that the typing started
 * from: what was changed meanwhile must still be found when it is saved.
 */
export function carryTyping(field: Field, twin: Field): void {
  if (isTick(field) && isTick(twin)) twin.checked = field.checked;
  else twin.value = field.value;
  const revision = (form: HTMLFormElement | null): HTMLInputElement | null | undefined =>
    form?.querySelector<HTMLInputElement>("input[name=revision]");
  const from = revision(field.form);
  const to = revision(twin.form);
  if (from && to) to.value = from.value;
  keepShown(field, twin);
}

/** What was typed in the open stays to be seen, though the page that came has it folded. */
function keepShown(field: Field, twin: Field): void {
  const around = twin.closest<HTMLDetailsElement>("details:not(.menu)");
  if (around && field.closest("details")?.open === true) around.open = true;
}

/** Asks before the page is left while something typed is not saved. */
export function startTypingGuard(): void {
  let sending = false;
  document.addEventListener("submit", (event) => {
    // A form that is sent in place prevents the event; any other leaves the page on purpose.
    setTimeout(() => (sending = !event.defaultPrevented));
  });
  addEventListener("pageshow", () => (sending = false));
  addEventListener("beforeunload", (event) => {
    if (!sending && typedFields(document).length > 0) event.preventDefault();
  });
}

/** Whether the reader agrees to lose what was typed; true when nothing was. */
export function mayDrop(fields: readonly Field[]): boolean {
  return fields.length === 0 || confirm(textOf("leave"));
}

function isField(element: Element): element is Field {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  );
}

/** A box or button to tick. */
type Tick = HTMLInputElement & { readonly type: "checkbox" | "radio" };

function isTick(field: Field): field is Tick {
  return field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");
}

function isTyped(field: Field): boolean {
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (field instanceof HTMLSelectElement) {
    const index = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(index, 0);
  }
  if (isTick(field)) return field.checked !== field.defaultChecked;
  return field.type === "file" ? field.value !== "" : field.value !== field.defaultValue;
}
