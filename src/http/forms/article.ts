import type { ImportArticleInput } from "../../app/article-draft.ts";
import type { TextInput } from "../../app/texts.ts";
import { ENCODINGS } from "../../formats/text/decode.ts";
import type { ImportModel } from "../pages/models.ts";
import type { Form } from "./form.ts";

/** What was typed for an import, to be shown again. */
export function typedImport(form: Form): ImportModel["values"] {
  return {
    title: form.raw("title"),
    date: form.raw("date"),
    text: form.raw("text"),
    source: form.raw("source"),
    table: form.raw("table"),
    encoding: form.raw("encoding"),
  };
}

/** The texts of a new article. What they hold is for the import to judge. */
export function readImport(form: Form): ImportArticleInput {
  const given = (field: string, fileField: string): boolean =>
    form.has(field) || form.upload(fileField) !== undefined;
  return {
    ...readText(form, "text", "file"),
    title: form.line("title"),
    date: form.line("date"),
    source: given("source", "sourceFile") ? readText(form, "source", "sourceFile") : undefined,
    table: given("table", "tableFile") ? readText(form, "table", "tableFile") : undefined,
    again: form.has("again"),
    requestId: form.optionalId("requestId"),
  };
}

/** The bytes of a file in the chosen encoding, else the pasted text with LF: browsers send all line breaks as CRLF. */
export function readText(form: Form, field: string, fileField: string): TextInput {
  const upload = form.upload(fileField);
  if (upload === undefined) return { text: form.raw(field).replace(/\r\n?/g, "\n") };
  return { bytes: upload.bytes, encoding: form.optionalOneOf("encoding", ENCODINGS) };
}

/** A new title. */
export function readTitle(form: Form): string {
  return form.line("title");
}

/** A new date; null takes it away. */
export function readDate(form: Form): string | null {
  return form.line("date") || null;
}
