/** A term (trimmed) on one line, as readers of indented files make it: every line end with the blanks around it is one blank. */
export function oneLine(text: string): string {
  // Not by one expression for blanks and line ends, which is quadratic in the blanks.
  return /[\r\n]/.test(text)
    ? text
        .split(/[\r\n]+/)
        .map((line) => line.trim())
        .filter((line) => line !== "")
        .join(" ")
    : text;
}
