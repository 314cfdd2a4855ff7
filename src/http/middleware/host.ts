import type { RequestHandler } from "express";
import { Failure } from "../../app/failure.ts";
import { isLoopback } from "../loopback.ts";

/**
 * Refuses requests for another host than this machine's own names and this server's port: a page of the internet
 * whose name was made to lead here (DNS rebinding) would else read and write as if it were ours.
 */
export function hostCheck(port: () => number): RequestHandler {
  return (request, _response, next) => {
    if (!isOwnHost(request.headers.host ?? "", port())) throw new Failure("forbidden", "failure.host");
    next();
  };
}

function isOwnHost(host: string, port: number): boolean {
  // The standard port is left out by clients.
  const [, name, asked = "80"] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host) ?? [];
  return name !== undefined && isLoopback(name.replace(/^\[|\]$/g, "")) && Number(asked) === port;
}
