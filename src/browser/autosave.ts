import { AutosaveEditor } from "./autosave-editor.ts";
import { clearDrafts, dropDraft, dropOldDrafts } from "./drafts.ts";
import { onContent } from "./parts.ts";
import { draftName, giveAll, giveName } from "./tabs.ts";
import { mayDrop, typedFields } from "./typing.ts";

/** The editors that are open, by segment. */
const editors = new Map<string, AutosaveEditor>();
/** Of the editors that this page had: the keys of their drafts, by segment, and when their drafts are whole. */
const keys = new Map<string, string>();
const endings = new Map<string, Promise<void>>();

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
  document.addEventListener("click", press);
  addEventListener("online", () => editors.forEach((editor) => editor.saving.retry()));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keepAll();
    else editors.forEach((editor) => void editor.look());
  });
  addEventListener("beforeunload", keepAll);
  addEventListener("pagehide", () => {
    keepAll();
    giveAll();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) editors.forEach((editor) => void editor.look());
  });
  document.addEventListener("submit", forgetWithName);
}

/** Saves what is typed in every open editor; whether the server then has all of it. */
export async function flushAll(): Promise<boolean> {
  const done = await Promise.all([...editors.values()].map((editor) => editor.saving.flush()));
  return done.every(Boolean);
}

/** Has the open editors of these segments, or all of them, say who changed them. */
export function hearOfOthers(segmentIds?: readonly string[]): void {
  for (const [segmentId, editor] of editors)
    if (segmentIds === undefined || segmentIds.includes(segmentId)) void editor.hear();
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

/**
 * The text of a form was saved as it was `sent`: no draft of it is needed any more. What was typed into the editor since
 * is saved after it.
 */
export async function finishForm(form: HTMLFormElement, sent: string | undefined): Promise<void> {
  const segmentId = form.dataset["autosave"] ?? form.dataset["draft"];
  if (segmentId === undefined) return;
  const editor = editors.get(segmentId);
  if (!editor) {
    forget(segmentId);
    return;
  }
  const whole = sent === undefined || (await editor.saveRest(sent));
  editors.delete(segmentId);
  endings.set(segmentId, whole ? editor.finish() : editor.end());
}

/** The page may go any moment: what was typed is put on this device, and sent. */
function keepAll(): void {
  editors.forEach((editor) => void editor.keepNow());
  void flushAll();
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
  for (const [segmentId, editor] of editors) if (!open.has(segmentId)) end(segmentId, editor);
}

function bind(segmentId: string, form: HTMLFormElement, area: HTMLTextAreaElement): void {
  const editor = editors.get(segmentId);
  if (editor?.isIn(form) === true) return;
  if (editor && area.value !== area.defaultValue) {
    editor.moveTo(form, area);
    return;
  }
  if (editor) end(segmentId, editor);
  const [key, after] = [keys.get(segmentId), endings.get(segmentId)];
  editors.set(segmentId, new AutosaveEditor({ segmentId, form, area, key, after }));
}

function end(segmentId: string, editor: AutosaveEditor): void {
  // Where its text goes on in another form, as beside the texts that it is in conflict with, the draft is this page's.
  const goesOn = document.querySelector(`form[data-draft="${CSS.escape(segmentId)}"]`) !== null;
  editors.delete(segmentId);
  keys.set(segmentId, editor.key);
  endings.set(segmentId, editor.end(goesOn));
}

/** The draft that an editor of this page left is needed no more. */
function forget(segmentId: string): void {
  const key = keys.get(segmentId);
  if (key === undefined) return;
  keys.delete(segmentId);
  void dropDraft(key);
  giveName(draftName(key));
}

function press(event: MouseEvent): void {
  const button = event.target instanceof Element ? event.target.closest("button, a") : null;
  const editor = editorOf(button);
  const discarded = button?.getAttribute("data-draft-discard");
  if (!button) return;
  if (typeof discarded === "string") {
    if (editor) void editor.discard();
    else forget(discarded);
  }
  if (button.matches("[data-other-draft]")) void editor?.showOther();
  if (button.matches("[data-take-news]") && editor?.takeNews() === true) event.preventDefault();
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
  await Promise.all([...editors.values()].map((editor) => editor.finish()));
  editors.clear();
  await clearDrafts();
  // Without another submit event: everything is done.
  form.submit();
}
