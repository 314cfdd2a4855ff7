import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { exportArticle } from "../../src/app/articles.ts";
import { undoRun } from "../../src/app/runs/start.ts";
import { loadSample } from "../../src/app/sample.ts";
import { giveSource } from "../../src/app/sources.ts";
import { moveStore, type MoveProgress } from "../../src/storage/move.ts";
import { openDatabases, type StorePlace } from "../../src/storage/open.ts";
import { type Databases, SqlStore } from "../../src/storage/store.ts";
import { makeFolder } from "../cli/folder.ts";
import { run } from "../cli/memory-io.ts";
import { name, named, segmentAt, type } from "../app/desk.ts";
import { begin, bringMany, houseOn, told, workOff } from "../app/run-desk.ts";
import { type House, seedFiles } from "../support/house.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";
import { aDecision, aProposal } from "../support/records.ts";

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

async function open(place: StorePlace): Promise<Databases> {
  const databases = await openDatabases(place);
  onTestFinished(() => databases.close());
  return databases;
}

const newPostgres = async (): Promise<Databases> => open({ url: await server.newDatabase() });

/** A store's file in a new folder. */
function newFile(): string {
  return join(makeFolder().path("data"), "store.sqlite");
}

/** Writes something into every table, with values that databases are known to see differently. */
async function furnish(databases: Databases): Promise<House> {
  const house = houseOn(new SqlStore(databases));
  const { articleId } = await loadSample(house.deps, house.actor, await seedFiles());
  const [other = ""] = await bringMany(house, 3);
  await giveSource(house.deps, house.actor, { articleId: other, source: { text: "毕坚文讲话。" } });
  await name(house, named("Mohamed Butt < Bi Jianwen"));
  const first = await begin(house);
  await workOff(house);
  await undoRun(house.deps, house.actor, { runId: first.id });
  await workOff(house);
  await begin(house);
  const segment = await segmentAt(house, articleId);
  await type(house, segment.id, "𠮷 said “no”.\u2028\\ 'x'");
  await house.store.write(async (tx) => {
    const [change] = await tx.revisionsOf(first.changeId);
    const changeId = change?.changeId ?? "";
    const place = { articleId, segmentId: segment.id, changeId };
    const conceptId = (await tx.concepts())[0]?.concept.id ?? "";
    // In the order of bytes 𠮷 comes behind U+FF5E, in that of UTF-16 before it.
    for (const key of ["𠮷", "\uff5e", "Z", "a", "é"]) await tx.setSetting(key, "");
    await tx.putStagedImport({ id: "m1", at: 7, changeId: null });
    const waiting = (await tx.concepts()).slice(0, 2);
    await tx.stageConcepts(
      "m1",
      waiting.map(({ concept, revision }) => ({ concept, base: revision, stands: true })),
    );
    await tx.addUpload({
      id: "u1",
      createdAt: 2 ** 52,
      name: "",
      format: "csv",
      content: new Uint8Array(),
      choices: {},
    });
    await tx.addUpload({
      id: "u2",
      createdAt: 0,
      name: "n",
      format: "csv",
      content: Uint8Array.of(0, 255, 10),
      choices: {},
    });
    await tx.addComment({ id: "m1", ...place, createdAt: 5, text: "谁？\nWho?" });
    await tx.addCommentStep({ commentId: "m1", changeId, state: "open", former: null });
    await tx.addArticleStep({ articleId, changeId, state: "in-review", former: "new" });
    await tx.addJudgement({ id: "j1", conceptId, form: "x", changeId, revokedBy: null });
    await tx.addDecision(aDecision({ id: "d9", articleId, changeId, conceptId }));
    await tx.addProposal(aProposal({ id: "p9", articleId, segmentId: segment.id, changeId }));
  });
  return house;
}

async function refusal(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error && "key" in error ? [error.key, "params" in error && error.params] : error;
}

describe("moving a store", () => {
  it("takes every row of every table there and back, and goes on where it was", async () => {
    const file = newFile();
    const [from, to, back] = [await open({ file }), await newPostgres(), await open({ file: newFile() })];
    const house = await furnish(from);
    const db = new DatabaseSync(file);
    db.exec(
      "INSERT INTO word_blocks (place, postings) VALUES (-4611686018, x''), (9007199254740991, x'00ff')",
    );
    db.exec(`INSERT INTO concept_comments (id, concept_id, change_id, created_at, body)
        SELECT 'q1', (SELECT min(id) FROM concepts), (SELECT min(id) FROM changes), 1, '为何？';
      INSERT INTO visits (article_id, reader, at) SELECT min(id), 'r', 9 FROM articles;
      INSERT INTO concept_comment_states (change_id, comment_id, state)
        SELECT min(id), 'q1', 'open' FROM changes`);
    db.exec("UPDATE beads SET confidence = -0.0 WHERE position = 0");
    db.close();
    const heard: MoveProgress[] = [];
    const moved = await moveStore(from, to, (progress) => heard.push(progress));
    // A table that is new has to have something in it here.
    expect(moved.filter(({ rows }) => rows === 0)).toEqual([]);
    const tables = (await from.reader.transaction().execute((tx) => from.catalogue.tables(tx))).map(
      (one) => one.name,
    );
    expect(moved.map(({ table }) => table).sort()).toEqual(
      tables.filter((one) => one !== "schema_migrations"),
    );
    const total = moved.reduce((sum, { rows }) => sum + rows, 0);
    expect(heard.at(-1)).toMatchObject({ phase: "verify", rows: total, total });
    expect(await moveStore(to, back)).toEqual(moved);
    for (const databases of [to, back]) {
      const there = houseOn(new SqlStore(databases));
      const other = { ...there, deps: { ...there.deps, newId: house.deps.newId, now: house.deps.now } };
      const last = await house.store.read((tx) => tx.lastEvent());
      expect(await other.store.read((tx) => tx.lastEvent())).toBe(last);
      const [id = ""] = await house.store.read((tx) => tx.articleIds());
      expect(await exportArticle(other.deps, id)).toEqual(await exportArticle(house.deps, id));
      await workOff(other);
      const [open] = await other.store.read((tx) => tx.runs({ limit: 1 }));
      expect(await told(other, open?.run.id ?? "")).toContain("done 4/4");
      await bringMany(other, 1);
    }
  });

  it("leaves its rules in place: what refers to nothing is refused there as before", async () => {
    const url = await server.newDatabase();
    const rules = async (): Promise<unknown> => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query(
        "SELECT conrelid::regclass::text, conname, condeferrable, condeferred, convalidated FROM pg_constraint ORDER BY 1, 2",
      );
      await client.end();
      return rows;
    };
    const [from, to] = [await open({ file: newFile() }), await open({ url })];
    await furnish(from);
    const before = await rules();
    await moveStore(from, to);
    expect(await rules()).toEqual(before);
  });

  it("refuses a store that has something in it", async () => {
    const [from, to] = [await open({ file: newFile() }), await newPostgres()];
    await furnish(from);
    await new SqlStore(to).write((tx) => tx.setSetting("k", "v"));
    expect(await refusal(moveStore(from, to))).toEqual(["failure.move.not-empty", { table: "settings" }]);
    await new SqlStore(from).write((tx) => tx.setSetting("k", "w"));
  });

  it("moves nothing when a text cannot be stored there", async () => {
    const file = newFile();
    const [from, to] = [await open({ file }), await newPostgres()];
    await furnish(from);
    const db = new DatabaseSync(file);
    db.exec("INSERT INTO settings (key, value) VALUES ('bad', 'a' || char(0) || 'b')");
    db.close();
    expect(await refusal(moveStore(from, to))).toEqual([
      "failure.move.unstorable",
      { table: "settings", row: "bad" },
    ]);
    expect(await new SqlStore(to).read((tx) => tx.articleIds())).toEqual([]);
  });

  it.each([
    ["another value", "NEW.value := NEW.value || ' '; RETURN NEW;"],
    ["no row", "RETURN NULL;"],
  ])("moves nothing when it reads %s there", async (_name, body) => {
    const url = await server.newDatabase();
    const [from, to] = [await open({ file: newFile() }), await open({ url })];
    await furnish(from);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`
      CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} END $$;
      CREATE TRIGGER spoil BEFORE INSERT ON settings FOR EACH ROW WHEN (NEW.key = 'é') EXECUTE FUNCTION spoil()`);
    await client.end();
    expect(await refusal(moveStore(from, to))).toMatchObject(["failure.move.differs", { table: "settings" }]);
    expect(await new SqlStore(to).read((tx) => tx.articleIds())).toEqual([]);
  });
});

describe("migrate", () => {
  it("moves a store on the command line, and says how it was", async () => {
    const folder = makeFolder();
    const data = folder.path("data");
    const env = { ZHENGMING_DATA: data };
    await run(["import", folder.file("a.txt", "It rained.\n")], { env });
    const url = await server.newDatabase();
    const moved = await run(["migrate", "--from", `sqlite:${data}`, "--to", url, "--json"]);
    expect(moved).toMatchObject({ code: 0 });
    expect(moved.stderr).toMatch(
      /^\d+ rows were moved to postgresql:.* and read the same there \(\d+ tables\)\.\n$/,
    );
    expect(JSON.parse(moved.stdout)).toContainEqual({
      table: "articles",
      rows: 1,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    const there = await run(["list"], { env: { DATABASE_URL: url } });
    expect(there.stdout).toBe((await run(["list"], { env })).stdout);
    const again = await run(["migrate", "--from", `sqlite:${data}`, "--to", url]);
    expect(again).toMatchObject({ code: 4, stdout: "" });
    expect(again.stderr).toContain("is not empty");
  });

  it.each([
    [["--to", "postgres://x"], 2, "--from needs sqlite:PATH"],
    [["--from", "sqlite:x", "--to", "mysql://x"], 2, "--to needs sqlite:PATH"],
    [["--from", "sqlite:", "--to", "postgres://x"], 2, "--from needs sqlite:PATH"],
    [["--from", "sqlite:x", "--to", "sqlite:./x"], 2, "The two stores are one"],
    [["--from", "sqlite:/none/there", "--to", "postgres://x"], 3, "no store in"],
  ])("refuses %j", async (options, code, message) => {
    const refused = await run(["migrate", ...options]);
    expect(refused.code).toBe(code);
    expect(refused.stderr).toContain(message);
  });
});
