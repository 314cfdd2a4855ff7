import type { Finding } from "../core/finding.ts";
import { lintGlossary as lint } from "../core/glossary/lint.ts";
import type { Category, Concept, ConceptStatus } from "../core/glossary/model.ts";
import { sameConcept } from "../core/glossary/model.ts";
import { wholeEntry, type GlossaryEntry } from "../formats/glossaries/entry.ts";
import { bytesOf, GLOSSARY_LIMIT, readAll } from "../formats/glossaries/format.ts";
import { noLosses } from "../formats/glossaries/losses.ts";
import { glossaryFormatNamed, recogniseGlossary, type ReadableGlossaryFormat } from "../formats/table.ts";
import { checkText } from "../formats/text/decode.ts";
import { openChange, repeated } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { glossaryFor } from "./glossary.ts";
import { planImport, type ImportPlan, type ImportPolicy, type RowChoice } from "./glossary-import/plan.ts";
import type { Actor } from "./records.ts";
import type { StoreReader, StoreWriter } from "./store.ts";
import type { TextInput } from "./texts.ts";
import { unwrap } from "./texts.ts";
import type { ImportGlossaryResult } from "./views.ts";

/** A glossary file that was read. */
export interface ReadGlossary {
  readonly format: string;
  readonly entries: readonly GlossaryEntry[];
  readonly findings: readonly Finding[];
}

/** A file to read, by what it holds, else by its name; `format` names its format where a person said it. */
export interface GlossaryInput extends TextInput {
  readonly fileName?: string | undefined;
  readonly format?: string | undefined;
}

const READING = "failure.glossary-import";

/** Reads a glossary file of any format. Fails invalid with every fault, too-large; not-found for a format that is not read. */
export function readGlossary(deps: Pick<Deps, "newId">, input: GlossaryInput): ReadGlossary {
  const { encoding } = input;
  const bytes = (input.bytes?.length ?? 0) > 0 ? input.bytes : undefined;
  const content = bytes ?? new TextEncoder().encode(checkedContent(input.text ?? ""));
  const format =
    input.format === undefined ? recogniseGlossary(content, input.fileName) : readableFormat(input.format);
  const result = readAll(
    format.read(content, { encoding: bytes === undefined ? "utf-8" : encoding, newId: deps.newId }),
  );
  const entries = unwrap(result, READING);
  return { format: format.name, entries, findings: result.findings ?? [] };
}

/** A text that can be written as UTF-8, or a failure that says where it cannot. */
function checkedContent(text: string): string {
  const fault = checkText(text, GLOSSARY_LIMIT);
  return unwrap(
    fault === undefined ? { ok: true, value: text, findings: [] } : { ok: false, refusal: fault },
    READING,
  );
}

function readableFormat(name: string): ReadableGlossaryFormat {
  const format = glossaryFormatNamed(name);
  if (format?.read !== undefined) return { ...format, read: format.read };
  throw new Failure("invalid", "failure.glossary-format", { name });
}

export interface ImportInput extends GlossaryInput {
  /** What becomes of concepts that are there; `update` if not given. */
  readonly policy?: ImportPolicy | undefined;
  /** What a person decided about single rows, by number. */
  readonly choices?: ReadonlyMap<number, RowChoice> | undefined;
  readonly requestId?: string | undefined;
}

/** What an import did; rows in conflict and skipped ones are as they were. */
export interface ImportedGlossary extends ImportGlossaryResult {
  readonly conflicts: number;
  readonly skipped: number;
}

/** What importing a file would do; nothing is written. Fails as {@link importGlossary} does. */
export function previewImport(
  deps: Deps,
  input: ImportInput,
): Promise<ImportPlan & Pick<ReadGlossary, "format" | "findings">> {
  const { format, entries, findings } = readGlossary(deps, input);
  return deps.store.read(async (tx) => ({ ...(await planned(tx, entries, input)), format, findings }));
}

/**
 * Imports a glossary file in one change: rows that are new are added, those of concepts that are there follow the policy, rows in
 * conflict wait unless a choice says what they are. Nothing is rendered. Fails invalid with every fault of the file, too-large.
 */
export async function importGlossary(
  deps: Deps,
  actor: Actor,
  input: ImportInput,
): Promise<ImportedGlossary> {
  const { entries, findings } = readGlossary(deps, input);
  return deps.store.write(async (tx) => {
    const { rows, counts } = await planned(tx, entries, input);
    const rest = { conflicts: counts.conflict, skipped: counts.skipped, findings };
    if ((await repeated(tx, input.requestId)) !== undefined) {
      return { added: 0, changed: 0, unchanged: entries.length, ...rest };
    }
    const written = rows.filter(({ kind }) => kind === "new" || kind === "changed");
    // Of several rows of one concept the last has what all of them say.
    const concepts = [...new Map(written.map(({ concept }) => [concept.id, concept])).values()];
    const { requestId } = input;
    const { added, changed, unchanged } = await putConcepts(deps, tx, actor, {
      concepts,
      sample: false,
      requestId,
    });
    return { added, changed, unchanged: unchanged + counts.unchanged, ...rest };
  });
}

async function planned(
  tx: StoreReader,
  entries: readonly GlossaryEntry[],
  { policy = "update", choices }: ImportInput,
): Promise<ImportPlan> {
  const stored = (await tx.concepts()).map(({ concept }) => concept);
  return planImport(stored, entries, { policy, choices });
}

/** Writes concepts in one change, those that say something new. */
export async function putConcepts(
  deps: Deps,
  tx: StoreWriter,
  actor: Actor,
  input: {
    readonly concepts: readonly Concept[];
    readonly sample: boolean;
    readonly requestId?: string | undefined;
  },
): Promise<{ readonly added: number; readonly changed: number; readonly unchanged: number }> {
  const counts = { added: 0, changed: 0, unchanged: 0 };
  const fresh: { concept: Concept; revision: number }[] = [];
  for (const concept of input.concepts) {
    const old = await tx.concept(concept.id);
    if (old !== undefined && !old.removed && sameConcept(old.concept, concept)) {
      counts.unchanged++;
      continue;
    }
    if (old === undefined || old.removed) counts.added++;
    else counts.changed++;
    fresh.push({ concept, revision: (old?.revision ?? 0) + 1 });
  }
  if (fresh.length === 0) return counts;
  const glossaryRevision = await tx.nextGlossaryRevision();
  const change = await openChange(deps, tx, actor, {
    kind: input.sample ? "sample.load" : "glossary.import",
    name: String(fresh.length),
    glossaryRevision,
    requestId: input.requestId,
  });
  for (const { concept, revision } of fresh) {
    // What somebody imported over a concept of the sample is theirs: it stays when the sample is removed.
    const record = { concept, revision, updatedAt: change.at, removed: false, sample: input.sample };
    await tx.putConcept(record, change.id, glossaryRevision);
  }
  change.tell("glossary.changed", null, null);
  await change.close();
  return counts;
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

export interface ExportedGlossary {
  readonly fileName: string;
  readonly mediaType: string;
  /** The glossary's revision at which it was written. */
  readonly revision: number;
  readonly bytes: Uint8Array;
  /** What the format could not hold. */
  readonly findings: readonly Finding[];
}

/** The glossary, or what of it is asked for, by id, as a file. Fails invalid for a format that is not known. */
export function exportGlossary(deps: Deps, input: ExportInput = {}): Promise<ExportedGlossary> {
  const name = input.format ?? "csv";
  const format = glossaryFormatNamed(name);
  if (format === undefined) throw new Failure("invalid", "failure.glossary-format", { name });
  return deps.store.read(async (tx) => {
    const used = input.articleIds === undefined ? undefined : await conceptsIn(tx, input.articleIds);
    const entries = (await tx.concepts())
      .map(({ concept }) => concept)
      .filter(({ id }) => used?.has(id) ?? true)
      .filter(({ category }) => input.category === undefined || category === input.category)
      .filter(({ status }) => input.status === undefined || status === input.status)
      .map((concept) => wholeEntry(concept));
    const losses = noLosses();
    const bytes = bytesOf(format.write(entries, losses));
    return {
      fileName: `glossary${format.extensions[0] ?? ""}`,
      mediaType: format.mediaType,
      revision: await tx.glossaryRevision(),
      bytes,
      findings: losses.report(),
    };
  });
}

async function conceptsIn(tx: StoreReader, articleIds: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const articleId of articleIds) {
    for (const hit of await tx.hits(articleId)) ids.add(hit.conceptId);
  }
  return ids;
}

/** What is wrong or dangerous in the stored glossary, errors first. */
export function lintGlossary(deps: Deps): Promise<Finding[]> {
  return deps.store.read(async (tx) => {
    const { records } = await glossaryFor(deps, tx);
    return lint([...records.values()].map((record) => record.concept));
  });
}

/** Fails invalid when nothing was given to import. */
export function requireFile(input: TextInput): void {
  if ((input.bytes?.length ?? 0) > 0 || (input.text ?? "").trim() !== "") return;
  const finding = { code: "empty", severity: "error", params: {} } as const;
  throw new Failure("invalid", "failure.glossary-import", {}, { findings: [finding] });
}
