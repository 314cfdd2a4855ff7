import type { Form } from "../../core/glossary/model.ts";

/** The text of a form with the days on which it holds. */
export type DatedText = Pick<Form, "text" | "validFrom" | "validTo">;

/** What looks like days behind a form: `[2023-07-01..]`, `[..2023-06-30]`, also `[2023..]`, which is no day. */
const DAYS = /\[([\d/-]*)\.\.([\d/-]*)\]$/;

/**
 * A form as it stands in a cell or on a line: its text, trimmed, and behind it in brackets the first and last day on
 * which it holds. Either may be left out; whether they are days is for lint to say. A backslash before the bracket makes
 * the brackets part of the text.
 */
export function readDatedForm(written: string): DatedText {
  const whole = written.trim();
  const days = DAYS.exec(whole);
  const before = whole.slice(0, days?.index ?? 0);
  // Days of nothing are a text of their own.
  if (days === null || before.endsWith("\\") || before.trim() === "") return { text: unescape(whole) };
  const [, validFrom = "", validTo = ""] = days;
  return {
    text: unescape(before.trim()),
    ...(validFrom === "" ? {} : { validFrom }),
    ...(validTo === "" ? {} : { validTo }),
  };
}

/** What {@link readDatedForm} reads as this form. */
export function writeDatedForm({ text, validFrom = "", validTo = "" }: DatedText): string {
  // Nearly no text ends so.
  const own = text.endsWith("]") ? DAYS.exec(text) : null;
  const escaped = own === null ? text : `${text.slice(0, own.index)}\\${own[0]}`;
  return validFrom + validTo === "" ? escaped : `${escaped} [${validFrom}..${validTo}]`;
}

function unescape(text: string): string {
  const own = DAYS.exec(text);
  const escaped = own !== null && text[own.index - 1] === "\\";
  return escaped ? text.slice(0, own.index - 1) + own[0] : text;
}
