import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Concept } from "../../../../src/core/glossary/model.ts";
import { wholeEntry, type GlossaryEntry } from "../../../../src/formats/glossaries/entry.ts";
import { bytesOf, readAll } from "../../../../src/formats/glossaries/format.ts";
import { noLosses } from "../../../../src/formats/glossaries/losses.ts";
import { tbx2Glossary, tbxGlossary } from "../../../../src/formats/glossaries/tbx/tbx.ts";
import { oneLine } from "../../../../src/formats/glossaries/tbx/one-line.ts";
import { concepts } from "../../../support/arbitraries.ts";

const VERSIONS = [tbxGlossary, tbx2Glossary];

function reread(written: string): readonly GlossaryEntry[] {
  const read = readAll(tbxGlossary.read(new TextEncoder().encode(written)));
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
}

/** What comes back of a concept: forms on one line and once, no blanks around the note, its other columns by name. */
function told({ extra, note, forms, ...rest }: Concept): unknown {
  const lines = forms.map((form) => JSON.stringify({ ...form, text: oneLine(form.text) }));
  const columns = Object.entries(extra).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...rest, forms: [...new Set(lines)].sort(), note: note.trim(), extra: columns };
}

describe.each(VERSIONS)("$name", (format) => {
  it("a glossary comes back as it was, and is written again byte for byte", () => {
    fc.assert(
      fc.property(concepts(), (list) => {
        const losses = noLosses();
        const written = Buffer.from(
          bytesOf(
            format.write(
              list.map((each) => wholeEntry(each)),
              losses,
            ),
          ),
        ).toString();
        const lost = new Set(losses.report().flatMap(({ conceptIds = [] }) => conceptIds));
        const kept = list.filter(({ id }) => !lost.has(id));
        if (kept.length === 0) return;
        const back = reread(written);
        expect(back.map(({ concept }) => told(concept))).toEqual(kept.map(told));
        const again = Buffer.from(bytesOf(format.write(back, noLosses()))).toString();
        expect(again).toBe(written);
      }),
    );
  });
});
