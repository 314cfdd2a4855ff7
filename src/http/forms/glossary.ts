import type { GlossaryInput } from "../../app/glossary-files.ts";
import { IMPORT_POLICIES, type ImportPolicy, type RowChoice } from "../../app/glossary-import/plan.ts";
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

/** What a person chose for an import: the policy, and of single rows `skip`, `add` or `use:` and the id of a concept. */
export function readImportChoices(form: Form): {
  readonly policy: ImportPolicy;
  readonly rows: ReadonlyMap<number, RowChoice>;
  readonly requestId: string | undefined;
} {
  const rows = new Map<number, RowChoice>();
  for (const choice of form.all("row")) {
    const { number, kind, id } =
      /^(?<number>\d{1,9}):(?<kind>skip|add|use)(?::(?<id>.+))?$/s.exec(choice)?.groups ?? {};
    if (kind === "skip" || kind === "add") rows.set(Number(number), { kind });
    else if (kind === "use" && id !== undefined) rows.set(Number(number), { kind, conceptId: id });
  }
  return {
    policy: form.oneOf("policy", IMPORT_POLICIES),
    rows,
    requestId: form.optionalId("requestId"),
  };
}
