import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { AssetAnswer } from "./answer.ts";

/** A file of the client: a bundle, or what it loads. Its name changes with its content. */
export interface AssetFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The client's files as they are served. */
export interface Assets {
  /** Path of the style sheet. */
  readonly css: string;
  /** Path of the script. */
  readonly js: string;
  readonly find: (name: string) => AssetAnswer | undefined;
}

/** Beside `dist/http`; in a checkout there is no such folder. */
const BUILT = new URL("../assets/", import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** The client's files: those that were built with the package, else what `bundle` makes of the sources. */
export async function loadAssets(bundle: () => Promise<readonly AssetFile[]>): Promise<Assets> {
  const manifest = new URL("manifest.json", BUILT);
  return serveAssets(existsSync(manifest) ? await readBuilt(manifest) : await bundle());
}

/** The files by their names, held in memory; `app.….css` and `app.….js` are the pages' own. */
export function serveAssets(files: readonly AssetFile[]): Assets {
  const answers = new Map<string, AssetAnswer>(
    files.map(({ name, bytes }) => [
      name,
      { kind: "asset", type: TYPES[extname(name)] ?? "application/octet-stream", bytes },
    ]),
  );
  const pathOf = (ending: string): string => {
    const name = files.find((file) => file.name.startsWith("app.") && file.name.endsWith(ending))?.name;
    if (name === undefined) throw new Error(`The client was built without its app${ending}.`);
    return `/assets/${name}`;
  };
  return { css: pathOf(".css"), js: pathOf(".js"), find: (name) => answers.get(name) };
}

async function readBuilt(manifest: URL): Promise<AssetFile[]> {
  const names: unknown = JSON.parse(await readFile(manifest, "utf8"));
  if (!Array.isArray(names)) throw new Error("The built client's manifest is no list of names.");
  return Promise.all(
    names.map(async (name) => ({ name: String(name), bytes: await readFile(new URL(String(name), BUILT)) })),
  );
}
