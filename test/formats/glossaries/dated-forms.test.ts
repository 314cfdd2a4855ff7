import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  readDatedForm,
  writeDatedForm,
  type DatedText,
} from "../../../src/formats/glossaries/dated-forms.ts";

const FROM = { validFrom: "2023-07-01" };
const TO = { validTo: "2023-06-30" };

describe("readDatedForm", () => {
  it.each<[string, DatedText]>([
    ["New Name", { text: "New Name" }],
    ["New Name [2023-07-01..]", { text: "New Name", ...FROM }],
    ["New Name [..2023-06-30]", { text: "New Name", ...TO }],
    [" 新名[2023-07-01..2023-06-30] ", { text: "新名", ...FROM, ...TO }],
    ["New Name [..]", { text: "New Name" }],
    ["New Name [2023..]", { text: "New Name", validFrom: "2023" }],
    ["New Name [2023/7/1..]", { text: "New Name", validFrom: "2023/7/1" }],
    ["New Name [a..b]", { text: "New Name [a..b]" }],
    ["New Name [2023-07-01]", { text: "New Name [2023-07-01]" }],
    ["New [..2023-06-30] Name", { text: "New [..2023-06-30] Name" }],
    ["[..2023-06-30]", { text: "[..2023-06-30]" }],
    ["New Name \\[..2023-06-30]", { text: "New Name [..2023-06-30]" }],
    ["New Name \\[..2023-06-30] [2023-07-01..]", { text: "New Name [..2023-06-30]", ...FROM }],
    ["New Name\\ [2023-07-01..]", { text: "New Name\\", ...FROM }],
    ["New\\Name", { text: "New\\Name" }],
  ])("%j", (written, form) => {
    expect(readDatedForm(written)).toEqual(form);
    expect(readDatedForm(writeDatedForm(form))).toEqual(form);
  });
});

it("every form is read as it was written", () => {
  const unit = fc.constantFrom("\\", "[", "]", ".", "2", "-", " ", "x");
  const text = fc
    .oneof(
      fc.string({ unit, maxLength: 9 }),
      fc.string({ unit, maxLength: 3 }).map((start) => `${start}[2..]`),
    )
    .map((one) => one.trim())
    .filter((one) => one !== "");
  const day = fc.constantFrom("", "2023-07-01", "2023");
  fc.assert(
    fc.property(text, day, day, (one, validFrom, validTo) => {
      const form = {
        text: one,
        ...(validFrom === "" ? {} : { validFrom }),
        ...(validTo === "" ? {} : { validTo }),
      };
      expect(readDatedForm(writeDatedForm(form))).toEqual(form);
    }),
    { numRuns: 1000 },
  );
});
