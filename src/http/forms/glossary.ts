import { CONFLICT_RULES, type ConflictRule } from "../../app/glossary-import/import.ts";
import {
  IMPORT_POLICIES,
  ROW_KINDS,
  type ImportPolicy,
  type RowChoice,
  type RowKind,
} from "../../app/glossary-import/plan.ts";
import type { GlossaryInput } from "../../app/glossary-import/source.ts";
import type { RowChoices } from "../../app/glossary-uploads.ts";
import { GLOSSARY_FORMATS } from "../../formats/table.ts";
import { readText } from "./article.ts";
import type { Form } from "./form.ts";

/** A glossary file, or its text. */
export function readGlossary(form: Form): GlossaryInput {
  const names = GLOSSARY_FORMATS.map(({ name }) => name);
  return {
    ...readText(form, "text", "file"),
    fileName: form.upload("file")?.name,
    format: form.optionalOneOf("format", names),
  };
}

/** What a person says about rows of a file, and what is to be shown next. */
export interface UploadForm {
  readonly policy: ImportPolicy;
  /** Of single rows `skip`, `add`, `use:` and the id of a concept, or nothing for what the policy says. */
  readonly rows: RowChoices;
  readonly conflicts: ConflictRule | undefined;
  readonly kind: RowKind | undefined;
  readonly page: number;
  readonly requestId: string | undefined;
}

/** Which rows are asked for: of a kind from its first page, or `kind:page`. */
function readStep(form: Form): Pick<UploadForm, "kind" | "page"> {
  const { kind, page } = /^(?<kind>[a-z]+):(?<page>[1-9]\d{0,5})$/.exec(form.raw("step"))?.groups ?? {};
  const asked = kind ?? form.raw("kind");
  return { kind: ROW_KINDS.find((each) => each === asked), page: Number(page ?? 1) };
}

/** The form of a file that waits. */
export function readUploadForm(form: Form): UploadForm {
  const rows = new Map<number, RowChoice | undefined>();
  for (const choice of form.all("row")) {
    const { number, kind, id } =
      /^(?<number>\d{1,9}):(?<kind>skip|add|use|)(?::(?<id>.+))?$/s.exec(choice)?.groups ?? {};
    if (kind === "skip" || kind === "add") rows.set(Number(number), { kind });
    else if (kind === "use" && id !== undefined) rows.set(Number(number), { kind, conceptId: id });
    else if (kind === "") rows.set(Number(number), undefined);
  }
  return {
    policy: form.oneOf("policy", IMPORT_POLICIES),
    rows,
    conflicts: form.optionalOneOf("conflicts", CONFLICT_RULES),
    ...readStep(form),
    requestId: form.optionalId("requestId"),
  };
}
