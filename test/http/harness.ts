import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { readFile } from "node:fs/promises";
import type { Deps } from "../../src/app/deps.ts";
import type { SegmentRecord } from "../../src/app/records.ts";
import { loadSample, type SampleFiles } from "../../src/app/sample.ts";
import { bundleClient } from "../../src/browser/build.ts";
import { type Assets, serveAssets } from "../../src/http/assets.ts";
import { startServer } from "../../src/http/server.ts";
import { loadTranslator, type Translator } from "../../src/i18n/translator.ts";
import { discoverInThread } from "../../src/jobs/discovery.ts";
import { readLexicon } from "../../src/jobs/lexicon-file.ts";
import { spoolToDisk } from "../../src/jobs/spool.ts";
import { openStore } from "../../src/storage/open.ts";
import { removeDataDir } from "../support/process.ts";
import { makeStoreFolder } from "../support/store-folder.ts";

/** What a server answered. */
export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly location: string;
  /** The cookies that were set, as a browser sends them back; those taken away are empty. */
  readonly cookie: string;
}

/** What is sent beside the path. */
export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Values of a form; a list is sent as a repeated field. */
export type Values = Readonly<Record<string, string | number | readonly string[]>>;

/** A file of a form in parts. */
export interface SentFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A real server over a store of its own. */
export interface Harness {
  readonly url: string;
  readonly port: number;
  readonly deps: Deps;
  /** What the server logged since the last call: faults of the program. */
  readonly takeLog: () => readonly string[];
  readonly send: (path: string, sent?: Sent) => Promise<Answered>;
  readonly post: (path: string, values?: Values, headers?: Sent["headers"]) => Promise<Answered>;
  readonly upload: (path: string, values: Values, files?: readonly SentFile[]) => Promise<Answered>;
  readonly close: () => Promise<void>;
}

const SEEDS = new URL("../../seeds/", import.meta.url);

/** What no server changes, made once for all of a process. */
let parts: ReturnType<typeof readParts> | undefined;

async function readParts(): Promise<{ readonly assets: Assets; readonly translator: Translator }> {
  const [files, translator] = await Promise.all([bundleClient(), loadTranslator({ strict: true })]);
  return { assets: serveAssets(files), translator };
}

/** The sample's files. */
export async function readSamples(): Promise<SampleFiles> {
  const [article, source, glossary] = await Promise.all(
    ["article.en.txt", "article.zh-Hans.txt", "glossary.csv"].map((name) => readFile(new URL(name, SEEDS))),
  );
  if (!article || !source || !glossary) throw new Error("no seeds");
  return { article, source, glossary };
}

/** Starts a server on a free port, with its store in a new folder; time stands still and ids are counted. */
export async function startHarness(): Promise<Harness> {
  const dataDir = await makeStoreFolder();
  const store = await openStore({ dataDir });
  let ids = 0;
  const newId = (): string => `id-${String(++ids).padStart(8, "0")}`;
  const deps: Deps = {
    store,
    now: () => Date.UTC(2025, 0, 2, 3, 4),
    newId,
    lexicon: readLexicon,
    spool: spoolToDisk,
    discover: discoverInThread(),
  };
  const log: string[] = [];
  const server = await startServer({
    deps,
    port: 0,
    samples: readSamples,
    ...(await (parts ??= readParts())),
    log: (line) => log.push(line),
  });
  const send: Harness["send"] = (path, sent = {}) => exchange(server.url, path, sent);
  return {
    url: server.url,
    port: server.port,
    deps,
    takeLog: () => log.splice(0),
    send,
    post: (path, values = {}, headers = {}) =>
      send(path, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
        body: new URLSearchParams(pairs(values)).toString(),
      }),
    upload: (path, values, files = []) => send(path, partsOf(values, files)),
    close: async () => {
      await server.close();
      await store.close();
      removeDataDir(dataDir);
    },
  };
}

/** The seed article with its glossary, loaded through the use case. */
export interface Seeded {
  readonly articleId: string;
  readonly segments: readonly SegmentRecord[];
}

/** Loads the sample into the server's store. */
export async function seed({ deps }: Harness): Promise<Seeded> {
  const actor = { kind: "person", id: "local", name: "Test" } as const;
  const { articleId } = await loadSample(deps, actor, await readSamples());
  return { articleId, segments: await deps.store.read((tx) => tx.segments(articleId)) };
}

/** The article's segment with this number. */
export async function segmentAt(
  { deps }: Harness,
  articleId: string,
  number: number,
): Promise<SegmentRecord> {
  const segments = await deps.store.read((tx) => tx.segments(articleId));
  const segment = segments[number - 1];
  if (segment === undefined) throw new Error(`no segment ${number}`);
  return segment;
}

function pairs(values: Values): [string, string][] {
  return Object.entries(values).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
  );
}

function partsOf(values: Values, files: readonly SentFile[]): Sent {
  const boundary = "----zhengming";
  const chunks: Uint8Array[] = [];
  for (const [name, value] of pairs(values)) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`;
    chunks.push(Buffer.from(`${head}${value}\r\n`));
  }
  for (const { field, name, bytes } of files) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n`;
    chunks.push(Buffer.from(head), bytes, Buffer.from("\r\n"));
  }
  chunks.push(Buffer.from(`--${boundary}--\r\n`));
  const headers = { "Content-Type": `multipart/form-data; boundary=${boundary}` };
  return { method: "POST", headers, body: Buffer.concat(chunks) };
}

// Not `fetch`: it does not let a test choose Host, Origin and cookies.
function exchange(base: string, path: string, sent: Sent): Promise<Answered> {
  const { hostname, port } = new URL(base);
  const { method = "GET", headers = {}, body } = sent;
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
          location: response.headers.location ?? "",
          cookie: (response.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0]).join("; "),
        });
      });
      response.on("error", reject);
    });
    request.on("error", reject);
    request.end(body);
  });
}
