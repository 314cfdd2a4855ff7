import {
  type Expression,
  type ExpressionBuilder,
  type Kysely,
  type RawBuilder,
  sql,
  type SqlBool,
} from "kysely";
import type { ConceptFilter, FoundConcept, KeyRange } from "../../app/concept-search/model.ts";
import type { StoreReader } from "../../app/store.ts";
import type { Concept } from "../../core/glossary/model.ts";
import { isOneOf, type NumberList, numberList, readNumbers } from "../columns.ts";
import { flag, parts } from "../rows.ts";
import type { Schema } from "../schema.ts";
import { soundsPass, traitsPass } from "./key-traits.ts";

type Reads = Pick<
  StoreReader,
  | "conceptsByKey"
  | "keyPlaces"
  | "conceptsNumbered"
  | "conceptsInOrder"
  | "fewConcepts"
  | "conceptsAmong"
  | "numbersByKeys"
  | "firstNumbers"
  | "numbersInUse"
  | "conceptCount"
  | "conceptRows"
>;

/** Behind every text in binary order. */
const END = "\u{10FFFF}";

const FACTS = ["concept_facts.number", "concept_facts.id", "concept_facts.lines"] as const;

/** The methods that find concepts; `ready` is asked first, so that what the transaction wrote is found. */
export function conceptSearchReads(tx: Kysely<Schema>, ready: () => Promise<void>): Reads {
  return {
    async conceptsByKey(range) {
      await ready();
      const found = [];
      for (const places of rangesOf(range)) {
        if (found.length >= range.limit) break;
        // SQLite keeps the order of a cross join: the places, then the facts of each.
        const { rows } = await sql<
          Pick<Schema["concept_facts"], "number" | "id" | "lines" | "articles" | "removed"> & { key: string }
        >`
          SELECT place.key, place.number, concept_facts.id, concept_facts.lines, concept_facts.articles,
            concept_facts.removed
          FROM (${places(range.limit - found.length)}) AS place CROSS JOIN concept_facts
          WHERE concept_facts.number = place.number ORDER BY place.key, place.number`.execute(tx);
        for (const row of rows) {
          const { key, articles, removed } = row;
          found.push({ ...foundOf(row), key, articles, removed: removed === 1 });
        }
      }
      return found;
    },
    async keyPlaces(range) {
      await ready();
      const found = [];
      for (const places of rangesOf(range)) {
        if (found.length >= range.limit) break;
        const { rows } = await places(range.limit - found.length).execute(tx);
        for (const { key, number } of rows) found.push({ key, number });
      }
      return found;
    },
    async conceptsNumbered(numbers, filter) {
      await ready();
      if (numbers.length === 0) return [];
      const rows = await tx
        .selectFrom("concept_facts")
        .select(FACTS)
        .where(isOneOf(tx, sql.ref("number"), numbers))
        .where((facts) => passes(facts, filter))
        .execute();
      return rows.map(foundOf);
    },
    async conceptsInOrder({ after, filter, limit }) {
      await ready();
      return tx
        .selectFrom("concept_facts")
        .select(["number", "id"])
        .where("number", ">", after)
        .where((facts) => passes(facts, filter))
        .orderBy("number")
        .limit(limit)
        .execute();
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
      // By their numbers: an index of the filter that does not have all that is read may be another, worse one.
      const found = await tx
        .selectFrom("concept_facts")
        .select(FACTS)
        .where(
          isOneOf(
            tx,
            sql.ref("number"),
            numbers.map(({ number }) => number),
          ),
        )
        .execute();
      return found.map(foundOf).sort((a, b) => a.number - b.number);
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
    async numbersByKeys(asked, filter, most) {
      if (asked.length === 0) return [];
      await ready();
      const traits = traitsPass(filter);
      const number =
        traits === undefined ? sql<number>`number` : sql<number>`CASE WHEN ${traits} THEN number END`;
      const lists = asked.map(
        ({ beginning, from }, at) => sql`
          SELECT ${sql.lit(at)} AS at, count(*) AS seen, ${numberList(tx, number)} AS list
          FROM (SELECT number, traits FROM concept_keys WHERE ${beginsSo(beginning)}
            ORDER BY key, number LIMIT ${most - from} OFFSET ${from}) AS subquery`,
      );
      const { rows } = await sql<{ at: number; seen: number; list: NumberList }>`
        ${sql.join(lists, sql` UNION ALL `)} ORDER BY at`.execute(tx);
      return rows.map(({ at, seen, list }) => ({
        numbers: readNumbers(list),
        all: (asked[at]?.from ?? 0) + seen < most,
      }));
    },
    async firstNumbers(beginning, filter, most) {
      await ready();
      const traits = traitsPass(filter);
      const passing = traits === undefined ? sql`` : sql` AND ${traits}`;
      const { rows } = await sql<{ list: NumberList }>`
        SELECT ${numberList(tx, sql`number`)} AS list
        FROM (SELECT number FROM concept_keys WHERE ${beginsSo(beginning)}${passing}
          LIMIT ${most}) AS subquery`.execute(tx);
      return readNumbers(rows[0]?.list ?? null);
    },
    async numbersInUse(least, most) {
      await ready();
      const used = tx
        .selectFrom("concept_facts")
        .select("number")
        .where("removed", "=", 0)
        .where("articles", ">=", Math.max(1, least))
        .limit(most + 1);
      const { list } = await tx
        .selectFrom(used.as("subquery"))
        .select(numberList(tx, sql.ref("subquery.number")).as("list"))
        .executeTakeFirstOrThrow();
      const numbers = readNumbers(list);
      return numbers.length > most ? undefined : numbers;
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

/** The places of a range in order, as one look-up or two: behind a key that many concepts share, those of that key come first. */
function rangesOf({
  beginning,
  after,
  filter,
  toned,
}: KeyRange): ((limit: number) => RawBuilder<{ key: string; number: number }>)[] {
  const conditions = [traitsPass(filter), ...(toned === undefined ? [] : soundsPass(toned))];
  const passing = conditions.flatMap((each) => (each === undefined ? [] : [sql` AND ${each}`]));
  const where = (range: RawBuilder<unknown>) => (limit: number) =>
    sql<{ key: string; number: number }>`
      SELECT key, number FROM concept_keys WHERE ${range}${sql.join(passing, sql``)}
      ORDER BY key, number LIMIT ${limit}`;
  if (after?.key.startsWith(beginning) !== true) {
    // What comes behind a place that is no such key is the whole range or nothing.
    if (after !== undefined && after.key > beginning) return [];
    return [where(beginsSo(beginning))];
  }
  return [
    where(sql`key = ${after.key} AND number > ${after.number}`),
    where(sql`key > ${after.key} AND key < ${beginning + END}`),
  ];
}

/** Whether a key begins so. */
function beginsSo(beginning: string): RawBuilder<SqlBool> {
  return sql`key >= ${beginning} AND key < ${beginning + END}`;
}

function foundOf({
  number,
  id,
  lines,
}: Pick<Schema["concept_facts"], "number" | "id" | "lines">): FoundConcept {
  return { number, id, lines };
}
