/** The text of `t` elements, those of readings left out. */
export class TextRuns {
  #text = "";
  #inText = false;
  #reading = false;

  start(): void {
    this.#text = "";
  }

  open(local: string): void {
    if (local === "rPh") this.#reading = true;
    else if (local === "t") this.#inText = true;
  }

  add(piece: string): void {
    if (this.#inText && !this.#reading) this.#text += piece;
  }

  close(local: string): void {
    if (local === "rPh") this.#reading = false;
    else if (local === "t") this.#inText = false;
  }

  take(): string {
    return unescapeCell(this.#text);
  }
}

/** What `_xHHHH_` stands for (ST_Xstring, ECMA-376 part 1, 22.9.2.19). */
export function unescapeCell(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}
