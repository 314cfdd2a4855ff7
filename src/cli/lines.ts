/** Text for people, in lines. */
import type { Translate } from "../i18n/translator.ts";

/** Sentences as one text: Chinese puts no space between them. */
export function joinSentences(t: Translate, sentences: readonly string[]): string {
  return sentences.reduce((first, next) => t("cli.sentences", { first, next }));
}

/** A text on one line: white space is one space, control characters (which could steer a terminal) are shown as �. */
export function oneLine(text: string): string {
  return text
    .trim()
    .replace(/\s+/gu, " ")
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, "\ufffd");
}

const WIDE = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;

/** How many columns of a terminal a text takes: Chinese characters take two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text.replace(/\p{M}/gu, "")) width += WIDE.test(char) ? 2 : 1;
  return width;
}

/** Rows as a table: every column but the last as wide as its widest cell, two spaces apart. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, displayWidth(cell))));
  }
  return rows.map((row) =>
    row
      .map((cell, index) => cell + " ".repeat((widths[index] ?? 0) - displayWidth(cell)))
      .join("  ")
      .trimEnd(),
  );
}
