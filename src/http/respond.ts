import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";
import { formattersFor } from "../i18n/formatters.ts";
import { LANGUAGES } from "../i18n/languages.ts";
import type { Answer, LinesAnswer, PageAnswer, PageName, PiecesAnswer, RedirectAnswer } from "./answer.ts";
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
      response.setHeader("ETag", tagOf(answer.bytes));
      response.attachment(answer.fileName).type(answer.type).send(Buffer.from(answer.bytes));
      return;
    case "pieces":
      return writePieces(request, response, answer);
    case "lines":
      return writeLines(response, answer);
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

/** Writes a file as its pieces come, no faster than they are read; nothing for a program that has it. */
async function writePieces(
  request: Request,
  response: Response,
  { fileName, type, tag, pieces }: PiecesAnswer,
): Promise<void> {
  response.setHeader("ETag", `"${tag}"`);
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  response.attachment(fileName).type(type);
  if (request.method === "HEAD") response.end();
  else await pour(pieces, response);
}

/** Writes pieces as they come. That whoever reads them has gone is no fault. */
async function pour(pieces: AsyncIterable<string | Uint8Array>, response: Response): Promise<void> {
  try {
    await pipeline(pieces, response);
  } catch (error) {
    const hasGone = error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
    if (!hasGone) throw error;
  }
}

/** Writes values one a line, no faster than they are read. Where one fails the answer breaks off, so that it is not taken for whole. */
async function writeLines(response: Response, { fileName, values }: LinesAnswer): Promise<void> {
  response.attachment(fileName).type("application/x-ndjson; charset=utf-8");
  const lines = async function* (): AsyncGenerator<string> {
    for await (const value of values) yield `${JSON.stringify(value)}\n`;
  };
  await pour(lines(), response);
}

/** By it a program asks whether a file is still as it has it. */
function tagOf(bytes: Uint8Array): string {
  return `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`;
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
  if (name.startsWith("run")) return "runs";
  return /^(?:glossary|concept|discovery|duplicates|merge|queue|statistics)/.test(name)
    ? "glossary"
    : "articles";
}

function goTo(response: Response, { to, notice, choices }: RedirectAnswer): void {
  for (const name of ["language", "name", ...CHOICE_NAMES] as const satisfies readonly CookieName[]) {
    const value = choices[name];
    if (value !== undefined) setCookie(response, name, value, value === "" ? 0 : CHOICE_AGE);
  }
  if (notice) leaveNotice(response, notice);
  response.redirect(303, to);
}
