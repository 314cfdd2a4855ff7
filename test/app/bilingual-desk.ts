/** Chinese beside English, as editors of both work on it: what the tests of both share. */
import { correctBead, getBeads } from "../../src/app/beads.ts";
import { correctSource } from "../../src/app/sources.ts";
import type { BeadCorrection } from "../../src/core/article/beads.ts";
import type { House } from "../support/house.ts";
import { name, named } from "./desk.ts";

/** Two people of one pinyin in two sentences, and their Chinese. */
export const ENGLISH =
  "Zhang Wei opened the exhibition hall. Zhang Wei from the hospital spoke about new medicines.";
/** Beside {@link ENGLISH}. */
export const CHINESE = "张伟主持了展览馆开幕。医院的章薇谈到了新药物。";

/** Two people of one pinyin: 张伟 is Cheung Wai, 章薇 is Chang Mei. */
export async function namesakes(house: House): Promise<void> {
  await name(house, named("Cheung Wai < Zhang Wei", { zhHans: ["张伟"] }));
  await name(house, named("Chang Mei < Zhang Wei", { zhHans: ["章薇"] }));
}

/** The beads as `Chinese | English`, those that somebody set with a mark. */
export async function beadsOf({ deps }: House, articleId: string): Promise<string[]> {
  const { beads } = await getBeads(deps, articleId);
  return beads.map(
    ({ source, target, setBy }) =>
      `${source.join("")} | ${target.map(({ text }) => text).join(" ")}${setBy === undefined ? "" : ` (${setBy})`}`,
  );
}

/** Corrects a bead as it stands. */
export async function correct(
  { deps, actor }: House,
  articleId: string,
  correction: BeadCorrection,
): Promise<void> {
  const { revision } = await getBeads(deps, articleId);
  await correctBead(deps, actor, { articleId, revision, correction });
}

/** Writes the Chinese of a bead anew. */
export async function typo(
  { deps, actor }: House,
  articleId: string,
  bead: number,
  text: string,
): Promise<void> {
  const { revision } = await getBeads(deps, articleId);
  await correctSource(deps, actor, { articleId, revision, bead, text });
}
