/** Files that belong together: machine texts and their Chinese. */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { oneLine } from "./lines.ts";
import { Refusal } from "./refusal.ts";

/** A machine text and its Chinese; one of them may be missing. */
export interface FilePair {
  /** The name that both share; the file's own name where it stands alone. */
  readonly name: string;
  readonly machine: string | undefined;
  readonly source: string | undefined;
}

/** Whether a path is a folder. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

/**
 * The files of two folders, paired by name, in order of name: the same name, else the same but for a mark of the language
 * (news.en.txt, news.zh-Hans.txt). Hidden files and folders inside are left out.
 */
export async function pairFolders(
  sourceFolder: string | undefined,
  machineFolder: string,
): Promise<FilePair[]> {
  const machines = await filesIn(machineFolder);
  const sources = sourceFolder === undefined ? [] : await filesIn(sourceFolder);
  const byName = new Map(sources.map((name) => [name, name]));
  const byStem = new Map(sources.map((name) => [stemOf(name), name]));
  const used = new Set<string>();
  const pairs = machines.map((name): FilePair => {
    const source = byName.get(name) ?? byStem.get(stemOf(name));
    if (source !== undefined) used.add(source);
    return {
      name,
      machine: join(machineFolder, name),
      source: source === undefined ? undefined : join(sourceFolder ?? "", source),
    };
  });
  const alone = sources
    .filter((name) => !used.has(name))
    .map((name): FilePair => ({ name, machine: undefined, source: join(sourceFolder ?? "", name) }));
  return [...pairs, ...alone];
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map(({ name }) => name);
  if (names.length === 0)
    throw new Refusal("input", { key: "cli.folder-empty", params: { folder: oneLine(folder) } });
  return names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** A file's name without its ending and the mark of its language. */
function stemOf(name: string): string {
  return name
    .replace(/\.[^.]*$/, "")
    .replace(/[._-](?:en|zh|cn)(?:[-_][A-Za-z]+)?$/i, "")
    .toLowerCase();
}
