import { localPath } from "../paths.ts";
import type { Form } from "./form.ts";

/** Where the form came from and goes back to, if it is a page of this server. */
export function readBack(form: Form): string | undefined {
  return localPath(form.raw("back"));
}
