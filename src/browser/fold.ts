/**
 * What is closed comes as text and costs the page no elements: a `noscript` marked `data-fold` with what it holds, which is
 * read where there are no scripts and is put in its own place here when somebody opens it.
 */
const FOLD = "[data-fold]";

/** Puts what a closed part holds in its place before the part opens, and what the address names. */
export function startFolds(): void {
  unfoldPlace();
  const open = ({ target }: Event): void => {
    const summary = target instanceof Element ? target.closest("summary") : null;
    if (summary?.parentElement) unfold(summary.parentElement);
  };
  document.addEventListener("click", open, { capture: true });
}

/** The place that the address names may be in a closed part, as the reason of a mark that was opened in a tab of its own. */
function unfoldPlace(): void {
  const id = location.hash.slice(1);
  if (id === "" || document.getElementById(id)) return;
  for (const fold of document.querySelectorAll<HTMLElement>(FOLD)) {
    if (!fold.textContent.includes(`id="${id}"`)) continue;
    const details = fold.closest("details");
    if (!details) continue;
    unfold(details);
    details.open = true;
    document.getElementById(id)?.scrollIntoView({ block: "nearest" });
  }
}

/** Puts everything that is folded below `root` in its place; with `name` only the folds of that name. */
export function unfold(root: ParentNode, name?: string): void {
  const folds = root.querySelectorAll(name === undefined ? FOLD : `[data-fold="${CSS.escape(name)}"]`);
  for (const fold of folds) {
    const { content } = parseContent(fold.textContent);
    fold.replaceWith(content);
  }
}

/** Puts in place in `next` what is in its place in `now`, so that the two can be compared. */
export function unfoldAlike(now: Element, next: Element): void {
  const folded = new Set([...now.querySelectorAll<HTMLElement>(FOLD)].map(({ dataset }) => dataset["fold"]));
  for (const { dataset } of next.querySelectorAll<HTMLElement>(FOLD))
    if (!folded.has(dataset["fold"])) unfold(next, dataset["fold"]);
}

/** Gives the folds of a part the texts of the same folds in the part that came. */
export function followFolds(now: Element, next: Element): void {
  for (const fold of now.querySelectorAll<HTMLElement>(FOLD)) {
    const name = CSS.escape(fold.dataset["fold"] ?? "");
    const coming = next.querySelector(`[data-fold="${name}"]`);
    if (coming) fold.textContent = coming.textContent;
  }
}

/** A page that the server sent. Where nothing runs, a `noscript` is elements: its folds stay text here as they are in the page. */
export function parsePage(html: string): Document {
  const folded = html.replace(
    /<noscript (data-fold="[^"]*")>(.*?)<\/noscript>/gs,
    (_, name: string, content: string) => `<script type="text/plain" ${name}>${content}</script>`,
  );
  return new DOMParser().parseFromString(folded, "text/html");
}

/** HTML in which a fold looks alike in the page and in one that {@link parsePage} read. */
export function foldedAlike(html: string): string {
  return html.replace(
    /<script type="text\/plain" (data-fold="[^"]*")>(.*?)<\/script>/gs,
    (_, name: string, content: string) => `<noscript ${name}>${content}</noscript>`,
  );
}

function parseContent(html: string): HTMLTemplateElement {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template;
}
