import type { Finding } from "../core/finding.ts";
import { lintGlossary as lint } from "../core/glossary/lint.ts";
import type { Concept } from "../core/glossary/model.ts";
import { sameConcept } from "../core/glossary/model.ts";
import { GLOSSARY_LIMIT, readGlossaryCsv, writeGlossaryCsv } from "../formats/glossaries/csv.ts";
import { decodeText } from "../formats/text/decode.ts";
import { openChange, repeated } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { glossaryFor } from "./glossary.ts";
import type { Actor } from "./records.ts";
import type { StoreReader, StoreWriter } from "./store.ts";
import type { TextInput } from "./texts.ts";
import { unwrap } from "./texts.ts";
import type { ImportGlossaryResult } from "./views.ts";

/** A glossary file as concepts. */
export interface ReadGlossary {
  readonly concepts: readonly Concept[];
  readonly findings: readonly Finding[];
  /** The ids that were made, for rows without one. */
  readonly made: ReadonlySet<string>;
}

/** Reads a glossary file. Fails invalid with every fault, too-large. */
export function readGlossary(deps: Pick<Deps, "newId">, input: TextInput): ReadGlossary {
  const key = "failure.glossary-import";
  const { bytes, encoding } = input;
  const text =
    bytes !== undefined && bytes.length > 0
      ? unwrap(decodeText(bytes, { encoding, limit: GLOSSARY_LIMIT }), key).text
      : (input.text ?? "");
  const made = new Set<string>();
  const newId = (): string => {
    const id = deps.newId();
    made.add(id);
    return id;
  };
  const result = readGlossaryCsv(text, { newId });
  const concepts = unwrap(result, key);
  return { concepts, findings: result.findings ?? [], made };
}

/**
 * Imports a glossary file: concepts with new ids are added, those with known ids take the file's content, rows without
 * an id that say what a concept says are that concept. One change; nothing is rendered. Fails invalid with every fault
 * of the file, too-large.
 */
export async function importGlossary(
  deps: Deps,
  actor: Actor,
  input: TextInput & { readonly requestId?: string | undefined },
): Promise<ImportGlossaryResult> {
  const { findings, ...read } = readGlossary(deps, input);
  return deps.store.write(async (tx) => {
    const concepts = await recognised(tx, read);
    if ((await repeated(tx, input.requestId)) !== undefined) {
      return { added: 0, changed: 0, unchanged: concepts.length, findings };
    }
    const counts = await putConcepts(deps, tx, actor, {
      concepts,
      sample: false,
      requestId: input.requestId,
    });
    return { ...counts, findings };
  });
}

/** The concepts of a file, those without an id of their own under the id of the stored concept that says the same. */
async function recognised(
  tx: StoreReader,
  { concepts, made }: Omit<ReadGlossary, "findings">,
): Promise<readonly Concept[]> {
  if (made.size === 0) return concepts;
  const known = new Map((await tx.concepts()).map(({ concept }) => [contentOf(concept), concept.id]));
  return concepts.map((concept) => {
    const id = made.has(concept.id) ? known.get(contentOf(concept)) : undefined;
    return id === undefined ? concept : { ...concept, id };
  });
}

function contentOf({ category, status, forms, scope, note, evidence, extra, ...rest }: Concept): string {
  const names = forms.map((form) => [
    form.lang,
    form.kind,
    form.text,
    form.validFrom ?? "",
    form.validTo ?? "",
  ]);
  const { case: rule, definite, indefinite, surname, mention } = rest;
  const rules = [rule, definite, indefinite, surname, mention].map((value) => value ?? "");
  const columns = Object.entries(extra).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([category, status, names, scope, rules, note, evidence, columns]);
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

/** The whole glossary as a CSV of the project's own layout, by id. */
export function exportGlossary(deps: Deps): Promise<{ readonly fileName: string; readonly text: string }> {
  return deps.store.read(async (tx) => {
    const concepts = (await tx.concepts()).map((record) => record.concept);
    return { fileName: "glossary.csv", text: writeGlossaryCsv(concepts) };
  });
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
