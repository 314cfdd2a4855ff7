/** What discovery found, as tables for people and programs. */
import type { Discovery } from "../core/discovery/model.ts";
import type { Concept } from "../core/glossary/model.ts";
import { conceptLabel } from "../core/glossary/model.ts";

/** A text of the corpus, to show what stands at its places. */
export interface ReportText {
  readonly id: string;
  readonly machine: string;
  readonly source: string;
}

/** One row a rendering of a concept, then one a candidate, then one a warning. */
export function proposalRows(
  { groups, occurrences, candidates, warnings }: Discovery,
  texts: readonly ReportText[],
  concepts: readonly Concept[],
): string[][] {
  const byId = new Map(texts.map((text) => [text.id, text]));
  const labels = new Map(concepts.map((concept) => [concept.id, conceptLabel(concept)]));
  const header = [
    "kind",
    "concept",
    "chinese",
    "machine",
    "write",
    "count",
    "files",
    "confidence",
    "lane",
    "risks",
    "sample",
  ];
  const rows = groups.map((group) => {
    const first = occurrences[group.occurrences[0] ?? -1];
    const chinese =
      first === undefined
        ? ""
        : (byId.get(first.documentId)?.source.slice(first.source.from, first.source.to) ?? "");
    const [sample] = group.samples;
    const text = sample === undefined ? "" : (byId.get(sample.documentId)?.machine ?? "");
    return [
      "form",
      group.conceptId,
      chinese,
      group.surface,
      group.form === "" ? (labels.get(group.conceptId) ?? "") : group.form,
      String(group.count),
      String(group.documents.length),
      group.confidence.toFixed(2),
      group.lane,
      group.risks.join(" "),
      sample === undefined ? "" : text.slice(sample.targetSentence.from, sample.targetSentence.to),
    ];
  });
  const names = candidates.map(({ kind, chinese, english, pinyin, count, documents, samples: [sample] }) => {
    const text = sample === undefined ? "" : (byId.get(sample.documentId)?.machine ?? "");
    const shown =
      sample === undefined ? "" : text.slice(sample.targetSentence.from, sample.targetSentence.to);
    return [
      kind,
      "",
      chinese,
      english[0]?.surface ?? "",
      pinyin,
      String(count),
      String(documents.length),
      "",
      "propose",
      "",
      shown,
    ];
  });
  const doubts = warnings.map(({ documentId, source, target, region }) => {
    const text = byId.get(documentId);
    return [
      "pinyin",
      "",
      text?.source.slice(source.from, source.to) ?? "",
      text?.machine.slice(target.from, target.to) ?? "",
      "",
      "1",
      "1",
      "",
      "report",
      region,
      "",
    ];
  });
  return [header, ...rows, ...names, ...doubts];
}

/** One row a Chinese form that had no approved English, with what became of it. */
export function occurrenceRows(
  { occurrences }: Discovery,
  texts: readonly ReportText[],
  applied: (documentId: string, from: number) => boolean,
): string[][] {
  const byId = new Map(texts.map((text) => [text.id, text]));
  const header = [
    "file",
    "concept",
    "chinese",
    "source_from",
    "machine",
    "from",
    "to",
    "write",
    "confidence",
    "lane",
    "risks",
    "applied",
  ];
  const rows = occurrences.map(
    ({ documentId, conceptId, source, target, surface, form, confidence, lane, risks }) => [
      documentId,
      conceptId,
      byId.get(documentId)?.source.slice(source.from, source.to) ?? "",
      String(source.from),
      surface,
      target === undefined ? "" : String(target.from),
      target === undefined ? "" : String(target.to),
      form,
      confidence.toFixed(3),
      lane,
      risks.join(" "),
      target !== undefined && applied(documentId, target.from) ? "yes" : "no",
    ],
  );
  return [header, ...rows];
}

/** Rows as CSV; line breaks inside of cells are spaces. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cellOf).join(",")}\n`).join("");
}

function cellOf(value: string): string {
  const line = value.replace(/\s+/gu, " ").trim();
  return /[",]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
}
