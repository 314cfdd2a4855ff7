import { Failure } from "../../app/failure.ts";
import type { Fields } from "./form.ts";

const FIELDS_LIMIT = 20_000;

/**
 * The fields of a form sent as application/x-www-form-urlencoded, in order. Unlike URLSearchParams it refuses bytes
 * that are not UTF-8: an editor's text must not come back with replacement characters.
 */
export function parseUrlEncoded(body: Uint8Array): Fields {
  const fields = new Map<string, string[]>();
  const pieces = Buffer.from(body)
    .toString("latin1")
    .split("&", FIELDS_LIMIT + 1);
  if (pieces.length > FIELDS_LIMIT)
    throw new Failure("too-large", "failure.too-many-fields", { limit: FIELDS_LIMIT });
  for (const piece of pieces) {
    if (piece === "") continue;
    const at = piece.indexOf("=");
    const name = decode(at < 0 ? piece : piece.slice(0, at));
    const value = at < 0 ? "" : decode(piece.slice(at + 1));
    const values = fields.get(name);
    if (values) values.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

function decode(text: string): string {
  try {
    // Raw bytes above ASCII are no url-encoding; escaping them lets the decoder judge them as UTF-8.
    const escaped = text
      .replaceAll("+", " ")
      .replace(/[\x80-\xFF]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
    return decodeURIComponent(escaped);
  } catch {
    throw new Failure("invalid", "failure.body-encoding");
  }
}
