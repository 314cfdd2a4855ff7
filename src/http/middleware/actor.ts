import type { Request } from "express";
import type { Actor } from "../../app/records.ts";
import { cookieOf } from "./cookies.ts";

/** The id of everybody who has not said their name. */
export const UNNAMED = "local";

/** The longest name of a person, in UTF-16 units. */
export const NAME_LIMIT = 80;

/** A name as a person typed it, made fit to be shown in a line: no line breaks or controls, at most {@link NAME_LIMIT}. */
export function cleanName(typed: string): string {
  const name = typed
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
  // Cutting must not leave half a character.
  return name
    .slice(0, NAME_LIMIT)
    .toWellFormed()
    .replace(/\uFFFD$/, "")
    .trim();
}

/** The name that the reader has set for themself; empty without one. */
export function nameOf(request: Request): string {
  return cleanName(cookieOf(request, "name") ?? "");
}

/** Who makes the request: whoever the reader says they are; whoever says nothing is nobody known by name. It grants nothing. */
export function actorOf(request: Request): Actor {
  const name = nameOf(request);
  return { kind: "person", id: name === "" ? UNNAMED : `local:${name}`, name };
}
