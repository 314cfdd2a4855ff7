import type { Finding } from "../core/finding.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import {
  importGlossary,
  previewImport,
  readGlossary,
  requireFile,
  type GlossaryInput,
  type ImportedGlossary,
  type ImportInput,
} from "./glossary-files.ts";
import type { ImportPlan, ImportPolicy, RowChoice } from "./glossary-import/plan.ts";
import type { Actor, UploadRecord } from "./records.ts";

/** How long a file waits to be imported, in milliseconds: a day. */
const WAIT = 24 * 60 * 60 * 1_000;

/**
 * Keeps a glossary file, so that it can be looked at before it is imported; older ones are dropped. Fails as reading it does. Gives its
 * id.
 */
export async function keepUpload(deps: Deps, input: GlossaryInput): Promise<string> {
  requireFile(input);
  const { format } = readGlossary(deps, input);
  const content = input.bytes ?? new TextEncoder().encode(input.text ?? "");
  const upload: UploadRecord = {
    id: deps.newId(),
    createdAt: deps.now(),
    name: (input.fileName ?? "").slice(-200).toWellFormed().replaceAll("\0", ""),
    format,
    ...(input.encoding === undefined ? {} : { encoding: input.encoding }),
    content,
  };
  await deps.store.write(async (tx) => {
    await tx.removeUploads({ before: deps.now() - WAIT });
    await tx.addUpload(upload);
  });
  return upload.id;
}

/** A file that waits, with what importing it would do. */
export interface UploadView extends ImportPlan {
  readonly id: string;
  readonly name: string;
  readonly format: string;
  readonly findings: readonly Finding[];
}

/** What importing a kept file would do. Fails not-found when it waits no longer. */
export async function viewUpload(deps: Deps, id: string, policy: ImportPolicy): Promise<UploadView> {
  const upload = await findUpload(deps, id);
  const plan = await previewImport(deps, { ...inputOf(upload), policy });
  return { ...plan, id, name: upload.name };
}

/** Imports a kept file, which then waits no longer. Fails not-found, else as {@link importGlossary}. */
export async function importUpload(
  deps: Deps,
  actor: Actor,
  id: string,
  choices: {
    readonly policy: ImportPolicy;
    readonly rows: ReadonlyMap<number, RowChoice>;
    readonly requestId: string | undefined;
  },
): Promise<ImportedGlossary> {
  const { policy, rows, requestId } = choices;
  const upload = await findUpload(deps, id);
  const done = await importGlossary(deps, actor, { ...inputOf(upload), policy, choices: rows, requestId });
  await deps.store.write((tx) => tx.removeUploads({ id }));
  return done;
}

async function findUpload(deps: Deps, id: string): Promise<UploadRecord> {
  const upload = await deps.store.read((tx) => tx.upload(id));
  if (upload === undefined) throw new Failure("not-found", "failure.no-upload");
  return upload;
}

function inputOf({ content, encoding, format, name }: UploadRecord): ImportInput {
  return { bytes: content, encoding, format, fileName: name };
}
