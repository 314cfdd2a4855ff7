import type { Finding } from "../../../core/finding.ts";
import { refuse } from "../../../core/finding.ts";
import type { Transaction } from "../entry.ts";
import { readXml, type XmlElement, type XmlHandler, XmlStop } from "../../xml/read.ts";
import { detached } from "../../xml/detached.ts";
import { categoryOf, roleOf, type Role } from "./elements.ts";
import { oneLine } from "./one-line.ts";
import { isOwnNote } from "./own-fields.ts";
import { TERM_LIMIT } from "../reading.ts";
import type { RawEntry, RawLanguage, RawTerm, RawValue } from "./raw.ts";

/** The most terms and other values of one entry: what has more is no concept. */
const ENTRY_LIMIT = 5_000;

/**
 * Reads the concept entries of TBX of every version that is in use: v3 in DCA and DCT style, v2 (`martif` with `tig` or
 * `ntig`), the TBX-Min of 2013, and files that mix them. Entries come one after another, so a file of any size takes the
 * memory of a few. Gives in the end the refusal that stopped it, if any; the entries before it are to be dropped then.
 */
export function* readTbxEntries(chunks: Iterable<string>): Generator<RawEntry, Finding | undefined> {
  const reader = new TbxReader();
  const steps = readXml(chunks, reader);
  for (;;) {
    const step = steps.next();
    yield* reader.taken();
    if (step.done === true) return step.value;
  }
}

/** An open element: what it is, and the value that it collects. */
interface Open {
  readonly role: Role | "value" | "skip";
  readonly type: string;
  readonly target?: string | undefined;
  /** Whether its text is collected: not that of elements around values. */
  readonly holder: boolean;
}

const around = (role: Role): Open => ({ role, type: "", holder: false });
/** What an open element is that collects no value. */
const AROUND: Readonly<Record<Exclude<Role, "term">, Open>> = {
  root: around("root"),
  entry: around("entry"),
  language: around("language"),
  "term-section": around("term-section"),
  transaction: around("transaction"),
  header: around("header"),
  group: around("group"),
  "note-group": around("note-group"),
  skip: around("skip"),
};

class TbxReader implements XmlHandler {
  #isTbx = false;
  #ready: RawEntry[] = [];
  readonly #open: Open[] = [];
  /** How many elements deep the reader is in a value or in something that is not read. */
  #inside = 0;
  #text = "";
  #line = 0;
  #entry: RawEntry | undefined;
  #values = 0;
  #language: RawLanguage | undefined;
  #term: RawTerm | undefined;
  #transaction: { kind?: string; date?: string; by?: string } | undefined;
  #noteKey = "";

  /** The entries that were closed since the last call. */
  taken(): readonly RawEntry[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  open(element: XmlElement): void {
    this.#line = element.line;
    // Markup inside a value (<hi>) is read as its text.
    if (this.#inside > 0) {
      this.#inside++;
      return;
    }
    // In TBX-Min of 2013 a note of a group is a key and a value.
    const inGroup = element.local === "note" && this.#open.at(-1)?.role === "note-group";
    const role = inGroup ? "group" : roleOf(element.local);
    if (this.#open.length === 0) this.#isTbx = role === "root";
    if (!this.#isTbx) throw new XmlStop(refuse("tbx-none", {}, { line: element.line }).refusal);
    if (++this.#values > ENTRY_LIMIT && this.#entry !== undefined) {
      this.#stop("concept-too-large", { limit: ENTRY_LIMIT });
    }
    const open = this.#opened(element, role);
    this.#open.push(open);
    if (open.holder || open.role === "skip" || open.role === "header") this.#inside = 1;
    this.#text = "";
  }

  text(text: string): void {
    if (this.#open.at(-1)?.holder === true) this.#text += text;
  }

  close(): void {
    if (this.#inside > 1) {
      this.#inside--;
      return;
    }
    this.#inside = 0;
    const open = this.#open.pop();
    if (open === undefined) return;
    if (open.role === "entry") this.#closeEntry();
    else if (open.role === "language") this.#language = undefined;
    else if (open.role === "term-section") this.#term = undefined;
    else if (open.role === "transaction") this.#closeTransaction();
    else if (open.role === "term") this.#closeTerm();
    else if (open.role === "value") this.#closeValue(open);
  }

  #opened(element: XmlElement, role: Role | undefined): Open {
    if (role === undefined || role === "term") {
      if (this.#entry === undefined) return AROUND.skip;
      const type = categoryOf(element.local, element.attribute("type"));
      return { role: role ?? "value", type, target: element.attribute("target"), holder: true };
    }
    if (role === "entry") {
      this.#values = 0;
      const given = element.attribute("id");
      const id = given === undefined ? undefined : detached(given);
      this.#entry = { id, line: element.line, values: [], languages: [], transactions: [] };
    } else if (role === "language") {
      const code = element.attribute("xml:lang") ?? element.attribute("lang") ?? "";
      this.#language = { code, values: [], terms: [] };
      this.#entry?.languages.push(this.#language);
    } else if (role === "term-section") {
      this.#term = { text: "", values: [] };
      this.#language?.terms.push(this.#term);
    } else if (role === "transaction") {
      this.#transaction = {};
    }
    return AROUND[role];
  }

  #closeTerm(): void {
    // A term over several lines was broken by a tool that indents.
    const text = detached(oneLine(this.#text.trim()));
    if (text.length > TERM_LIMIT) this.#stop("term-too-long", { limit: TERM_LIMIT });
    if (this.#term === undefined) this.#language?.terms.push({ text, values: [] });
    else this.#term.text = text;
  }

  #closeValue({ type, target }: Open): void {
    // What tools indent is trimmed; our own notes are written as they are read.
    const text = detached(isOwnNote(this.#text) ? this.#text : this.#text.trim());
    if (this.#transaction !== undefined) {
      if (type === "transactionType") this.#transaction.kind = text;
      else if (type === "date") this.#transaction.date = text;
      else if (type === "responsibility") this.#transaction.by = text;
      return;
    }
    if (type === "noteKey") {
      this.#noteKey = text;
      return;
    }
    if (text === "" && target === undefined) return;
    const named = type === "noteValue" && this.#noteKey !== "" ? this.#noteKey : type;
    const value: RawValue = { type: named, text, ...(target === undefined ? {} : { target }) };
    (this.#term ?? this.#language ?? this.#entry)?.values.push(value);
  }

  #closeTransaction(): void {
    const { kind, date, by } = this.#transaction ?? {};
    this.#transaction = undefined;
    // Of the languages and terms the format tells them too; concepts have one history.
    if (this.#language !== undefined || date === undefined) return;
    if (kind !== "origination" && kind !== "modification") return;
    const transaction: Transaction = { kind, date, ...(by === undefined || by === "" ? {} : { by }) };
    this.#entry?.transactions.push(transaction);
  }

  #closeEntry(): void {
    if (this.#entry !== undefined) this.#ready.push(this.#entry);
    this.#entry = undefined;
    this.#language = undefined;
    this.#term = undefined;
  }

  #stop(code: string, params: Readonly<Record<string, number>>): never {
    const place = { line: this.#line };
    throw new XmlStop(refuse(code, { ...params, ...place }, place).refusal);
  }
}
