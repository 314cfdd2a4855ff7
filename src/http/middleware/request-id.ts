import type { RequestHandler, Response } from "express";

const HEADER = "X-Request-Id";

/** Gives every request an id, which is on the answer, on the error page and in the log. */
export function requestId(newId: () => string): RequestHandler {
  return (_request, response, next) => {
    response.setHeader(HEADER, newId());
    next();
  };
}

/** The id of the request that is being answered. */
export function requestIdOf(response: Response): string {
  const id = response.getHeader(HEADER);
  return typeof id === "string" ? id : "";
}
