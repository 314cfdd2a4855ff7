/** A text on its way to the server. The id is sent again with every try, so that one text makes one revision. */
export interface SaveRequest {
  readonly requestId: string;
  readonly text: string;
  /** The text that the typing started from; undefined: that of the revision. */
  readonly base: string | undefined;
  readonly revision: number;
}

/** What became of a try to save. `kept`: the reader saves by themselves only. `failed`: the server is at fault; `unreachable`: no answer came. */
export type Reply =
  | {
      readonly kind: "saved";
      readonly revision: number;
      readonly text: string;
      readonly merged: boolean;
      readonly state: string;
      readonly stateLabel: string;
    }
  | { readonly kind: "conflict" }
  | { readonly kind: "kept" }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "failed" }
  | { readonly kind: "unreachable" };

/** A reply after which the text stands on the server. */
export type Saved = Extract<Reply, { readonly kind: "saved" }>;

/** What a saving works on. */
export interface Surroundings {
  /** What stands in the field; undefined while an input method composes. */
  readonly text: () => string | undefined;
  readonly send: (request: SaveRequest) => Promise<Reply>;
  /** A request goes out. */
  readonly sending: () => void;
  /** How the last try ended; after `saved` the saving has its new base. */
  readonly ended: (reply: Reply) => void;
  /** Puts a text that was merged into the field, where nothing was typed since. */
  readonly place: (text: string) => void;
  readonly newId: () => string;
}

/** How long after the last key a text is saved, in milliseconds. */
const QUIET = 800;
/** The longest pause between two tries, in milliseconds. */
const LONGEST = 30_000;

/**
 * Saves the text of one segment again and again: {@link QUIET} after the last key, one request at a time. A request
 * without an answer is tried again, the same one, after 1, 2, 4 … 30 seconds; what is typed meanwhile goes after it.
 */
export class Saving {
  /** What the text in the field started from; undefined: the text of the revision. */
  base: string | undefined;
  revision: number;
  readonly #surroundings: Surroundings;
  #request: SaveRequest | undefined;
  #running: Promise<void> | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  /** Whether a save fell due while another was on its way. */
  #due = false;
  #stopped: "conflict" | "refused" | "held" | "over" | undefined;

  constructor(surroundings: Surroundings, base: string | undefined, revision: number) {
    this.#surroundings = surroundings;
    this.base = base;
    this.revision = revision;
  }

  /** The request whose answer has not come. */
  get request(): SaveRequest | undefined {
    return this.#request;
  }

  /** Whether the server is known to have the text. */
  get settled(): boolean {
    return this.#request === undefined && this.#surroundings.text() === this.base;
  }

  /** Goes on from a draft; nothing is sent before a key is pressed or a save is asked for. */
  resume(from: { readonly base: string | undefined; readonly revision: number }, sent?: SaveRequest): void {
    clearTimeout(this.#quiet);
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#tries = 0;
    this.#due = false;
    this.base = from.base;
    this.revision = from.revision;
    this.#request = sent;
    this.#stopped = "held";
  }

  /** Waits for a key, as after a refusal. */
  hold(): void {
    this.#stopped = "refused";
  }

  /** Something was typed. */
  typed(): void {
    if (this.#stopped === "conflict" || this.#stopped === "over") return;
    this.#stopped = undefined;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      // After a request that has no answer yet, also one that came with a draft, what was typed since is due.
      this.#due = this.#request !== undefined;
      if (!this.#running && this.#retry === undefined) void this.#save();
    }, QUIET);
  }

  /** Saves now; whether the server then has all that was typed. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#quiet);
    await this.#running;
    while (this.#stopped === undefined && !this.settled) {
      const before = this.revision;
      await this.#save();
      // Without an answer, or in the midst of a composition.
      if (this.#request !== undefined || this.revision === before) break;
    }
    this.#due ||= this.#request !== undefined;
    return this.settled;
  }

  /** Learns what became of the request that is out, so that the next save does not run into it; false when it cannot. */
  async settle(): Promise<boolean> {
    clearTimeout(this.#quiet);
    await this.#running;
    if (this.#request !== undefined) await this.#save();
    this.#due ||= this.#request !== undefined;
    return this.#request === undefined;
  }

  /** Waits for the answer to the request that is on its way, if one is. */
  async answered(): Promise<void> {
    await this.#running;
  }

  /** Tries again at once. */
  retry(): void {
    if (this.#request !== undefined && this.#stopped === undefined && !this.#running) void this.#save();
  }

  /** Ends it: the editor is gone or its text was saved otherwise. */
  end(): void {
    this.#stopped = "over";
    clearTimeout(this.#quiet);
    clearTimeout(this.#retry);
  }

  #save(): Promise<void> {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #run(): Promise<void> {
    do {
      // What was typed while a request waited for its answer is due after it.
      if (this.#request === undefined) {
        this.#due = false;
        this.#request = this.#next();
      }
      if (this.#request === undefined) return;
      const request = this.#request;
      this.#surroundings.sending();
      const reply = await this.#surroundings.send(request);
      // An answer to what was given up meanwhile, for another draft, says nothing of the text that stands in the field now.
      if (this.#isOver() || this.#request !== request) return;
      this.#conclude(request, reply);
    } while (this.#isDue());
  }

  #isDue(): boolean {
    return this.#due && this.#retry === undefined;
  }

  #isOver(): boolean {
    return this.#stopped === "over";
  }

  #next(): SaveRequest | undefined {
    const text = this.#surroundings.text();
    if (text === undefined || text === this.base || this.#stopped !== undefined) return undefined;
    return { requestId: this.#surroundings.newId(), text, base: this.base, revision: this.revision };
  }

  #conclude(request: SaveRequest, reply: Reply): void {
    if (reply.kind === "failed" || reply.kind === "unreachable") {
      const pause = Math.min(LONGEST, 1000 * 2 ** this.#tries++);
      this.#retry = setTimeout(() => void this.#save(), pause);
    } else {
      this.#tries = 0;
      this.#request = undefined;
      if (reply.kind === "saved") this.#advance(request, reply);
      else this.#stopped = reply.kind === "kept" ? "held" : reply.kind;
    }
    this.#surroundings.ended(reply);
  }

  /** What was typed since goes on from the text that was sent, whatever was merged with it on the server. */
  #advance({ text: sent }: SaveRequest, { revision, text }: Saved): void {
    this.revision = revision;
    this.base = sent;
    if (text === sent || this.#surroundings.text() !== sent) return;
    this.#surroundings.place(text);
    this.base = text;
  }
}
