import ts from "typescript";
import { type Catalogue, baseKey } from "./locales.ts";
import { lineOf, parseSource, walk } from "./imports.ts";

/** Prefix -> the values that may follow it: `state` with `open` stands for the key `state.open`. */
export type DynamicKeys = Readonly<Record<string, readonly string[]>>;

/** A place in the code that asks for a sentence. */
interface Use {
  readonly at: string;
  /** The key, or what stands before its computed end. */
  readonly key: string;
  readonly computed: boolean;
}

// Use cases refuse with a key, forms answer with one; the edge asks for the sentence.
const CARRIED_KEY = /^[a-z][\w-]*\.[\w.-]+$/;
const FAILURE_KEY = /^failure\.[\w.-]+$/;
// The codes of findings are no list: each stands where the finding is made.
const FINDING = "finding.";

/**
 * What the code (path -> text of .ts and .ejs files) and one language's catalogue do not agree on, one line each: keys
 * that are missing, computed keys without a list, keys that nothing uses.
 * A use is `t("key")`, also with a choice of keys or a computed end; a property `key: "a.b"`; a literal `"failure.…"`;
 * a finding made of literals, `refuse("code")` or `{ code: "code", severity }`. Other variables are not followed: their
 * keys need a list. A finding's sentence counts as used when its code stands in the code at all.
 */
export function useFaults(
  files: ReadonlyMap<string, string>,
  catalogue: Catalogue,
  dynamic: DynamicKeys,
): readonly string[] {
  const sources = [...files].map(([path, text]) => sourceOf(path, text));
  const uses = sources.flatMap(usesOf);
  const known = new Set([...catalogue.keys()].map(baseKey));
  const listed = Object.entries(dynamic).flatMap(([prefix, values]) =>
    values.map((value) => ({ at: "the lists", key: `${prefix}.${value}` })),
  );
  const whole = [...uses.filter((use) => !use.computed), ...listed];
  const used = new Set([
    ...whole.map((use) => use.key),
    ...sources.flatMap(literalsOf).map((code) => FINDING + code),
  ]);
  return [
    ...uses
      .filter((use) => use.computed && use.key !== FINDING)
      .filter((use) => !Object.hasOwn(dynamic, use.key.replace(/\.$/, "")))
      .map((use) => `${use.at}: no list says what may follow "${use.key}"`),
    ...whole.filter((use) => !known.has(use.key)).map((use) => `${use.at}: ${use.key} is missing`),
    ...[...known].filter((key) => !used.has(key)).map((key) => `${key} is not used`),
  ];
}

function sourceOf(path: string, text: string): ts.SourceFile {
  return parseSource(path, path.endsWith(".ejs") ? scriptOf(text) : text);
}

function usesOf(source: ts.SourceFile): readonly Use[] {
  const found: Use[] = [];
  walk(source, (node) => found.push(...usesAt(`${source.fileName}:${lineOf(source, node)}`, node)));
  return found;
}

function usesAt(at: string, node: ts.Node): readonly Use[] {
  if (ts.isCallExpression(node)) {
    const [first] = node.arguments;
    if (!first) return [];
    if (isTranslator(node.expression)) return keysOf(at, first);
    const refuses = ts.isIdentifier(node.expression) && node.expression.text === "refuse";
    return refuses ? findingsOf(at, first) : [];
  }
  if (ts.isObjectLiteralExpression(node)) {
    const code = propertyOf(node, "code");
    return code && propertyOf(node, "severity") ? findingsOf(at, code) : [];
  }
  if (ts.isPropertyAssignment(node) && isNamed(node, "key")) {
    return keysOf(at, node.initializer).filter((use) => !use.computed && CARRIED_KEY.test(use.key));
  }
  if (ts.isStringLiteralLike(node) && FAILURE_KEY.test(node.text) && !isTaken(node)) {
    return [{ at, key: node.text, computed: false }];
  }
  return [];
}

function findingsOf(at: string, code: ts.Expression): readonly Use[] {
  return keysOf(at, code)
    .filter((use) => !use.computed)
    .map((use) => ({ ...use, key: FINDING + use.key }));
}

function literalsOf(source: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  walk(source, (node) => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
  });
  return found;
}

function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = object.properties.find((each) => isNamed(each, name));
  if (property === undefined) return undefined;
  if (ts.isShorthandPropertyAssignment(property)) return property.name;
  return ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

function isNamed(property: ts.ObjectLiteralElementLike, name: string): boolean {
  return property.name !== undefined && ts.isIdentifier(property.name) && property.name.text === name;
}

/** Whether a literal is already counted as the argument of `t` or the value of `key`. */
function isTaken({ parent }: ts.Node): boolean {
  if (ts.isCallExpression(parent)) return isTranslator(parent.expression);
  return ts.isPropertyAssignment(parent) && isNamed(parent, "key");
}

function isTranslator(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === "t";
  return ts.isPropertyAccessExpression(callee) && callee.name.text === "t";
}

function keysOf(at: string, node: ts.Expression): readonly Use[] {
  if (ts.isStringLiteralLike(node)) return [{ at, key: node.text, computed: false }];
  if (ts.isTemplateExpression(node)) return [{ at, key: node.head.text, computed: true }];
  if (ts.isConditionalExpression(node)) return [...keysOf(at, node.whenTrue), ...keysOf(at, node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return keysOf(at, node.expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return keysOf(at, node.left).map((use) => ({ ...use, computed: true }));
  }
  return [];
}

/** The program inside a template, every line where it was; the text around it is left out. */
function scriptOf(template: string): string {
  const lines = (text: string): string => "\n".repeat(text.split("\n").length - 1);
  let script = "";
  let end = 0;
  for (const tag of template.matchAll(/<%(?<mark>[#=_-]?)(?<code>[\s\S]*?)[_-]?%>/g)) {
    const { mark = "", code = "" } = tag.groups ?? {};
    script += lines(template.slice(end, tag.index));
    end = tag.index + tag[0].length;
    if (mark === "#") script += lines(code);
    else script += mark === "=" || mark === "-" ? `;(${code});` : `${code} `;
  }
  return script;
}
