/**
 * How long a page of results and a search while somebody types take in a glossary of a million concepts, on SQLite and on
 * PostgreSQL, beside a bare look-up of one concept by its id in the same transaction; and what the index costs.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Kysely } from "kysely";
import pg from "pg";
import { DatabaseSync } from "node:sqlite";
import { startPostgres } from "../../test/support/postgres.ts";
import type { ConceptSearch } from "../../src/app/concept-search/model.ts";
import { searchConcepts } from "../../src/app/concept-search/search.ts";
import type { Deps } from "../../src/app/deps.ts";
import type { Store } from "../../src/app/store.ts";
import { ConceptIndex } from "../../src/storage/queries/concept-index.ts";
import { postgresDialect } from "../../src/storage/postgres/dialect.ts";
import type { Schema } from "../../src/storage/schema.ts";
import { openConnection } from "../../src/storage/sqlite/connection.ts";
import { sqliteDialect } from "../../src/storage/sqlite/dialect.ts";
import { openStore } from "../../src/storage/open.ts";
import { conceptAt, numbers } from "./concepts.ts";

const { values } = parseArgs({
  options: {
    concepts: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "300" },
    /** A SQLite file that is filled on the first run and measured again on others. */
    file: { type: "string" },
    store: { type: "string", multiple: true, default: ["sqlite", "postgres"] },
  },
});
const CONCEPTS = Number(values.concepts);
const ROUNDS = Number(values.rounds);
/** Concepts that one transaction writes. */
const BATCH = 50_000;
const PAGE = 50;
/** Concepts that are imported to see how fast that is, into the glossary that is there. */
const IMPORTED = 5000;

type Ask = (next: (limit: number) => number) => Omit<ConceptSearch, "limit">;

/** What is typed and chosen: beginnings of names that are there, of every length, in every way. */
const PAGES: Readonly<Record<string, Ask>> = {
  "English, several words": (next) => ({ query: wordsOf(next, 3), filter: {} }),
  "words in another order": (next) => ({
    query: wordsOf(next, 9).split(" ").reverse().slice(0, 3).join(" "),
    filter: {},
  }),
  Chinese: (next) => ({ query: chineseOf(next).slice(next(3), 5), filter: {} }),
  "English, proposed, with evidence": (next) => ({
    query: wordsOf(next, 1),
    filter: { status: "proposed", evidence: true },
  }),
  "two common words, one category": (next) => ({
    query: "trade hong",
    filter: { category: next(2) === 0 ? "place" : "media" },
  }),
  "no words, a category and a status": (next) => ({
    query: "",
    filter: { category: "media", status: next(2) === 0 ? "proposed" : "retired" },
  }),
  "in no article, on from the middle": (next) => ({
    query: "",
    filter: { used: 0 },
    after: { rank: 0, key: "", number: next(CONCEPTS) },
  }),
  "two words that are never together": () => ({ query: "shanghai macao", filter: {} }),
};

function forms(next: (limit: number) => number): readonly string[] {
  return conceptAt(next(CONCEPTS)).forms.map(({ text }) => text);
}
function wordsOf(next: (limit: number) => number, count: number): string {
  return (forms(next)[1] ?? "").split(" ").slice(0, count).join(" ");
}
function chineseOf(next: (limit: number) => number): string {
  return forms(next)[0] ?? "";
}

/** Typing: each beginning of a name, letter by letter. */
function typed(next: (limit: number) => number): string[] {
  const whole = next(2) === 0 ? wordsOf(next, 3).toLowerCase() : chineseOf(next);
  return Array.from(whole, (_, at) =>
    Array.from(whole)
      .slice(0, at + 1)
      .join(""),
  ).slice(0, 12);
}

/** Concepts a second that are imported as a file is: through the store, each with its revision, in one change. */
async function importRate(store: Store): Promise<number> {
  const start = performance.now();
  await store.write(async (tx) => {
    const glossaryRevision = await tx.nextGlossaryRevision();
    const actor = { kind: "import", id: "bench", name: "bench" } as const;
    const change = {
      id: `import-${process.pid}`,
      at: 1,
      actor,
      kind: "glossary.import",
      name: "bench",
      articleId: null,
    } as const;
    await tx.addChange({ ...change, glossaryRevision, undoes: null, requestId: null });
    for (let at = 0; at < IMPORTED; at++) {
      const record = {
        concept: conceptAt(CONCEPTS + process.pid * IMPORTED + at),
        revision: 1,
        updatedAt: at,
        removed: false,
        sample: false,
      };
      await tx.putConcept(record, change.id, glossaryRevision);
    }
  });
  return IMPORTED / ((performance.now() - start) / 1000);
}

/** Fills the tables that are searched, without histories. */
async function fill(kysely: Kysely<Schema>): Promise<void> {
  for (let from = 0; from < CONCEPTS; from += BATCH) {
    await kysely.transaction().execute(async (tx) => {
      const index = new ConceptIndex(tx);
      let rows: Schema["concepts"][] = [];
      for (let at = from; at < Math.min(from + BATCH, CONCEPTS); at++) {
        const concept = conceptAt(at);
        await index.put(concept, false);
        const { id, category, status } = concept;
        const body_json = JSON.stringify(concept);
        rows.push({ id, category, status, body_json, revision: 1, removed: 0, sample: 0, updated_at: at });
        if (rows.length === 400) {
          await tx.insertInto("concepts").values(rows).execute();
          rows = [];
        }
      }
      if (rows.length > 0) await tx.insertInto("concepts").values(rows).execute();
      await index.flush();
    });
    process.stderr.write(`\r${from + BATCH} `);
  }
  process.stderr.write("\n");
}

function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Milliseconds by the clock, and of this process's processor. */
async function timed(work: () => Promise<unknown>): Promise<readonly [number, number]> {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return [performance.now() - start, (user + system) / 1000];
}

async function measure(name: string, store: Store, size: () => Promise<string>): Promise<void> {
  const deps = { store } as Deps;
  const names = [...Object.keys(PAGES), "typing", "bare"];
  const clock = new Map<string, number[]>(names.map((each) => [each, []]));
  const cpu = new Map<string, number[]>(names.map((each) => [each, []]));
  const next = numbers(7);
  const note = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    const [passed, used] = await timed(work);
    clock.get(what)?.push(passed);
    cpu.get(what)?.push(used);
  };
  for (let round = 0; round < ROUNDS; round++) {
    await note("bare", () => store.read((tx) => tx.concept(conceptAt(next(CONCEPTS)).id)));
    for (const [what, ask] of Object.entries(PAGES))
      await note(what, () => searchConcepts(deps, { ...ask(next), limit: PAGE }));
    if (round % 3 === 0)
      for (const query of typed(next))
        await note("typing", () => searchConcepts(deps, { query, filter: {}, limit: PAGE }));
  }
  const bare = at(clock.get("bare") ?? [], 0.5);
  const line = (what: string, own: readonly number[], used: readonly number[]): string =>
    `| ${name} | ${what} | ${[at(own, 0.5), at(own, 0.99), at(used, 0.5), at(used, 0.99)].map((each) => each.toFixed(1)).join(" | ")} | ${(at(own, 0.5) / bare).toFixed(0)} |`;
  for (const what of names) console.log(line(what, clock.get(what) ?? [], cpu.get(what) ?? []));
  const all = (times: Map<string, number[]>): number[] =>
    Object.keys(PAGES).flatMap((each) => times.get(each) ?? []);
  console.log(line("**all pages**", all(clock), all(cpu)));
  const rate = await importRate(store);
  console.log(`\n${name}: ${rate.toFixed(0)} concepts a second imported; ${await size()}\n`);
}

const folder = mkdtempSync(join(tmpdir(), "zhengming-bench-"));
console.log(
  `| store | ${CONCEPTS} concepts | p50, ms | p99, ms | CPU p50, ms | CPU p99, ms | p50 / bare |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |`,
);
try {
  if (values.store.includes("sqlite")) {
    const file = values.file ?? join(folder, "bench.sqlite");
    const filled = existsSync(file);
    await (await openStore({ file })).close();
    const connection = await openConnection(file, "write");
    connection.exec("PRAGMA synchronous = OFF");
    if (!filled) await fill(new Kysely<Schema>({ dialect: sqliteDialect(connection, "immediate") }));
    connection.close();
    const store = await openStore({ file });
    await measure("SQLite", store, async () => {
      await store.write((tx) => tx.setSetting("bench", "done"));
      const db = new DatabaseSync(file, { readOnly: true });
      const rows = db.prepare(
        "SELECT name, sum(pgsize) AS bytes FROM dbstat WHERE name LIKE 'concept%' OR name LIKE '%concept%' GROUP BY name",
      );
      let parts = "";
      try {
        parts = rows
          .all()
          .map((row) => `${String(row["name"])} ${(Number(row["bytes"]) / 1e6).toFixed(0)} MB`)
          .join(", ");
      } finally {
        db.close();
      }
      return `${(statSync(file).size / 1e6).toFixed(0)} MB: ${parts}`;
    });
    await store.close();
  }
  if (values.store.includes("postgres")) {
    const server = await startPostgres();
    const url = await server.newDatabase();
    await (await openStore({ url })).close();
    const pool = new pg.Pool({ connectionString: url });
    await fill(new Kysely<Schema>({ dialect: postgresDialect(pool, "write") }));
    // As the server does by itself after a while.
    await pool.query("VACUUM ANALYZE");
    await pool.end();
    const store = await openStore({ url });
    await measure("PostgreSQL", store, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query<{ name: string; bytes: string }>(
        "SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class WHERE relkind = 'r' AND relname LIKE 'concept%' ORDER BY 1",
      );
      await client.end();
      return rows.map(({ name, bytes }) => `${name} ${(Number(bytes) / 1e6).toFixed(0)} MB`).join(", ");
    });
    await store.close();
    await server.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
