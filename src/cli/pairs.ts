/** Files that belong together: machine texts and their Chinese. */
import { opendir, stat } from "node:fs/promises";
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

/** Files paired by name; a pair is made when it is asked for, so that of a long folder little more than the names is kept. */
export interface Pairs {
  readonly count: number;
  readonly each: () => Generator<FilePair>;
}

/**
 * The files of two folders, paired by name, in order of name: the same name, else the same but for a mark of the language
 * (news.en.txt, news.zh-Hans.txt). Hidden files and folders inside are left out.
 */
export async function pairFolders(
  sourceFolder: string | undefined,
  machineFolder: string,
): Promise<FilePair[]> {
  const { each } = await pairsIn(sourceFolder, machineFolder);
  return [...each()];
}

/** {@link pairFolders}, one after another. */
export async function pairsIn(sourceFolder: string | undefined, machineFolder: string): Promise<Pairs> {
  const machines = await filesIn(machineFolder);
  if (sourceFolder === undefined) {
    const pairOf = (name: string): FilePair => ({
      name,
      machine: join(machineFolder, name),
      source: undefined,
    });
    return { count: machines.length, each: () => each(machines, pairOf) };
  }
  const sources = await filesIn(sourceFolder);
  const known = new Set(sources);
  const byStem = new Map(sources.map((name) => [stemOf(name), name]));
  const sourceOf = (name: string): string | undefined => (known.has(name) ? name : byStem.get(stemOf(name)));
  const used = new Set(machines.map(sourceOf));
  const alone = sources.filter((name) => !used.has(name));
  const own = new Set(machines);
  const pairOf = (name: string): FilePair => {
    const source = sourceOf(name);
    return {
      name,
      machine: own.has(name) ? join(machineFolder, name) : undefined,
      source: source === undefined ? undefined : join(sourceFolder, source),
    };
  };
  return { count: machines.length + alone.length, each: () => each([...machines, ...alone], pairOf) };
}

function* each(names: readonly string[], pairOf: (name: string) => FilePair): Generator<FilePair> {
  for (const name of names) yield pairOf(name);
}

async function filesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const entry of await opendir(folder, { bufferSize: 1024 }))
    if (entry.isFile() && !entry.name.startsWith(".")) names.push(entry.name);
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
