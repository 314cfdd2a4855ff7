/** Which articles a change of concepts can touch. */
import { chineseKey } from "../core/glossary/chinese-text.ts";
import { compileGlossary, patternsOf } from "../core/glossary/compile.ts";
import { type Concept, chineseForms } from "../core/glossary/model.ts";
import { chineseQuery, englishQuery, type WordQuery } from "../core/postings/codes.ts";
import type { StoreReader } from "./store.ts";

/** So many texts are looked at at once. */
const LOOKED_AT = 100;

/** The articles that concepts can touch, by id in binary order. */
export interface Touched {
  readonly articleIds: readonly string[];
  /** Whether each has a hit or a form; others may be among them where these were too many to look at all. */
  readonly exact: boolean;
}

/**
 * The articles in work that a change of concepts can touch: those with a stored hit of one of them, and those in whose
 * machine text or Chinese one of their forms stands. The index of words says where to look, the matcher what is so; more
 * than `most` are not looked at: all that have the words are taken.
 */
export async function findTouched(
  tx: StoreReader,
  concepts: readonly Concept[],
  most = Number.POSITIVE_INFINITY,
  candidates?: Candidates,
): Promise<Touched> {
  const { hit, others } = candidates ?? (await findCandidates(tx, concepts));
  const exact = others.length <= most;
  const found = exact ? await withForms(tx, concepts, others) : others;
  return { articleIds: [...hit, ...found].sort(), exact };
}

/** Articles in work that concepts may touch, by id in binary order. */
export interface Candidates {
  /** Those with a stored hit. */
  readonly hit: readonly string[];
  /** Others that have the words of a form, though perhaps not the form. */
  readonly others: readonly string[];
}

/** The articles in work that a change of concepts may touch, by look-ups alone. */
export async function findCandidates(tx: StoreReader, concepts: readonly Concept[]): Promise<Candidates> {
  const hit = await tx.articlesHit([...new Set(concepts.map(({ id }) => id))]);
  const known = new Set(hit);
  const having = await tx.articlesWith(queriesOf(concepts));
  return { hit, others: having.filter((id) => !known.has(id)) };
}

/** The ids of {@link findTouched} where all are looked at. */
export async function touchedArticles(
  tx: StoreReader,
  concepts: readonly Concept[],
): Promise<readonly string[]> {
  return (await findTouched(tx, concepts)).articleIds;
}

/** What to look for in the index, of concepts that act. */
function queriesOf(concepts: readonly Concept[]): WordQuery[] {
  const acting = concepts.filter((concept) => concept.status !== "retired");
  const english = new Set(acting.flatMap((concept) => patternsOf([concept]).map(({ text }) => text)));
  const chinese = new Set(
    acting.flatMap((concept) => chineseForms(concept).map((form) => chineseKey(form).key)),
  );
  return [
    ...Array.from(english, (form) => englishQuery(form) ?? []),
    ...Array.from(chinese, (form) => chineseQuery(form) ?? []),
  ].filter((query) => query.length > 0);
}

async function withForms(
  tx: StoreReader,
  concepts: readonly Concept[],
  ids: readonly string[],
): Promise<string[]> {
  const { english, chinese } = compileGlossary({ revision: 0, concepts });
  const found: string[] = [];
  for (let from = 0; from < ids.length; from += LOOKED_AT) {
    for (const { id, machine, sourceText } of await tx.articleTexts(ids.slice(from, from + LOOKED_AT))) {
      if (english.scan(machine).length > 0 || chinese.scan(sourceText ?? "").length > 0) found.push(id);
    }
  }
  return found;
}
