import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonFrame, jsonItems } from "../../../src/formats/glossaries/json-items.ts";

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of a JSON text with "ok", or nothing. */
function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** What the frame and the items together say: the list, "broken", or "unknown" where the whole is to be read. */
function listIn(text: string, chunk: number): unknown {
  const frame = jsonFrame(bytesOf(text), "list", chunk);
  if (!isRecord(frame) || !Array.isArray(frame["list"])) return "unknown";
  const items = Array.from(jsonItems(bytesOf(text), "list", chunk), parsed);
  return items.every((item) => item !== undefined) ? items.map(({ value }) => value) : "broken";
}

it.each([
  ['{"list":[]}', []],
  ['\ufeff{"a":{"list":[9]},"list":[ 1 , "\\"],[" ,{"list":[2]}\n],"b":[3]}', [1, '"],[', { list: [2] }]],
  ['{"x":"list","list":["\\\\",[[]],{}]}', ["\\", [[]], {}]],
  ['{"list":[1,]}', "unknown"],
  ['{"list":[,1]}', "unknown"],
  ['{"list":[1 2]}', "broken"],
  ['{"list":[\u00a01]}', "broken"],
  ['{"list":[{"a":[1}]}', "unknown"],
  ['{"list":[1],"list":[2]}', "unknown"],
  ['{"list":[1],"\\u006cist":[2]}', "unknown"],
  ['{"list":[1],"list":2}', "unknown"],
  ['{"list":2,"list":[1]}', [1]],
  ['{"list":[1]', "unknown"],
  ['{"list":[1', "unknown"],
  ['{"list":[1]} x', "unknown"],
  ['["list",[1]]', "unknown"],
  ['{"other":[1]}', "unknown"],
  ["", "unknown"],
])("of %j the list is %j, however it is cut", (text, expected) => {
  for (let chunk = 1; chunk < 9; chunk++) expect(listIn(text, chunk)).toEqual(expected);
});

it("is not fooled by bytes that are no UTF-8", () => {
  const bytes = Uint8Array.from([...bytesOf('{"list":["'), 0xff, ...bytesOf('"]}')]);
  expect(jsonFrame(bytes, "list")).toBeUndefined();
});

const member = fc.tuple(
  fc.constantFrom("list", "a", "li\\u0073t", "正"),
  fc.oneof(
    fc.json(),
    fc.array(fc.json()).map((all) => `[${all.join(" ,")}]`),
  ),
);
const piece = fc.constantFrom(...'{}[],:"\\ \n1'.split(""), '"list"', '"list":[', "\\u005b");
const texts = fc
  .tuple(fc.array(member, { maxLength: 4 }), fc.nat(), fc.option(piece))
  .map(([members, at, inserted]) => {
    const whole = `{${members.map(([name, json]) => `"${name}" : ${json}`).join(",")}}`;
    if (inserted === null) return whole;
    const place = at % (whole.length + 1);
    return whole.slice(0, place) + inserted + whole.slice(place + (at % 2));
  });

it("agrees with the parser of the language, whatever is broken and however it is cut", () => {
  let known = 0;
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 9 }), (text, chunk) => {
      const list = listIn(text, chunk);
      const whole = parsed(text);
      if (list === "unknown") return;
      known++;
      if (list === "broken") expect(whole).toBeUndefined();
      else expect(list).toEqual(isRecord(whole?.value) ? whole.value["list"] : undefined);
    }),
    { numRuns: 5_000 },
  );
  expect(known).toBeGreaterThan(100);
});

it("takes every text apart that has the list once, by its name", () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue()),
      fc.jsonValue(),
      fc.integer({ min: 1, max: 9 }),
      (list, other, chunk) => {
        const text = JSON.stringify({ before: other, list, after: other }, undefined, chunk % 3);
        expect(listIn(text, chunk)).toEqual(JSON.parse(JSON.stringify(list)));
      },
    ),
    { numRuns: 1_000 },
  );
});
