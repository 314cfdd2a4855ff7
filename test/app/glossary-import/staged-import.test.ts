import { describe, expect, it } from "vitest";
import { searchConcepts } from "../../../src/app/concept-search/search.ts";
import { getConcept } from "../../../src/app/concepts.ts";
import { importInParts, sweepImports } from "../../../src/app/glossary-import/staged-import.ts";
import type { Deps } from "../../../src/app/deps.ts";
import { undoChange } from "../../../src/app/undo.ts";
import type { Store } from "../../../src/app/store.ts";
import { inHouse, type House } from "../../support/house.ts";
import {
  bring,
  changeCount,
  glossaryFile,
  name,
  named,
  refusalOf,
  renderStale,
  textsOf,
  undo,
} from "../desk.ts";

/** More rows than three transactions take. */
const ROWS = 1_700;
const HEADER = "id,status,preferred_en,deprecated_en,note";

/** A file of concepts `f0`, `f1`, …; `note` stands in each. */
function fileOf(note: string, rows = ROWS): string {
  const lines = Array.from(
    { length: rows },
    (_, at) => `f${at},approved,Right ${at} Name,Wrong ${at} Name,${note}`,
  );
  return [HEADER, ...lines, ""].join("\n");
}

/** The house's use cases over its store, in which `before` is done before each write of a number from 1. */
function between(house: House, before: (write: number) => Promise<void>): Deps {
  let count = 0;
  const { store } = house;
  const watched: Store = {
    read: (work, how) => store.read(work, how),
    async write(work, how) {
      await before(++count);
      return store.write(work, how);
    },
    watch: (listener) => store.watch(listener),
    backup: (file) => store.backup(file),
    close: () => store.close(),
  };
  return { ...house.deps, store: watched };
}

/** What the glossary is to everybody: its file, how many the search has, its revision. */
async function shown({ deps, store }: House): Promise<readonly unknown[]> {
  const tally = await store.read((tx) => tx.conceptTally());
  const total = tally.reduce((sum, { count }) => sum + count, 0);
  return [await glossaryFile(deps), total, await store.read((tx) => tx.glossaryRevision())];
}

async function found({ deps }: House, query: string): Promise<readonly string[]> {
  const { items } = await searchConcepts(deps, { query, filter: {}, limit: 9 });
  return items.map(({ record }) => record.concept.id);
}

function leftOvers({ store }: House): Promise<number> {
  return store.read(async (tx) => (await tx.stagedImports()).length);
}

describe("importInParts", () => {
  it(
    "shows nothing before all is there, then all at once, as one step that an undo takes back",
    inHouse(async (house) => {
      const article = await bring(house, "Wrong 7 Name met Wrong 1699 Name.");
      await importInParts(house.deps, house.actor, { text: fileOf("old", 3) });
      const before = await shown(house);
      const states = new Set<string>();
      const deps = between(house, async () => {
        states.add(JSON.stringify([await glossaryFile(house.deps)]));
      });
      const done = await importInParts(deps, house.actor, { text: fileOf("new") });
      expect(done).toMatchObject({ added: ROWS - 3, changed: 3, unchanged: 0, conflicts: 0 });
      const file = await glossaryFile(house.deps);
      expect(states).toEqual(new Set([JSON.stringify([before[0]]), JSON.stringify([file])]));
      expect(await shown(house)).toEqual([file, ROWS, 2]);
      expect((await getConcept(house.deps, "f2")).record).toMatchObject({
        revision: 2,
        concept: { note: "new" },
      });
      expect(await found(house, "right 1699")).toEqual(["f1699"]);
      await renderStale(house);
      expect(await textsOf(house, article)).toEqual(["Right 7 Name met Right 1699 Name."]);
      expect(await leftOvers(house)).toBe(0);
      const changes = await changeCount(house);
      await undo(house, done.changeId);
      expect(await changeCount(house)).toBe(changes + 1);
      expect((await shown(house)).slice(0, 2)).toEqual(before.slice(0, 2));
    }),
    60_000,
  );

  it(
    "plans anew what somebody changed meanwhile",
    inHouse(async (house) => {
      await importInParts(house.deps, house.actor, { text: fileOf("old", 3) });
      const deps = between(house, async (write) => {
        // Behind the rows that are looked at first.
        if (write === 4)
          await importInParts(house.deps, house.actor, { text: `${HEADER}\nf1,approved,Other Name,,\n` });
      });
      const done = await importInParts(deps, house.actor, { text: fileOf("old") });
      expect(done).toMatchObject({ added: ROWS - 3, changed: 1, unchanged: 2 });
      const { record } = await getConcept(house.deps, "f1");
      const forms = record.concept.forms.map(({ kind, text }) => `${kind} ${text}`);
      expect(forms).toEqual(["preferred Right 1 Name", "admitted Other Name", "deprecated Wrong 1 Name"]);
      expect(record.revision).toBe(3);
      expect(await leftOvers(house)).toBe(0);
    }),
    60_000,
  );

  it(
    "refuses where the glossary never stays as it is, and imports nothing",
    inHouse(async (house) => {
      let saved = 0;
      const deps = between(house, async () => {
        saved++;
        await name(house, named(`Name ${saved} | Nome ${saved}`));
      });
      const work = importInParts(deps, house.actor, { text: fileOf("new", 600) });
      expect(await refusalOf(work)).toBe("conflict failure.glossary-import-overtaken");
      const [file, total] = await shown(house);
      expect(file).not.toContain("Right");
      expect(total).toBe(saved);
      expect(await leftOvers(house)).toBe(0);
    }),
    60_000,
  );

  it(
    "leaves nothing of a file that is refused behind its first rows",
    inHouse(async (house) => {
      const before = await shown(house);
      const work = importInParts(house.deps, house.actor, { text: `${fileOf("new")}f0,approved,A,B,\n` });
      expect(await refusalOf(work)).toContain("csv-rows-invalid");
      expect(await shown(house)).toEqual(before);
      expect(await leftOvers(house)).toBe(0);
    }),
  );

  it(
    "knows in later rows what earlier ones made of a concept",
    inHouse(async (house) => {
      await importInParts(house.deps, house.actor, {
        text: "id,zh_hans,preferred_en\nk,两会,Two Sessions\n",
      });
      const rows = Array.from({ length: 1_200 }, (_, at) => `人${at},Person ${at},\n`).join("");
      const text = `zh_hans,preferred_en,source\n两会,Two Sessions,a\n${rows}两会,Two Sessions,b\n`;
      expect(await importInParts(house.deps, house.actor, { text })).toMatchObject({
        added: 1_200,
        changed: 1,
      });
      const { record } = await getConcept(house.deps, "k");
      expect([record.concept.evidence, record.revision]).toEqual([["a", "b"], 2]);
    }),
  );
});

describe("taking a large import back", () => {
  const brought = async (house: House): Promise<string> => {
    const done = await importInParts(house.deps, house.actor, { text: fileOf("new") });
    return done.changeId ?? "";
  };

  it(
    "gives concepts, search and what was rendered since back, and all of it again",
    inHouse(async (house) => {
      const article = await bring(house, "Wrong 7 Name met Wrong 1699 Name.");
      await importInParts(house.deps, house.actor, { text: fileOf("old", 3) });
      const before = await shown(house);
      const change = await brought(house);
      await renderStale(house);
      const after = await shown(house);
      const undone = await undo(house, change);
      expect((await shown(house)).slice(0, 2)).toEqual(before.slice(0, 2));
      expect(await found(house, "right 1699")).toEqual([]);
      expect(await found(house, "right 2")).toEqual(["f2"]);
      expect((await getConcept(house.deps, "f2")).record.concept.note).toBe("old");
      expect(await textsOf(house, article)).toEqual(["Wrong 7 Name met Wrong 1699 Name."]);
      expect(await leftOvers(house)).toBe(0);
      const redone = await undo(house, undone.changeId);
      expect(redone.redone).toBe(true);
      expect((await shown(house)).slice(0, 2)).toEqual(after.slice(0, 2));
      expect(await found(house, "right 1699")).toEqual(["f1699"]);
      expect(await textsOf(house, article)).toEqual(["Right 7 Name met Right 1699 Name."]);
      expect((await getConcept(house.deps, "f1699")).record).toMatchObject({ revision: 3, removed: false });
    }),
    60_000,
  );

  it(
    "is refused where a concept was changed since, and not where that was taken back",
    inHouse(async (house) => {
      const change = await brought(house);
      const { changeId } = await name(house, named("Other 5 Name"), { id: "f5" });
      expect(await refusalOf(undo(house, change))).toContain("failure.undo-concept-changed");
      expect(await leftOvers(house)).toBe(0);
      await undo(house, changeId);
      await undo(house, change);
      expect(await house.store.read((tx) => tx.concepts())).toEqual([]);
    }),
    60_000,
  );

  it(
    "shows and counts what is left while it goes out of the search",
    inHouse(async (house) => {
      await name(house, named("Right Zebra Name"));
      const change = await brought(house);
      const dying = between(house, (write) =>
        write < 2 ? Promise.resolve() : Promise.reject(new Error("killed")),
      );
      await expect(undoChange(dying, house.actor, { changeId: change })).rejects.toThrow("killed");
      for (const query of ["right", "name right"]) {
        const { items, total, more } = await searchConcepts(house.deps, { query, filter: {}, limit: 9 });
        expect([items.map(({ label }) => label), total, more]).toEqual([["Right Zebra Name"], 1, false]);
      }
    }),
    60_000,
  );

  it.each([1, 2, 3])(
    "shows nothing of it any more when the process dies before its write %i, and is ended later",
    async (death) => {
      await inHouse(async (house) => {
        const before = await shown(house);
        const change = await brought(house);
        const full = await shown(house);
        const dying = between(house, (write) =>
          write < death ? Promise.resolve() : Promise.reject(new Error("killed")),
        );
        await expect(undoChange(dying, house.actor, { changeId: change })).rejects.toThrow("killed");
        const now = await shown(house);
        if (death === 1) expect(now).toEqual(full);
        else expect(now.slice(0, 2)).toEqual(before.slice(0, 2));
        expect(await found(house, "right 1699")).toEqual(death === 1 ? ["f1699"] : []);
        await sweepImports({ ...house.deps, now: () => house.deps.now() + 1_000_000 });
        expect(await leftOvers(house)).toBe(0);
        expect(await shown(house)).toEqual(now);
      })();
    },
    60_000,
  );
});

describe("sweepImports", () => {
  /** The writes of an import of {@link ROWS} rows: it begins, four batches wait, they are shown, settled in two batches, it ends. */
  const WRITES = 9;
  const later = ({ deps }: House): Deps => ({ ...deps, now: () => deps.now() + 1_000_000 });

  it.each(Array.from({ length: WRITES }, (_, at) => at + 1))(
    "ends an import that died before its write %i: all of it is there, or nothing",
    async (death) => {
      await inHouse(async (house) => {
        const before = await shown(house);
        // Nothing is done any more, as after kill -9.
        const dying = between(house, (write) =>
          write < death ? Promise.resolve() : Promise.reject(new Error("killed")),
        );
        await expect(importInParts(dying, house.actor, { text: fileOf("new") })).rejects.toThrow("killed");
        const isThere = (await house.store.read((tx) => tx.glossaryRevision())) === 1;
        expect(isThere).toBe(death > 6);
        // One that may still be at work is left alone.
        await sweepImports(house.deps);
        expect(await leftOvers(house)).toBe(death === 1 ? 0 : 1);
        await sweepImports(later(house));
        expect(await leftOvers(house)).toBe(0);
        if (!isThere) expect(await shown(house)).toEqual(before);
        else {
          expect((await shown(house))[1]).toBe(ROWS);
          expect(await found(house, "right 1699")).toEqual(["f1699"]);
        }
        const again = await importInParts(later(house), house.actor, { text: fileOf("new") });
        expect(again.added).toBe(isThere ? 0 : ROWS);
      })();
    },
    60_000,
  );
});
