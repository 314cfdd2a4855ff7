/** Bundles the client. Run by itself it writes `dist/assets`, which a built package serves. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** A file of the client, its name made of its content. */
export interface BuiltFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const ROOT = new URL("../../", import.meta.url);
const ENTRIES = ["src/browser/main.ts", "views/styles/main.css"];

/** The client's script `app.<hash>.js`, its style sheet `app.<hash>.css` and the files that these load. */
export async function bundleClient(): Promise<BuiltFile[]> {
  const built = await Promise.all(ENTRIES.map((entry) => bundle(fileURLToPath(new URL(entry, ROOT)))));
  return built.flat();
}

async function bundle(entry: string): Promise<BuiltFile[]> {
  const { outputFiles } = await build({
    entryPoints: { app: entry },
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome123", "firefox125", "safari17.5"],
    charset: "utf8",
    legalComments: "none",
    entryNames: "[name].[hash]",
    assetNames: "[name].[hash]",
    publicPath: "/assets",
    loader: { ".woff2": "file", ".svg": "file" },
    outdir: "/",
    write: false,
    logLevel: "silent",
  });
  return outputFiles.map((file) => ({ name: basename(file.path), bytes: file.contents }));
}

async function writeClient(): Promise<void> {
  const folder = new URL("dist/assets/", ROOT);
  const files = await bundleClient();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all(files.map((file) => writeFile(new URL(file.name, folder), file.bytes)));
  await writeFile(new URL("manifest.json", folder), JSON.stringify(files.map((file) => file.name)) + "\n");
}

if (import.meta.main) await writeClient();
