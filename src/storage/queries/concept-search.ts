import { sql, type Expression, type ExpressionBuilder, type Kysely, type SqlBool } from "kysely";
import type { ConceptFilter, FoundConcept, KeyedConcept } from "../../app/concept-search/model.ts";
import type { StoreReader } from "../../app/store.ts";
import type { Concept } from "../../core/glossary/model.ts";
import { flag, parts } from "../rows.ts";
import type { Schema } from "../schema.ts";

type Reads = Pick<
  StoreReader,
  | "conceptsByKey"
  | "conceptsInOrder"
  | "fewConcepts"
  | "conceptsAmong"
  | "keyCount"
  | "conceptCount"
  | "conceptRows"
>;

/** Behind every text in binary order. */
const END = "\u{10FFFF}";

const FACTS = ["concept_facts.number", "concept_facts.id", "concept_facts.keys"] as const;

/** The methods that find concepts; `ready` is asked first, so that what the transaction wrote is found. */
export function conceptSearchReads(tx: Kysely<Schema>, ready: () => Promise<void>): Reads {
  return {
    async conceptsByKey({ beginning, after, words, filter, limit }) {
      await ready();
      // A database takes only one of two lower bounds for its start: behind a key that is the key.
      const start = after?.key.startsWith(beginning) === true ? after.key : beginning;
      // SQLite keeps the order of a cross join: by keys, then the facts of each.
      let query = tx
        .selectFrom("concept_keys")
        .crossJoin("concept_facts")
        .whereRef("concept_facts.number", "=", "concept_keys.number")
        .select([...FACTS, "concept_keys.key"])
        .where("concept_keys.key", ">=", start)
        .where("concept_keys.key", "<", beginning + END)
        .where((facts) => passes(facts, filter));
      if (after !== undefined) {
        query = query.where((place) =>
          place(
            place.refTuple("concept_keys.key", "concept_keys.number"),
            ">",
            place.tuple(after.key, after.number),
          ),
        );
      }
      for (const word of words)
        query = query.where((key) => (word.rare ? isAmong(key, word.beginnings) : hasOneOf(word.beginnings)));
      const rows = await query
        .orderBy("concept_keys.key")
        .orderBy("concept_keys.number")
        .limit(limit)
        .execute();
      return rows.map((row): KeyedConcept => ({ ...foundOf(row), key: row.key }));
    },
    async conceptsInOrder({ after, filter, limit }) {
      await ready();
      const rows = await tx
        .selectFrom("concept_facts")
        .select(FACTS)
        .where("number", ">", after)
        .where((facts) => passes(facts, filter))
        .orderBy("number")
        .limit(limit)
        .execute();
      return rows.map(foundOf);
    },
    async fewConcepts(filter, most) {
      await ready();
      // Without an order and a number, which would lead a database through all concepts instead of an index of the filter.
      const passing = tx.selectFrom("concept_facts").where((facts) => passes(facts, filter));
      const numbers = await passing
        .select("number")
        .limit(most + 1)
        .execute();
      if (numbers.length > most) return undefined;
      const found = (await passing.select(FACTS).execute()).map(foundOf);
      return found.sort((a, b) => a.number - b.number);
    },
    async conceptsAmong(ids, filter) {
      await ready();
      const found: FoundConcept[] = [];
      for (const some of parts(ids, 1)) {
        const rows = await tx
          .selectFrom("concept_facts")
          .select(FACTS)
          .where("id", "in", some)
          .where((facts) => passes(facts, filter))
          .execute();
        found.push(...rows.map(foundOf));
      }
      return found.sort((a, b) => a.number - b.number);
    },
    async keyCount(beginnings, limit) {
      await ready();
      let count = 0;
      for (const beginning of beginnings) {
        if (count >= limit) break;
        const some = tx
          .selectFrom("concept_keys")
          .select("number")
          .where("key", ">=", beginning)
          .where("key", "<", beginning + END)
          .limit(limit - count);
        const row = await tx
          .selectFrom(some.as("subquery"))
          .select(({ fn }) => fn.countAll<number>().as("count"))
          .executeTakeFirstOrThrow();
        count += row.count;
      }
      return count;
    },
    async conceptCount(filter, limit) {
      await ready();
      const some = await tx
        .selectFrom("concept_facts")
        .select("number")
        .where("number", ">", 0)
        .where((facts) => passes(facts, filter))
        .limit(limit)
        .execute();
      return some.length;
    },
    async conceptRows(ids) {
      if (ids.length === 0) return [];
      await ready();
      const rows = await tx
        .selectFrom("concepts")
        .innerJoin("concept_facts", "concept_facts.id", "concepts.id")
        .selectAll("concepts")
        .select(["concept_facts.articles", "concept_facts.places"])
        .where("concepts.id", "in", ids)
        .execute();
      const byId = new Map(
        rows.map((row) => [
          row.id,
          {
            record: {
              concept: JSON.parse(row.body_json) as Concept,
              revision: row.revision,
              updatedAt: row.updated_at,
              removed: row.removed === 1,
              sample: row.sample === 1,
            },
            articles: row.articles,
            places: row.places,
          },
        ]),
      );
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
  };
}

function passes(eb: ExpressionBuilder<Schema, "concept_facts">, filter: ConceptFilter): Expression<SqlBool> {
  const { category, status, evidence, used } = filter;
  return eb.and([
    eb("concept_facts.removed", "=", 0),
    ...(category === undefined ? [] : [eb("concept_facts.category", "=", category)]),
    ...(status === undefined ? [] : [eb("concept_facts.status", "=", status)]),
    ...(evidence === undefined ? [] : [eb("concept_facts.evidence", "=", flag(evidence))]),
    ...(used === undefined
      ? []
      : used === 0
        ? [eb("concept_facts.articles", "=", 0)]
        : [eb("concept_facts.articles", ">=", used)]),
  ]);
}

function isAmong(
  eb: ExpressionBuilder<Schema, "concept_keys">,
  beginnings: readonly string[],
): Expression<SqlBool> {
  return eb(
    "concept_keys.number",
    "in",
    eb
      .selectFrom("concept_keys as other")
      .select("other.number")
      .where((other) =>
        other.or(
          beginnings.map((beginning) =>
            other.and([other("other.key", ">=", beginning), other("other.key", "<", beginning + END)]),
          ),
        ),
      ),
  );
}

/** Keys are letters, digits and blanks: none of them means anything to LIKE. */
function hasOneOf(beginnings: readonly string[]): Expression<SqlBool> {
  const each = beginnings.map((beginning) => sql`'\n' || concept_facts.keys LIKE ${`%\n${beginning}%`}`);
  return sql<SqlBool>`(${sql.join(each, sql` OR `)})`;
}

function foundOf(row: Pick<Schema["concept_facts"], "number" | "id" | "keys">): FoundConcept {
  return { number: row.number, id: row.id, keys: row.keys };
}
