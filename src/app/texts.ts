/** Texts at the edge of the use cases: read, checked, refused with what and where. */
import { hash } from "node:crypto";
import type { ReadResult } from "../core/finding.ts";
import { isDay } from "../core/text/day.ts";
import type { Encoding } from "../formats/text/decode.ts";
import { checkText, decodeText } from "../formats/text/decode.ts";
import type { FailureCode } from "./failure.ts";
import { Failure } from "./failure.ts";

/** A text that comes as bytes or as a string; one of the two. */
export interface TextInput {
  readonly bytes?: Uint8Array | undefined;
  readonly text?: string | undefined;
  readonly encoding?: Encoding | undefined;
}

/** The value of a read, or a failure that carries every finding. */
export function unwrap<T>(result: ReadResult<T>, key: string): T {
  if (result.ok) return result.value;
  const { refusal } = result;
  const code: FailureCode = refusal.code === "too-large" ? "too-large" : "invalid";
  throw new Failure(code, key, refusal.params, { findings: [refusal, ...(result.findings ?? [])] });
}

/** The text of an input; bytes are decoded, strings checked. An absent or blank one is the empty string. */
export function readText(input: TextInput, key: string): string {
  if (input.bytes !== undefined && input.bytes.length > 0) {
    const { text } = unwrap(decodeText(input.bytes, { encoding: input.encoding }), key);
    return checked(text, key);
  }
  return checked(input.text ?? "", key);
}

/** The text itself, or a failure: too long, a NUL, half a surrogate pair. */
export function checked(text: string, key: string): string {
  const refusal = checkText(text);
  return unwrap(
    refusal === undefined ? { ok: true, value: text, findings: [] } : { ok: false, refusal },
    key,
  );
}

/** SHA-256 of a text's UTF-8, hexadecimal. */
export function digestOf(text: string): string {
  return hash("sha256", text);
}

/** The longest name, title or form, in UTF-16 units. */
export const NAME_LIMIT = 500;

/** A one-line name without the white space around it, or a failure: blank, longer than {@link NAME_LIMIT}, several lines. */
export function checkedName(name: string, key: string): string {
  const trimmed = checked(name, key).trim();
  const code =
    trimmed === ""
      ? "empty"
      : trimmed.length > NAME_LIMIT
        ? "name-too-long"
        : /[\n\r\u2028\u2029]/.test(trimmed)
          ? "several-lines"
          : undefined;
  if (code === undefined) return trimmed;
  const finding = { code, severity: "error", params: { limit: NAME_LIMIT } } as const;
  throw new Failure("invalid", key, {}, { findings: [finding] });
}

/** A day of the calendar, `YYYY-MM-DD`, without the white space around it; null for a blank one. Fails invalid. */
export function checkedDay(day: string): string | null {
  const trimmed = checked(day, "failure.date").trim();
  if (trimmed === "" || isDay(trimmed)) return trimmed === "" ? null : trimmed;
  const finding = { code: "not-a-day", severity: "error", params: { day: trimmed.slice(0, 40) } } as const;
  throw new Failure("invalid", "failure.date", {}, { findings: [finding] });
}
