import type { TextInput } from "../../app/texts.ts";
import { readText } from "./article.ts";
import type { Form } from "./form.ts";

/** A glossary file, or its text. */
export function readGlossary(form: Form): TextInput & { readonly requestId: string | undefined } {
  return { ...readText(form, "text", "file"), requestId: form.optionalId("requestId") };
}
