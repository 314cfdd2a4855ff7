/** The thread of a rendering over folders: reads, renders and writes a few files after each other. */
import {
  chmodSync,
  closeSync,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import { renderBytes } from "../app/render-bytes.ts";
import type { Finding } from "../core/finding.ts";
import type { Lexicon } from "../core/lexicon/lexicon.ts";
import { type Encoding, TEXT_LIMIT } from "../formats/text/decode.ts";
import { readLexicon } from "../jobs/lexicon-file.ts";
import { compiledHere, type SharedGlossary } from "../jobs/shared-glossary.ts";
import { changeRows } from "./change-report.ts";
import { readingMessage, writingMessage } from "./file-faults.ts";
import type { FilePair } from "./pairs.ts";
import type { Message } from "./refusal.ts";

/** Some files of a folder. */
export interface FolderTask {
  readonly glossary: SharedGlossary;
  readonly pairs: readonly FilePair[];
  /** Whether the English is expected to have Chinese beside it. */
  readonly bilingual: boolean;
  /** The folder that is written to. */
  readonly out: string;
  readonly encoding: Encoding | undefined;
  readonly date: string | undefined;
  /** Whether the changes are wanted as rows of a report. */
  readonly report: boolean;
}

/** What is said about a file. `refused` is about `file`; a `finding` about the text of that name. */
export type FolderNote =
  | { readonly kind: "message"; readonly message: Message }
  | { readonly kind: "refused"; readonly file: string; readonly refusal: Finding }
  | { readonly kind: "finding"; readonly name: string; readonly finding: Finding };

/** What became of a file. */
export interface FolderOutcome {
  readonly written: boolean;
  readonly notes: readonly FolderNote[];
  readonly changes: number;
  /** The rows of the report, empty unless asked for. */
  readonly rows: string;
  /** Why it could not be written: no other file is then. */
  readonly fault?: Message;
}

/** Renders the files in their order; after one that could not be written it does no more. */
export async function work(task: FolderTask): Promise<FolderOutcome[]> {
  const lexicon = task.bilingual ? await readLexicon() : undefined;
  const outcomes: FolderOutcome[] = [];
  for (const pair of task.pairs) {
    const outcome = renderPair(task, pair, lexicon);
    outcomes.push(outcome);
    if (outcome.fault !== undefined) break;
  }
  return outcomes;
}

function renderPair(task: FolderTask, pair: FilePair, lexicon: Lexicon | undefined): FolderOutcome {
  const { name, machine: file, source: sourceFile } = pair;
  if (file === undefined) return leftOut({ key: "cli.pair-no-machine", params: { file: name } });
  const machine = readWhole(file);
  if ("key" in machine) return leftOut(machine);
  const source = sourceFile === undefined ? undefined : readWhole(sourceFile);
  if (source !== undefined && "key" in source) return leftOut(source);
  const { encoding, date } = task;
  const made = renderBytes({ machine, source, encoding, date }, compiledHere(task.glossary), lexicon);
  if (made.kind === "empty") return leftOut({ key: "cli.pair-empty-machine", params: { file } });
  if (made.kind === "refused") {
    const refused = made.side === "machine" ? file : (sourceFile ?? file);
    return left({ kind: "refused", file: refused, refusal: made.refusal });
  }
  const fault = writeWhole(task.out, name, made.bytes);
  const notes: FolderNote[] = made.findings.map((finding) => ({ kind: "finding", name, finding }));
  if (task.bilingual && !made.hasSource) {
    const message =
      sourceFile === undefined
        ? { key: "cli.pair-no-source", params: { file: name } }
        : { key: "cli.pair-empty-source", params: { file: sourceFile } };
    notes.unshift({ kind: "message", message });
  }
  return {
    written: fault === undefined,
    notes,
    changes: made.changes.length,
    rows: task.report ? changeRows(name, made.machine, made.changes) : "",
    ...(fault === undefined ? {} : { fault }),
  };
}

function leftOut(message: Message): FolderOutcome {
  return left({ kind: "message", message });
}

function left(note: FolderNote): FolderOutcome {
  return { written: false, notes: [note], changes: 0, rows: "" };
}

/** One byte more than is enough to be refused. */
const READ_LIMIT = TEXT_LIMIT + 1;

// Nothing is asynchronous: a thread has nothing else to do, and each file would wait several times for the event loop.
function readWhole(file: string): Uint8Array | Message {
  try {
    const handle = openSync(file, "r");
    try {
      const bytes = new Uint8Array(Math.min(fstatSync(handle).size, READ_LIMIT));
      let length = 0;
      for (let got = -1; got !== 0 && length < bytes.length; length += got)
        got = readSync(handle, bytes, length, bytes.length - length, null);
      return bytes.subarray(0, length);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    const message = readingMessage(file, error);
    if (message === undefined) throw error;
    return message;
  }
}

/** Writes a file that is there whole or not at all; gives why it could not. */
function writeWhole(folder: string, name: string, bytes: Uint8Array): Message | undefined {
  // Hidden, so that what a killed process left behind is no text of a folder; short, since a name may be as long as allowed.
  const partial = join(folder, `.partial-${process.pid}-${threadId}`);
  const file = join(folder, name);
  try {
    const old = lstatSync(file, { throwIfNoEntry: false });
    writeFileSync(partial, bytes);
    if (old?.isFile() === true) chmodSync(partial, old.mode);
    renameSync(partial, old?.isSymbolicLink() === true ? realpathSync(file) : file);
    return undefined;
  } catch (error) {
    rmSync(partial, { force: true });
    const message = writingMessage(file, error);
    if (message === undefined) throw error;
    return message;
  }
}
