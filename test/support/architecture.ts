import type ts from "typescript";
import { RULES, type Rules } from "./architecture-rules.ts";
import { determinismFaults, styleFaults } from "./source-faults.ts";
import { type Import, findCycles, importsOf, packageOf, parseSource, resolveRelative } from "./imports.ts";

/**
 * What breaks the rules in a set of source files (path from the project, with slashes -> text): one line each,
 * `path: what`, in the order of the paths, cycles last.
 */
export function violations(files: ReadonlyMap<string, string>, rules: Rules = RULES): readonly string[] {
  const sources = new Map([...files].map(([path, text]) => [path, parseSource(path, text)]));
  return [
    ...[...sources].flatMap(([path, source]) => [
      ...nameFaults(path, rules),
      ...lengthFaults(path, source, rules),
      ...importsOf(source).flatMap((used) => importFaults(path, used, sources, rules)),
      ...styleFaults(source).map((fault) => `${path}${fault}`),
      ...(rules.deterministic.includes(layerOf(path) ?? "") ? determinismFaults(source) : []).map(
        (fault) => `${path}${fault}`,
      ),
    ]),
    ...staleAllowances(files, rules),
    ...cycleFaults(sources),
  ];
}

/** A line if a folder or the file of a path is named as a drawer for everything. */
export function nameFaults(path: string, rules: Rules = RULES): readonly string[] {
  return path
    .split("/")
    .filter((part) => rules.forbiddenNames.includes(part.replace(/\..*$/, "").toLowerCase()))
    .map((part) => `${path}: the name "${part}" says nothing`);
}

function lengthFaults(path: string, source: ts.SourceFile, rules: Rules): readonly string[] {
  const lines = source.text.replace(/\n$/, "").split("\n").length;
  if (lines <= rules.maxLines || path in rules.longFiles) return [];
  return [`${path}: ${lines} lines, more than ${rules.maxLines}`];
}

function staleAllowances(files: ReadonlyMap<string, string>, rules: Rules): readonly string[] {
  return Object.keys(rules.longFiles)
    .filter((path) => (files.get(path) ?? "").split("\n").length <= rules.maxLines)
    .map((path) => `${path}: allowed to be long, and is not`);
}

/** The part of src a path lies in: `src/core/text/span.ts` -> `core`. */
function layerOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

function importFaults(
  path: string,
  used: Import,
  files: ReadonlyMap<string, unknown>,
  rules: Rules,
): readonly string[] {
  const at = `${path}:${used.line}`;
  const layer = layerOf(path);
  const rule = layer === undefined ? undefined : rules.layers[layer];
  if (layer === undefined || rule === undefined) return [`${at}: lies in no part of the table`];
  if (used.specifier === "?") return [`${at}: imports a computed name`];

  const target = resolveRelative(path, used.specifier);
  const wanted = target ?? packageOf(used.specifier);
  if (isExcepted(path, wanted, used, rules)) return [];
  if (target === undefined) return packageFaults(at, path, wanted, layer, rules);
  if (!files.has(target)) return [`${at}: imports ${used.specifier}, which is no file of src`];
  const targetLayer = layerOf(target);
  return targetLayer !== undefined && rule.layers.includes(targetLayer)
    ? []
    : [`${at}: ${layer} may not import ${target}`];
}

function packageFaults(
  at: string,
  path: string,
  name: string,
  layer: string,
  rules: Rules,
): readonly string[] {
  const allowed = rules.layers[layer]?.packages.some((each) => covers(each, name)) ?? false;
  if (!allowed) return [`${at}: ${layer} may not import the package ${name}`];
  return rules.places
    .filter((place) => place.package === name && !isIn(path, place.only))
    .map((place) => `${at}: only ${place.only} may import the package ${name}`);
}

function isExcepted(path: string, wanted: string, used: Import, rules: Rules): boolean {
  return rules.exceptions.some(
    (each) =>
      isIn(path, each.from) &&
      (isIn(wanted, each.to) || covers(each.to, wanted)) &&
      (used.typeOnly || !each.typeOnly),
  );
}

function covers(allowed: string, name: string): boolean {
  return allowed === name || (allowed === "node:" && name.startsWith("node:"));
}

function isIn(path: string, place: string): boolean {
  return place.endsWith("/") ? path.startsWith(place) : path === place;
}

function cycleFaults(sources: ReadonlyMap<string, ts.SourceFile>): readonly string[] {
  const graph = new Map(
    [...sources].map(([path, source]) => [
      path,
      importsOf(source)
        .filter((used) => !used.typeOnly)
        .map((used) => resolveRelative(path, used.specifier))
        .filter((target) => target !== undefined && sources.has(target))
        .map(String),
    ]),
  );
  return findCycles(graph).map((cycle) => `${cycle[0] ?? ""}: imports itself: ${cycle.join(" -> ")}`);
}
