import { isPressed, parseChord, type Chord } from "./chords.ts";
import { unfold } from "./fold.ts";
import { addSelected } from "./selection.ts";
import { visit } from "./swap.ts";
import { closeWhy, explainedMark } from "./why.ts";

const MAC = /mac|iphone|ipad/i.test(navigator.platform);

/**
 * The keys of the pages. Which key does what stands in the list of shortcuts that every page has. Nothing acts while an
 * input method composes, and single characters only outside of fields.
 */
export function startKeys(): void {
  const bindings = readBindings();
  if (MAC) nameKeysOfMac();
  document.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.defaultPrevented || event.getModifierState("AltGraph")) return;
    const action = findAction(bindings, event);
    if (action !== undefined && act(action, event)) event.preventDefault();
  });
}

/** While an input method composes, every key belongs to it; some browsers say so by the key code only. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || Reflect.get(event, "keyCode") === 229;
}

/** What a key does at this place; true when it did something. */
type Act = (event: KeyboardEvent) => boolean;

const ACTS: Readonly<Record<string, Act>> = {
  approve: (event) => submit(event, "approve"),
  "approve-open": (event) => submit(event, "approve-open"),
  next: (event) => press(actOf("next")) || move(event, 1),
  previous: (event) => press(actOf("previous")) || move(event, -1),
  take: (event) => press(wholeRow(event)?.querySelectorAll("[data-take]")[digitOf(event) - 1]),
  "needs-work": (event) =>
    enter(actOf("needs-work")) || press(wholeRow(event)?.querySelector('button[value="needs-work"]')),
  add: () => addSelected() || press(document.querySelector("a[data-add-concept]")),
  filter: () => focus(document.querySelector('main input[type="search"]')),
  sheet: () => toggleSheet(),
};

function act(action: string, event: KeyboardEvent): boolean {
  return ACTS[action]?.(event) ?? false;
}

function readBindings(): readonly (readonly [string, Chord])[] {
  return [...document.querySelectorAll<HTMLElement>("#shortcuts [data-chord]")].map(
    ({ dataset }) => [dataset["action"] ?? "", parseChord(dataset["chord"] ?? "")] as const,
  );
}

function findAction(
  bindings: readonly (readonly [string, Chord])[],
  event: KeyboardEvent,
): string | undefined {
  for (const [action, chord] of bindings) {
    const letter = !chord.mod && !chord.alt && chord.key.length === 1;
    if (letter && (isTyping(event.target) || document.documentElement.dataset["letters"] === "off")) continue;
    // The digits are one binding: the first proposal stands for all nine.
    const taken = action === "take" && digitOf(event) > 0 ? { ...chord, key: String(digitOf(event)) } : chord;
    if (isPressed(taken, event, MAC)) return action;
  }
  return undefined;
}

function digitOf(event: KeyboardEvent): number {
  return Number(/^(?:Digit|Numpad)?([1-9])$/.exec(event.code || event.key)?.[1] ?? 0);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}

/** The row that has the focus, or of whose mark the explanation has it, else the one in hand. */
function rowOf({ target }: KeyboardEvent): Element | null {
  const focused = target instanceof Element ? (explainedMark(target) ?? target).closest(".segment") : null;
  return focused ?? document.querySelector(".segment.is-active");
}

/** The same with everything that its closed parts and the explanation of its mark hold. */
function wholeRow(event: KeyboardEvent): Element | null {
  const row = rowOf(event);
  closeWhy();
  if (row) unfold(row);
  return row;
}

/** Sends the form one types in by its button of that value, or as it is; outside of a form approves the row in hand. */
function submit(event: KeyboardEvent, value: string): boolean {
  const form =
    event.target instanceof Element ? event.target.closest<HTMLFormElement>("form[data-keys]") : null;
  if (!form) return press(actOf(value)) || press(rowOf(event)?.querySelector('button[name="approve"]'));
  form.requestSubmit(form.querySelector<HTMLElement>(`button[value="${value}"]`));
  return true;
}

/** Opens the editor of the row after or before, or the first, saving what was typed; at the end of the page goes to the next one. */
function move(event: KeyboardEvent, step: 1 | -1): boolean {
  // The list of a choice opens by the same key.
  if (event.target instanceof HTMLSelectElement) return false;
  const rows = [...document.querySelectorAll(".segment")];
  const row = rowOf(event) ?? rows[0];
  if (row === undefined) return false;
  const form = row.querySelector<HTMLFormElement>("form.editor[data-keys]");
  const field = form?.querySelector("textarea");
  if (form && field && field.value !== field.defaultValue) {
    form.requestSubmit(form.querySelector<HTMLElement>(`button[value="${step > 0 ? "next" : "previous"}"]`));
    return true;
  }
  const inHand = form !== null || row.contains(document.activeElement);
  const next = inHand ? rows[rows.indexOf(row) + step] : row;
  const link = next?.querySelector<HTMLAnchorElement>("a[data-edit]");
  if (link) void visit(link.href, form ?? undefined);
  else return press(document.querySelector(`.pager [rel="${step > 0 ? "next" : "prev"}"]`));
  return true;
}

/** What a page without segments has an act do: its button or link, or the field to fill in for it. */
function actOf(action: string): HTMLElement | null {
  return document.querySelector(`main [data-act="${action}"]`);
}

function enter(element: HTMLElement | null): boolean {
  element?.focus();
  return element !== null;
}

function press(element: Element | null | undefined): boolean {
  if (!(element instanceof HTMLElement)) return false;
  element.click();
  return true;
}

function focus(element: HTMLInputElement | null): boolean {
  element?.focus();
  element?.select();
  return element !== null;
}

function toggleSheet(): boolean {
  const sheet = document.getElementById("shortcuts");
  sheet?.togglePopover();
  sheet?.querySelector("button")?.focus();
  return sheet !== null;
}

/** On a Mac ⌘ is what Ctrl is elsewhere, and Ctrl goes with ⌥. */
function nameKeysOfMac(): void {
  const names: Readonly<Record<string, string>> = { mod: "⌘", alt: "⌃⌥" };
  for (const key of document.querySelectorAll<HTMLElement>("kbd[data-key]"))
    key.textContent = names[key.dataset["key"] ?? ""] ?? key.textContent;
}
