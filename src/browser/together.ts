import { announce, warn } from "./announce.ts";
import { hearOfOthers } from "./autosave.ts";
import { isComposing } from "./composing.ts";
import { parsePage } from "./fold.ts";
import { holdPlace } from "./hold-place.ts";
import { hasSameParts, onContent, swapParts } from "./parts.ts";
import { isMenuOpen } from "./menu.ts";
import { createOwnPresence, showPeople, startPeople } from "./presence.ts";
import { typedFields } from "./typing.ts";

/** What comes in one go is shown in one go, after so many milliseconds. */
const GATHER = 300;
/** How soon it is tried again when the page cannot be changed now, in milliseconds. */
const LATER = 1000;
/** Nothing is exchanged within so many milliseconds after a key: a slow page must not be slower under the hands. */
const STILL = 500;
/** When a stream that the server refused is asked for again, in milliseconds. */
const REFUSED = 5000;
/** Changes of others are announced at most so often, in milliseconds. */
const QUIET = 20_000;
/** With more changed rows than these the whole page is asked for. */
const MOST = 50;
/** How long a changed row is marked, in milliseconds. */
const FRESH = 4000;

/** Shows what others do in the article, without loading the page: their changes, and who is there. */
export function startTogether(): void {
  const own = createOwnPresence();
  startPeople();
  let source: EventSource | undefined;
  let article: string | undefined;
  let followed: string | undefined;
  /** The number of the last event that the stream told of. */
  let newest = 0;
  let timer = 0;
  let asking = 0;
  let announced = -Infinity;
  let refreshing = false;
  let shownBefore = 0;

  const plan = (delay: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), delay);
  };
  const refresh = async (): Promise<void> => {
    if (article === undefined || !isBehind()) return;
    if (isBusy()) {
      plan(LATER);
      return;
    }
    const shown = location.href;
    const asked = askedRows();
    const taken = takeBehind();
    const html = await fetchPage(shown, asked);
    if (html === undefined || location.href !== shown || isBusy()) {
      giveBack(taken);
      plan(LATER);
      return;
    }
    const next = parsePage(html);
    // Rows came or went: those that were not asked for are needed too.
    if (asked && !hasSameParts(next)) {
      behind.whole = true;
      plan(0);
      return;
    }
    refreshing = true;
    const placed = showChanges(next, asked === undefined);
    refreshing = false;
    const rows = placed.filter((part) => part.matches(".segment"));
    if (rows.length > 0) markFresh(rows);
    if (rows.length > 0 && performance.now() - announced > QUIET) {
      announced = performance.now();
      announce(dataOf("textUpdated"));
    }
  };
  const close = (): void => {
    source?.close();
    source = undefined;
    article = undefined;
    clearTimeout(timer);
    clearTimeout(asking);
  };
  const follow = (): void => {
    const wanted = document.hidden ? undefined : document.getElementById("together")?.dataset["article"];
    if (wanted === article && source?.readyState !== EventSource.CLOSED) return;
    close();
    if (wanted === undefined) {
      own.stop();
      showPeople([], own.page);
      return;
    }
    article = wanted;
    newest = wanted === followed ? Math.max(newest, shownSeq()) : shownSeq();
    followed = wanted;
    source = new EventSource(`/articles/${encodeURIComponent(wanted)}/events?after=${newest}`);
    source.addEventListener("changed", ({ lastEventId, data }) => {
      // A number below the page's own is one of another store: whatever it says is new.
      newest = Math.max(Number(lastEventId), newest);
      const segments = segmentsOf(parse(data));
      // Not at once: one's own save is told of too, and its answer is shown first.
      setTimeout(() => hearOfOthers(segments), GATHER);
      // What the page came with is no news.
      if (newest > shownSeq()) note(isOfSegments(parse(data)) ? segments : undefined);
      plan(GATHER);
    });
    // One that broke off comes again by itself; one that was refused does not.
    source.addEventListener("error", () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      clearTimeout(asking);
      asking = setTimeout(follow, REFUSED);
    });
    source.addEventListener("presence", ({ data }) => showPeople(parse(data), own.page));
    own.start(wanted);
  };
  onContent(() => {
    // A page that the reader asked for shows all that was told until then.
    const came = shownSeq() !== shownBefore && !refreshing;
    if (came && newest <= shownSeq()) takeBehind();
    shownBefore = shownSeq();
    follow();
  });
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", () => {
    close();
    own.stop();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) follow();
  });
  document.addEventListener("focusout", () => {
    if (isBehind()) plan(GATHER);
  });
  document.addEventListener("keydown", () => (lastKey = performance.now()));
  // Progress, counts and the way back follow what was saved, though its row stays as it is under the hands.
  document.addEventListener("segment-saved", (event) => {
    note(event instanceof CustomEvent && typeof event.detail === "string" ? [event.detail] : undefined);
    plan(GATHER);
  });
}

let lastKey = -Infinity;

/** What of the page is behind what was saved, here or by others, or was left as it was for the sake of the reader. */
const behind = { whole: false, rows: new Set<string>() };

function isBehind(): boolean {
  return behind.whole || behind.rows.size > 0;
}

/** What is behind, which is asked for now. */
function takeBehind(): typeof behind {
  const taken = { whole: behind.whole, rows: new Set(behind.rows) };
  behind.whole = false;
  behind.rows.clear();
  return taken;
}

function giveBack({ whole, rows }: typeof behind): void {
  behind.whole ||= whole;
  for (const id of rows) behind.rows.add(id);
}

/** These segments changed, and nothing else; or, where none are named, anything may have. */
function note(segments: readonly string[] | undefined): void {
  if (segments === undefined) behind.whole = true;
  else for (const id of segments) behind.rows.add(id);
}

/** What a row shows that the texts of other segments led to. */
const BOUND = ".reuse, .reuse-apply, .findings";

/** The segments whose rows are to be asked for; undefined when the whole page is. */
function askedRows(): readonly string[] | undefined {
  if (!isBehind() || behind.whole || behind.rows.size > MOST) return undefined;
  const bound = [...document.querySelectorAll(BOUND)].map(
    (shown) => shown.closest(".segment")?.id.slice("segment-".length) ?? "",
  );
  return [...new Set([...behind.rows, ...bound])].filter((id) => document.getElementById(`segment-${id}`));
}

/** The number of the last event that the whole page shows; rows that came by themselves since may be newer. */
function shownSeq(): number {
  return Number(dataOf("seq"));
}

function dataOf(name: string): string {
  return document.getElementById("together")?.dataset[name] ?? "";
}

/** Whether changing the page now would disturb: something is sent, open over the page, being composed or selected. */
function isBusy(): boolean {
  const selection = document.getSelection();
  return (
    isComposing() ||
    performance.now() - lastKey < STILL ||
    isMenuOpen() ||
    [...document.forms].some((form) => form.ariaBusy === "true") ||
    document.querySelector(":popover-open") !== null ||
    (selection !== null && !selection.isCollapsed)
  );
}

/** The page's HTML; with `rows` only with the rows of these segments, and without the glossary. */
async function fetchPage(shown: string, rows: readonly string[] | undefined): Promise<string | undefined> {
  const address = new URL(shown);
  for (const id of rows?.length === 0 ? [""] : (rows ?? [])) address.searchParams.append("rows", id);
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

/** Puts what changed into the page; the part that the reader works in, and what they typed, stays as it is. */
function showChanges(next: Document, whole: boolean): Element[] {
  if (next.getElementById("together") === null) return [];
  const backToPlace = holdPlace();
  const placed = !whole || alignRows(next) ? (swapParts(next, undefined, isKept) ?? []) : [];
  backToPlace();
  return placed;
}

/** Whether the reader is in a field below an element. */
function isWorkedIn(element: Element): boolean {
  const focused = document.activeElement;
  return focused !== null && element.contains(focused) && focused.matches("input, textarea, select");
}

function isKept(part: Element): boolean {
  // A notice is the answer to what the reader did; the panel may hold a form in the middle of its work.
  if (part.id === "notice") return true;
  const working =
    isWorkedIn(part) ||
    typedFields(part).length > 0 ||
    (part.id === "panel" && part.querySelector("form[data-guard]") !== null);
  if (working) note(part.matches(".segment") ? [part.id.slice("segment-".length)] : undefined);
  return working;
}

/**
 * Gives the page the rows that came and takes away those that went, so that the parts are the same ones. False when a
 * row that the reader works in went.
 */
function alignRows(next: Document): boolean {
  const list = document.querySelector("ol.segments");
  const coming = next.querySelector("ol.segments");
  if (!list || !coming) return false;
  const wanted = new Set([...coming.children].map(({ id }) => id));
  const gone = [...list.children].filter(({ id }) => !wanted.has(id));
  const filtered = new URLSearchParams(location.search).has("filter");
  if (gone.some((row) => isWorkedIn(row) || typedFields(row).length > 0)) {
    if (!filtered) warn(dataOf("textGone"));
    behind.whole = true;
    return false;
  }
  for (const row of gone) row.remove();
  [...coming.children].forEach((row, index) => {
    if (list.children[index]?.id === row.id) return;
    const known = document.getElementById(row.id);
    list.insertBefore(known ?? document.importNode(row, true), list.children[index] ?? null);
  });
  return true;
}

function markFresh(rows: readonly Element[]): void {
  for (const row of rows) row.classList.add("is-fresh");
  setTimeout(() => {
    for (const row of rows) row.classList.remove("is-fresh");
  }, FRESH);
}

/** The segments that a message names; undefined when it names none, and any may be meant. */
function segmentsOf(message: unknown): readonly string[] | undefined {
  if (typeof message !== "object" || message === null || !("segments" in message)) return undefined;
  const { segments } = message;
  if (!Array.isArray(segments) || segments.length === 0) return undefined;
  return segments.filter((each) => typeof each === "string");
}

/** Whether a message says that nothing but the segments that it names has changed. */
function isOfSegments(message: unknown): boolean {
  return typeof message === "object" && message !== null && "whole" in message && message.whole === false;
}

function parse(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return [];
  }
}
