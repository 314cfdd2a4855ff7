import { newUuid, sendText } from "./autosave-request.ts";
import { textOf } from "./announce.ts";
import { placeText, setHidden, showRow } from "./autosave-form.ts";
import { dropDraft, keepDraft, readDrafts, type Draft } from "./drafts.ts";
import { askNews, showNews, type News } from "./news.ts";
import { showState } from "./save-state.ts";
import { Saving, type Reply, type Saved } from "./saving.ts";
import { draftName, editorName, giveName, isOpenElsewhere, takeName } from "./tabs.ts";

/** A key is on this device so many milliseconds later. */
const KEEP_AFTER = 150;
/** That something is being saved is said when it takes longer than so many milliseconds. */
const SAY_SAVING_AFTER = 250;
/** This page among the tabs of the browser. */
const PAGE = newUuid();

/** Where an editor begins. */
export interface EditorStart {
  readonly segmentId: string;
  readonly form: HTMLFormElement;
  readonly area: HTMLTextAreaElement;
  /** The draft of what stands in a form that was refused. */
  readonly key: string | undefined;
  /** The end of the page's earlier editor of the segment, whose draft must be whole before it is read. */
  readonly after: Promise<void> | undefined;
}

/** The open editor of a segment: keeps on this device what is typed, saves it, and shows how it stands. */
export class AutosaveEditor {
  readonly segmentId: string;
  readonly saving: Saving;
  /** The key of the draft of what stands in the field. */
  key: string;
  #form: HTMLFormElement;
  #area: HTMLTextAreaElement;
  /** What the server last said that stands, with its revision. */
  #standing: { readonly text: string; readonly revision: number };
  /** Drafts of other tabs that ended, and of this one, that wait to be looked at; newest first. */
  #others: readonly Draft[] = [];
  #news: News | undefined;
  #composing = false;
  #keep: ReturnType<typeof setTimeout> | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #kept = true;
  #ended = false;

  constructor({ segmentId, form, area, key, after }: EditorStart) {
    this.segmentId = segmentId;
    this.#form = form;
    this.#area = area;
    const refused = form.matches("[data-unsaved]");
    this.key = (refused ? key : undefined) ?? newUuid();
    this.#standing = { text: area.defaultValue, revision: revisionOf(form) };
    this.saving = new Saving(
      {
        text: () => (this.#composing ? undefined : this.#area.value),
        send: (request) => sendText(segmentId, request, textOf("failed")),
        sending: () => {
          this.#waiting ??= setTimeout(() => showState(this.#form, "saving"), SAY_SAVING_AFTER);
          void this.keepNow();
        },
        ended: (reply) => {
          clearTimeout(this.#waiting);
          this.#waiting = undefined;
          this.#show(reply);
        },
        place: (text) => placeText(this.#area, text),
        newId: newUuid,
      },
      refused ? undefined : area.defaultValue,
      this.#standing.revision,
    );
    if (refused) this.saving.hold();
    void this.#open(refused, after);
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
    this.#showOthers();
    void this.look();
  }

  /** Something was typed. */
  typed(): void {
    if (this.#composing || this.#ended) return;
    this.#keep ??= setTimeout(() => void this.keepNow(), KEEP_AFTER);
    this.saving.typed();
  }

  /** An input method begins or ends to compose: what stands in the field meanwhile is nobody's text yet. */
  compose(begins: boolean): void {
    // What was typed before it is, however long the composition lasts.
    if (begins && this.#keep !== undefined) void this.keepNow();
    this.#composing = begins;
    if (!begins) this.typed();
  }

  /** Puts what stands on the server back into the field and forgets the draft. */
  async discard(): Promise<void> {
    const { text } = this.#standing;
    await this.saving.answered();
    if (this.#ended) return;
    placeText(this.#area, text);
    if (text === this.#standing.text) {
      this.saving.resume({ base: text, revision: this.#standing.revision });
      this.#forget();
    } else {
      // It was saved before the answer came: giving it up is a change like another.
      this.typed();
    }
    this.#follow(this.saving.revision);
    setHidden(this.#form, "[data-draft]", true);
    this.#area.focus();
  }

  /** Shows the next of the other drafts; what stands in the field waits in its place. */
  async showOther(): Promise<void> {
    await this.saving.answered();
    const [other, ...rest] = this.#others;
    if (other === undefined || this.#ended || this.#composing) return;
    const present = this.saving.settled ? undefined : this.#draft();
    await this.keepNow();
    if (present === undefined) giveName(draftName(this.key));
    this.#others = present === undefined ? rest : [...rest, present];
    this.#adopt(other);
    this.#showOthers();
    this.#area.focus();
  }

  /** Learns who changed the segment since it was opened or saved here, and says it; the field stays as it is. */
  async hear(): Promise<void> {
    await this.saving.answered();
    const news = await askNews(this.segmentId, this.saving.revision);
    await this.saving.answered();
    if (this.#ended || news === undefined || news.revision <= this.saving.revision) return;
    if (news.kind === "own" && isBroughtBack() && this.#isUntouched()) {
      this.#take(news);
      return;
    }
    const first = this.#news?.by !== news.by;
    this.#news = news;
    showNews(this.#form, news, first);
  }

  /**
   * Takes what others wrote into the field, where nothing was typed that it could touch; false when something was: then
   * the texts are to be compared.
   */
  takeNews(): boolean {
    const news = this.#news;
    if (news === undefined || this.#composing || !this.saving.settled) return false;
    this.#take(news);
    this.#area.focus();
    return true;
  }

  #take(news: News): void {
    placeText(this.#area, news.text);
    this.#area.defaultValue = this.#area.value;
    this.#standing = news;
    this.saving.resume({ base: this.#area.value, revision: news.revision });
    this.#follow(news.revision);
    this.#dropNews();
  }

  /** A page that the browser brought back is older than what was saved when it was left; nothing is typed into it yet. */
  async #catchUp(): Promise<void> {
    const news = await askNews(this.segmentId, this.#standing.revision);
    if (news !== undefined && !this.#ended && this.#isUntouched()) this.#take(news);
  }

  #isUntouched(): boolean {
    return !this.#composing && this.saving.settled && this.#area.value === this.#standing.text;
  }

  /** A page out of the browser's memory is older than a draft whose save came when that page was left. */
  async #checkArrived(): Promise<void> {
    const news = await askNews(this.segmentId, this.#standing.revision);
    if (this.#ended || this.#composing || news?.text !== this.#area.value) return;
    this.#take(news);
    setHidden(this.#form, "[data-draft]", true);
    this.#forget();
  }

  /** The page is looked at again: says whether another tab has the segment open, and takes its names anew. */
  async look(): Promise<void> {
    // Another tab may have taken the draft up while this page was put aside.
    if (!(await takeName(draftName(this.key)))) {
      this.key = newUuid();
      await takeName(draftName(this.key));
      void this.keepNow();
    }
    await takeName(editorName(this.segmentId, PAGE));
    const elsewhere = await isOpenElsewhere(this.segmentId);
    if (!this.#ended) setHidden(this.#form, "[data-elsewhere]", !elsewhere);
  }

  /** Saves what was typed after the form was sent with a text that the server took; whether it has all of it then. */
  async saveRest(sent: string): Promise<boolean> {
    if (this.#area.value === sent) return true;
    this.saving.resume({ base: sent, revision: this.saving.revision });
    this.typed();
    return this.saving.flush();
  }

  /** The editor's text was saved otherwise, or is given up. */
  async finish(): Promise<void> {
    this.saving.end();
    clearTimeout(this.#keep);
    this.#keep = undefined;
    await dropDraft(this.key);
    await this.end();
  }

  /** Stops; the draft stays, and with `keepName` is not shown elsewhere. */
  async end(keepName = false): Promise<void> {
    const keeping = this.#keep === undefined ? undefined : this.keepNow();
    this.#ended = true;
    clearTimeout(this.#waiting);
    this.saving.end();
    await keeping;
    giveName(editorName(this.segmentId, PAGE));
    if (!keepName) giveName(draftName(this.key));
    for (const { key } of this.#others) giveName(draftName(key));
  }

  /** Puts what is typed on this device, without waiting for the next key. */
  async keepNow(): Promise<void> {
    clearTimeout(this.#keep);
    this.#keep = undefined;
    if (this.#ended || this.#composing) return;
    if (this.saving.settled) await dropDraft(this.key);
    else this.#kept = await keepDraft(this.#draft());
  }

  #draft(): Draft {
    const { base, revision, request } = this.saving;
    return {
      key: this.key,
      segmentId: this.segmentId,
      text: this.#area.value,
      base,
      revision,
      at: Date.now(),
      sending: request,
    };
  }

  async #open(refused: boolean, after: Promise<void> | undefined): Promise<void> {
    await after;
    await takeName(draftName(this.key));
    const found = await this.#findDrafts();
    const [newest, ...rest] = found;
    // What is typed already goes on; nothing is put in its place.
    const untouched = !refused && !this.#composing && this.#area.value === this.#standing.text;
    if (untouched && newest !== undefined && !this.#ended) {
      giveName(draftName(this.key));
      this.#adopt(newest);
      this.#others = rest;
      void this.#checkArrived();
    } else {
      this.#others = found;
      if (untouched && isBroughtBack()) void this.#catchUp();
    }
    if (this.#ended) for (const { key } of found) giveName(draftName(key));
    else this.#showOthers();
    await this.look();
  }

  /** The drafts of the segment that no page has, which are now this one's; those that say what stands are dropped. */
  async #findDrafts(): Promise<readonly Draft[]> {
    const found: Draft[] = [];
    for (const draft of await readDrafts(this.segmentId)) {
      if (draft.key === this.key || !(await takeName(draftName(draft.key)))) continue;
      if (draft.text !== this.#standing.text) {
        found.push(draft);
        continue;
      }
      await dropDraft(draft.key);
      giveName(draftName(draft.key));
    }
    return found;
  }

  #adopt(draft: Draft): void {
    const { text, revision } = this.#standing;
    this.key = draft.key;
    // The answer was lost, but the request came: its text is what stands.
    if (draft.sending?.text === text) this.saving.resume({ base: text, revision });
    else this.saving.resume(draft, draft.sending);
    placeText(this.#area, draft.text);
    this.#follow(this.saving.revision);
    setHidden(this.#form, "[data-draft]", false);
  }

  #showOthers(): void {
    setHidden(this.#form, "[data-others]", this.#others.length === 0);
  }

  #forget(): void {
    clearTimeout(this.#keep);
    this.#keep = undefined;
    void dropDraft(this.key);
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
    void this.keepNow();
  }

  #saved(reply: Saved): void {
    this.#standing = reply;
    this.#area.defaultValue = this.saving.base ?? reply.text;
    this.#form.removeAttribute("data-unsaved");
    this.#follow(reply.revision);
    showRow(this.#form, reply);
    setHidden(this.#form, "[data-draft]", true);
    if (this.#news !== undefined && this.#news.revision <= reply.revision) this.#dropNews();
    showState(this.#form, reply.merged ? "merged" : "saved");
    void this.keepNow();
    document.dispatchEvent(new CustomEvent("segment-saved", { detail: this.segmentId }));
  }

  #dropNews(): void {
    this.#news = undefined;
    setHidden(this.#form, "[data-news]", true);
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

/** Whether the reader went back or forward to this page: the browser may show it as it was when they left. */
function isBroughtBack(): boolean {
  return performance
    .getEntriesByType("navigation")
    .some((entry) => entry instanceof PerformanceNavigationTiming && entry.type === "back_forward");
}
