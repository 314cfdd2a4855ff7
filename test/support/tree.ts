import { readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project, absolute, without a slash at its end. */
export const ROOT = join(fileURLToPath(import.meta.url), "../../..");

/** Every file under `folder` (relative to the project) whose name ends in one of `endings`: its path from the project, with slashes, and its text. */
export function readTree(folder: string, endings: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [relative(ROOT, path).split(sep).join("/"), readFileSync(path, "utf8")]),
  );
}

/** The text of one file of the project. */
export function readProjectFile(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}
