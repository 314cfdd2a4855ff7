import { parseCookie, stringifySetCookie } from "cookie";
import type { Request, Response } from "express";
import type { ChoiceName } from "../../app/choices.ts";

/** The names of all cookies that are set. None of them grants anything. */
export type CookieName = "language" | "name" | "notice" | ChoiceName;

/** How long a choice is kept, in seconds: a year. */
export const CHOICE_AGE = 365 * 24 * 60 * 60;

/** The value of a cookie that the reader's browser sent. */
export function cookieOf(request: Request, name: CookieName): string | undefined {
  return parseCookie(request.headers.cookie ?? "")[name];
}

/** Sets a cookie for `maxAge` seconds; 0 takes it away. */
export function setCookie(response: Response, name: CookieName, value: string, maxAge: number): void {
  const cookie = stringifySetCookie(name, value, { path: "/", maxAge, httpOnly: true, sameSite: "lax" });
  response.append("Set-Cookie", cookie);
}
