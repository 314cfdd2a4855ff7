import { describe, expect, it } from "vitest";
import { Shelf } from "../../../src/app/concept-search/lists.ts";
import type { Store } from "../../../src/app/store.ts";
import { openStore } from "../../../src/storage/open.ts";
import { withFolder } from "../../storage/fixtures.ts";
import { aChange, aConceptRecord, aForm } from "../../support/records.ts";

/** A glossary of `count` banks. */
async function banks(file: string, count: number): Promise<Store> {
  const store = await openStore({ file });
  await store.write(async (tx) => {
    await tx.addChange(aChange());
    for (let at = 0; at < count; at++) {
      const concept = { id: `k${at}`, forms: [aForm(`en preferred Bank ${String(at).padStart(2, "0")}`)] };
      await tx.putConcept(aConceptRecord({ concept }), "c1", 1);
    }
  });
  return store;
}

describe("Shelf", () => {
  it("reads what it does not have, of each beginning as much as is asked for", async () => {
    await withFolder(async (folder) => {
      const store = await banks(`${folder}/f`, 5);
      const shelf = new Shelf();
      const asked: unknown[] = [];
      const list = (beginnings: readonly string[], most: number): Promise<string[]> =>
        store.read(async (tx) => {
          const watched: typeof tx = {
            ...tx,
            numbersByKeys: (lists, ...more) => {
              asked.push(lists.map(({ beginning, from }) => `${beginning} from ${from} to ${more[1]}`));
              return tx.numbersByKeys(lists, ...more);
            },
          };
          const lists = await shelf.lists(watched, beginnings, {}, most);
          return lists.map(({ numbers, all }) => `${[...numbers].join(" ")} ${all ? "all" : "more"}`);
        });
      expect(await list(["ebank", "f01"], 2)).toEqual(["1 2 more", "2 all"]);
      expect(await list(["f01", "ebank"], 4)).toEqual(["2 all", "1 2 3 4 more"]);
      expect(await list(["ebank"], 3)).toEqual(["1 2 3 4 more"]);
      expect(await list(["ebank", "x"], 9)).toEqual(["1 2 3 4 5 all", " all"]);
      expect(await list(["ebank"], 99)).toEqual(["1 2 3 4 5 all"]);
      expect(asked).toEqual([
        ["ebank from 0 to 2", "f01 from 0 to 2"],
        ["ebank from 2 to 4"],
        ["ebank from 4 to 9", "x from 0 to 9"],
      ]);
      await store.close();
    });
  });

  it("takes no more than it may, and drops first what was not asked for the longest", async () => {
    await withFolder(async (folder) => {
      const store = await banks(`${folder}/f`, 3);
      const shelf = new Shelf(700);
      const read: string[] = [];
      for (const beginning of ["e", "f", "e", "fo", "f", "fox", "e"])
        await store.read(async (tx) => {
          const watched: typeof tx = {
            ...tx,
            numbersByKeys: (lists, ...more) => {
              read.push(...lists.map((each) => each.beginning));
              return tx.numbersByKeys(lists, ...more);
            },
          };
          await shelf.lists(watched, [beginning], {}, 9);
          expect(shelf.bytes).toBeLessThanOrEqual(700);
        });
      expect(read).toEqual(["e", "f", "fo", "fox", "e"]);
      await store.close();
    });
  });
});
