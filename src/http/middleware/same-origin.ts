import type { Request, RequestHandler } from "express";
import { Failure } from "../../app/failure.ts";

const SAFE_METHODS: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/** Refuses requests that change something and that another site's page made the browser send. */
export const sameOrigin: RequestHandler = (request, _response, next) => {
  if (!SAFE_METHODS.includes(request.method) && !isOwn(request)) {
    throw new Failure("forbidden", "failure.cross-site");
  }
  next();
};

/**
 * Browsers say where a request comes from: in Sec-Fetch-Site, older ones in Origin. A client that says neither is no
 * browser and is let in, unless it brings our cookies as an old browser would.
 */
function isOwn(request: Request): boolean {
  const { origin, host, cookie } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  // The check of the host has been made, so its value can be trusted here.
  if (origin !== undefined) return origin === `http://${host ?? ""}`;
  return cookie === undefined;
}
