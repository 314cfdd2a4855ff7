import { SaxesParser } from "saxes";
import { refuse, type Finding, type Params } from "../../core/finding.ts";

/** The most that one XML file may have; what goes beyond is refused before it costs memory or time. */
export const XML_LIMITS = {
  /** Elements inside one another. */
  depth: 256,
  /** Attributes of one element. */
  attributes: 64,
  /** Elements of one file. */
  elements: 50_000_000,
  /** UTF-16 units of one element's own text. */
  text: 5_000_000,
} as const;

export const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
const XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/";

/** An element as it opens; good until the handler returns. */
export interface XmlElement {
  /** Without its prefix. */
  readonly local: string;
  readonly namespace: string;
  /** The value of an attribute by its name as it is written (`xml:lang`), undefined where it is not. */
  readonly attribute: (name: string) => string | undefined;
  /** 1-based line of its end tag mark `>`. */
  readonly line: number;
}

/** What reads the elements of a file, in the order of the file. */
export interface XmlHandler {
  readonly open: (element: XmlElement) => void;
  /** Character data, references resolved; what stands between two tags may come in several pieces. */
  readonly text: (text: string) => void;
  readonly close: (local: string) => void;
}

/** Ends the reading of an XML file with a refusal; caught by {@link readXml}. */
export class XmlStop extends Error {
  readonly finding: Finding;
  constructor(finding: Finding) {
    super(finding.code);
    this.finding = finding;
  }
}

/** What saxes says when it refuses, by the words it begins with, and our code for it. */
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/^unclosed tag|^unexpected end|^XML declaration is incomplete/, "xml-ends"],
  [/^unmatched closing tag|^unexpected close tag|^weird empty close/, "xml-tags"],
  [/^undefined entity|^empty entity|^malformed character entity|^disallowed character entity/, "xml-entity"],
  [/^disallowed character\.$/, "xml-character"],
  [/^duplicate attribute/, "xml-attribute-twice"],
  [/^document must contain a root|^text data outside of root/, "xml-no-root"],
];

/**
 * Reads XML through one gate: well-formed documents only, no internal DTD subset (an external one is never fetched),
 * no entities but the five of XML and character references, namespaces resolved, {@link XML_LIMITS} kept. Stops after every
 * chunk, so that what was read can be taken away; gives in the end the refusal with line and column, or undefined when the
 * whole was read. What the handler was told before a refusal is to be dropped. Linear in the length of the text.
 *
 * Not by the `xmlns` option of saxes, which is quadratic in depth.
 */
export function* readXml(
  chunks: Iterable<string>,
  handler: XmlHandler,
): Generator<undefined, Finding | undefined> {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  const place = (): { line: number; column: number } => ({
    line: parser.line,
    column: parser.columnIndex + 1,
  });
  const stop = (code: string, params: Params = {}): never => {
    const at = place();
    throw new XmlStop(refuse(code, { ...params, ...at }, at).refusal);
  };
  const scopes = new Scopes(stop);
  let elements = 0;
  let length = 0;
  parser.on("error", (error) => {
    const message = error.message.replace(/^(?:[^:]*:)?\d+:\d+: /, "");
    stop(FAULTS.find(([pattern]) => pattern.test(message))?.[1] ?? "xml-malformed");
  });
  parser.on("doctype", (doctype) => {
    if (hasInternalSubset(doctype)) stop("xml-dtd");
  });
  // Made without a prototype.
  let own: Readonly<Record<string, string>> = {};
  // One object for all elements: a file has millions.
  const element = { local: "", namespace: "", line: 0, attribute: (key: string) => own[key] };
  parser.on("opentag", ({ name, attributes }) => {
    if (++elements > XML_LIMITS.elements) stop("xml-too-many", { limit: XML_LIMITS.elements });
    if (scopes.depth >= XML_LIMITS.depth) stop("xml-too-deep", { limit: XML_LIMITS.depth });
    element.namespace = scopes.enter(name, attributes);
    element.local = localName(name);
    element.line = parser.line;
    own = attributes;
    length = 0;
    handler.open(element);
  });
  const text = (piece: string): void => {
    length += piece.length;
    if (length > XML_LIMITS.text) stop("xml-text-too-long", { limit: XML_LIMITS.text });
    handler.text(piece);
  };
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("closetag", ({ name }) => {
    scopes.leave();
    length = 0;
    handler.close(localName(name));
  });
  try {
    for (const chunk of chunks) {
      parser.write(chunk);
      yield;
    }
    parser.close();
    return undefined;
  } catch (error) {
    if (error instanceof XmlStop) return error.finding;
    throw error;
  }
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Whether a document type declaration declares anything itself, outside its quoted identifiers. */
function hasInternalSubset(doctype: string): boolean {
  return doctype.replace(/"[^"]*"|'[^']*'/g, "").includes("[");
}

type Bindings = ReadonlyMap<string, string>;

/** The namespaces in force at the place of the reader. A list of bindings is made only where an element declares some. */
class Scopes {
  readonly #open: Bindings[] = [];
  readonly #stop: (code: string, params?: Params) => never;
  #now: Bindings = new Map([["xml", XML_NAMESPACE]]);

  constructor(stop: (code: string, params?: Params) => never) {
    this.#stop = stop;
  }

  get depth(): number {
    return this.#open.length;
  }

  /** Opens an element; gives its namespace. */
  enter(name: string, attributes: Readonly<Record<string, string>>): string {
    this.#open.push(this.#now);
    let special: string[] | undefined;
    let count = 0;
    for (const each in attributes) {
      if (++count > XML_LIMITS.attributes) {
        this.#stop("xml-too-many-attributes", { limit: XML_LIMITS.attributes });
      }
      // Nearly all names of attributes have no prefix and declare nothing; `xml` is bound from the start.
      if (each !== "xml:lang" && (each === "xmlns" || each.includes(":"))) (special ??= []).push(each);
    }
    if (special !== undefined) {
      const declared = special.filter((each) => each === "xmlns" || each.startsWith("xmlns:"));
      if (declared.length > 0) this.#declare(declared, attributes);
      for (const each of special) if (!declared.includes(each)) this.#resolve(each);
    }
    return this.#resolve(name);
  }

  leave(): void {
    this.#now = this.#open.pop() ?? this.#now;
  }

  #declare(names: readonly string[], attributes: Readonly<Record<string, string>>): void {
    const now = new Map(this.#now);
    for (const name of names) {
      const prefix = name === "xmlns" ? "" : localName(name);
      const uri = (attributes[name] ?? "").trim();
      const reserved = prefix === "xmlns" || uri === XMLNS_NAMESPACE;
      if (reserved || (prefix === "xml") !== (uri === XML_NAMESPACE) || (prefix !== "" && uri === "")) {
        this.#stop("xml-prefix", { name });
      }
      now.set(prefix, uri);
    }
    this.#now = now;
  }

  #resolve(name: string): string {
    const colon = name.indexOf(":");
    if (colon < 0) return this.#now.get("") ?? "";
    const uri = this.#now.get(name.slice(0, colon));
    const whole = colon > 0 && colon < name.length - 1 && !name.includes(":", colon + 1);
    if (uri === undefined || !whole)
      return this.#stop("xml-prefix", { name: name.slice(0, 80).toWellFormed() });
    return uri;
  }
}
