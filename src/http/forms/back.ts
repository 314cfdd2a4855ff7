import { articlePath, localPath } from "../paths.ts";
import type { Form } from "./form.ts";

/** Where the form came from, at the row of a segment where it does not say at which place; else that row of the workbench. */
export function readBackToRow(form: Form, articleId: string, segmentId: string): string {
  const back = readBack(form);
  if (back === undefined) return articlePath(articleId, segmentId);
  return back.includes("#") ? back : `${back}#segment-${segmentId}`;
}

/** Where the form came from and goes back to, if it is a page of this server. */
export function readBack(form: Form): string | undefined {
  return localPath(form.raw("back"));
}
