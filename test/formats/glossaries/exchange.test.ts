import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Concept } from "../../../src/core/glossary/model.ts";
import { wholeEntry } from "../../../src/formats/glossaries/entry.ts";
import { bytesOf, readAll, type GlossaryFormat } from "../../../src/formats/glossaries/format.ts";
import { noLosses } from "../../../src/formats/glossaries/losses.ts";
import { GLOSSARY_FORMATS } from "../../../src/formats/table.ts";
import { concepts } from "../../support/arbitraries.ts";

const ALL: readonly GlossaryFormat[] = GLOSSARY_FORMATS;
const LOSSLESS = ["csv", "tsv", "json", "xlsx"];

function formatNamed(name: string): GlossaryFormat & Required<Pick<GlossaryFormat, "read">> {
  const format = ALL.find((each) => each.name === name);
  if (format?.read === undefined) throw new Error(name);
  return { ...format, read: format.read };
}

/** With `extra` as pairs: a comparison of objects would not see an own "__proto__". */
function plain(list: readonly Concept[]): unknown {
  return list.map(({ extra, ...rest }) => ({ ...rest, extra: Object.entries(extra).sort() }));
}

describe.each(LOSSLESS)("%s", (name) => {
  const format = formatNamed(name);

  it("gives back every field of every concept, and the same bytes again", () => {
    fc.assert(
      fc.property(concepts(), (list) => {
        const losses = noLosses();
        const written = bytesOf(
          format.write(
            list.map((each) => wholeEntry(each)),
            losses,
          ),
        );
        const read = readAll(format.read(written));
        if (!read.ok) throw new Error(JSON.stringify(read));
        expect(plain(read.value.map(({ concept }) => concept))).toEqual(plain(list));
        expect(read.value.every(({ omitted }) => omitted.length === 0)).toBe(true);
        expect(bytesOf(format.write(read.value, noLosses()))).toEqual(written);
        expect(losses.report()).toEqual([]);
      }),
    );
  });

  it("gives back a long note", () => {
    const note = Array.from({ length: 40_000 }, (_, nth) => nth.toString(36)).join(" ");
    const [form] = [{ lang: "en", kind: "preferred", text: "Alpha" }] as const;
    const rest = { scope: [], evidence: [], extra: {} };
    const long: Concept = { id: "A", category: "term", status: "approved", forms: [form], note, ...rest };
    const losses = noLosses();
    const read = readAll(format.read(bytesOf(format.write([wholeEntry(long)], losses))));
    expect(read.ok && read.value.map(({ concept }) => concept.note)).toEqual([note]);
    const told = losses.report().map(({ code, conceptIds }) => [code, conceptIds]);
    expect(told).toEqual(format.name === "xlsx" ? [["export-long-cell", ["A"]]] : []);
  });
});
