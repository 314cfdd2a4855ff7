import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { planImport, planRow, type ImportRow } from "../../src/app/glossary-import/plan.ts";
import type { Concept } from "../../src/core/glossary/model.ts";
import type { GlossaryEntry } from "../../src/formats/glossaries/entry.ts";
import { ConceptsOnDisk } from "../../src/jobs/concepts-on-disk.ts";
import { concepts } from "../support/arbitraries.ts";

const OPTIONS = { policy: "replace", revives: true } as const;

function planned(stored: readonly Concept[], entries: readonly GlossaryEntry[]): unknown {
  const known = new ConceptsOnDisk(stored);
  try {
    const rows = entries.map((entry, nth): ImportRow => {
      const row = planRow(entry, nth + 1, known, { ...OPTIONS, choice: undefined });
      if (row.stored !== undefined) known.use(row.stored);
      return row;
    });
    return { rows, removed: [...known.unused()] };
  } finally {
    known.close();
  }
}

it("rows become the same as with all concepts in memory, and it is known which are left over", () => {
  const entries = fc.tuple(concepts(), fc.array(fc.boolean())).map(([list, nameless]) =>
    list.map((concept, nth): GlossaryEntry => ({
      concept,
      omitted: nameless[nth] === true ? ["id", "category"] : [],
    })),
  );
  fc.assert(
    fc.property(concepts(), entries, fc.boolean(), (stored, others, again) => {
      // Names meet only where both lists have them.
      const file = [
        ...(again ? stored.map((concept) => ({ concept, omitted: ["id" as const] })) : []),
        ...others,
      ];
      const { rows } = planImport(stored, file, OPTIONS);
      const kept = new Set(rows.map((row) => row.stored?.id));
      expect(planned(stored, file)).toEqual({ rows, removed: stored.filter(({ id }) => !kept.has(id)) });
    }),
    { numRuns: 200 },
  );
});

it("a concept that a row changed is known so to the rows after it, in any size", () => {
  const concept = (nth: number, note: string): Concept => ({
    ...{ id: `c${nth}`, category: "term", status: "approved", scope: [], evidence: [], extra: {}, note },
    forms: [{ lang: "zh-Hans", kind: "preferred", text: `名${nth}` }],
  });
  const stored = Array.from({ length: 3_000 }, (_, nth) => concept(nth, "x".repeat(100)));
  const known = new ConceptsOnDisk(stored);
  try {
    for (let nth = 0; nth < 3_000; nth += 7) known.change(concept(nth, `new ${nth}`));
    expect([known.get("c7")?.note, known.get("c8")?.note.length, known.get("c9999")]).toEqual([
      "new 7",
      100,
      undefined,
    ]);
    expect(known.named(concept(14, "")).map(({ note }) => note)).toEqual(["new 14"]);
    expect([...known.unused()]).toEqual(stored);
  } finally {
    known.close();
  }
});

it("leaves no file behind", () => {
  const { TMPDIR } = process.env;
  const folder = mkdtempSync(join(tmpdir(), "concepts-"));
  process.env["TMPDIR"] = folder;
  try {
    const known = new ConceptsOnDisk([]);
    expect(readdirSync(folder).length).toBe(1);
    known.close();
    function* failing(): Generator<Concept> {
      throw new Error("broken");
      yield* [];
    }
    expect(() => new ConceptsOnDisk(failing())).toThrow("broken");
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
    rmSync(folder, { recursive: true });
  }
});
