/** What the server's part of a page costs: bytes, and time beside the same view rendered from constants. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import type { Deps } from "../../src/app/deps.ts";
import { bundleClient } from "../../src/browser/build.ts";
import { createApp } from "../../src/http/app.ts";
import { serveAssets } from "../../src/http/assets.ts";
import { createLive } from "../../src/http/live.ts";
import { createRenderer, type Render, VIEWS_DIR } from "../../src/http/render.ts";
import { loadTranslator } from "../../src/i18n/translator.ts";

const gzip = (bytes: Uint8Array | string): number => gzipSync(bytes).length;

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Bytes of the client's files after gzip, by what they are. */
export async function clientSizes(): Promise<{ readonly js: number; readonly css: number }> {
  const files = await bundleClient();
  const size = (end: string): number =>
    files.filter(({ name }) => name.endsWith(end)).reduce((sum, { bytes }) => sum + gzip(bytes), 0);
  return { js: size(".js"), css: size(".css") };
}

export interface PageCost {
  /** Bytes after gzip. */
  readonly html: number;
  /** Medians, in milliseconds. */
  readonly page: number;
  readonly constant: number;
  /** The same for CPU time of the process, the client's part included. */
  readonly pageCpu: number;
  readonly constantCpu: number;
}

/** The article's page from the store, and from the values that it was made of, asked for in turn. */
export async function pageCost(deps: Deps, articleId: string, rounds: number): Promise<PageCost> {
  const plain = createRenderer(VIEWS_DIR, { cache: true });
  let constant = (): Promise<string> => Promise.reject(new Error("nothing was rendered"));
  const render: Render = (name, locals) => {
    constant = () => plain(name, locals);
    return plain(name, locals);
  };
  let port = 0;
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const live = createLive(deps.store, log);
  const product = createServer(
    createApp({
      deps,
      live,
      translator: await loadTranslator(),
      render,
      assets: serveAssets(await bundleClient()),
      samples: () => Promise.reject(new Error("no sample")),
      port: () => port,
      log,
    }),
  );
  const bare = createServer((_, response) => {
    void constant().then((html) => response.setHeader("Content-Type", "text/html; charset=utf-8").end(html));
  });
  port = await listen(product);
  const addresses = [
    `http://127.0.0.1:${port}/articles/${articleId}`,
    `http://127.0.0.1:${await listen(bare)}/`,
  ] as const;
  const wall: [number[], number[]] = [[], []];
  const cpu: [number[], number[]] = [[], []];
  let html = "";
  for (let round = -10; round < rounds; round++)
    for (const which of [0, 1] as const) {
      const before = process.cpuUsage();
      const start = performance.now();
      const body = await (await fetch(addresses[which])).text();
      const took = performance.now() - start;
      const { user, system } = process.cpuUsage(before);
      if (which === 0) html = body;
      if (round < 0) continue;
      wall[which].push(took);
      cpu[which].push((user + system) / 1000);
    }
  for (const server of [product, bare]) {
    server.closeAllConnections();
    server.close();
  }
  live.close();
  return {
    html: gzip(html),
    page: median(wall[0]),
    constant: median(wall[1]),
    pageCpu: median(cpu[0]),
    constantCpu: median(cpu[1]),
  };
}

function listen(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)),
  );
}
