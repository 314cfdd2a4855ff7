import { describe, expect, it } from "vitest";
import { decide } from "../../src/app/decisions.ts";
import { getWorkbench } from "../../src/app/workbench.ts";
import { inHouse, type House } from "../support/house.ts";
import { bring, lastChange, name, named, textsOf, undo } from "./desk.ts";

/** Two people of one spelling, and what they have to do with. */
async function begin(house: House): Promise<{ man: string; woman: string }> {
  const { conceptId: man } = await name(house, named("Vong Vai < Wang Wei"));
  const { conceptId: woman } = await name(house, named("Wong Mei < Wang Wei"));
  for (const thing of ["Macao Port", "Judo Club"])
    await name(house, named(thing, { category: "organisation" }));
  return { man, woman };
}

/** Chooses a concept for the first "Wang Wei" of an article and all others in it. */
async function pin(
  { deps, actor }: House,
  articleId: string,
  machine: string,
  conceptId: string,
): Promise<void> {
  const from = machine.indexOf("Wang Wei");
  const to = from + "Wang Wei".length;
  await decide(deps, actor, { articleId, from, to, conceptId, kind: "use", scope: "article" });
}

/** `place: concept (title); …` of every hit that has offers. */
async function offered({ deps }: House, articleId: string): Promise<string[]> {
  const { offers } = await getWorkbench(deps, articleId);
  return [...offers].map(
    ([key, list]) =>
      `${key}: ${list.map(({ conceptLabel, articleTitle }) => `${conceptLabel} (${articleTitle})`).join("; ")}`,
  );
}

const PORT = "Wang Wei runs Macao Port.";
const CLUB = "Wang Wei runs Judo Club.";

describe("what was chosen before", () => {
  it(
    "is offered where the same names stand, and decides nothing",
    inHouse(async (house) => {
      const { man, woman } = await begin(house);
      await pin(house, await bring(house, PORT), PORT, man);
      await pin(house, await bring(house, CLUB), CLUB, woman);
      const next = await bring(house, "Macao Port greets Wang Wei and Wang Wei.");
      expect(await offered(house, next)).toEqual([
        "18-26: Vong Vai (Wang Wei runs Macao Port.)",
        "31-39: Vong Vai (Wang Wei runs Macao Port.)",
      ]);
      expect(await textsOf(house, next)).toEqual(["Macao Port greets Wang Wei and Wang Wei."]);
      expect(await offered(house, await bring(house, "Wang Wei sings."))).toEqual([]);
      expect(await offered(house, await bring(house, "Judo Club, Macao Port, Wang Wei."))).toEqual([
        "23-31: Wong Mei (Wang Wei runs Judo Club.); Vong Vai (Wang Wei runs Macao Port.)",
      ]);
    }),
  );

  it(
    "is not offered where it was taken back, or in its own article",
    inHouse(async (house) => {
      const { man } = await begin(house);
      const first = await bring(house, PORT);
      await pin(house, first, PORT, man);
      expect(await offered(house, first)).toEqual([]);
      await undo(house, await lastChange(house, first));
      expect(await offered(house, first)).toEqual([]);
      expect(await offered(house, await bring(house, "Wang Wei leaves Macao Port."))).toEqual([]);
    }),
  );
});

describe("the checks of a stored article", () => {
  it(
    "look at what stands now, and find nothing without Chinese",
    inHouse(async (house) => {
      const draft = named("new forces < new productivity", { category: "policy", zhHans: ["新质生产力"] });
      await name(house, draft);
      const codes = async (id: string): Promise<string[]> =>
        (await getWorkbench(house.deps, id)).checks.map(({ code, segment }) => `${code} ${segment ?? "-"}`);
      expect(await codes(await bring(house, "Growth rose. It rained.", "新质生产力提升。下雨了。"))).toEqual([
        "missing 0",
      ]);
      expect(await codes(await bring(house, "New productivity rose.", "新质生产力提升。"))).toEqual([]);
      expect(await codes(await bring(house, "Growth rose again."))).toEqual([]);
    }),
  );
});
