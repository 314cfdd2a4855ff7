/**
 * What a row of `concept_keys` says beside its key, in one number, so that a filter and typed tones are answered where the
 * keys are looked through: four bits of category, two of status, one of evidence, then the tones of the first letters.
 */
import { type Expression, sql, type SqlBool } from "kysely";
import type { ConceptFilter } from "../../app/concept-search/model.ts";
import { CATEGORIES, type Concept, CONCEPT_STATUSES } from "../../core/glossary/model.ts";
import { keysIn } from "../../core/search/keys.ts";
import { soundBits, soundMasks, type TonedLetters } from "../../core/search/sounds.ts";

const CATEGORY = 1;
const STATUS = 16;
const EVIDENCE = 64;
/** From here on stand the tones. */
const SOUND = 128;

/** What keys say of their concept. */
export function traitsOf({
  category,
  status,
  evidence,
}: Pick<Concept, "category" | "status"> & { readonly evidence: boolean }): number {
  return (
    CATEGORY * CATEGORIES.indexOf(category) +
    STATUS * CONCEPT_STATUSES.indexOf(status) +
    (evidence ? EVIDENCE : 0)
  );
}

/** The rows of a concept's keys, each once: key and what it says. */
export function keyRows(lines: string, traits: number): Map<string, number> {
  const rows = new Map<string, number>();
  keysIn(lines, (key, letters) => {
    if (letters === undefined) rows.set(key, traits);
    else {
      const other = rows.get(key);
      const bits = soundBits(letters) | (other === undefined ? 0 : Math.floor(other / SOUND));
      rows.set(key, traits + SOUND * bits);
    }
  });
  return rows;
}

/** What a filter asks of a row of keys; how much a concept is used is not known there. */
export function traitsPass({ category, status, evidence }: ConceptFilter): Expression<SqlBool> | undefined {
  let [mask, value] = [0, 0];
  if (category !== undefined) [mask, value] = [mask + 15 * CATEGORY, value + CATEGORIES.indexOf(category)];
  if (status !== undefined)
    [mask, value] = [mask + 3 * STATUS, value + STATUS * CONCEPT_STATUSES.indexOf(status)];
  if (evidence !== undefined) [mask, value] = [mask + EVIDENCE, value + (evidence ? EVIDENCE : 0)];
  return mask === 0 ? undefined : sql<SqlBool>`(traits & ${mask}) = ${value}`;
}

/** What typed tones ask of a row of pinyin keys; more pass than sound so. */
export function soundsPass(toned: TonedLetters): Expression<SqlBool>[] {
  return soundMasks(toned).map((mask) => sql<SqlBool>`(traits & ${SOUND * mask}) <> 0`);
}
