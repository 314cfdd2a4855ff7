import { createHash } from "node:crypto";
import type { Finding } from "../core/finding.ts";
import { compareIds } from "../core/glossary/chinese.ts";
import { lintConcepts } from "../core/glossary/lint.ts";
import type { Category, Concept, ConceptStatus } from "../core/glossary/model.ts";
import { wholeEntry, type GlossaryEntry } from "../formats/glossaries/entry.ts";
import type { GlossaryFormat } from "../formats/glossaries/format.ts";
import { noLosses } from "../formats/glossaries/losses.ts";
import { glossaryFormatNamed, WRITERS_VERSION } from "../formats/table.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { openGlossary, type GlossaryInput } from "./glossary-import/source.ts";
import type { StoreReader } from "./store.ts";
import { turn } from "./turn.ts";

/** A glossary file that was read. */
export interface ReadGlossary {
  readonly entries: readonly GlossaryEntry[];
  readonly findings: readonly Finding[];
}

/** All concepts of a glossary file at once. Fails as {@link openGlossary} and its reading do. */
export function readGlossary(deps: Pick<Deps, "newId">, input: GlossaryInput): ReadGlossary {
  const source = openGlossary(deps, input);
  return { entries: [...source], findings: source.findings };
}

/** Which concepts are exported, and as what. */
export interface ExportInput {
  /** Name of a format; our own CSV if not given. */
  readonly format?: string | undefined;
  readonly category?: Category | undefined;
  readonly status?: ConceptStatus | undefined;
  /** Only those that stand in these articles. */
  readonly articleIds?: readonly string[] | undefined;
}

/** A glossary on its way into a file. */
export interface GlossaryExport {
  readonly fileName: string;
  readonly mediaType: string;
  /** The file in pieces, once. */
  readonly pieces: AsyncIterable<string | Uint8Array>;
  /** What the format could not hold: known when all pieces were taken. */
  readonly findings: () => readonly Finding[];
}

/** UTF-16 units that are given at a time, so that the small pieces of a writer do not each cost a turn. */
const PIECE = 1 << 16;
/** Concepts that are read at a time. */
const PAGE = 1_000;

/** A glossary, or what of it is asked for, by id, as a file. Fails invalid for a format that is not known. */
export function exportGlossary(deps: Deps, input: ExportInput = {}): GlossaryExport {
  const format = formatOf(input);
  const losses = noLosses();
  return {
    fileName: `glossary${format.extensions[0] ?? ""}`,
    mediaType: format.mediaType,
    pieces: piecesOf(deps, input, (entries) => format.write(entries, losses)),
    findings: () => losses.report(),
  };
}

/** So many concepts are looked at to say what a format cannot hold. */
export const LOOKED_AT = 2_000;

/** What a format cannot hold of the first concepts, by id, that are asked for. */
export interface ExportLosses {
  readonly findings: readonly Finding[];
  /** Whether there are more concepts than the {@link LOOKED_AT} that were looked at. */
  readonly partial: boolean;
}

/** What an export would lose, as far as its first {@link LOOKED_AT} concepts show. Fails as {@link exportGlossary}. */
export async function exportLosses(deps: Deps, input: ExportInput): Promise<ExportLosses> {
  const format = formatOf(input);
  const losses = noLosses();
  const entries: GlossaryEntry[] = [];
  await deps.store.read(async (tx) => {
    for await (const entry of wantedEntries(tx, input)) if (entries.push(entry) > LOOKED_AT) break;
  });
  const written = format.write(entries.slice(0, LOOKED_AT), losses)[Symbol.iterator]();
  while (written.next().done !== true);
  return { findings: losses.report(), partial: entries.length > LOOKED_AT };
}

function formatOf(input: ExportInput): GlossaryFormat {
  const name = input.format ?? "csv";
  const format = glossaryFormatNamed(name);
  if (format === undefined) throw new Failure("invalid", "failure.glossary-format", { name });
  return format;
}

/** By it a program asks whether a file is still as it has it: it changes with the glossary and with what is asked of it. */
export function exportTag(deps: Deps, input: ExportInput): Promise<string> {
  return deps.store.read(async (tx) => {
    const used = input.articleIds === undefined ? null : [...(await conceptsIn(tx, input.articleIds))].sort();
    const { format, category, status } = input;
    // By number alone another store, or this one after a backup was restored, could be at the same revision.
    const glossary = [await tx.glossaryRevision(), await tx.glossaryChange()];
    const state = [WRITERS_VERSION, glossary, format, category, status, used];
    return createHash("sha256").update(JSON.stringify(state)).digest("base64url").slice(0, 27);
  });
}

/** Goes through the concepts twice: from the store into a spool, in one transaction, and from there as the writer asks for them. */
async function* piecesOf(
  deps: Deps,
  input: ExportInput,
  write: (entries: Iterable<GlossaryEntry>) => Iterable<string | Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  const spooled = await deps.store.read((tx) => deps.spool(wantedEntries(tx, input)), "background");
  try {
    let text = "";
    for (const piece of write(spooled)) {
      if (typeof piece === "string") text += piece;
      if (text.length < PIECE && typeof piece === "string") continue;
      if (text !== "") yield text;
      text = "";
      if (typeof piece !== "string") yield piece;
      await turn();
    }
    if (text !== "") yield text;
  } finally {
    await spooled.close();
  }
}

async function* wantedEntries(tx: StoreReader, input: ExportInput): AsyncGenerator<GlossaryEntry> {
  const { category, status, articleIds } = input;
  const all = articleIds === undefined ? allConcepts(tx) : conceptsWith(tx, await conceptsIn(tx, articleIds));
  for await (const concept of all) {
    const wanted =
      (category === undefined || concept.category === category) &&
      (status === undefined || concept.status === status);
    if (wanted) yield wholeEntry(concept);
  }
}

/** All concepts by id. */
async function* allConcepts(tx: StoreReader): AsyncGenerator<Concept> {
  for (let after = ""; ;) {
    const page = await tx.conceptsAfter(after, PAGE);
    for (const { concept } of page) yield concept;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.concept.id;
  }
}

/** Those of some ids that are not removed, by id. */
async function* conceptsWith(tx: StoreReader, ids: ReadonlySet<string>): AsyncGenerator<Concept> {
  const sorted = [...ids].sort(compareIds);
  for (let from = 0; from < sorted.length; from += PAGE) {
    const records = await tx.conceptsWithIds(sorted.slice(from, from + PAGE));
    const standing = records.filter(({ removed }) => !removed).map(({ concept }) => concept);
    yield* standing.sort((a, b) => compareIds(a.id, b.id));
  }
}

async function conceptsIn(tx: StoreReader, articleIds: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const articleId of articleIds) {
    for (const hit of await tx.hits(articleId)) ids.add(hit.conceptId);
  }
  return ids;
}

/** What is wrong or dangerous in the stored glossary, errors first. Its concepts are put aside, and gone through from there. */
export function lintGlossary(deps: Deps): Promise<Finding[]> {
  return deps.store.read(async (tx) => {
    const concepts = await deps.spool(allConcepts(tx));
    try {
      return lintConcepts(concepts);
    } finally {
      await concepts.close();
    }
  });
}

/** Fails invalid when nothing was given to import. */
export function requireFile(input: GlossaryInput): void {
  if ((input.bytes?.length ?? 0) > 0 || (input.text ?? "").trim() !== "") return;
  const finding = { code: "empty", severity: "error", params: {} } as const;
  throw new Failure("invalid", "failure.glossary-import", {}, { findings: [finding] });
}
