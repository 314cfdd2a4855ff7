import { redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import { readPreferences } from "../forms/preferences.ts";

/** POST /preferences: the reader's language and name, kept in their browser. */
export async function choose({ form }: Exchange): Promise<Answer> {
  const sent = await form();
  return redirect(readBack(sent) ?? "/articles", undefined, readPreferences(sent));
}
