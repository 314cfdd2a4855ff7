import { onContent } from "./parts.ts";

/** How often a page says that it is there, in milliseconds; the server waits for three times as long. */
const BEAT = 10_000;

/** Somebody else's page, as the server tells of it. */
interface Person {
  readonly page: string;
  readonly name: string;
  readonly segmentId?: string;
}

/** What is said of the page's own presence. */
export interface OwnPresence {
  /** The id that the page made for itself. */
  readonly page: string;
  /** Says where the reader is, and goes on saying it. */
  readonly start: (articleId: string) => void;
  /** Says that the reader has left. */
  readonly stop: () => void;
}

let others: readonly Person[] = [];

/** Shows who else is in the article: names in the strip, and on the row of the segment that they edit. */
export function showPeople(list: unknown, ownPage: string): void {
  others = (Array.isArray(list) ? list : []).filter(isPerson).filter(({ page }) => page !== ownPage);
  paint();
}

/** Keeps the names in the page through every swap. */
export function startPeople(): void {
  onContent(paint);
}

/** Tells the server that the reader is there, every ten seconds and when they turn to another segment. */
export function createOwnPresence(): OwnPresence {
  const page = crypto.randomUUID();
  let articleId: string | undefined;
  let timer = 0;
  let told: string | undefined;
  const say = (values: Record<string, string>): Request | undefined =>
    articleId === undefined
      ? undefined
      : new Request(`/articles/${encodeURIComponent(articleId)}/presence`, {
          method: "POST",
          keepalive: true,
          body: new URLSearchParams({ page, ...values }),
        });
  const beat = (): void => {
    told = editedSegment();
    const request = say(told === undefined ? {} : { segment: told });
    // Whether it arrives shows at the next beat.
    if (request) fetch(request).catch(() => undefined);
  };
  const turn = (): void => {
    if (articleId !== undefined && editedSegment() !== told) beat();
  };
  document.addEventListener("focusin", turn);
  onContent(turn);
  return {
    page,
    start(article) {
      if (articleId === article) return;
      articleId = article;
      clearInterval(timer);
      timer = setInterval(beat, BEAT);
      beat();
    },
    stop() {
      clearInterval(timer);
      const request = say({ left: "1" });
      if (request) fetch(request).catch(() => undefined);
      articleId = undefined;
    },
  };
}

/** The segment whose editor is open. */
function editedSegment(): string | undefined {
  return document.querySelector("form.editor")?.closest<HTMLElement>(".segment")?.id.slice("segment-".length);
}

function paint(): void {
  const together = document.getElementById("together");
  const strip = document.querySelector<HTMLElement>("[data-present]");
  for (const row of document.querySelectorAll(".segment-people")) row.remove();
  if (!together || !strip) return;
  const nameOf = ({ name }: Person): string => name || (together.dataset["textSomeone"] ?? "");
  strip.hidden = others.length === 0;
  strip.replaceChildren(
    document.createTextNode(others.length === 0 ? "" : (together.dataset["textHere"] ?? "")),
    ...labelsOf(others, nameOf),
  );
  for (const person of others) {
    if (person.segmentId === undefined) continue;
    const side = document.getElementById(`segment-${person.segmentId}`)?.querySelector(".segment-side");
    if (!side) continue;
    let row = side.querySelector(".segment-people");
    if (!row) {
      row = document.createElement("div");
      row.className = "segment-people";
      side.append(row);
    }
    row.append(label(`${nameOf(person)} ${together.dataset["textEditing"] ?? ""}`));
  }
}

/** How many names the strip shows; who else is there is a number. */
const NAMES = 3;

/** One label a name, however many pages its owner has open; those without a name are counted. */
function labelsOf(people: readonly Person[], nameOf: (person: Person) => string): HTMLElement[] {
  const named = [...Map.groupBy(people, nameOf)].map(([name, pages]) => {
    const unnamed = pages.filter((page) => page.name === "").length;
    return unnamed > 1 ? `${name} ×${unnamed}` : name;
  });
  const more = label(`+${named.length - NAMES}`);
  more.title = named.slice(NAMES).join(", ");
  return [...named.slice(0, NAMES).map(label), ...(named.length > NAMES ? [more] : [])];
}

function label(text: string): HTMLElement {
  const person = document.createElement("span");
  person.className = "person";
  person.textContent = text;
  person.title = text;
  return person;
}

function isPerson(value: unknown): value is Person {
  return (
    typeof value === "object" &&
    value !== null &&
    "page" in value &&
    typeof value.page === "string" &&
    "name" in value &&
    typeof value.name === "string"
  );
}
