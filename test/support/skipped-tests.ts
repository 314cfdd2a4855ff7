import ts from "typescript";
import { lineOf, parseSource, walk } from "./imports.ts";

const MARKS = ["skip", "only", "todo", "skipIf", "runIf"];

/** The places of a test file where a test is left out, each as `path:line: how`. */
export function skippedTests(path: string, text: string): readonly string[] {
  const source = parseSource(path, text);
  const found: string[] = [];
  walk(source, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const mark = node.expression.name.text;
    if (MARKS.includes(mark)) found.push(`${path}:${lineOf(source, node)}: ${mark}`);
  });
  return found;
}
