import type { ErrorRequestHandler, RequestHandler } from "express";
import { Failure } from "../../app/failure.ts";
import type { Context } from "../context.ts";
import { failurePage, faultPage } from "../pages/errors.ts";
import { pathFrom } from "../paths.ts";
import { respond } from "../respond.ts";
import { requestIdOf } from "./request-id.ts";

/** Answers where no route does. */
export const nothingHere: RequestHandler = () => {
  throw new Failure("not-found", "failure.page");
};

/**
 * Answers for everything that was thrown: a refusal with its page, a fault of the program with a page that names
 * nothing but the request's id, under which the log tells more.
 */
export function errors(context: Context): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const id = requestIdOf(response);
    const status = statusOf(error);
    if (status >= 500) context.log(`${id} ${request.method} ${request.path}: ${describe(error)}`);
    if (response.headersSent) {
      next(error);
      return;
    }
    const from =
      request.method === "POST" ? pathFrom(request.get("Referer"), request.get("Host")) : undefined;
    const shown = error instanceof Failure ? failurePage(error, id, from) : faultPage(status, id);
    respond(context, request, response, shown).catch((fault: unknown) => {
      // The page of the error is itself at fault.
      context.log(`${id} ${describe(fault)}`);
      response.status(500).type("text/plain; charset=utf-8").send(`500 ${id}\n`);
    });
  };
}

/** Requests that cannot be read, as Express tells them, are the client's fault; all else is ours. */
function statusOf(error: unknown): number {
  if (error instanceof Failure) return 400;
  if (error instanceof Error && "status" in error && typeof error.status === "number") {
    return error.status >= 400 && error.status < 500 ? error.status : 500;
  }
  return 500;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
