import type { ImportArticleInput } from "../../app/article-draft.ts";
import { prepareArticles, type PreparedArticle, storePrepared } from "../../app/article-import.ts";
import { Failure } from "../../app/failure.ts";
import type { ImportArticleResult } from "../../app/views.ts";
import { TABLE_EXTENSIONS } from "../../formats/articles/bilingual-table.ts";
import { openMakingThreads } from "../../jobs/making-threads.ts";
import { defineCommand } from "../command.ts";
import { EXIT_CODES, type ExitCode } from "../exit-codes.ts";
import { readInput } from "../files.ts";
import { DATE_OPTION, dateOf, ENCODING_OPTION, encodingOf, JSON_OPTION, readTextFile } from "../inputs.ts";
import { oneLine } from "../lines.ts";
import { FileFailure, Refusal } from "../refusal.ts";
import { report } from "../report.ts";
import type { Session } from "../session.ts";

/** `import`: machine-translated articles, or bilingual tables (.tsv, .csv), into the store. A file that cannot be read does not keep the others out. */
export const importCommand = defineCommand({
  name: "import",
  key: "cli.import",
  operands: { name: "FILE|-…", least: 1, most: Infinity },
  options: {
    title: { type: "string", value: "TITLE", key: "cli.import-title" },
    source: { type: "string", value: "FILE", key: "cli.option-source" },
    date: DATE_OPTION,
    encoding: ENCODING_OPTION,
    again: { type: "boolean", key: "cli.import-again" },
    json: JSON_OPTION,
  },
  async run({ values, operands: files }, session) {
    const { title, again } = values;
    const encoding = encodingOf(values.encoding);
    const date = dateOf(values.date);
    if (files.length > 1) {
      const option = title !== undefined ? "--title" : values.source !== undefined ? "--source" : undefined;
      if (option !== undefined) {
        throw new Refusal("usage", { key: "cli.import-one", params: { option } });
      }
    }
    const source =
      values.source === undefined ? undefined : await readTextFile(session, values.source, encoding);
    const deps = await session.deps();
    const imported: (ImportArticleResult & { readonly file: string })[] = [];
    let worst: ExitCode = EXIT_CODES.fine;
    const inputOf = async (file: string): Promise<ImportArticleInput> => {
      const bytes = await readInput(session, file);
      const texts =
        source === undefined && isTable(file)
          ? { table: { bytes, encoding } }
          : { bytes, encoding, source: source && { text: source.text } };
      return { ...texts, title, date, again };
    };
    // A few are made sooner than threads start.
    const pool = files.length > GROUP ? openMakingThreads() : undefined;
    const prepare = async (group: readonly ReadFile[]): Promise<PreparedGroup> => {
      const inputs = group.flatMap((one) => ("input" in one ? [one.input] : []));
      return { group, prepared: await prepareArticles(deps, inputs, pool) };
    };
    try {
      for await (const { group, prepared } of ahead(groups(files, inputOf), prepare)) {
        const results = prepared.length === 0 ? [] : await storePrepared(deps, session.actor, prepared);
        for (const { file, ...read } of group) {
          const result = "input" in read ? results.shift() : undefined;
          if (result === undefined || result instanceof Failure) {
            const error = result === undefined ? read.error : new FileFailure(file, result);
            worst = Math.max(worst, report(session, "zhengming import", error)) as ExitCode;
            continue;
          }
          if (values.json) imported.push({ file, ...result });
          for (const finding of result.findings) session.io.tell(session.sentence(finding));
          session.io.tell(sentenceOf(session, result));
          if (!values.json) await session.io.write(`${result.articleId}\t${oneLine(result.title)}\n`);
        }
      }
    } finally {
      await pool?.close();
    }
    if (values.json) await session.json(imported);
    return worst;
  },
});

/** So many files are imported in one transaction, and so many bytes at most. */
const GROUP = 50;
const GROUP_BYTES = 4_000_000;

type ReadFile = { readonly file: string } & (
  { readonly input: ImportArticleInput; readonly error?: undefined } | { readonly error: unknown }
);

interface PreparedGroup {
  readonly group: readonly ReadFile[];
  /** Of those that could be read, in their order. */
  readonly prepared: readonly PreparedArticle[];
}

/** What `work` gives for each item, in order; the next one is under way while one is used. */
async function* ahead<T, R>(items: AsyncIterable<T>, work: (item: T) => Promise<R>): AsyncGenerator<R, void> {
  let before: Promise<R> | undefined;
  for await (const item of items) {
    const next = work(item);
    // Whoever takes it hears of the error; until then nobody does.
    next.catch(() => undefined);
    if (before !== undefined) yield await before;
    before = next;
  }
  if (before !== undefined) yield await before;
}

/** Files as they are read, or what kept them from being read, by the few. */
async function* groups(
  files: readonly string[],
  inputOf: (file: string) => Promise<ImportArticleInput>,
): AsyncGenerator<readonly ReadFile[]> {
  let group: ReadFile[] = [];
  let bytes = 0;
  for (const file of files) {
    try {
      const input = await inputOf(file);
      bytes += (input.bytes ?? input.table?.bytes)?.length ?? 0;
      group.push({ file, input });
    } catch (error) {
      group.push({ file, error });
    }
    if (group.length < GROUP && bytes < GROUP_BYTES) continue;
    yield group;
    group = [];
    bytes = 0;
  }
  if (group.length > 0) yield group;
}

/** Whether a file is a bilingual table, by the end of its name; with `--source` it is text all the same. */
function isTable(file: string): boolean {
  return TABLE_EXTENSIONS.some((extension) => file.toLowerCase().endsWith(extension));
}

function sentenceOf({ t }: Session, result: ImportArticleResult): string {
  const title = oneLine(result.title);
  if (!result.duplicate) return t("cli.import-done", { title, count: result.segments });
  const there = { title, id: result.articleId };
  return result.sourceMissing
    ? t("cli.import-duplicate-source", { ...there, page: `/articles/${result.articleId}/source` })
    : t("cli.import-duplicate", there);
}
