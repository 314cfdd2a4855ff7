/** What XML 1.0 has no way to write (section 2.2): control characters but tab and line ends, U+FFFE, U+FFFF, half pairs. */
const ILLEGAL = /(?![\t\n\r])[\p{Surrogate}\uFFFE\uFFFF]|(?![\t\n\r\u007F-\u009F])\p{Cc}/u;

/** Where a text has a character that XML cannot hold, in UTF-16 units; undefined where all can be written. */
export function illegalInXml(text: string): number | undefined {
  const at = text.search(ILLEGAL);
  return at < 0 ? undefined : at;
}

const IN_TEXT: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };
const IN_VALUE: Readonly<Record<string, string>> = {
  ...IN_TEXT,
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
};

/** A text as character data: read back it is the same, a carriage return too. Nothing is indented. */
export function xmlText(text: string): string {
  return text.replace(/[&<>\r]/g, (char) => IN_TEXT[char] ?? char);
}

/** A text between the quotes of an attribute: read back it is the same, line ends and tabs too. */
export function xmlValue(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (char) => IN_VALUE[char] ?? char);
}

export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/** The opening tag of an element; attributes in the order given, those that are undefined left out. */
export function openTag(name: string, attributes: XmlAttributes = {}): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? "" : ` ${key}="${xmlValue(value)}"`,
  );
  return `<${name}${written.join("")}>`;
}

/** An element that has only text. */
export function textElement(name: string, text: string, attributes: XmlAttributes = {}): string {
  return `${openTag(name, attributes)}${xmlText(text)}</${name}>`;
}
