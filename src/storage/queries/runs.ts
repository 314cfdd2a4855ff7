import type { Kysely } from "kysely";
import {
  ACTIVE_STATES,
  type Run,
  type RunArticle,
  type RunChunk,
  type RunCounts,
  type RunScope,
} from "../../app/runs/model.ts";
import type { ClaimInput, RunReads, RunWrites } from "../../app/runs/store.ts";
import { insertRows } from "../insert.ts";
import { flag } from "../rows.ts";
import type { Schema } from "../schema.ts";

type Reads = Pick<
  RunReads,
  | "run"
  | "runOfChange"
  | "runByRequest"
  | "runs"
  | "runCounts"
  | "undosOfRun"
  | "runChunk"
  | "runChunks"
  | "hasRunWork"
  | "openRunChunks"
  | "runWorkers"
  | "runArticles"
  | "runArticleCount"
>;

type Writes = Pick<
  RunWrites,
  | "addRun"
  | "addRunChunks"
  | "updateRun"
  | "claimRunChunk"
  | "stepRunChunk"
  | "releaseRunChunk"
  | "releaseRunWorker"
  | "forgetRunDeaths"
  | "addRunArticles"
>;

const COUNTS = ["articles", "touched", "changed", "proposals", "conflicts", "exceptions"] as const;

/** The reading methods of the runs. */
export function runReads(tx: Kysely<Schema>): Reads {
  const one = async (column: "id" | "change_id" | "request_id", value: string): Promise<Run | undefined> => {
    const row = await tx.selectFrom("runs").selectAll().where(column, "=", value).executeTakeFirst();
    return row && runOf(row);
  };
  return {
    run: (id) => one("id", id),
    runOfChange: (changeId) => one("change_id", changeId),
    runByRequest: (requestId) => one("request_id", requestId),
    async runs({ before, limit }) {
      let query = tx.selectFrom("runs").selectAll().orderBy("id", "desc").limit(limit);
      if (before !== undefined) query = query.where("id", "<", before);
      const rows = await query.execute();
      const counts = await countsOf(
        tx,
        rows.map((row) => row.id),
      );
      return rows.map((row) => ({ run: runOf(row), counts: counts.get(row.id) ?? zero() }));
    },
    runCounts: async (runId) => (await countsOf(tx, [runId])).get(runId) ?? zero(),
    async undosOfRun(runId) {
      const query = tx.selectFrom("runs").selectAll().where("undoes", "=", runId).orderBy("id", "desc");
      return (await query.execute()).map(runOf);
    },
    async runChunk(runId, number) {
      const row = await tx
        .selectFrom("run_chunks")
        .selectAll()
        .where("run_id", "=", runId)
        .where("number", "=", number)
        .executeTakeFirst();
      return row && chunkOf(row);
    },
    async runChunks(runId) {
      const query = tx.selectFrom("run_chunks").selectAll().where("run_id", "=", runId).orderBy("number");
      return (await query.execute()).map(chunkOf);
    },
    async hasRunWork(input) {
      const { free, left } = claimable(tx, input);
      return ((await free.executeTakeFirst()) ?? (await left.executeTakeFirst())) !== undefined;
    },
    async openRunChunks(runId) {
      const row = await tx
        .selectFrom("run_chunks")
        .where("run_id", "=", runId)
        .where("state", "in", ["waiting", "claimed"])
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return row.count;
    },
    async runWorkers() {
      const rows = await tx
        .selectFrom("run_chunks")
        .innerJoin("runs", "runs.id", "run_chunks.run_id")
        .where("runs.state", "in", ACTIVE_STATES)
        .where("run_chunks.state", "=", "claimed")
        .where("worker", "is not", null)
        .select("worker")
        .distinct()
        .orderBy("worker")
        .execute();
      return rows.flatMap((row) => row.worker ?? []);
    },
    async runArticles(runId, { after, from, to, limit }) {
      let query = tx.selectFrom("run_articles").selectAll().where("run_id", "=", runId);
      if (after !== undefined) query = query.where("article_id", ">", after);
      if (from !== undefined) query = query.where("article_id", ">=", from);
      if (to !== undefined) query = query.where("article_id", "<", to);
      return (await query.orderBy("article_id").limit(limit).execute()).map(articleOf);
    },
    async runArticleCount(runId) {
      const row = await tx
        .selectFrom("run_articles")
        .where("run_id", "=", runId)
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return row.count;
    },
  };
}

/** The writing methods of the runs. */
export function runWrites(tx: Kysely<Schema>): Writes {
  return {
    async addRun(run) {
      await tx
        .insertInto("runs")
        .values({
          id: run.id,
          change_id: run.changeId,
          name: run.name,
          kind: run.kind,
          undoes: run.undoes,
          state: run.state,
          scope_json: JSON.stringify(run.scope),
          touch_approved: flag(run.touchApproved),
          glossary_revision: run.glossaryRevision,
          actor_kind: run.actor.kind,
          actor_id: run.actor.id,
          actor_name: run.actor.name,
          total: run.total,
          created_at: run.createdAt,
          started_at: run.startedAt,
          finished_at: run.finishedAt,
          told_at: run.toldAt,
          request_id: run.requestId,
          failure: run.failure,
        })
        .execute();
    },
    async addRunChunks(runId, chunks) {
      const rows = chunks.map(({ number, range }) => ({
        run_id: runId,
        number,
        range_json: JSON.stringify(range),
        last_article: null,
        state: "waiting" as const,
        attempt: 0,
        worker: null,
        heartbeat_at: 0,
        deaths: 0,
        ...zero(),
      }));
      await insertRows(tx, "run_chunks", rows);
    },
    async updateRun(id, states, patch) {
      const { state, startedAt, finishedAt, toldAt, failure, total } = patch;
      const { numUpdatedRows } = await tx
        .updateTable("runs")
        .set({
          // A statement needs something to set.
          id,
          ...(state !== undefined && { state }),
          ...(startedAt !== undefined && { started_at: startedAt }),
          ...(finishedAt !== undefined && { finished_at: finishedAt }),
          ...(toldAt !== undefined && { told_at: toldAt }),
          ...(failure !== undefined && { failure }),
          ...(total !== undefined && { total }),
        })
        .where("id", "=", id)
        .where("state", "in", [...states])
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async claimRunChunk({ now, ...input }) {
      const { worker } = input;
      const { free, left } = claimable(tx, input);
      const found = (await free.executeTakeFirst()) ?? (await left.executeTakeFirst());
      if (found === undefined) return undefined;
      // What is still claimed was its worker's until it gave no sign of life any more.
      const died = found.worker !== null && found.worker !== worker;
      const row = await tx
        .updateTable("run_chunks")
        .set((column) => ({
          ...{ state: "claimed", attempt: found.attempt + 1, worker, heartbeat_at: now },
          ...(died && { deaths: column("deaths", "+", 1) }),
        }))
        .where("run_id", "=", found.run_id)
        .where("number", "=", found.number)
        .returningAll()
        .executeTakeFirstOrThrow();
      return chunkOf(row);
    },
    async stepRunChunk({ runId, number, attempt }, { cursor, state, now, counts }) {
      const { numUpdatedRows } = await tx
        .updateTable("run_chunks")
        .set((column) => ({
          last_article: cursor,
          state,
          heartbeat_at: now,
          deaths: 0,
          articles: column("articles", "+", counts.articles),
          touched: column("touched", "+", counts.touched),
          changed: column("changed", "+", counts.changed),
          proposals: column("proposals", "+", counts.proposals),
          conflicts: column("conflicts", "+", counts.conflicts),
          exceptions: column("exceptions", "+", counts.exceptions),
        }))
        .where("run_id", "=", runId)
        .where("number", "=", number)
        .where("attempt", "=", attempt)
        .where("state", "=", "claimed")
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async releaseRunChunk({ runId, number, attempt }) {
      await tx
        .updateTable("run_chunks")
        .set({ state: "waiting", worker: null, deaths: 0 })
        .where("run_id", "=", runId)
        .where("number", "=", number)
        .where("attempt", "=", attempt)
        .where("state", "=", "claimed")
        .execute();
    },
    async releaseRunWorker(worker) {
      await tx
        .updateTable("run_chunks")
        .set((column) => ({ state: "waiting", worker: null, deaths: column("deaths", "+", 1) }))
        .where("worker", "=", worker)
        .where("state", "=", "claimed")
        .execute();
    },
    async forgetRunDeaths(runId) {
      await tx
        .updateTable("run_chunks")
        .set({ deaths: 0 })
        .where("run_id", "=", runId)
        .where("deaths", ">", 0)
        .execute();
    },
    async addRunArticles(articles) {
      const rows = articles.map((article) => ({
        run_id: article.runId,
        article_id: article.articleId,
        changed: article.changed,
        proposals: article.proposals,
        conflicts: article.conflicts,
        exceptions_json: JSON.stringify(article.exceptions),
      }));
      await insertRows(tx, "run_articles", rows);
    },
  };
}

/** The first chunk of the oldest active run that is free, and the first that its worker left or failed to give back. */
function claimable(tx: Kysely<Schema>, { worker, staleBefore, runId }: Omit<ClaimInput, "now">) {
  let query = tx
    .selectFrom("runs")
    .innerJoin("run_chunks", "run_chunks.run_id", "runs.id")
    .where("runs.state", "in", ACTIVE_STATES)
    .select(["run_chunks.run_id", "run_chunks.number", "run_chunks.attempt", "run_chunks.worker"])
    .orderBy("runs.id")
    .orderBy("run_chunks.number")
    .limit(1);
  if (runId !== undefined) query = query.where("runs.id", "=", runId);
  return {
    free: query.where("run_chunks.state", "=", "waiting"),
    left: query
      .where("run_chunks.state", "=", "claimed")
      .where((eb) =>
        eb.or([eb("run_chunks.heartbeat_at", "<", staleBefore), eb("run_chunks.worker", "=", worker)]),
      ),
  };
}

async function countsOf(tx: Kysely<Schema>, runIds: readonly string[]): Promise<Map<string, RunCounts>> {
  if (runIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("run_chunks")
    .where("run_id", "in", [...runIds])
    .groupBy("run_id")
    .select("run_id")
    .select(({ fn }) => COUNTS.map((column) => fn.sum<number | string>(column).as(column)))
    .execute();
  // PostgreSQL adds whole numbers up to a numeric, which comes as text.
  return new Map(
    rows.map((row) => [
      row.run_id,
      Object.fromEntries(COUNTS.map((column) => [column, Number(row[column])])) as Record<
        (typeof COUNTS)[number],
        number
      >,
    ]),
  );
}

function zero(): Record<(typeof COUNTS)[number], number> {
  return { articles: 0, touched: 0, changed: 0, proposals: 0, conflicts: 0, exceptions: 0 };
}

function runOf(row: Schema["runs"]): Run {
  return {
    id: row.id,
    changeId: row.change_id,
    name: row.name,
    kind: row.kind,
    undoes: row.undoes,
    state: row.state,
    scope: JSON.parse(row.scope_json) as RunScope,
    touchApproved: row.touch_approved === 1,
    glossaryRevision: row.glossary_revision,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    total: row.total,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    toldAt: row.told_at,
    requestId: row.request_id,
    failure: row.failure,
  };
}

function chunkOf(row: Schema["run_chunks"]): RunChunk {
  const { articles, touched, changed, proposals, conflicts, exceptions } = row;
  return {
    runId: row.run_id,
    number: row.number,
    range: JSON.parse(row.range_json) as RunChunk["range"],
    cursor: row.last_article,
    state: row.state,
    attempt: row.attempt,
    worker: row.worker,
    heartbeatAt: row.heartbeat_at,
    deaths: row.deaths,
    counts: { articles, touched, changed, proposals, conflicts, exceptions },
  };
}

function articleOf(row: Schema["run_articles"]): RunArticle {
  return {
    runId: row.run_id,
    articleId: row.article_id,
    changed: row.changed,
    proposals: row.proposals,
    conflicts: row.conflicts,
    exceptions: JSON.parse(row.exceptions_json) as readonly string[],
  };
}
