import { posix } from "node:path";
import ts from "typescript";

/** One import, re-export, dynamic import or `import("…")` type of a file. */
export interface Import {
  readonly specifier: string;
  /** Whether nothing of it is left when the types are taken away. */
  readonly typeOnly: boolean;
  /** 1-based. */
  readonly line: number;
}

/** The file as a syntax tree with parents. */
export function parseSource(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** Calls `visit` for every node, outer before inner, in the order of the text. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** The 1-based line of a node's first character. */
export function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

/** Every import of a file. One whose target is computed has the specifier `?`, for no rule can see where it leads. */
export function importsOf(source: ts.SourceFile): readonly Import[] {
  const found: Import[] = [];
  walk(source, (node) => {
    const target = targetOf(node);
    if (target) found.push({ ...target, line: lineOf(source, node) });
  });
  return found;
}

function targetOf(node: ts.Node): Omit<Import, "line"> | undefined {
  if (ts.isImportDeclaration(node)) {
    const typeOnly = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return { specifier: literal(node.moduleSpecifier), typeOnly };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    return { specifier: literal(node.moduleSpecifier), typeOnly: node.isTypeOnly };
  }
  if (ts.isImportTypeNode(node)) {
    const { argument } = node;
    return { specifier: ts.isLiteralTypeNode(argument) ? literal(argument.literal) : "?", typeOnly: true };
  }
  if (ts.isExternalModuleReference(node)) return { specifier: literal(node.expression), typeOnly: false };
  if (ts.isCallExpression(node) && isImporter(node.expression)) {
    const [argument] = node.arguments;
    return { specifier: argument ? literal(argument) : "?", typeOnly: false };
  }
  return undefined;
}

function isImporter(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require")
  );
}

function literal(node: ts.Node): string {
  return ts.isStringLiteralLike(node) ? node.text : "?";
}

/** The path of the file that a relative specifier names, from the project; undefined for a package. */
export function resolveRelative(from: string, specifier: string): string | undefined {
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : undefined;
}

/** The package of a specifier without its subpath; builtins keep their `node:`. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/**
 * The import cycles of a graph (file -> files it imports), each as its path with the first file repeated at the end.
 * Every group of files that import each other gives at least one; mending it may show another.
 */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      cycles.push([...path.slice(start), file]);
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return cycles;
}
