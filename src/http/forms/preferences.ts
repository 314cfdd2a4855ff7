import { findLanguage } from "../../i18n/languages.ts";
import { Failure } from "../../app/failure.ts";
import { CHOICE_NAMES, findChoice } from "../../app/choices.ts";
import { cleanName } from "../middleware/actor.ts";
import type { CookieName } from "../middleware/cookies.ts";
import type { Form } from "./form.ts";

/** What a reader chose: the language, their name, how the pages look. An empty name takes it away. */
export function readPreferences(form: Form): Partial<Record<CookieName, string>> {
  const chosen: Partial<Record<CookieName, string>> = {};
  if (form.sent("language")) {
    const language = findLanguage(form.raw("language"));
    if (language === undefined) throw new Failure("invalid", "failure.field", { field: "language" });
    chosen.language = language;
  }
  if (form.sent("name")) chosen.name = cleanName(form.text("name"));
  for (const name of CHOICE_NAMES) {
    if (!form.sent(name)) continue;
    const value = findChoice(name, form.raw(name));
    if (value === undefined) throw new Failure("invalid", "failure.field", { field: name });
    chosen[name] = value;
  }
  return chosen;
}
