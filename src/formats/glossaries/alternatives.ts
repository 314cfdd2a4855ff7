/**
 * The values of a cell that holds several, separated by `|`, trimmed, blank ones dropped. `\|` is a bar and `\\` a
 * backslash inside a value; any other backslash stands for itself.
 */
export function splitAlternatives(cell: string): string[] {
  const values: string[] = [];
  let from = 0;
  for (let at = 0; at <= cell.length; at++) {
    if (at === cell.length || cell[at] === "|") {
      values.push(unescape(cell.slice(from, at).trim()));
      from = at + 1;
    } else if (isEscape(cell, at)) {
      at += 1;
    }
  }
  return values.filter((value) => value !== "");
}

/** The cell from which {@link splitAlternatives} gives these values (trimmed, not blank). */
export function joinAlternatives(values: readonly string[]): string {
  return values.length === 0 ? "" : values.map(escapeAlternative).join("|");
}

const SPECIAL = /[|\\]/;

/** A value as it stands among others in a cell. */
export function escapeAlternative(value: string): string {
  return SPECIAL.test(value) ? value.replace(/[|\\]/g, "\\$&") : value;
}

function isEscape(cell: string, at: number): boolean {
  return cell[at] === "\\" && (cell[at + 1] === "|" || cell[at + 1] === "\\");
}

function unescape(value: string): string {
  return value.replace(/\\([|\\])/g, "$1");
}
