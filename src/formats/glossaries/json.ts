import { refuse, type Finding, type ReadResult } from "../../core/finding.ts";
import {
  CASE_RULES,
  CATEGORIES,
  CONCEPT_STATUSES,
  DEFINITES,
  FORM_KINDS,
  FORM_LANGUAGES,
  INDEFINITES,
  MENTION_RULES,
  type Concept,
  type Form,
} from "../../core/glossary/model.ts";
import { isDay } from "../../core/text/day.ts";
import { wholeOf, type FileBytes } from "../bytes.ts";
import { decodeText } from "../text/decode.ts";
import { placeAt } from "../text/place.ts";
import type { GlossaryEntry, Omissible } from "./entry.ts";
import {
  GLOSSARY_LIMIT,
  type FileHead,
  type GlossaryFormat,
  type GlossaryReading,
  type GlossaryReadOptions,
} from "./format.ts";
import { Hashes } from "../../core/text/hashes.ts";
import { jsonFrame, jsonItems } from "./json-items.ts";
import { itemPlace, jsonFault } from "./json-places.ts";
import { madeIds, type Stands } from "./made-ids.ts";
import { ID_LIMIT, TERM_LIMIT } from "./reading.ts";

const NAME = "zhengming-glossary";
const VERSION = 1;

/**
 * Our own JSON, which holds everything a concept has: `{"format":"zhengming-glossary","version":1,"concepts":[…]}`, a concept a
 * line. A form is `{lang, kind, text, from?, to?}`; what is empty may be left out.
 */
export const jsonGlossary = {
  name: "json",
  extensions: [".json"],
  mediaType: "application/json",
  recognises: ({ text }: FileHead) => /^\s*\{\s*"format"\s*:\s*"zhengming-glossary"/.test(text),
  read: readJson,
  *write(entries) {
    yield `{"format":"${NAME}","version":${VERSION},"concepts":[`;
    let first = true;
    for (const { concept } of entries) {
      yield `${first ? "" : ","}\n${JSON.stringify(recordOf(concept))}`;
      first = false;
    }
    yield "\n]}\n";
  },
} as const satisfies GlossaryFormat;

function recordOf({ forms, scope, note, evidence, extra, ...rest }: Concept): unknown {
  return {
    ...rest,
    forms: forms.map(({ validFrom, validTo, ...form }) => ({
      ...form,
      ...(validFrom === undefined ? {} : { from: validFrom }),
      ...(validTo === undefined ? {} : { to: validTo }),
    })),
    ...(scope.length === 0 ? {} : { scope }),
    ...(note === "" ? {} : { note }),
    ...(evidence.length === 0 ? {} : { evidence }),
    ...(Object.keys(extra).length === 0 ? {} : { extra: pairs(extra) }),
  };
}

/** As pairs, because the order and a column named `__proto__` are to be kept. */
function pairs(extra: Concept["extra"]): readonly (readonly [string, string])[] {
  return Object.entries(extra);
}

const LIST = "concepts";

/**
 * A file in UTF-8 that is as it should be is read item by item, in two goes. Of any other the whole is read, for only the whole can tell what is
 * wrong with it and where.
 */
function* readJson(bytes: FileBytes, options: GlossaryReadOptions = {}): GlossaryReading {
  const inParts =
    (options.encoding ?? "utf-8") === "utf-8" &&
    bytes.length <= GLOSSARY_LIMIT &&
    conceptsOf(jsonFrame(bytes, LIST)).ok;
  if (!inParts) return yield* readWhole(bytes, options);
  const ids = new Hashes();
  const made = madeIds("concept", standsInIds(bytes));
  let count = 0;
  for (const item of jsonItems(bytes, LIST)) {
    const value = parsed(item);
    const number = ++count;
    const reader = new ConceptReader(number);
    const entry = reader.read(value, options.newId ?? (() => made(number)));
    if (value === undefined || reader.fault !== undefined) return refusalOf(bytes, options);
    ids.add(entry.concept.id);
    yield entry;
  }
  if (!ids.mayHaveTwins()) return { ok: true, value: count, findings: [] };
  const whole = refusalOf(bytes, options);
  return whole.ok ? { ...whole, value: count } : whole;
}

/** The value of a JSON text, undefined for what is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function standsInIds(bytes: FileBytes): Stands {
  return (beginning) => {
    for (const item of jsonItems(bytes, LIST)) {
      const value = parsed(item);
      const id = isRecord(value) ? value["id"] : undefined;
      if (typeof id === "string" && id.includes(beginning)) return true;
    }
    return false;
  };
}

/** What reading the whole file at once says of it in the end. */
function refusalOf(bytes: FileBytes, options: GlossaryReadOptions): ReadResult<number> {
  const reading = readWhole(bytes, options);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

function* readWhole(file: FileBytes, options: GlossaryReadOptions): GlossaryReading {
  const bytes = wholeOf(file);
  const decoded = decodeText(bytes, { encoding: options.encoding, limit: GLOSSARY_LIMIT });
  if (!decoded.ok) return decoded;
  const concepts = parse(decoded.value.text);
  if (!concepts.ok) return concepts;
  const seen = new Set<string>();
  const given = concepts.value.map((value) => (isRecord(value) ? value["id"] : undefined));
  const made = madeIds("concept", (beginning) =>
    given.some((id) => typeof id === "string" && id.includes(beginning)),
  );
  for (const [index, value] of concepts.value.entries()) {
    const reader = new ConceptReader(index + 1);
    const entry = reader.read(value, options.newId ?? (() => made(index + 1)));
    const fault = reader.fault;
    const place = (): { readonly line: number } => {
      const { text } = decoded.value;
      return { line: placeAt(text, itemPlace(text, LIST, index + 1)).line };
    };
    if (fault !== undefined) return { ok: false, refusal: { ...fault, place: place() } };
    if (seen.has(entry.concept.id)) {
      const id = entry.concept.id.slice(0, 80).toWellFormed();
      return refuse("json-id-twice", { id, concept: index + 1 }, place());
    }
    seen.add(entry.concept.id);
    yield entry;
  }
  return { ok: true, value: seen.size, findings: [] };
}

function parse(text: string): ReadResult<readonly unknown[]> {
  try {
    return conceptsOf(JSON.parse(text));
  } catch {
    const place = placeAt(text, jsonFault(text) ?? text.length);
    return refuse("json-broken", { ...place }, place);
  }
}

/** The list of concepts in the value of a file. */
function conceptsOf(value: unknown): ReadResult<readonly unknown[]> {
  if (!isRecord(value) || value["format"] !== NAME) return refuse("json-format", { name: NAME });
  if (value["version"] !== VERSION) return refuse("json-version", { version: VERSION });
  const concepts = value[LIST];
  return Array.isArray(concepts)
    ? { ok: true, value: concepts, findings: [] }
    : refuse("json-format", { name: NAME });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads one concept and remembers the first value that is none. */
class ConceptReader {
  fault: Finding | undefined;
  readonly #number: number;

  constructor(number: number) {
    this.#number = number;
  }

  read(value: unknown, makeId: () => string): GlossaryEntry {
    const record = isRecord(value) ? value : {};
    if (!isRecord(value)) this.#wrong("concept");
    const omitted: Omissible[] = [];
    const text = (name: string): string => this.#text(record, name);
    const id = text("id");
    if (id === "") omitted.push("id");
    const category = this.#choice(record, "category", CATEGORIES);
    if (category === undefined) omitted.push("category");
    const status = this.#choice(record, "status", CONCEPT_STATUSES);
    if (status === undefined) omitted.push("status");
    const rule = this.#choice(record, "case", CASE_RULES);
    const definite = this.#choice(record, "definite", DEFINITES);
    const indefinite = this.#choice(record, "indefinite", INDEFINITES);
    const mention = this.#choice(record, "mention", MENTION_RULES);
    const surname = text("surname");
    const concept: Concept = {
      id: id === "" ? makeId() : id,
      category: category ?? "other",
      status: status ?? "proposed",
      forms: this.#list(record, "forms").map((form) => this.#form(form)),
      scope: this.#list(record, "scope").map((each) => this.#string(each, "scope")),
      ...(rule === undefined ? {} : { case: rule }),
      ...(definite === undefined ? {} : { definite }),
      ...(indefinite === undefined ? {} : { indefinite }),
      ...(surname === "" ? {} : { surname }),
      ...(mention === undefined ? {} : { mention }),
      note: text("note"),
      evidence: this.#list(record, "evidence").map((each) => this.#string(each, "evidence")),
      extra: this.#extra(record),
    };
    if (id.length > ID_LIMIT) this.#wrong("id");
    if (concept.forms.length === 0) this.#wrong("forms");
    return { concept, omitted };
  }

  #wrong(field: string): void {
    this.fault ??= refuse("json-value", { concept: this.#number, field }).refusal;
  }

  #own(record: Readonly<Record<string, unknown>>, name: string): unknown {
    return Object.hasOwn(record, name) ? record[name] : undefined;
  }

  #text(record: Readonly<Record<string, unknown>>, name: string): string {
    const value = this.#own(record, name);
    return value === undefined ? "" : this.#string(value, name);
  }

  #string(value: unknown, field: string): string {
    // An escape may have written what no text of ours may have.
    const clean = typeof value === "string" && !value.includes("\0");
    if (clean && value.isWellFormed()) return value;
    this.#wrong(field);
    return "";
  }

  #list(record: Readonly<Record<string, unknown>>, name: string): readonly unknown[] {
    const value = this.#own(record, name);
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.#wrong(name);
    return [];
  }

  #choice<Value extends string>(
    record: Readonly<Record<string, unknown>>,
    name: string,
    list: readonly Value[],
  ): Value | undefined {
    const value = this.#own(record, name);
    const found = list.find((each) => each === value);
    if (found === undefined && value !== undefined) this.#wrong(name);
    return found;
  }

  #form(value: unknown): Form {
    const record = isRecord(value) ? value : {};
    const lang = this.#choice(record, "lang", FORM_LANGUAGES);
    const kind = this.#choice(record, "kind", FORM_KINDS);
    const text = this.#text(record, "text").trim();
    const [validFrom, validTo] = [this.#text(record, "from"), this.#text(record, "to")];
    const days = [validFrom, validTo].filter((day) => day !== "");
    if (
      lang === undefined ||
      kind === undefined ||
      text === "" ||
      text.length > TERM_LIMIT ||
      !days.every(isDay)
    ) {
      this.#wrong("forms");
    }
    return {
      lang: lang ?? "en",
      kind: kind ?? "admitted",
      text,
      ...(validFrom === "" ? {} : { validFrom }),
      ...(validTo === "" ? {} : { validTo }),
    };
  }

  #extra(record: Readonly<Record<string, unknown>>): Concept["extra"] {
    const list = this.#list(record, "extra").map((pair) => {
      const [name, value] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
      return [this.#string(name, "extra"), this.#string(value, "extra")] as const;
    });
    return Object.fromEntries(list);
  }
}
