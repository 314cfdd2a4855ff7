import express, { type Express, type RequestHandler } from "express";
import type { Context } from "./context.ts";
import { openExchange } from "./exchange.ts";
import { errors, nothingHere } from "./middleware/errors.ts";
import { hostCheck } from "./middleware/host.ts";
import { language } from "./middleware/language.ts";
import { requestId } from "./middleware/request-id.ts";
import { sameOrigin } from "./middleware/same-origin.ts";
import { securityHeaders } from "./middleware/security-headers.ts";
import { respond } from "./respond.ts";
import { ROUTES, type Route } from "./routes.ts";

/** The server's application: what every request passes, then the routes, then the page for what went wrong. */
export function createApp(context: Context): Express {
  const app = express();
  app.disable("x-powered-by");
  // Every page has new request ids in its forms.
  app.disable("etag");
  app.set("query parser", false);
  app.use(requestId(context.deps.newId), securityHeaders, language, hostCheck(context.port), sameOrigin);
  for (const route of ROUTES) app[route.method](route.path, answering(context, route));
  app.use(nothingHere);
  app.use(errors(context));
  return app;
}

function answering(context: Context, route: Route): RequestHandler {
  return async (request, response) => {
    const answer = await route.handle(openExchange(context, request, response));
    await respond(context, request, response, answer);
  };
}
