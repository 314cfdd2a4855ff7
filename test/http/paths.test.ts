import { describe, expect, it } from "vitest";
import { parseUrlEncoded } from "../../src/http/forms/url-encoded.ts";
import { likeStored } from "../../src/http/forms/segment.ts";
import { splitPlaces } from "../../src/http/pages/split.ts";
import { localPath, withQuery } from "../../src/http/paths.ts";

describe("localPath", () => {
  it.each([
    ["/a?b=c#d", "/a?b=c#d"],
    ["/a?lang=en&b=c", "/a?b=c"],
    ["/中", "/%E4%B8%AD"],
    [undefined, undefined],
    ["", undefined],
    ["a", undefined],
    ["//a", undefined],
    ["/\\a", undefined],
    ["/.//a", undefined],
    ["/\t/a", undefined],
    ["http://localhost/a", undefined],
  ])("%s: %s", (address, path) => {
    expect(localPath(address)).toBe(path);
  });
});

describe("withQuery", () => {
  it.each([
    ["no way back", undefined, { a: "1" }, "", "/p?a=1"],
    ["what stands is kept", "/p?b=2", { a: "1" }, "x", "/p?b=2&a=1#x"],
    ["taken away", "/p?a=1&b=2#y", { a: undefined }, "", "/p?b=2"],
    ["another page's is not kept", "/q?b=2", { a: "1" }, "", "/p?a=1"],
  ])("%s", (_name, back, values, place, path) => {
    expect(withQuery("/p", back, values, place)).toBe(path);
  });
});

describe("parseUrlEncoded", () => {
  it.each([
    ["", {}],
    ["a=1&b=2&a=3", { a: ["1", "3"], b: ["2"] }],
    ["a&b=&=c", { a: [""], b: [""], "": ["c"] }],
    ["a=x+y%20z%2B%3D=", { a: ["x y z+=="] }],
    ["a=%E5%85%B3", { a: ["关"] }],
    ["a=关", { a: ["关"] }],
  ])("%s", (body, fields) => {
    expect(Object.fromEntries(parseUrlEncoded(Buffer.from(body)))).toEqual(fields);
  });
});

describe("likeStored", () => {
  it.each([
    ["the same", "a\r\nb", "a\nb", "a\nb"],
    ["the same with CR", "a\r\nb", "a\rb", "a\rb"],
    ["the same, mixed", "a\r\nb\r\nc", "a\nb\r\nc", "a\nb\r\nc"],
    ["changed", "a\r\nc", "a\nb", "a\nc"],
    ["changed with CRLF", "a\nc", "a\r\nb", "a\r\nc"],
    ["a first line break", "a\r\nb", "a", "a\nb"],
  ])("%s", (_name, typed, stored, text) => {
    expect(likeStored(typed, stored)).toBe(text);
  });
});

describe("splitPlaces", () => {
  const shown = (text: string): string[] => splitPlaces(text).map(({ lead, trail }) => `${lead}|${trail}`);
  it.each([
    ["", []],
    ["one", []],
    ["one two", ["one |two"]],
    ["one, (two)", ["one, |(two)"]],
    ["a b-c d ", ["a |b-c d ", "a b-c |d "]],
  ])("%j", (text, places) => {
    expect(shown(text)).toEqual(places);
    for (const { at, lead, trail } of splitPlaces(text)) {
      expect(text.slice(0, at).endsWith(lead) && text.slice(at).startsWith(trail)).toBe(true);
    }
  });
});
