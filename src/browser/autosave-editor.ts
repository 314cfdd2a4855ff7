import { newUuid, sendText } from "./autosave-request.ts";
import { textOf } from "./announce.ts";
import { dropDraft, keepDraft, readDraft, type Draft } from "./drafts.ts";
import { showState } from "./save-state.ts";
import { Saving, type Reply, type Saved } from "./saving.ts";

/** A key is on this device so many milliseconds later. */
const KEEP_AFTER = 150;

/** The open editor of a segment: keeps on this device what is typed, saves it, and shows how it stands. */
export class AutosaveEditor {
  readonly segmentId: string;
  readonly saving: Saving;
  #form: HTMLFormElement;
  #area: HTMLTextAreaElement;
  /** What the server last said that stands, with its revision. */
  #standing: { readonly text: string; readonly revision: number };
  #composing = false;
  #keep: ReturnType<typeof setTimeout> | undefined;
  #kept = true;
  #ended = false;

  constructor(segmentId: string, form: HTMLFormElement, area: HTMLTextAreaElement) {
    this.segmentId = segmentId;
    this.#form = form;
    this.#area = area;
    const refused = form.matches("[data-unsaved]");
    this.#standing = { text: area.defaultValue, revision: revisionOf(form) };
    this.saving = new Saving(
      {
        text: () => (this.#composing ? undefined : this.#area.value),
        send: (request) => sendText(segmentId, request, textOf("failed")),
        sending: () => {
          showState(this.#form, "saving");
          void this.#keepNow();
        },
        ended: (reply) => this.#show(reply),
        place: (text) => placeText(this.#area, text),
        newId: newUuid,
      },
      refused ? undefined : area.defaultValue,
      this.#standing.revision,
    );
    if (refused) this.saving.hold();
    else void this.#restore();
  }

  /** Whether this is the editor's form as it stands in the page. */
  isIn(form: HTMLFormElement): boolean {
    return form === this.#form;
  }

  /** Goes on in the form of newer HTML, into which what was typed was carried. */
  moveTo(form: HTMLFormElement, area: HTMLTextAreaElement): void {
    this.#form = form;
    this.#area = area;
    this.#composing = false;
    this.#standing = { text: area.defaultValue, revision: revisionOf(form) };
    this.#follow(this.saving.revision);
  }

  /** Something was typed. */
  typed(): void {
    if (this.#composing || this.#ended) return;
    this.#keep ??= setTimeout(() => void this.#keepNow(), KEEP_AFTER);
    this.saving.typed();
  }

  /** An input method begins or ends to compose: what stands in the field meanwhile is nobody's text yet. */
  compose(begins: boolean): void {
    this.#composing = begins;
    if (!begins) this.typed();
  }

  /** Puts what stands on the server back into the field and forgets the draft. */
  discard(): void {
    placeText(this.#area, this.#standing.text);
    this.saving.resume({ base: this.#standing.text, revision: this.#standing.revision });
    this.#follow(this.#standing.revision);
    this.#forget();
    this.#showDraft(false);
    this.#area.focus();
  }

  /** The editor's text was saved otherwise, or is given up. */
  async finish(): Promise<void> {
    this.end();
    await dropDraft(this.segmentId);
  }

  /** Stops; the draft stays. */
  end(): void {
    if (this.#keep !== undefined) void this.#keepNow();
    this.#ended = true;
    this.saving.end();
  }

  async #restore(): Promise<void> {
    const draft = await readDraft(this.segmentId);
    if (draft === undefined || this.#ended || this.#area.value !== this.#standing.text) return;
    const { text } = this.#standing;
    if (draft.text === text) {
      this.#forget();
      return;
    }
    // The answer was lost, but the request came: its text is what stands.
    const arrived = draft.sending?.text === text;
    if (arrived) this.saving.resume({ base: text, revision: this.#standing.revision });
    else this.saving.resume(draft, draft.sending);
    placeText(this.#area, draft.text);
    this.#follow(this.saving.revision);
    this.#showDraft(true);
  }

  #showDraft(shown: boolean): void {
    const note = this.#form.querySelector<HTMLElement>("[data-draft]");
    if (!note) return;
    note.hidden = !shown;
  }

  async #keepNow(): Promise<void> {
    clearTimeout(this.#keep);
    this.#keep = undefined;
    if (this.#ended || this.#composing) return;
    if (this.saving.settled) {
      await dropDraft(this.segmentId);
      return;
    }
    const { base, revision, request } = this.saving;
    const draft: Draft = {
      segmentId: this.segmentId,
      text: this.#area.value,
      base,
      revision,
      at: Date.now(),
      sending: request,
    };
    this.#kept = await keepDraft(draft);
  }

  #forget(): void {
    clearTimeout(this.#keep);
    this.#keep = undefined;
    void dropDraft(this.segmentId);
  }

  #show(reply: Reply): void {
    switch (reply.kind) {
      case "saved":
        this.#saved(reply);
        return;
      case "conflict":
        showState(this.#form, "conflict");
        break;
      case "kept":
        showState(this.#form, this.#kept ? "kept" : "unkept");
        break;
      case "refused":
        showState(this.#form, "refused", reply.message);
        break;
      case "unreachable":
      case "failed": {
        const state = reply.kind === "failed" || navigator.onLine ? "failed" : "offline";
        showState(this.#form, this.#kept ? state : "unkept");
      }
    }
    void this.#keepNow();
  }

  #saved(reply: Saved): void {
    this.#standing = reply;
    this.#area.defaultValue = this.saving.base ?? reply.text;
    this.#form.removeAttribute("data-unsaved");
    this.#follow(reply.revision);
    showRow(this.#form, reply);
    this.#showDraft(false);
    showState(this.#form, reply.merged ? "merged" : "saved");
    void this.#keepNow();
  }

  /** The forms of the segment's row speak of the revision that the typing goes on from. */
  #follow(revision: number): void {
    const row = this.#form.closest("[data-part]") ?? this.#form;
    for (const field of row.querySelectorAll<HTMLInputElement>("input[name=revision]"))
      field.value = String(revision);
    const { base } = this.saving;
    const field = this.#form.querySelector<HTMLInputElement>("input[name=base]") ?? addField(this.#form);
    if (base === undefined) field.remove();
    else field.value = base;
  }
}

function addField(form: HTMLFormElement): HTMLInputElement {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "base";
  form.prepend(field);
  return field;
}

function revisionOf(form: HTMLFormElement): number {
  return Number(form.querySelector<HTMLInputElement>("input[name=revision]")?.value);
}

/** Changes in the field only what differs, so that the caret and a selection stay where they are in the text. */
function placeText(area: HTMLTextAreaElement, text: string): void {
  const now = area.value;
  const shorter = Math.min(now.length, text.length);
  let start = 0;
  while (start < shorter && now[start] === text[start]) start++;
  let end = 0;
  while (end < shorter - start && now.at(-1 - end) === text.at(-1 - end)) end++;
  area.setRangeText(text.slice(start, text.length - end), start, now.length - end, "preserve");
}

/** The segment's state beside the editor, as the save has made it. */
function showRow(form: HTMLFormElement, { state, stateLabel }: Saved): void {
  const row = form.closest("[data-part]");
  const badge = row?.querySelector(".segment-side .state");
  if (!row || !badge) return;
  const icon = badge.querySelector("svg");
  badge.className = `state state-${state}`;
  icon?.querySelector("use")?.setAttribute("href", `#icon-${state}`);
  badge.replaceChildren(...(icon ? [icon] : []), ` ${stateLabel}`);
  for (const name of [...row.classList])
    if (name.startsWith("is-") && name !== "is-active") row.classList.remove(name);
  row.classList.add(`is-${state}`);
}
