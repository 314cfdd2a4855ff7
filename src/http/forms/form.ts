import { Failure } from "../../app/failure.ts";
import { checkText } from "../../formats/text/decode.ts";
import { mayBeId } from "../ids.ts";

/** The values of each field, in order. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** A file that came with a form. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A form as it was sent. Its readers fail with what is wrong in which field. */
export class Form {
  readonly #fields: Fields;
  readonly #uploads: ReadonlyMap<string, Upload>;

  constructor(fields: Fields, uploads: ReadonlyMap<string, Upload>) {
    this.#fields = fields;
    this.#uploads = uploads;
  }

  /** Whether the field was sent, empty or not. */
  sent(name: string): boolean {
    return this.#fields.has(name);
  }

  /** Whether the field was sent and is not empty. */
  has(name: string): boolean {
    return this.raw(name) !== "";
  }

  /** The first value of the field exactly as sent, unchecked; empty without one. */
  raw(name: string): string {
    return this.#fields.get(name)?.[0] ?? "";
  }

  /** The text of the field with line breaks as LF; empty without one. Refuses what no text may hold. */
  text(name: string): string {
    return this.#checked(name, this.raw(name)).replace(/\r\n?/g, "\n");
  }

  /** The text of a field of one line, without spaces around it. */
  line(name: string): string {
    return this.text(name)
      .replace(/\s*\n\s*/g, " ")
      .trim();
  }

  /** The lines of the field that are not blank, without spaces around them, each once. */
  lines(name: string): string[] {
    const lines = this.text(name).split("\n");
    return [...new Set(lines.map((line) => line.trim()).filter((line) => line !== ""))];
  }

  /** All values of a field that is repeated. */
  all(name: string): readonly string[] {
    return (this.#fields.get(name) ?? []).map((value) => this.#checked(name, value));
  }

  /** The field as an id; fails without one. */
  id(name: string): string {
    const id = this.optionalId(name);
    if (id === undefined) throw wrongField(name);
    return id;
  }

  /** The field as an id; undefined when it is empty. */
  optionalId(name: string): string | undefined {
    const value = this.raw(name);
    if (value === "") return undefined;
    if (!mayBeId(value)) throw wrongField(name);
    return value;
  }

  /** The field as a whole number that is not negative; fails without one. */
  integer(name: string): number {
    const value = this.optionalInteger(name);
    if (value === undefined) throw wrongField(name);
    return value;
  }

  /** The field as a whole number that is not negative; undefined when it is empty. */
  optionalInteger(name: string): number | undefined {
    const value = this.raw(name).trim();
    if (value === "") return undefined;
    if (!/^\d{1,15}$/.test(value)) throw wrongField(name);
    return Number(value);
  }

  /** The field as one of the values; fails without one. */
  oneOf<Value extends string>(name: string, values: readonly Value[]): Value {
    const value = this.optionalOneOf(name, values);
    if (value === undefined) throw wrongField(name);
    return value;
  }

  /** The field as one of the values; undefined when it is empty. */
  optionalOneOf<Value extends string>(name: string, values: readonly Value[]): Value | undefined {
    const sent = this.raw(name);
    if (sent === "") return undefined;
    const value = values.find((candidate) => candidate === sent);
    if (value === undefined) throw wrongField(name);
    return value;
  }

  /** The file of the field, if one was chosen. */
  upload(name: string): Upload | undefined {
    return this.#uploads.get(name);
  }

  /** The names of the files that were sent. */
  fileNames(): string[] {
    return [...this.#uploads.values()].map(({ name }) => name);
  }

  #checked(name: string, value: string): string {
    const finding = checkText(value);
    if (finding === undefined) return value;
    const code = finding.code === "too-large" ? "too-large" : "invalid";
    throw new Failure(code, "failure.text", { field: name }, { findings: [finding] });
  }
}

function wrongField(name: string): Failure {
  return new Failure("invalid", "failure.field", { field: name });
}
