/** Tokens as sacreBLEU's 13a makes them. */
function tokens13a(text: string): string[] {
  return ` ${text
    .replace(/\n/g, " ")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&")} `
    .replace(/([{-~[-` -&(-+:-@/])/g, " $1 ")
    .replace(/([^0-9])([.,])/g, "$1 $2 ")
    .replace(/([.,])([^0-9])/g, " $1 $2")
    .replace(/([0-9])(-)/g, "$1 $2 ")
    .split(/\s+/)
    .filter((token) => token !== "");
}

function counts(items: readonly string[], order: number, glue: string): Map<string, number> {
  const found = new Map<string, number>();
  for (let i = 0; i + order <= items.length; i++) {
    const key = items.slice(i, i + order).join(glue);
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
}

function matches(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [key, count] of a) sum += Math.min(count, b.get(key) ?? 0);
  return sum;
}

/** BLEU-4 over a corpus, a document being one segment; 0–100. */
export function bleu(outputs: readonly string[], references: readonly string[]): number {
  const [right, total] = [
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ];
  let length = 0;
  let wanted = 0;
  outputs.forEach((output, at) => {
    const words = tokens13a(output);
    const reference = tokens13a(references[at] ?? "");
    length += words.length;
    wanted += reference.length;
    for (let n = 1; n <= 4; n++) {
      right[n - 1] = (right[n - 1] ?? 0) + matches(counts(words, n, " "), counts(reference, n, " "));
      total[n - 1] = (total[n - 1] ?? 0) + Math.max(0, words.length - n + 1);
    }
  });
  const mean =
    right.reduce((sum, value, n) => sum + Math.log(Math.max(value, 1e-9) / Math.max(1, total[n] ?? 1)), 0) /
    4;
  const brevity = length >= wanted ? 1 : Math.exp(1 - wanted / Math.max(1, length));
  return 100 * brevity * Math.exp(mean);
}

/** chrF++ over a corpus (characters 1–6 without spaces, words 1–2, beta 2), a document being one segment; 0–100. */
export function chrf(outputs: readonly string[], references: readonly string[]): number {
  const sums = Array.from({ length: 8 }, () => ({ right: 0, output: 0, reference: 0 }));
  outputs.forEach((output, at) => {
    const reference = references[at] ?? "";
    const chars = [
      Array.from(output.replace(/\s+/g, "")),
      Array.from(reference.replace(/\s+/g, "")),
    ] as const;
    const words = [wordsOf(output), wordsOf(reference)] as const;
    for (let n = 1; n <= 8; n++) {
      const [left, right, order] = n <= 6 ? ([...chars, n] as const) : ([...words, n - 6] as const);
      const sum = sums[n - 1];
      if (sum === undefined) continue;
      sum.right += matches(counts(left, order, n <= 6 ? "" : " "), counts(right, order, n <= 6 ? "" : " "));
      sum.output += Math.max(0, left.length - order + 1);
      sum.reference += Math.max(0, right.length - order + 1);
    }
  });
  const scores = sums.map(({ right, output, reference }) => {
    const precision = right / Math.max(1, output);
    const recall = right / Math.max(1, reference);
    return precision + recall === 0 ? 0 : (5 * precision * recall) / (4 * precision + recall);
  });
  return (100 * scores.reduce((sum, score) => sum + score, 0)) / scores.length;
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).flatMap((word) => {
    const match = /^(\p{P}?)(.*?)(\p{P}?)$/u.exec(word);
    return [match?.[1], match?.[2], match?.[3]].filter(
      (part): part is string => part !== undefined && part !== "",
    );
  });
}

interface Success {
  readonly hits: number;
  readonly pairs: number;
}

/** Term success, as the task measures it: for each document and each term that stands in its Chinese and whose English stands in the reference. */
export function termSuccess(
  outputs: readonly string[],
  documents: readonly { readonly zh: string; readonly reference: string }[],
  terms: readonly (readonly [string, readonly string[]])[],
): Success {
  let hits = 0;
  let pairs = 0;
  documents.forEach(({ zh, reference }, at) => {
    const output = (outputs[at] ?? "").toLowerCase();
    const small = reference.toLowerCase();
    const chinese = zh.toLowerCase();
    for (const [term, forms] of terms) {
      const wanted = occurrences(chinese, term.toLowerCase());
      const lower = forms.map((form) => form.toLowerCase());
      if (wanted === 0 || !lower.some((form) => small.includes(form))) continue;
      pairs++;
      hits += Math.min(1, lower.reduce((sum, form) => sum + occurrences(output, form), 0) / wanted);
    }
  });
  return { hits, pairs };
}

function occurrences(text: string, part: string): number {
  return part === "" ? 0 : text.split(part).length - 1;
}
