import { describe, expect, it } from "vitest";
import { decodeXml } from "../../../src/formats/xml/decode.ts";
import { readXml, XML_LIMITS, XML_NAMESPACE, type XmlElement } from "../../../src/formats/xml/read.ts";
import type { Finding } from "../../../src/core/finding.ts";

/** What a reader is told of a text, one line an event, and the refusal. */
function told(chunks: readonly string[]): {
  readonly events: string[];
  readonly refusal: Finding | undefined;
} {
  const events: string[] = [];
  const steps = readXml(chunks, {
    open: (element: XmlElement) => events.push(`<${element.local}|${element.namespace}`),
    text: (text) => events.push(text),
    close: (local) => events.push(`>${local}`),
  });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { events, refusal: step.value };
  }
}

it("elements and text come in order, with their namespaces, whatever the pieces", () => {
  const text = '<a xmlns="u:1" xmlns:p="u:2"><p:b x="1">&lt;两&#x4F1A;</p:b><c xmlns=""/><![CDATA[<d>]]></a>';
  const whole = told([text]);
  expect(whole).toEqual({
    events: ["<a|u:1", "<b|u:2", "<两会", ">b", "<c|", ">c", "<d>", ">a"],
    refusal: undefined,
  });
  const pieces = told(Array.from(text));
  expect(pieces.events.join("")).toBe(whole.events.join(""));
});

it.each([
  ["an external document type is let pass", '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx/>'],
  ["with a bracket in its name", '<!DOCTYPE a PUBLIC "-//[x]//EN" "a.dtd"><a/>'],
  ["the prefix xml needs no declaration", '<a xml:lang="en"/>'],
  ["a prefix may be declared again", '<p:a xmlns:p="u:1"><p:b xmlns:p="u:2"/></p:a>'],
])("%s", (_, text) => {
  expect(told([text]).refusal).toBeUndefined();
});

const deep = "<a>".repeat(100_000);

describe.each([
  ["an internal subset", '<!DOCTYPE a [<!ENTITY x "y">]>\n<a>&x;</a>', "xml-dtd", 1],
  [
    "a file's content by an entity",
    '<!DOCTYPE a [<!ENTITY x SYSTEM "/etc/passwd">]><a>&x;</a>',
    "xml-dtd",
    1,
  ],
  ["an unknown entity", "<a>\n&nbsp;</a>", "xml-entity", 2],
  ["a number that is no character", "<a>&#xFFFFFFF;</a>", "xml-entity", 1],
  ["a control character", "<a>\u0001</a>", "xml-character", 1],
  ["tags that cross", "<a>\n<b></a></b>", "xml-tags", 2],
  ["an end that never comes", "<a>\n<b>", "xml-ends", 2],
  ["text alone", "hello", "xml-no-root", 1],
  ["an attribute twice", '<a x="1" x="2"/>', "xml-attribute-twice", 1],
  ["two roots", "<a/><b/>", "xml-malformed", 1],
  ["a prefix that is not declared", "<p:a/>", "xml-prefix", 1],
  ["an attribute's prefix that is not declared", '<a p:x=""/>', "xml-prefix", 1],
  ["two colons", '<p:a:b xmlns:p="u"/>', "xml-prefix", 1],
  ["xmlns as a prefix", '<a xmlns:xmlns="u"/>', "xml-prefix", 1],
  ["another name for xml", `<a xmlns:b="${XML_NAMESPACE}"/>`, "xml-prefix", 1],
  ["100,000 elements inside one another", deep, "xml-too-deep", 1],
  [
    "too many attributes",
    `<a ${Array.from({ length: 65 }, (_, i) => `a${i}=""`).join(" ")}/>`,
    "xml-too-many-attributes",
    1,
  ],
  ["a text without end", `<a>${"x".repeat(XML_LIMITS.text + 1)}</a>`, "xml-text-too-long", 1],
])("%s", (_, text, code, line) => {
  it(`is refused as ${code} with its place`, () => {
    const { refusal } = told([text]);
    expect(refusal).toMatchObject({ code, place: { line } });
    expect(refusal?.place?.column).toBeGreaterThan(0);
  });
});

describe("the encoding", () => {
  const text = '<?xml version="1.0" encoding="NAME"?><a>两会</a>';
  const utf16 = (name: string, swap: boolean): Uint8Array => {
    const bytes = Buffer.from("\ufeff" + text.replace("NAME", name), "utf16le");
    return swap ? bytes.swap16() : bytes;
  };
  const read = (bytes: Uint8Array): string => {
    const decoded = decodeXml(bytes, { limit: 1_000_000 });
    return decoded.ok ? [...decoded.value].join("").replace(/^.*\?>/, "") : decoded.refusal.code;
  };

  it.each([
    ["UTF-8", Buffer.from(text.replace("NAME", "UTF-8"))],
    ["UTF-8 with a mark", Buffer.from("\ufeff" + text.replace("NAME", "utf-8"))],
    ["UTF-16LE with a mark", utf16("UTF-16", false)],
    ["UTF-16BE with a mark", utf16("UTF-16", true)],
    ["UTF-16LE without a mark", utf16("UTF-16", false).subarray(2)],
    ["UTF-16BE without a mark", utf16("UTF-16", true).subarray(2)],
    ["UTF-8 that says UTF-16", Buffer.from(text.replace("NAME", "UTF-16"))],
  ])("%s", (_, bytes) => {
    expect(read(bytes)).toBe("<a>两会</a>");
  });

  it("GBK as it says itself", () => {
    const [before, after] = text.replace("NAME", "GBK").split("两会");
    const bytes = Buffer.concat([
      Buffer.from(before ?? ""),
      Buffer.from([0xc1, 0xbd, 0xbb, 0xe1]),
      Buffer.from(after ?? ""),
    ]);
    expect(read(bytes)).toBe("<a>两会</a>");
  });

  it.each([
    ["one that is not read here", Buffer.from(text.replace("NAME", "EBCDIC-US")), "xml-encoding"],
    ["a file over the limit", Buffer.alloc(1_000_001), "too-large"],
    ["an empty file", Buffer.alloc(0), "empty"],
  ])("%s is refused", (_, bytes, code) => {
    expect(read(bytes)).toBe(code);
  });
});
