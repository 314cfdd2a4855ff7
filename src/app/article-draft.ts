/** The texts of an import, read and judged before anything is stored. */
import { languageOf } from "../core/article/languages.ts";
import type { Finding } from "../core/finding.ts";
import { readBilingualTable } from "../formats/articles/bilingual-table.ts";
import { readTextArticle } from "../formats/articles/text.ts";
import type { TableRow } from "./alignment.ts";
import { Failure } from "./failure.ts";
import type { TextInput } from "./texts.ts";
import { checkedDay, checkedName, readText, unwrap } from "./texts.ts";

/** A Chinese text that is given. */
export interface SourceInput extends TextInput {
  /** Whether it is a reconstruction, not the published text. */
  readonly reconstructed?: boolean | undefined;
}

export interface ImportArticleInput extends TextInput {
  /** Made from the first line when absent or blank. */
  readonly title?: string | undefined;
  /** The day it was written or published, `YYYY-MM-DD`; unknown when absent or blank. */
  readonly date?: string | undefined;
  readonly source?: SourceInput | undefined;
  /** A table with a Chinese and an English column, instead of both texts. */
  readonly table?: TextInput | undefined;
  /** Import although the same machine text is there. */
  readonly again?: boolean | undefined;
  readonly requestId?: string | undefined;
}

/** An article before it is stored. */
export interface ArticleDraft {
  readonly machine: string;
  readonly title: string;
  readonly date: string | null;
  /** Empty when there is no Chinese. */
  readonly source: string;
  readonly reconstructed: boolean;
  /** The rows of the table that both texts came as. */
  readonly rows?: readonly TableRow[] | undefined;
  /** What was noticed about the texts. */
  readonly findings: readonly Finding[];
}

const KEY = "failure.import";
const SOURCE_KEY = "failure.import-source";

/** The texts of an import, checked. Fails invalid, too-large. */
export function readDraft(input: ImportArticleInput): ArticleDraft {
  const texts = readTexts(input);
  const { title } = unwrap(readTextArticle(texts.machine), KEY);
  const given = input.title?.trim() ?? "";
  return {
    ...texts,
    title: given === "" ? title : checkedName(given, "failure.title"),
    date: checkedDay(input.date ?? ""),
    reconstructed: input.source?.reconstructed ?? false,
  };
}

type Texts = Pick<ArticleDraft, "machine" | "source" | "rows" | "findings">;

function readTexts(input: ImportArticleInput): Texts {
  const table = input.table === undefined ? "" : readText(input.table, "failure.import-table");
  const machine = readText(input, KEY);
  const source = input.source === undefined ? "" : readText(input.source, SOURCE_KEY);
  if (table.trim() === "") return judged(machine, source.trim() === "" ? "" : source);
  if (machine.trim() + source.trim() !== "") throw new Failure("invalid", "failure.import-both", {});
  const { rows, ...texts } = unwrap(readBilingualTable(table), "failure.import-table");
  return { ...texts, rows, findings: [] };
}

/** Both texts the right way round. They are exchanged only where it is beyond doubt that each stands in the other's place. */
function judged(machine: string, source: string): Texts {
  if (source === "") {
    const foreign = languageOf(machine) === "chinese";
    return { machine, source, findings: foreign ? [finding("not-english", "warning")] : [] };
  }
  if (machine.trim() === "") throw refusal(KEY, "english-missing");
  if (languageOf(machine) === "chinese" && languageOf(source) === "english")
    return { machine: source, source: machine, findings: [finding("texts-exchanged", "warning")] };
  if (languageOf(machine) === "chinese") throw refusal(KEY, "not-english");
  return { machine, source: chinese(source), findings: [] };
}

/** The Chinese text of an input, checked. Fails invalid (blank, or not Chinese), too-large. */
export function readSource(input: TextInput): string {
  const source = readText(input, SOURCE_KEY);
  if (source.trim() === "") throw refusal(SOURCE_KEY, "empty");
  return chinese(source);
}

function chinese(source: string): string {
  if (["english", "neither"].includes(languageOf(source))) throw refusal(SOURCE_KEY, "not-chinese");
  return source;
}

function finding(code: string, severity: Finding["severity"]): Finding {
  return { code, severity, params: {} };
}

function refusal(key: string, code: string): Failure {
  return new Failure("invalid", key, {}, { findings: [finding(code, "error")] });
}
