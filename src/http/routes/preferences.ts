import { page, redirect, type Answer } from "../answer.ts";
import { CHOICES } from "../../app/choices.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import { readPreferences } from "../forms/preferences.ts";

/** GET /preferences */
export function show(): Answer {
  return page("preferences", { choices: CHOICES }, { key: "preferences.title", params: {} });
}

/** POST /preferences: the reader's language, name and other choices, kept in their browser. */
export async function choose({ form }: Exchange): Promise<Answer> {
  const sent = await form();
  return redirect(readBack(sent) ?? "/articles", undefined, readPreferences(sent));
}
