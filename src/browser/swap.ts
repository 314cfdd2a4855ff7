import { announce, bringNear, textOf, warn } from "./announce.ts";
import { finishForm, flushAll, settleBefore } from "./autosave.ts";
import { whenComposed } from "./composing.ts";
import { parsePage } from "./fold.ts";
import { swapParts } from "./parts.ts";

/** Path and query of what is shown. */
let shown = location.pathname + location.search;
/** The buttons that were pressed while the form that they share was on its way, in order. */
const pressed = new Set<HTMLElement>();

/** Sends forms and follows links marked `data-swap` without leaving the page. */
export function startSwap(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-swap]") || event.defaultPrevented) return;
    event.preventDefault();
    void send(form, event.submitter);
  });
  document.addEventListener("click", (event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-swap]") : null;
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // A link in a form, as to cancel, gives up what was typed there.
    void visit(link.href, link.closest("form") ?? undefined);
  });
  addEventListener("popstate", () => {
    // Moving to another place of the same page fires it too.
    if (location.pathname + location.search !== shown)
      void load(new Request(location.href), location.hash, false);
  });
}

/**
 * Shows the page at the address in place; `origin` is the form that is done with. One that saves by itself never is: what
 * the server does not take of it is not given up unasked.
 */
export async function visit(address: string, origin?: HTMLFormElement): Promise<void> {
  const done = origin?.matches("[data-autosave]") === true ? undefined : origin;
  await load(new Request(address), new URL(address, location.href).hash, true, done);
}

/**
 * Shows one part of the page at the address as it is there, and nothing else of it. Nothing happens where the server does not
 * answer or `signal` says that it is no longer wanted: it was not asked for in so many words.
 */
export async function look(address: URL, part: string, signal: AbortSignal): Promise<void> {
  const html = await fetch(address, { signal })
    .then((response) => (response.ok ? response.text() : undefined))
    // Its text may fail too, or be given up when half of it is there.
    .catch(() => undefined);
  await whenComposed();
  if (html === undefined || signal.aborted) return;
  const next = parsePage(html);
  const placed = swapParts(next, undefined, ({ id }) => id !== part);
  if (placed === undefined) return;
  setAddress(address, "", false);
  tell(placed);
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const shared = submitter !== null && !form.contains(submitter);
  if (form.ariaBusy === "true") {
    if (shared && submitter.ariaBusy !== "true") pressed.add(submitter);
    return;
  }
  form.ariaBusy = "true";
  if (shared) submitter.ariaBusy = "true";
  const unlock = lockFields(form);
  try {
    if (!(await settleBefore(form))) {
      warn(textOf("failed"), true);
      return;
    }
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form, submitter))
      if (typeof value === "string") data.append(name, value);
    const action = new URL(
      submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? "",
      location.href,
    );
    if (form.method === "get") {
      action.search = data.toString();
      await visit(action.href, form);
    } else {
      const hash = new URL(data.get("back") ?? "", location.href).hash || rowOf(submitter);
      const sent = data.get("text") ?? undefined;
      await load(new Request(action, { method: "POST", body: data }), hash, true, form, sent);
    }
  } finally {
    form.ariaBusy = null;
    if (shared) submitter.ariaBusy = null;
    unlock();
    pressNext();
  }
}

/** Sends the form that rows share by the next button that was pressed meanwhile, unless what it would do is done. */
function pressNext(): void {
  for (const next of pressed) {
    pressed.delete(next);
    // Its row may have been made anew, and the form too.
    const button = [...document.querySelectorAll<HTMLButtonElement>("button[form]")].find((each) =>
      each.isEqualNode(next),
    );
    if (!button?.form) continue;
    button.form.requestSubmit(button);
    return;
  }
}

/** The place of the row of a button whose form stands elsewhere. */
function rowOf(submitter: HTMLElement | null): string {
  const row = submitter?.closest(".segment");
  return row ? `#${row.id}` : "";
}

/** What is typed into a form that is on its way would go with it: its fields take nothing. An editor saves that by itself. */
function lockFields(form: HTMLFormElement): () => void {
  const fields = [...form.elements].filter(
    (field): field is HTMLInputElement | HTMLTextAreaElement =>
      (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && !field.readOnly,
  );
  const lock = (readOnly: boolean): void => {
    for (const field of fields) field.readOnly = readOnly;
  };
  if (form.matches("[data-autosave]")) return () => undefined;
  lock(true);
  return () => lock(false);
}

async function load(
  request: Request,
  hash: string,
  remember: boolean,
  form?: HTMLFormElement,
  sent?: string,
): Promise<void> {
  const slow = setTimeout(() => announce(textOf("busy")), 600);
  let response: Response;
  let html: string;
  try {
    // The page that comes must show what is typed in this one.
    if (request.method === "GET") await flushAll();
    response = await fetch(request);
    html = await response.text();
    // Nothing is put in the place of what is being composed, or was typed since.
    await whenComposed();
    if (request.method === "GET") await flushAll();
  } catch {
    warn(textOf("failed"), true);
    return;
  } finally {
    clearTimeout(slow);
  }
  if (form && response.ok && response.redirected) await finishForm(form, sent);
  const { activeElement } = document;
  const focused = activeElement?.id;
  const placed = swapParts(parsePage(html), form);
  if (!placed) return;
  // The page that answers a post at its own address cannot be asked for again: the address stays.
  if (request.method === "GET" || response.redirected) setAddress(new URL(response.url), hash, remember);
  tell(placed);
  moveFocus(placed, hash, activeElement?.isConnected === true ? undefined : focused);
}

function setAddress(url: URL, hash: string, remember: boolean): void {
  const address = url.pathname + url.search + hash;
  if (remember && url.pathname + url.search !== shown) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
  shown = url.pathname + url.search;
}

function tell(placed: readonly Element[]): void {
  if (placed.some(({ id }) => id === "notice")) bringNear();
  const said = placed.flatMap((part) => [...part.querySelectorAll("[data-announce]")]);
  if (said.length > 0) announce(said.map((element) => element.textContent.trim()).join(" "));
}

/** The focus goes to a field that asks for it, to what has to be read, to the address's place, or stays where it was. */
function moveFocus(placed: readonly Element[], hash: string, lost: string | undefined): void {
  const find = (selector: string): HTMLElement | undefined =>
    placed.map((part) => part.querySelector<HTMLElement>(selector)).find((element) => element !== null) ??
    undefined;
  const place = hash === "" ? null : document.getElementById(decodeURIComponent(hash.slice(1)));
  const target =
    find("[data-focus]") ??
    find("[data-announce][tabindex]") ??
    place ??
    (lost ? document.getElementById(lost) : null);
  if (!target) {
    if (document.activeElement === document.body)
      document.querySelector("main")?.focus({ preventScroll: true });
    return;
  }
  const focusable = target.matches("a, button, input, textarea, select, [tabindex]");
  (focusable ? target : target.querySelector<HTMLElement>("[tabindex], a, button"))?.focus({
    preventScroll: true,
  });
  target.scrollIntoView({ block: "nearest" });
}
