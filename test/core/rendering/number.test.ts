import { expect, it } from "vitest";
import { inNumber, numberOf, otherNumber } from "../../../src/core/rendering/number.ts";

it.each([
  ["director unit", "director units"],
  ["company", "companies"],
  ["branch", "branches"],
  ["process", "processes"],
  ["enterprise", "enterprises"],
  ["house", "houses"],
  ["virus", "viruses"],
  ["tax", "taxes"],
  ["hero", "heroes"],
  ["photo", "photos"],
  ["shelf", "shelves"],
  ["chief", "chiefs"],
  ["movie", "movies"],
  ["cache", "caches"],
  ["monarch", "monarchs"],
  ["person", "people"],
  ["child", "children"],
  ["chairman", "chairmen"],
  ["German", "Germans"],
  ["analysis", "analyses"],
  ["criterion", "criteria"],
  ["consortium", "consortiums"],
  ["Vice-Chairman", "Vice-Chairmen"],
  ["secretary-general", "secretaries-general"],
  ["director general", "directors general"],
  ["major general", "major generals"],
  ["editor-in-chief", "editors-in-chief"],
  ["start-up", "start-ups"],
  ["SME", "SMEs"],
  ["community of human destiny", "communities of human destiny"],
  ["a plan for peace", "plans for peace"],
  ["face-to-face meeting", "face-to-face meetings"],
])("%s, %s", (one, many) => {
  expect([numberOf(one), numberOf(many)]).toEqual(["singular", "plural"]);
  expect(inNumber(one, "plural")).toBe(many);
  expect(inNumber(many, "singular")).toBe(one.replace(/^a /, ""));
  expect(otherNumber(one)?.texts[0]).toBe(many);
});

it.each([
  ["new quality productivity", "mass"],
  ["modernization", "mass"],
  ["co-operation", "mass"],
  ["news", "mass"],
  ["going global", "none"],
  ["staff", "either"],
  ["series", "either"],
  ["police", "plural"],
  ["two sessions", "plural"],
  ["researches", "plural"],
  ["full-chain", "none"],
  ["develop new quality productivity", "none"],
  ["reform and opening up", "none"],
  ["", "none"],
])("%s is %s and has no other number", (phrase, number) => {
  expect(numberOf(phrase)).toBe(number);
  expect(otherNumber(phrase)).toBeUndefined();
});
