import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Failure } from "../app/failure.ts";
import { loadTranslator, type Translator } from "../i18n/translator.ts";
import { createApp } from "./app.ts";
import type { Context } from "./context.ts";
import { createLive, type Live } from "./live.ts";
import { isLoopback } from "./loopback.ts";
import { createRenderer, VIEWS_DIR } from "./render.ts";

/** How the server is started. */
export interface ServerOptions extends Pick<Context, "deps" | "assets" | "samples"> {
  /** A loopback address or `localhost`; default 127.0.0.1. */
  readonly host?: string;
  /** The port that was asked for; 0 is any. Undefined: 3000, or the next that is free. */
  readonly port: number | undefined;
  /** Default: the package's own texts. */
  readonly translator?: Translator;
  /** Default: the package's own templates. */
  readonly viewsDir?: string;
  /** Whether templates are compiled once. Default true. */
  readonly cacheViews?: boolean;
  /** Default: standard error. */
  readonly log?: (line: string) => void;
}

/** A server that listens. */
export interface RunningServer {
  /** `http://host:port`, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, finishes those that run (for at most five seconds) and ends. The store stays open. */
  readonly close: () => Promise<void>;
}

const DEFAULT_HOST = "127.0.0.1";
const DEFAULT_PORT = 3000;
const PORTS_TRIED = 100;
const CLOSE_LIMIT = 5000;

/**
 * Starts the server. Fails `invalid` for an address that others can reach: there are no accounts yet, so whoever
 * reaches the server may change everything. Fails `conflict` when the port asked for is in use.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const host = options.host ?? DEFAULT_HOST;
  if (!isLoopback(host)) throw new Failure("invalid", "failure.not-loopback", { host });
  let port = 0;
  const log = options.log ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const live = createLive(options.deps.store, log);
  const context: Context = {
    deps: { ...options.deps, store: live.store },
    live,
    assets: options.assets,
    samples: options.samples,
    translator: options.translator ?? (await loadTranslator()),
    render: createRenderer(options.viewsDir ?? VIEWS_DIR, { cache: options.cacheViews ?? true }),
    port: () => port,
    log,
  };
  const server = createServer(createApp(context));
  port = await listen(server, host, options.port);
  const name = host.includes(":") ? `[${host}]` : host;
  return { url: `http://${name}:${port}`, port, close: () => close(server, live) };
}

async function listen(server: Server, host: string, asked: number | undefined): Promise<number> {
  if (asked !== undefined && !(Number.isInteger(asked) && asked >= 0 && asked <= 65_535)) {
    throw new Failure("invalid", "failure.port-invalid", { port: String(asked) });
  }
  const tried = asked === undefined ? PORTS_TRIED : 1;
  const first = asked ?? DEFAULT_PORT;
  for (let port = first; port < first + tried; port++) {
    const taken = await tryListen(server, host, port);
    if (taken !== undefined) return taken;
  }
  if (asked !== undefined) throw new Failure("conflict", "failure.port-busy", { port: asked });
  throw new Failure("conflict", "failure.ports-busy", { from: first, to: first + tried - 1 });
}

/** The port that is now listened on; undefined when it is in use. */
function tryListen(server: Server, host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off("listening", listening);
      if (error.code === "EADDRINUSE") resolve(undefined);
      else reject(asRefusal(error, host, port));
    };
    const listening = (): void => {
      server.off("error", failed);
      resolve((server.address() as AddressInfo).port);
    };
    server.once("error", failed).once("listening", listening).listen(port, host);
  });
}

function asRefusal(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === "EACCES") return new Failure("forbidden", "failure.port-forbidden", { port });
  if (error.code === "EADDRNOTAVAIL") return new Failure("invalid", "failure.no-address", { host });
  return error;
}

function close(server: Server, live: Live): Promise<void> {
  return new Promise((resolve) => {
    live.close();
    // Browsers keep connections open after an answer; those that have become idle end as well.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const limit = setTimeout(() => server.closeAllConnections(), CLOSE_LIMIT);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(limit);
      resolve();
    });
  });
}
