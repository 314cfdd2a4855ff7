/**
 * How long somebody who saves a segment waits while another process imports a large glossary: in parts, as the product does, and in one
 * transaction, as it did. On SQLite and on PostgreSQL.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startPostgres } from "../../test/support/postgres.ts";
import { importArticle } from "../../src/app/article-import.ts";
import type { Deps } from "../../src/app/deps.ts";
import { importAtOnce } from "../../src/app/glossary-import/import.ts";
import { importInParts } from "../../src/app/glossary-import/staged-import.ts";
import type { Actor } from "../../src/app/records.ts";
import { saveSegment } from "../../src/app/segments.ts";
import { keepHeapSmall } from "../../src/cli/small-heap.ts";
import { wholeEntry } from "../../src/formats/glossaries/entry.ts";
import { csvGlossary } from "../../src/formats/glossaries/csv.ts";
import { noLosses } from "../../src/formats/glossaries/losses.ts";
import { readLexicon } from "../../src/jobs/lexicon-file.ts";
import { spoolToDisk } from "../../src/jobs/spool.ts";
import { openStore } from "../../src/storage/open.ts";
import { conceptAt } from "./concepts.ts";

const { values } = parseArgs({
  options: {
    concepts: { type: "string", default: "100000" },
    store: { type: "string", multiple: true, default: ["sqlite", "postgres"] },
    way: { type: "string", multiple: true, default: ["at once", "in parts"] },
    /** Of the process that imports. */
    file: { type: "string" },
    place: { type: "string" },
  },
});
/** Between two saves, in milliseconds. */
const PAUSE = 20;
const ACTOR: Actor = { kind: "person", id: "bench", name: "bench" };
const WAYS = { "at once": importAtOnce, "in parts": importInParts } as const;

async function open(place: string): Promise<Deps> {
  let ids = 0;
  const store = await openStore(/^postgres(?:ql)?:/.test(place) ? { url: place } : { file: place });
  return {
    store,
    now: Date.now,
    newId: () => `${process.pid}-${String(++ids).padStart(9, "0")}`,
    lexicon: readLexicon,
    spool: spoolToDisk,
    discover: () => Promise.reject(new Error("not asked")),
  };
}

async function importHere(way: keyof typeof WAYS, file: string, place: string): Promise<void> {
  keepHeapSmall();
  const deps = await open(place);
  const done = await WAYS[way](deps, ACTOR, { bytes: readFileSync(file), fileName: file });
  await deps.store.close();
  const { user, system } = process.cpuUsage();
  const peak = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ added: done.added, cpu: (user + system) / 1e6, peak }));
}

async function measure(store: string, way: string, file: string, place: string): Promise<void> {
  const deps = await open(place);
  const { articleId } = await importArticle(deps, ACTOR, { text: "The bank said so. It did." });
  const [segment] = await deps.store.read((tx) => tx.segments(articleId));
  if (segment === undefined) throw new Error("no segment");
  let { revision } = segment;
  const importing = spawn(
    process.execPath,
    [fileURLToPath(import.meta.url), "--file", file, "--place", place, "--way", way],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let said = "";
  importing.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  let running = true;
  const ended = new Promise<number | null>((resolve) => importing.once("close", resolve)).finally(
    () => (running = false),
  );
  const waits: number[] = [];
  let refused = 0;
  while (running) {
    const start = performance.now();
    try {
      const text = `The bank said so ${waits.length} times. `;
      const saved = await saveSegment(deps, ACTOR, { segmentId: segment.id, revision, text, approve: false });
      revision = saved.revision;
    } catch (error) {
      if (refused === 0) console.error(error);
      refused++;
    }
    waits.push(performance.now() - start);
    await sleep(PAUSE);
  }
  if ((await ended) !== 0) throw new Error("the import failed");
  await deps.store.close();
  const { cpu, peak, added } = JSON.parse(said) as Record<"cpu" | "peak" | "added", number>;
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
  console.log(
    `| ${[store, way, added, waits.length, at(0.5), at(0.99), at(1), refused, cpu.toFixed(1), peak.toFixed(0)].join(" | ")} |`,
  );
}

async function benchmark(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "zhengming-bench-"));
  const server = values.store.includes("postgres") ? await startPostgres() : undefined;
  try {
    const file = join(folder, "glossary.csv");
    const entries = Array.from({ length: Number(values.concepts) }, (_, at) => wholeEntry(conceptAt(at)));
    writeFileSync(file, Array.from(csvGlossary.write(entries, noLosses())).join(""));
    console.log(
      "| store | imported | concepts | saves | p50, ms | p99, ms | longest, ms | refused | CPU of the import, s | its peak RSS, MB |\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    );
    for (const way of values.way) {
      if (values.store.includes("sqlite")) await measure("SQLite", way, file, join(folder, `${way}.sqlite`));
      if (server !== undefined) await measure("PostgreSQL", way, file, await server.newDatabase());
    }
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (values.file !== undefined && values.place !== undefined)
  await importHere(values.way[0] as keyof typeof WAYS, values.file, values.place);
else await benchmark();
