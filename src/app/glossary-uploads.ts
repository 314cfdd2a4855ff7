import { wholeOf } from "../formats/bytes.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { requireFile } from "./glossary-files.ts";
import {
  importGlossary,
  previewImport,
  type ConflictRule,
  type ImportedGlossary,
  type ImportInput,
  type ImportPreview,
} from "./glossary-import/import.ts";
import type { ImportPolicy, ImportRow, RowChoice, RowKind } from "./glossary-import/plan.ts";
import { openGlossary, type GlossaryInput } from "./glossary-import/source.ts";
import type { Actor, UploadRecord } from "./records.ts";

/** How long a file waits to be imported, in milliseconds: a day. */
const WAIT = 24 * 60 * 60 * 1_000;

/** Concepts that are read before others have a turn. */
const BREATH = 500;

function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * Keeps a glossary file, so that it can be looked at before it is imported; older ones are dropped. Fails as reading it does. Gives its
 * id.
 */
export async function keepUpload(deps: Deps, input: GlossaryInput): Promise<string> {
  requireFile(input);
  const source = openGlossary(deps, input);
  // Read to its end, so that a file with a fault is refused before anything of it is kept.
  const entries = source[Symbol.iterator]();
  for (let count = 1; entries.next().done !== true; count++) if (count % BREATH === 0) await breathe();
  const content =
    input.bytes === undefined ? new TextEncoder().encode(input.text ?? "") : wholeOf(input.bytes);
  const upload: UploadRecord = {
    id: deps.newId(),
    createdAt: deps.now(),
    name: (input.fileName ?? "").slice(-200).toWellFormed().replaceAll("\0", ""),
    format: source.format,
    ...(input.encoding === undefined ? {} : { encoding: input.encoding }),
    content,
    choices: {},
  };
  await deps.store.write(async (tx) => {
    await tx.removeUploads({ before: deps.now() - WAIT });
    await tx.addUpload(upload);
  });
  return upload.id;
}

/** Rows that are shown at a time. */
export const ROWS_SHOWN = 100;

/** The rows of which a page can be asked for. */
export interface UploadPage {
  readonly policy: ImportPolicy;
  /** Rows of one kind; undefined: of the first of {@link KINDS_IN_ORDER} that the file has. */
  readonly kind: RowKind | undefined;
  /** From 1; one behind the last is the last. */
  readonly page: number;
}

/** What a person looks at first. */
export const KINDS_IN_ORDER = [
  "conflict",
  "changed",
  "new",
  "skipped",
  "unchanged",
] as const satisfies readonly RowKind[];

/** A file that waits, with what importing it would do if nothing had been decided about its rows. */
export interface UploadView extends ImportPreview {
  readonly id: string;
  readonly name: string;
  readonly policy: ImportPolicy;
  readonly kind: RowKind;
  readonly page: number;
  /** The rows of the kind on the page. */
  readonly rows: readonly ImportRow[];
  /** What was decided. */
  readonly choices: ReadonlyMap<number, RowChoice>;
}

/** What importing a kept file would do. Fails not-found when it waits no longer. */
export async function viewUpload(deps: Deps, id: string, asked: UploadPage): Promise<UploadView> {
  const upload = await findUpload(deps, id);
  const { policy, page } = asked;
  const shown = new Map(KINDS_IN_ORDER.map((kind) => [kind, new RowWindow(page)]));
  const preview = await previewImport(deps, { ...inputOf(upload), policy }, (row) => {
    shown.get(row.kind)?.take(row);
  });
  const kind = asked.kind ?? KINDS_IN_ORDER.find((each) => preview.counts[each] > 0) ?? "unchanged";
  const rows = shown.get(kind) ?? new RowWindow(page);
  return {
    ...preview,
    ...{ id, name: upload.name, policy, kind, page: rows.page, rows: rows.rows() },
    choices: choicesOf(upload),
  };
}

/** The rows of one page, or of the last that there is. */
class RowWindow {
  readonly #from: number;
  #count = 0;
  #rows: ImportRow[] = [];

  constructor(page: number) {
    this.#from = (page - 1) * ROWS_SHOWN;
  }

  take(row: ImportRow): void {
    if (this.#count >= this.#from + ROWS_SHOWN) return;
    // Until the page is reached, the one before it might be the last.
    if (this.#count % ROWS_SHOWN === 0) this.#rows = [];
    this.#count++;
    this.#rows.push(row);
  }

  get page(): number {
    return Math.max(1, Math.ceil(this.#count / ROWS_SHOWN));
  }

  rows(): readonly ImportRow[] {
    return this.#rows;
  }
}

/** What a person says about rows: a choice, or undefined for none. */
export type RowChoices = ReadonlyMap<number, RowChoice | undefined>;

/** Keeps what was decided about rows of a file beside what was decided before. Fails not-found. */
export async function keepChoices(deps: Deps, id: string, rows: RowChoices): Promise<void> {
  await deps.store.write(async (tx) => {
    const upload = await tx.upload(id);
    if (upload === undefined) throw new Failure("not-found", "failure.no-upload");
    await tx.putUploadChoices(id, Object.fromEntries(joined(upload, rows)));
  });
}

/**
 * Imports a kept file, which then waits no longer: with what was decided about its rows before and `rows` beside it. Fails
 * not-found, else as {@link importGlossary}.
 */
export async function importUpload(
  deps: Deps,
  actor: Actor,
  id: string,
  asked: {
    readonly policy: ImportPolicy;
    readonly rows: RowChoices;
    readonly conflicts: ConflictRule | undefined;
    readonly requestId: string | undefined;
  },
): Promise<ImportedGlossary> {
  const { rows, ...rest } = asked;
  const upload = await findUpload(deps, id);
  const choices = joined(upload, rows);
  const done = await importGlossary(deps, actor, { ...inputOf(upload), ...rest, choices });
  await deps.store.write((tx) => tx.removeUploads({ id }));
  return done;
}

async function findUpload(deps: Deps, id: string): Promise<UploadRecord> {
  const upload = await deps.store.read((tx) => tx.upload(id));
  if (upload === undefined) throw new Failure("not-found", "failure.no-upload");
  return upload;
}

function choicesOf({ choices }: UploadRecord): Map<number, RowChoice> {
  return new Map(Object.entries(choices).map(([number, choice]) => [Number(number), choice]));
}

function joined(upload: UploadRecord, rows: RowChoices): ReadonlyMap<number, RowChoice> {
  const all = choicesOf(upload);
  for (const [number, choice] of rows) {
    if (choice === undefined) all.delete(number);
    else all.set(number, choice);
  }
  return all;
}

function inputOf({ content, encoding, format, name }: UploadRecord): ImportInput {
  return { bytes: content, encoding, format, fileName: name };
}
