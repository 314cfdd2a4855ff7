import { AutosaveEditor } from "./autosave-editor.ts";
import { clearDrafts, dropDraft, dropOldDrafts } from "./drafts.ts";
import { onContent } from "./parts.ts";
import { mayDrop, typedFields } from "./typing.ts";

/** The editors that are open, by segment. */
const editors = new Map<string, AutosaveEditor>();

/** Keeps and saves what is typed in forms marked `data-autosave` with their segment's id. */
export function startAutosave(): void {
  void dropOldDrafts(Date.now());
  onContent(bindAll);
  document.addEventListener("input", (event) => {
    // Browsers differ in whether the last input comes before or after the end of a composition.
    if (!(event instanceof InputEvent) || !event.isComposing) editorOf(event.target)?.typed();
  });
  document.addEventListener("compositionstart", ({ target }) => editorOf(target)?.compose(true));
  document.addEventListener("compositionend", ({ target }) => editorOf(target)?.compose(false));
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    const editor = editorOf(target);
    // The form's own buttons save it.
    if (editor && editor !== editorOf(relatedTarget)) void editor.saving.flush();
  });
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-draft-discard]") : null;
    const segmentId = button?.getAttribute("data-draft-discard") ?? "";
    if (!button) return;
    if (editorOf(button)) editorOf(button)?.discard();
    else void dropDraft(segmentId);
  });
  addEventListener("online", () => editors.forEach((editor) => editor.saving.retry()));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void flushAll();
  });
  addEventListener("pagehide", () => void flushAll());
  document.addEventListener("submit", forgetWithName);
}

/** Saves what is typed in every open editor; whether the server then has all of it. */
export async function flushAll(): Promise<boolean> {
  const done = await Promise.all([...editors.values()].map((editor) => editor.saving.flush()));
  return done.every(Boolean);
}

/**
 * Makes ready for a form to be sent: an editor's own text goes with it, but what was sent before must be answered first;
 * for another form all editors are saved. False when an editor's earlier request has no answer.
 */
export async function settleBefore(form: HTMLFormElement): Promise<boolean> {
  const editor = editorOf(form);
  if (editor) return editor.saving.settle();
  await flushAll();
  return true;
}

/** The text of a form was saved: no draft of it is needed any more. */
export function finishForm(form: HTMLFormElement): void {
  const segmentId = form.dataset["autosave"] ?? form.dataset["draft"];
  if (segmentId === undefined) return;
  const editor = editors.get(segmentId);
  editors.delete(segmentId);
  void (editor?.finish() ?? dropDraft(segmentId));
}

function bindAll(): void {
  const open = new Set<string>();
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-autosave]")) {
    const segmentId = form.dataset["autosave"] ?? "";
    const area = form.querySelector<HTMLTextAreaElement>("textarea[name=text]");
    if (!area) continue;
    open.add(segmentId);
    bind(segmentId, form, area);
  }
  for (const [segmentId, editor] of editors) {
    if (open.has(segmentId)) continue;
    editor.end();
    editors.delete(segmentId);
  }
}

function bind(segmentId: string, form: HTMLFormElement, area: HTMLTextAreaElement): void {
  const editor = editors.get(segmentId);
  if (editor?.isIn(form) === true) return;
  if (editor && area.value !== area.defaultValue) {
    editor.moveTo(form, area);
    return;
  }
  editor?.end();
  editors.set(segmentId, new AutosaveEditor(segmentId, form, area));
}

function editorOf(target: EventTarget | null): AutosaveEditor | undefined {
  const form = target instanceof Element ? target.closest<HTMLFormElement>("form[data-autosave]") : null;
  return form ? editors.get(form.dataset["autosave"] ?? "") : undefined;
}

/** Whoever takes their name away or gives another one leaves: what they typed is saved, and kept here no longer. */
function forgetWithName(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.getAttribute("action") !== "/preferences") return;
  const name = form.querySelector<HTMLInputElement>("input[name=name]");
  if (!name || event.defaultPrevented || name.defaultValue === "" || name.value === name.defaultValue) return;
  event.preventDefault();
  void leave(form);
}

async function leave(form: HTMLFormElement): Promise<void> {
  if (!(await flushAll()) && !mayDrop(typedFields(document))) return;
  editors.forEach((editor) => editor.end());
  editors.clear();
  await clearDrafts();
  // Without another submit event: everything is done.
  form.submit();
}
