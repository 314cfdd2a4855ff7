import type { Request, RequestHandler } from "express";
import { findLanguage, negotiateLanguage, type Language } from "../../i18n/languages.ts";
import { queryOf } from "../paths.ts";
import { CHOICE_AGE, cookieOf, setCookie } from "./cookies.ts";

/** The language to answer in: the one of the query (`lang`), else the cookie's, else the browser's. */
export function languageOf(request: Request): Language {
  return (
    asked(request) ??
    findLanguage(cookieOf(request, "language")) ??
    negotiateLanguage(request.headers["accept-language"])
  );
}

/** Says which language the answer is in and what that depends on; keeps a choice made in the query. */
export const language: RequestHandler = (request, response, next) => {
  const choice = asked(request);
  if (choice !== undefined) setCookie(response, "language", choice, CHOICE_AGE);
  response.vary("Accept-Language").vary("Cookie");
  response.setHeader("Content-Language", languageOf(request));
  next();
};

function asked(request: Request): Language | undefined {
  return findLanguage(queryOf(request.originalUrl).get("lang") ?? undefined);
}
