/** Imports whose concepts wait in the store, written by the hundred, until all of them are shown in one short transaction. */
import type { Finding } from "../../core/finding.ts";
import { openChange, repeated } from "../changes.ts";
import type { Deps } from "../deps.ts";
import { Failure } from "../failure.ts";
import type { Actor } from "../records.ts";
import type { StoreReader } from "../store.ts";
import { noRows } from "./plan.ts";
import {
  BATCH,
  plannedRows,
  RejectedRows,
  writtenBy,
  type ImportedGlossary,
  type ImportInput,
} from "./rows.ts";
import { openGlossary, type GlossarySource } from "./source.ts";
import type { StagedConcept } from "./staging.ts";
import { StoredConcepts } from "./stored.ts";

/** How often a file is planned anew because the glossary was changed meanwhile. */
const ATTEMPTS = 5;
/** Concepts that are entered in the search in one transaction: their keys go where those of others stand, so that many share a page. */
const SETTLED = 1_000;
/**
 * Between two transactions, in milliseconds: whoever waits in another process looks that often whether the store is free
 * (`src/storage/sqlite/connection.ts`), and would find it taken again and again.
 */
const PAUSE = 30;
/** An import that did nothing for so long, in milliseconds, is that of a process that is gone. */
const GONE = 120_000;

/** Thrown where the glossary is no longer the one that the rows were planned by. */
class Overtaken extends Error {}

/** An import whose rows all wait. */
interface Staged {
  readonly id: string;
  readonly glossaryRevision: number;
  readonly counts: ReturnType<typeof noRows>;
  readonly findings: readonly Finding[];
}

/**
 * As `importGlossary`, for a file of any size: its concepts wait, {@link BATCH} in a transaction, and no reader sees them until all are
 * shown at once. They are found by the search a little later: when this ends. Where the glossary was changed meanwhile all is planned
 * anew.
 */
export async function importInParts(deps: Deps, actor: Actor, input: ImportInput): Promise<ImportedGlossary> {
  const source = openGlossary(deps, input);
  await sweepImports(deps);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const id = deps.newId();
    let done: ImportedGlossary;
    try {
      done = await show(deps, actor, await stage(deps, id, source, input), source, input);
    } catch (error) {
      await drop(deps, id);
      if (error instanceof Overtaken) continue;
      throw error;
    }
    await (done.added + done.changed > 0 ? settle(deps, id) : drop(deps, id));
    return done;
  }
  throw new Failure("conflict", "failure.glossary-import-overtaken");
}

/** Ends what imports of processes that are gone left behind: what was shown is entered in the search, what was not is dropped. */
export async function sweepImports(deps: Pick<Deps, "store" | "now">): Promise<void> {
  const before = deps.now() - GONE;
  const imports = await deps.store.read((tx) => tx.stagedImports());
  for (const { id, at, changeId } of imports) {
    if (at >= before) continue;
    await (changeId === null ? drop(deps, id) : settle(deps, id));
  }
}

async function stage(deps: Deps, id: string, source: GlossarySource, input: ImportInput): Promise<Staged> {
  const { store, now } = deps;
  await store.write((tx) => tx.putStagedImport({ id, at: now(), changeId: null }), "background");
  const glossaryRevision = await store.read((tx) => tx.glossaryRevision());
  const known = new StoredConcepts(id);
  const counts = noRows();
  const rejected = new RejectedRows();
  const reading = (work: (tx: StoreReader) => Promise<void>): Promise<void> =>
    store.read(async (tx) => {
      if ((await tx.glossaryRevision()) !== glossaryRevision) throw new Overtaken();
      await work(tx);
    });
  for await (const rows of plannedRows(source, known, input, reading)) {
    for (const row of rows) {
      counts[row.kind]++;
      rejected.note(row);
    }
    const concepts = writtenBy(rows).map((concept): StagedConcept => {
      const record = known.record(concept.id);
      return { concept, base: record?.revision ?? 0, stands: record?.removed === false };
    });
    if (concepts.length > 0) {
      await store.write(async (tx) => {
        // Whoever took this one for gone has dropped what waited.
        if (!(await tx.stagedImports()).some((each) => each.id === id)) throw new Overtaken();
        await tx.putStagedImport({ id, at: now(), changeId: null });
        await tx.stageConcepts(id, concepts);
      }, "background");
      await pause();
    }
    known.written();
  }
  return { id, glossaryRevision, counts, findings: [...source.findings, ...rejected.findings()] };
}

/** Shows what waits, as one change. */
function show(
  deps: Deps,
  actor: Actor,
  { id, glossaryRevision, counts, findings }: Staged,
  source: GlossarySource,
  { requestId }: ImportInput,
): Promise<ImportedGlossary> {
  const rest = { conflicts: counts.conflict, skipped: counts.skipped, findings };
  return deps.store.write(async (tx) => {
    const again = await repeated(tx, requestId);
    if (again !== undefined)
      return { added: 0, changed: 0, unchanged: source.count, ...rest, changeId: again.id };
    if (counts.new + counts.changed === 0)
      return { added: 0, changed: 0, unchanged: counts.unchanged, ...rest, changeId: undefined };
    const waits = (await tx.stagedImports()).some((each) => each.id === id);
    if (!waits || (await tx.glossaryRevision()) !== glossaryRevision) throw new Overtaken();
    const next = await tx.nextGlossaryRevision();
    const kind = "glossary.import";
    const change = await openChange(deps, tx, actor, { kind, name: "", glossaryRevision: next, requestId });
    const { added, changed } = await tx.showStaged(id, change, next);
    await tx.nameChange(change.id, String(added + changed));
    await tx.putStagedImport({ id, at: change.at, changeId: change.id });
    change.tell("glossary.changed", null, null);
    await change.close();
    return { added, changed, unchanged: counts.unchanged, ...rest, changeId: change.id };
  });
}

/** Enters the concepts of an import, or of one that was taken back, in the search, {@link SETTLED} in a transaction. */
export async function settle({ store, now }: Pick<Deps, "store" | "now">, id: string): Promise<void> {
  for (let more = true; more;) {
    more = await store.write(async (tx) => {
      const found = (await tx.stagedImports()).find((each) => each.id === id);
      if (found === undefined) return false;
      await tx.putStagedImport({ ...found, at: now() });
      return tx.settleStaged(id, SETTLED);
    }, "background");
    await pause();
  }
  await store.write((tx) => tx.removeStagedImport(id), "background");
}

/** Drops what waits in an import that was not shown, a batch in a transaction. */
async function drop({ store }: Pick<Deps, "store">, id: string): Promise<void> {
  for (let more = true; more;) {
    more = await store.write((tx) => tx.dropStaged(id, BATCH), "background");
    await pause();
  }
  await store.write((tx) => tx.removeStagedImport(id), "background");
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PAUSE);
  });
}
