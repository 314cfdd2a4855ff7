import { announce, warn } from "./announce.ts";
import { hearOfOthers } from "./autosave.ts";
import { isComposing } from "./composing.ts";
import { holdPlace } from "./hold-place.ts";
import { onContent, swapParts } from "./parts.ts";
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
/** How long a changed row is marked, in milliseconds. */
const FRESH = 4000;

/** Shows what others do in the article, without loading the page: their changes, and who is there. */
export function startTogether(): void {
  const own = createOwnPresence();
  startPeople();
  let source: EventSource | undefined;
  let article: string | undefined;
  let newest = 0;
  /** Whether the page is behind what was saved here, whether the stream has told so or not. */
  let behind = false;
  let timer = 0;
  let asking = 0;
  let announced = -Infinity;

  const plan = (delay: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), delay);
  };
  const refresh = async (): Promise<void> => {
    if (article === undefined || (!behind && newest <= seen())) return;
    if (isBusy()) {
      plan(LATER);
      return;
    }
    const shown = location.href;
    const next = await fetchPage(shown);
    if (next === undefined || location.href !== shown || isBusy()) {
      plan(LATER);
      return;
    }
    behind = false;
    const placed = showChanges(next);
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
    newest = shownSeq();
    source = new EventSource(`/articles/${encodeURIComponent(wanted)}/events?after=${newest}`);
    source.addEventListener("changed", ({ lastEventId, data }) => {
      // A number below the page's own is one of another store: whatever it says is new.
      newest = Math.max(Number(lastEventId), newest);
      hearOfOthers(segmentsOf(parse(data)));
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
  onContent(follow);
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", () => {
    close();
    own.stop();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) follow();
  });
  document.addEventListener("focusout", () => {
    if (keptBack) plan(GATHER);
  });
  document.addEventListener("keydown", () => (lastKey = performance.now()));
  // Progress, counts and the way back follow what was saved, though its row stays as it is under the hands.
  document.addEventListener("segment-saved", () => {
    behind = true;
    plan(GATHER);
  });
}

let lastKey = -Infinity;

/** Whether a part was left as it was for the sake of the reader, and is behind. */
let keptBack = false;

/** The number of the last event that the page shows; what was kept back is not shown. */
function seen(): number {
  return keptBack ? -1 : shownSeq();
}

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
    document.querySelector("form[aria-busy=true], :popover-open, details.menu[open]") !== null ||
    (selection !== null && !selection.isCollapsed)
  );
}

async function fetchPage(address: string): Promise<Document | undefined> {
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    if (!response.ok) return undefined;
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return undefined;
  }
}

/** Puts what changed into the page; the part that the reader works in, and what they typed, stays as it is. */
function showChanges(next: Document): Element[] {
  if (next.getElementById("together") === null) return [];
  const giveBack = holdPlace();
  const placed = alignRows(next) ? exchange(next) : [];
  giveBack();
  return placed;
}

function exchange(next: Document): Element[] {
  keptBack = false;
  return swapParts(next, undefined, isKept) ?? [];
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
  if (working) keptBack = true;
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
    keptBack = true;
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

function parse(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return [];
  }
}
