import type { Request, Response } from "express";
import { formattersFor } from "../i18n/formatters.ts";
import { LANGUAGES } from "../i18n/languages.ts";
import type { Answer, PageAnswer, PageName, RedirectAnswer } from "./answer.ts";
import type { Context } from "./context.ts";
import { nameOf } from "./middleware/actor.ts";
import { CHOICE_NAMES, readChoices } from "../app/choices.ts";
import { CHOICE_AGE, cookieOf, setCookie, type CookieName } from "./middleware/cookies.ts";
import { languageOf } from "./middleware/language.ts";
import { leaveNotice, takeNotice } from "./middleware/notice.ts";
import type { PageLocals } from "./pages/models.ts";
import { SHORTCUTS } from "./pages/shortcuts.ts";
import { localPath } from "./paths.ts";
import { writeStream } from "./stream.ts";
import type { PageModels } from "./answer.ts";

/** Writes what a handler gave back. */
export async function respond(
  context: Context,
  request: Request,
  response: Response,
  answer: Answer,
): Promise<void> {
  switch (answer.kind) {
    case "page":
      return showPage(context, request, response, answer);
    case "redirect":
      goTo(response, answer);
      return;
    case "download":
      response.attachment(answer.fileName).type(answer.type).send(answer.text);
      return;
    case "asset":
      // The name changes with the content.
      response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
      response.removeHeader("Vary");
      response.type(answer.type).send(Buffer.from(answer.bytes));
      return;
    case "json":
      response.json(answer.value);
      return;
    case "stream":
      writeStream(request, response, answer);
  }
}

async function showPage<Name extends PageName>(
  context: Context,
  request: Request,
  response: Response,
  answer: PageAnswer<Name>,
): Promise<void> {
  const locals = localsOf(context, request, response, answer);
  const html = await context.render(answer.name, locals);
  response.status(answer.status).type("text/html; charset=utf-8").send(html);
}

function localsOf<Name extends PageName>(
  context: Context,
  request: Request,
  response: Response,
  answer: PageAnswer<Name>,
): PageLocals<PageModels[Name]> {
  const { deps, assets, translator } = context;
  const lng = languageOf(request);
  const t = translator.for(lng);
  const { title, model, name } = answer;
  return {
    t,
    lng,
    languages: LANGUAGES.map((language) => ({ ...language, current: language.code === lng })),
    fmt: formattersFor(lng),
    title: typeof title === "string" ? title : t(title.key, title.params),
    here: answer.here ?? localPath(request.originalUrl) ?? "/",
    section: sectionOf(name),
    actorName: nameOf(request),
    choices: readChoices((choice) => cookieOf(request, choice)),
    shortcuts: SHORTCUTS,
    notice: takeNotice(request, response, translator),
    assets: { css: assets.css, js: assets.js },
    requestId: deps.newId,
    model,
  };
}

function sectionOf(name: PageName): PageLocals<unknown>["section"] {
  if (name === "error" || name === "preferences") return "none";
  return name === "glossary" || name === "concept" || name === "discovery" ? "glossary" : "articles";
}

function goTo(response: Response, { to, notice, choices }: RedirectAnswer): void {
  for (const name of ["language", "name", ...CHOICE_NAMES] as const satisfies readonly CookieName[]) {
    const value = choices[name];
    if (value !== undefined) setCookie(response, name, value, value === "" ? 0 : CHOICE_AGE);
  }
  if (notice) leaveNotice(response, notice);
  response.redirect(303, to);
}
