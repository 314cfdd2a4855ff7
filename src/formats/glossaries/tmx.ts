import { refuse } from "../../core/finding.ts";
import type { Concept, FormLanguage } from "../../core/glossary/model.ts";
import type { FileBytes } from "../bytes.ts";
import { ReadStop } from "../stop.ts";
import { decodeXml } from "../xml/decode.ts";
import { readXml, type XmlElement, type XmlHandler, XmlStop } from "../xml/read.ts";
import { illegalInXml, openTag, textElement } from "../xml/write.ts";
import { addNote, addTerm, keepExtra, newDraft, type ConceptDraft } from "./draft.ts";
import type { GlossaryEntry } from "./entry.ts";
import {
  GLOSSARY_LIMIT,
  type FileHead,
  type GlossaryFormat,
  type GlossaryReading,
  type GlossaryReadOptions,
} from "./format.ts";
import type { Losses } from "./losses.ts";
import { standsInBytes } from "./made-ids.ts";
import { readDrafts } from "./reading.ts";
import { readCategory, readStanding } from "./spellings.ts";
import { bilingualTerms, lostDays, lostFields } from "./targets.ts";

/**
 * TMX 1.4: a unit for a concept, a variant for each of its forms. Tools take every variant for a translation, so that forbidden
 * forms are properties of the unit; they are told as a loss, because no tool warns of them.
 */
export const tmxGlossary = {
  name: "tmx",
  extensions: [".tmx"],
  mediaType: "application/x-tmx+xml",
  recognises: ({ text }: FileHead) => /^\s*(?:<[?!][^>]*>\s*)*<tmx[\s>]/.test(text),
  read: readTmx,
  write: writeTmx,
} as const satisfies GlossaryFormat;

const CATEGORY = "x-category";
const FORBIDDEN = "x-forbidden";
const STATUS = "x-status";
const STANDING = "x-standing";

function* readTmx(bytes: FileBytes, options: GlossaryReadOptions = {}): GlossaryReading {
  const limit = GLOSSARY_LIMIT;
  const decoded = decodeXml(bytes, { encoding: options.encoding, limit });
  if (!decoded.ok) return decoded;
  try {
    return yield* readDrafts(() => units(decoded.value), {
      ...options,
      grouped: false,
      stands: standsInBytes(bytes),
    });
  } catch (error) {
    if (error instanceof XmlStop) return { ok: false, refusal: error.finding };
    if (error instanceof ReadStop) return { ok: false, refusal: error.finding };
    throw error;
  }
}

function* units(chunks: Iterable<string>): Generator<ConceptDraft> {
  const reader = new TmxReader();
  const steps = readXml(chunks, reader);
  for (;;) {
    const step = steps.next();
    yield* reader.taken();
    if (step.done !== true) continue;
    if (step.value !== undefined) throw new XmlStop(step.value);
    return;
  }
}

class TmxReader implements XmlHandler {
  #ready: ConceptDraft[] = [];
  #started = false;
  #unit: ConceptDraft | undefined;
  /** The language of the open variant, its segment and properties. */
  #variant: { readonly code: string; segment: string; standing: string } | undefined;
  #value = "";
  #property = "";
  /** How deep the reader is in an element whose text counts; in codes inside it (`bpt`) it does not. */
  #codes = 0;
  #inValue = false;

  taken(): readonly ConceptDraft[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  open(element: XmlElement): void {
    const { local } = element;
    if (!this.#started && local !== "tmx") {
      throw new XmlStop(refuse("tmx-none", {}, { line: element.line }).refusal);
    }
    this.#started = true;
    if (this.#inValue) {
      if (local !== "hi") this.#codes++;
      return;
    }
    if (local === "tu") {
      this.#unit = newDraft(element.line);
      this.#unit.id = element.attribute("tuid")?.trim() ?? "";
    } else if (local === "tuv") {
      const code = element.attribute("xml:lang") ?? element.attribute("lang") ?? "";
      this.#variant = { code, segment: "", standing: "" };
    } else if (local === "seg" || local === "note" || local === "prop") {
      this.#value = "";
      this.#inValue = true;
      this.#property = element.attribute("type") ?? "";
    }
  }

  text(piece: string): void {
    if (this.#inValue && this.#codes === 0) this.#value += piece;
  }

  close(local: string): void {
    if (this.#inValue && !["seg", "note", "prop"].includes(local)) {
      if (local !== "hi") this.#codes--;
      return;
    }
    if (this.#inValue) this.#closeValue(local);
    else if (local === "tuv") this.#closeVariant();
    else if (local === "tu") {
      if (this.#unit !== undefined) this.#ready.push(this.#unit);
      this.#unit = undefined;
    }
  }

  #closeValue(local: string): void {
    this.#inValue = false;
    const unit = this.#unit;
    if (unit === undefined) return;
    const variant = this.#variant;
    if (local === "seg") {
      if (variant !== undefined) variant.segment = this.#value;
    } else if (local === "note") addNote(unit, this.#value);
    else if (this.#property === STANDING && variant !== undefined) variant.standing = this.#value;
    else if (this.#property === FORBIDDEN) addTerm(unit, "en", { text: this.#value, standing: "deprecated" });
    else if (this.#property === CATEGORY) unit.category = readCategory(this.#value);
    else if (this.#property === STATUS && isStatus(this.#value)) unit.status = this.#value;
    else keepExtra(unit, this.#property, this.#value);
  }

  #closeVariant(): void {
    const variant = this.#variant;
    this.#variant = undefined;
    if (variant === undefined || this.#unit === undefined) return;
    const { code, segment, standing } = variant;
    const term = { text: segment, standing: readStanding(standing), short: standing === "short" };
    if (!addTerm(this.#unit, code, term)) keepExtra(this.#unit, `term @${code}`, segment);
  }
}

function isStatus(text: string): text is Concept["status"] {
  return text === "approved" || text === "proposed" || text === "retired";
}

const CODES: Readonly<Record<FormLanguage, string>> = { "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", en: "en" };

function* writeTmx(entries: Iterable<GlossaryEntry>, losses: Losses): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n';
  yield '  <header creationtool="Zhengming" creationtoolversion="1" segtype="phrase" o-tmf="Zhengming" adminlang="en" srclang="zh-CN" datatype="plaintext"/>\n';
  yield "  <body>\n";
  for (const { concept } of entries) {
    const unit = unitOf(concept, losses);
    if (unit !== undefined) yield unit;
  }
  yield "  </body>\n</tmx>\n";
}

function unitOf(concept: Concept, losses: Losses): string | undefined {
  const { id, category, status, note } = concept;
  const { forbidden } = bilingualTerms(concept);
  const usable = concept.forms.filter(({ lang, kind }) => lang !== "en" || kind !== "deprecated");
  if (usable.length === 0) {
    losses.lose("concept", id);
    return undefined;
  }
  const lines = [
    `    ${openTag("tu", { tuid: id })}`,
    ...(note.trim() === "" ? [] : [`      ${textElement("note", note.trim())}`]),
    ...(category === "other" ? [] : [`      ${textElement("prop", category, { type: CATEGORY })}`]),
    `      ${textElement("prop", status, { type: STATUS })}`,
    ...forbidden.map(({ text }) => `      ${textElement("prop", text, { type: FORBIDDEN })}`),
    ...usable.map(({ lang, kind, text }) => {
      const standing = textElement("prop", kind, { type: STANDING });
      return `      ${openTag("tuv", { "xml:lang": CODES[lang] })}${standing}${textElement("seg", text)}</tuv>`;
    }),
    "    </tu>\n",
  ];
  const written = lines.join("\n");
  if (illegalInXml(written) !== undefined) {
    losses.lose("characters", id);
    return undefined;
  }
  losses.lose("forbidden", id, forbidden.length);
  losses.lose("fields", id, lostFields(concept, { note: true, category: true, short: true }));
  losses.lose("days", id, lostDays(concept));
  return written;
}
