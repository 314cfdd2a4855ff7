import type { Request, Response } from "express";
import type { Actor } from "../app/records.ts";
import { readChoices } from "../app/choices.ts";
import { Failure } from "../app/failure.ts";
import type { Language } from "../i18n/languages.ts";
import type { Translate } from "../i18n/translator.ts";
import type { Context } from "./context.ts";
import type { Form } from "./forms/form.ts";
import { mayBeId } from "./ids.ts";
import { actorOf, nameOf } from "./middleware/actor.ts";
import { readForm } from "./middleware/body.ts";
import { cookieOf } from "./middleware/cookies.ts";
import { languageOf } from "./middleware/language.ts";
import { requestIdOf } from "./middleware/request-id.ts";
import { localPath, queryOf } from "./paths.ts";

/** One request, as a handler sees it. */
export interface Exchange extends Pick<Context, "deps" | "live" | "samples" | "assets"> {
  /** A part of the path by its name in the route; fails not-found when it cannot be an id. */
  readonly id: (name: string) => string;
  readonly query: URLSearchParams;
  /** The form that was sent; fails when the body is none, or too large for a text of `limit` bytes. */
  readonly form: (limit?: number) => Promise<Form>;
  readonly actor: Actor;
  /** The name that the reader gave themself; empty without one. */
  readonly name: string;
  /** Whether the reader proposes edits and does not make them. */
  readonly proposing: boolean;
  /** What the browser saw last of a stream that broke off. */
  readonly lastEventId: string | undefined;
  readonly language: Language;
  readonly t: Translate;
  /** Path and query of this request, without the choice of a language. */
  readonly here: string;
  readonly requestId: string;
}

/** The request as handlers see it. */
export function openExchange(context: Context, request: Request, response: Response): Exchange {
  const language = languageOf(request);
  const t = context.translator.for(language);
  return {
    deps: context.deps,
    live: context.live,
    samples: context.samples,
    assets: context.assets,
    id: (name) => {
      const value = request.params[name];
      if (typeof value !== "string" || !mayBeId(value)) throw new Failure("not-found", "failure.page");
      return value;
    },
    query: queryOf(request.originalUrl),
    form: (limit) => readForm(request, response, limit),
    actor: actorOf(request),
    name: nameOf(request),
    proposing: readChoices((choice) => cookieOf(request, choice)).saving === "propose",
    lastEventId: request.get("Last-Event-ID"),
    language,
    t,
    here: localPath(request.originalUrl) ?? "/",
    requestId: requestIdOf(response),
  };
}
