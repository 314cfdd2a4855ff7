import { foldedAlike, followFolds, unfold, unfoldAlike } from "./fold.ts";
import { carryTyping, findTwin, mayDrop, typedFields } from "./typing.ts";

/** The HTML of every part as the server last sent it: scripts change what stands in the page. */
const sent = new Map<string, string>();
const watchers: (() => void)[] = [];

/** Runs `watcher` now and after every swap. */
export function onContent(watcher: () => void): void {
  watchers.push(watcher);
  watcher();
}

/** Notes the parts of a page that was just loaded, before any script changes them. */
export function startParts(): void {
  for (const part of partsOf(document)) sent.set(part.id, fingerprint(part));
}

/**
 * Puts the parts of `next` in the place of those of the page that differ, and gives the elements that are new. What
 * is being typed goes over to the new part, or keeps its part in the page; only that of the form that was sent may go. Where the parts are not the same
 * ones, the whole of `main` is replaced; undefined when the reader would rather keep what that would lose. With `keep`,
 * for what the reader did not ask for, only parts are replaced, and those that it names stay. A part marked `data-same` was
 * not asked for: the page's own stays.
 */
export function swapParts(
  next: Document,
  origin: Element | undefined,
  keep?: (part: Element) => boolean,
): Element[] | undefined {
  document.querySelectorAll<HTMLElement>(":popover-open").forEach((popover) => popover.hidePopover());
  const alike = hasSameParts(next);
  if (!alike && keep) return [];
  const placed = alike ? swapEach(partsOf(document), partsOf(next), origin, keep) : swapMain(next, origin);
  if (placed === undefined) return undefined;
  document.title = next.title;
  for (const watcher of watchers) watcher();
  return placed;
}

function swapEach(
  now: readonly Element[],
  coming: readonly Element[],
  origin: Element | undefined,
  keep: (part: Element) => boolean = () => false,
): Element[] {
  return now.flatMap((part, index) => {
    const next = coming[index];
    if (next === undefined || next.matches("[data-same]")) return [];
    const print = fingerprint(next);
    unfoldAlike(part, next);
    if (print === sent.get(part.id) && followAddresses(part, next)) return [];
    if (keep(part)) return [];
    const typed = typedFields(part).filter((field) => field.form !== origin);
    const lost = typed.filter((field) => findTwin(field, next) === undefined);
    // Another form in its place was asked for; none at all is only the answer to something else.
    if (lost.length > 0 && !(next.querySelector("form[data-guard]") && mayDrop(lost))) return [];
    const placed = replacePart(part, next, print);
    carryAll(typed, placed);
    return [placed];
  });
}

function replacePart(part: Element, next: Element, print: string): Element {
  const placed = document.importNode(next, true);
  markFocus(placed);
  const { scrollTop } = part;
  keepOpen(part, placed);
  sent.set(part.id, print);
  part.replaceWith(placed);
  placed.scrollTop = scrollTop;
  return placed;
}

function swapMain(next: Document, origin: Element | undefined): Element[] | undefined {
  const main = document.querySelector("main");
  const comingMain = next.querySelector("main");
  if (!main || !comingMain) return undefined;
  const typed = typedFields(main).filter((field) => field.form !== origin);
  for (const part of partsOf(comingMain)) sent.set(part.id, fingerprint(part));
  for (const field of typed) unfoldTwin(field, comingMain);
  if (!mayDrop(typed.filter((field) => findTwin(field, comingMain) === undefined))) return undefined;
  const outside = partsOf(document).filter((part) => !main.contains(part));
  const placed = outside.flatMap((part) => {
    const coming = next.getElementById(part.id);
    if (!coming) return [];
    const print = fingerprint(coming);
    return print === sent.get(part.id) ? [] : [replacePart(part, coming, print)];
  });
  markFocus(comingMain);
  main.replaceChildren(...[...comingMain.childNodes].map((node) => document.adoptNode(node)));
  carryAll(typed, main);
  return [...placed, main];
}

/** The form that a typed field is to be carried into may be folded in its part. */
function unfoldTwin(field: Element, root: ParentNode): void {
  const part = field.closest("[data-part]");
  const coming = part ? root.querySelector(`#${CSS.escape(part.id)}`) : null;
  if (coming) unfold(coming);
}

function carryAll(typed: readonly Parameters<typeof carryTyping>[0][], to: ParentNode): void {
  for (const field of typed) {
    const twin = findTwin(field, to);
    if (twin) carryTyping(field, twin);
  }
}

/** Browsers give the focus by themselves on loading only, and complain later. */
function markFocus(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("[autofocus]")) {
    element.removeAttribute("autofocus");
    element.dataset["focus"] = "";
  }
}

/** Folded parts that the reader opened stay open; those that the page shows open are the page's to close. */
function keepOpen(from: Element, to: Element): void {
  const key = (details: HTMLDetailsElement): string =>
    `${details.className} ${details.closest("[id]")?.id ?? ""}`;
  const open = new Set(
    [...from.querySelectorAll<HTMLDetailsElement>("details[open]:not(.menu, [data-shown])")].map(key),
  );
  for (const details of to.querySelectorAll("details")) {
    if (!open.has(key(details))) continue;
    unfold(details);
    details.open = true;
  }
}

/** Whether a page has the same parts as the one that is shown. */
export function hasSameParts(next: Document): boolean {
  return idsOf(document) === idsOf(next);
}

function idsOf(root: ParentNode): string {
  return partsOf(root)
    .map(({ id }) => id)
    .join();
}

function partsOf(root: ParentNode): Element[] {
  return [...root.querySelectorAll("[data-part]")];
}

/** Addresses that carry the place of the page, which is elsewhere after every swap. */
const PLACED = 'a[href^="/articles/"], input[name="back"]';

/**
 * Gives the links of a part that stays the addresses of the one that came; false when they are not the same
 * links. Setting an address is far cheaper than putting a part in anew.
 */
function followAddresses(part: Element, next: Element): boolean {
  followFolds(part, next);
  const now = [...part.querySelectorAll(PLACED)];
  const coming = [...next.querySelectorAll(PLACED)];
  if (now.length !== coming.length) return false;
  now.forEach((element, index) => {
    const name = element.tagName === "A" ? "href" : "value";
    const address = coming[index]?.getAttribute(name);
    if (typeof address === "string" && address !== element.getAttribute(name))
      element.setAttribute(name, address);
  });
  return true;
}

/** The part's HTML without the ids that every answer makes anew. */
function fingerprint(part: Element): string {
  return foldedAlike(part.outerHTML)
    .replace(/(name="requestId" value=")[^"]*/g, "$1")
    .replace(/(<a\b[^>]*? href="\/articles\/)[^"]*/g, "$1")
    .replace(/(name="back" value=")[^"]*/g, "$1");
}
