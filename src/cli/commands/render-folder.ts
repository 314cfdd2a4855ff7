import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { finished } from "node:stream/promises";
import type { DiscoveryBar } from "../../core/discovery/hits.ts";
import { Failure } from "../../app/failure.ts";
import { failureSentences } from "../../i18n/messages.ts";
import { defaultThreads, openPool } from "../../jobs/pool.ts";
import { shareGlossary } from "../../jobs/shared-glossary.ts";
import { CHANGE_HEADER } from "../change-report.ts";
import { readConcepts } from "../corpus.ts";
import { EXIT_CODES, type ExitCode } from "../exit-codes.ts";
import { writingRefusal } from "../files.ts";
import type { FolderNote, FolderOutcome, FolderTask } from "../folder-thread.ts";
import { dateOf, encodingOf } from "../inputs.ts";
import { joinSentences, oneLine } from "../lines.ts";
import { type FilePair, isFolder, pairsIn } from "../pairs.ts";
import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";

/** What is asked of a rendering over a folder. */
export interface FolderOptions {
  readonly glossary?: string | undefined;
  readonly source?: string | undefined;
  readonly out?: string | undefined;
  readonly discover?: string | undefined;
  readonly report?: string | undefined;
  readonly jobs?: string | undefined;
  readonly date?: string | undefined;
  readonly encoding?: string | undefined;
}

/** Where the thread's module is. */
const THREAD = new URL("../folder-thread.ts", import.meta.url);

/** So many files are one task: few enough that stopping takes no time, enough that handing them over costs none. */
const FILES_A_TASK = 16;

/** Nobody has more cores than this, and every thread has a glossary of its own. */
const MOST_JOBS = 256;

/** The bar that was given, or a usage refusal; undefined: nothing is looked for. */
export function barOf(value: string | undefined): DiscoveryBar | undefined {
  if (value === undefined || value === "auto" || value === "all") return value;
  const bar = Number(value);
  if (value.trim() !== "" && bar >= 0 && bar <= 1) return bar;
  throw new Refusal("usage", {
    key: "cli.option-choice",
    params: { option: "--discover", value, choices: "auto, all, 0–1" },
  });
}

/** How many threads were asked for, or a usage refusal; as many as the machine runs at once if none were. */
export function jobsOf(value: string | undefined): number {
  if (value === undefined) return defaultThreads();
  const jobs = Number(value);
  if (/^\d+$/.test(value) && jobs >= 1 && jobs <= MOST_JOBS) return jobs;
  throw new Refusal("usage", {
    key: "cli.option-choice",
    params: { option: "--jobs", value, choices: `1–${String(MOST_JOBS)}` },
  });
}

/**
 * Renders the files of a folder, each by itself, and writes them to another. What is written and said is the same however
 * many threads work, and the memory does not grow with the folder. When it is asked to stop it leaves whole files only.
 */
export async function renderFolder(
  session: Session,
  path: string,
  options: FolderOptions,
): Promise<ExitCode> {
  const jobs = jobsOf(options.jobs);
  const { source, out } = options;
  if (out === undefined) throw missing("--out", "FOLDER");
  const encoding = encodingOf(options.encoding);
  const date = dateOf(options.date);
  if (source !== undefined && !(await isFolder(source)))
    throw new Refusal("input", { key: "cli.source-no-folder", params: { file: source } });
  const pairs = await pairsIn(source, path);
  const glossary = shareGlossary(0, await readConcepts(session, options.glossary));
  await makeFolder(out);
  const common = { glossary, bilingual: source !== undefined, out, encoding, date };
  const report = options.report === undefined ? undefined : await openReport(options.report);
  const work = new FolderWork(session, report);
  const threads = Math.min(jobs, Math.ceil(pairs.count / FILES_A_TASK));
  const pool = openPool<FolderTask, FolderOutcome[]>({ thread: THREAD, threads });
  const stop = new AbortController();
  void session.io.stopped().then(() => stop.abort());
  try {
    const tasks = tasksOf(pairs.each(), { ...common, report: report !== undefined }, stop.signal);
    for await (const outcomes of pool.map(tasks)) for (const outcome of outcomes) await work.take(outcome);
    if (stop.signal.aborted) {
      const params = { count: work.files, all: pairs.count };
      throw new Refusal("failure", { key: "cli.render-stopped", params });
    }
    await report?.keep();
  } finally {
    await pool.close();
    await report?.drop();
  }
  return work.end();
}

function* tasksOf(
  pairs: Iterable<FilePair>,
  common: Omit<FolderTask, "pairs">,
  stop: AbortSignal,
): Generator<FolderTask> {
  let next: FilePair[] = [];
  for (const pair of pairs) {
    if (stop.aborted) return;
    next.push(pair);
    if (next.length < FILES_A_TASK) continue;
    yield { ...common, pairs: next };
    next = [];
  }
  if (next.length > 0) yield { ...common, pairs: next };
}

/** What has been done so far, told as it is done. */
class FolderWork {
  readonly #session: Session;
  readonly #report: Report | undefined;
  files = 0;
  #changes = 0;
  #noted = false;
  #refused = false;

  constructor(session: Session, report: Report | undefined) {
    this.#session = session;
    this.#report = report;
  }

  async take({ written, notes, changes, rows, fault }: FolderOutcome): Promise<void> {
    for (const note of notes) this.#say(note);
    if (fault !== undefined) throw new Refusal("failure", fault);
    if (written) this.files++;
    this.#changes += changes;
    if (rows !== "") await this.#report?.write(rows);
  }

  end(): ExitCode {
    const { io, t } = this.#session;
    io.tell(
      joinSentences(t, [
        t("cli.render-files", { count: this.files }),
        t("cli.render-changes", { count: this.#changes }),
      ]),
    );
    if (this.files === 0 && this.#refused) return EXIT_CODES.input;
    return this.#noted ? EXIT_CODES.findings : EXIT_CODES.fine;
  }

  #say(note: FolderNote): void {
    const { io, t, sentence } = this.#session;
    this.#noted = true;
    if (note.kind === "message") io.tell(oneLine(t(note.message.key, note.message.params)));
    else if (note.kind === "finding") io.tell(`${oneLine(note.name)}: ${sentence(note.finding)}`);
    else {
      this.#refused = true;
      const failure = new Failure("invalid", "failure.read", note.refusal.params, {
        findings: [note.refusal],
      });
      io.tell(`${oneLine(note.file)}: ${joinSentences(t, failureSentences(t, failure))}`);
    }
  }
}

/** A report that is written while the work goes on, and is there only when all is done. */
interface Report {
  readonly write: (rows: string) => Promise<void>;
  /** Puts it in its place. */
  readonly keep: () => Promise<void>;
  /** Takes away what was not kept. */
  readonly drop: () => Promise<void>;
}

async function openReport(file: string): Promise<Report> {
  const partial = `${file}.partial-${process.pid}`;
  const stream = createWriteStream(partial);
  // Whoever waits for a write or the end hears of it.
  stream.on("error", () => undefined);
  const write = (rows: string): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      stream.write(rows, (error) => {
        if (error) reject(error);
        else resolve();
      });
    }).catch((error: unknown) => {
      throw writingRefusal(file, error);
    });
  await write(CHANGE_HEADER);
  return {
    write,
    async keep() {
      stream.end();
      await finished(stream);
      await rename(partial, file);
    },
    async drop() {
      stream.destroy();
      await rm(partial, { force: true });
    },
  };
}

/** Makes a folder with those above it, unless it is there. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw writingRefusal(path, error);
  }
}

/** The refusal for an option that this cannot do without. */
export function missing(option: string, value: string): Refusal {
  return new Refusal("usage", { key: "cli.option-missing", params: { option, value } });
}
