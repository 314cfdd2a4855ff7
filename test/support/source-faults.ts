import ts from "typescript";
import { lineOf, walk } from "./imports.ts";

/** What the style forbids in a source file, each as `:line: what`. */
export function styleFaults(source: ts.SourceFile): readonly string[] {
  return [...faults(source, styleFaultOf), ...switchFaults(source), ...barrelFaults(source)];
}

/** What would make the file's results depend on the machine or the moment, each as `:line: what`. */
export function determinismFaults(source: ts.SourceFile): readonly string[] {
  return faults(source, machineFaultOf).concat(faults(source, clockFaultOf));
}

function faults(source: ts.SourceFile, faultOf: (node: ts.Node) => string | undefined): string[] {
  const found: string[] = [];
  walk(source, (node) => {
    const fault = faultOf(node);
    if (fault !== undefined) found.push(`:${lineOf(source, node)}: ${fault}`);
  });
  return found;
}

function styleFaultOf(node: ts.Node): string | undefined {
  if (ts.isEnumDeclaration(node)) return "declares an enum";
  if (node.kind === ts.SyntaxKind.AnyKeyword) return "says any";
  if (ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword) return "exports a default";
  if (ts.isExportSpecifier(node) && node.name.text === "default") return "exports a default";
  return undefined;
}

function switchFaults(source: ts.SourceFile): readonly string[] {
  return source.text.split("\n").flatMap((line, index) => {
    const [found] = /eslint-disable|@ts-(?:ignore|expect-error|nocheck)/.exec(line) ?? [];
    return found === undefined ? [] : [`:${index + 1}: switches a check off (${found})`];
  });
}

function barrelFaults(source: ts.SourceFile): readonly string[] {
  const { statements } = source;
  const onlyPassesOn = statements.every((each) => ts.isExportDeclaration(each) && each.moduleSpecifier);
  return statements.length > 0 && onlyPassesOn ? [":1: is a barrel"] : [];
}

const MACHINE_NAMES = [
  "process",
  "performance",
  "crypto",
  "navigator",
  "fetch",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "console",
  "globalThis",
];

function machineFaultOf(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) && MACHINE_NAMES.includes(node.text) && isUse(node)) return `uses ${node.text}`;
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const name = node.name.text;
  if (name === "localeCompare" || name.startsWith("toLocale")) return `uses ${name}`;
  const owner = ts.isIdentifier(node.expression) ? node.expression.text : "";
  if (owner === "Math" && name === "random") return "uses Math.random";
  if (owner === "Intl" && name !== "Segmenter") return `uses Intl.${name}`;
  return undefined;
}

function clockFaultOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    return node.expression.text === "Date" && node.name.text === "now" ? "uses Date.now" : undefined;
  }
  const makes = ts.isNewExpression(node) || ts.isCallExpression(node);
  if (!makes || !ts.isIdentifier(node.expression) || node.expression.text !== "Date") return undefined;
  return (node.arguments?.length ?? 0) === 0 ? "uses the present Date" : undefined;
}

/** Whether a name stands for a value here, not for a property, a parameter or a type of that name. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
    return parent.expression === node;
  }
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return true;
  return ts.isVariableDeclaration(parent) && parent.initializer === node;
}
