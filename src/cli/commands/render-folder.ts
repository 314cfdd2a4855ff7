import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { renderCorpus } from "../../app/discover-texts.ts";
import type { DiscoveryBar } from "../../core/discovery/hits.ts";
import { encodeText } from "../../formats/text/decode.ts";
import { readLexicon } from "../../jobs/lexicon-file.ts";
import { readConcepts, readPairs, tellFindings } from "../corpus.ts";
import { csvOf, occurrenceRows } from "../discovery-report.ts";
import { EXIT_CODES, type ExitCode } from "../exit-codes.ts";
import { writeOutput, writingRefusal } from "../files.ts";
import { dateOf, encodingOf } from "../inputs.ts";
import { joinSentences } from "../lines.ts";
import { type FilePair, isFolder, pairFolders } from "../pairs.ts";
import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";

/** What is asked of a rendering over a corpus. */
export interface CorpusOptions {
  readonly glossary?: string | undefined;
  readonly source?: string | undefined;
  readonly out?: string | undefined;
  readonly discover?: string | undefined;
  readonly report?: string | undefined;
  readonly date?: string | undefined;
  readonly encoding?: string | undefined;
}

/** The bar that was given, or a usage refusal; undefined: nothing is looked for. */
export function barOf(value: string | undefined): DiscoveryBar | undefined {
  if (value === undefined || value === "auto" || value === "all") return value;
  const bar = Number(value);
  if (value.trim() !== "" && bar >= 0 && bar <= 1) return bar;
  throw new Refusal("usage", {
    key: "cli.option-choice",
    params: { option: "--discover", value, choices: "auto, all, 0–1" },
  });
}

/** Renders one file or a folder beside its Chinese, all as one corpus, and writes texts and report. */
export async function renderFolder(
  session: Session,
  path: string,
  options: CorpusOptions,
): Promise<ExitCode> {
  const { io, t } = session;
  const bar = barOf(options.discover);
  const folder = await isFolder(path);
  const pairs = await pairsOf(path, folder, options);
  const concepts = await readConcepts(session, options.glossary);
  const { texts, incomplete } = await readPairs(session, pairs, encodingOf(options.encoding));
  const date = dateOf(options.date);
  const made = renderCorpus({ texts, concepts, lexicon: await readLexicon(), date, bar });
  tellFindings(session, made.findings);
  if (folder) await makeFolder(options.out ?? "");
  for (const [index, rendered] of made.texts.entries()) {
    const text = texts[index];
    if (text === undefined) continue;
    const file = folder ? join(options.out ?? "", text.id) : options.out;
    await writeOutput(session, file, encodeText(rendered.text, text.file));
  }
  const changes = made.texts.flatMap((text) => text.changes.map((change) => ({ ...change, id: text.id })));
  const discovered = changes.filter(({ reason }) => reason === "discovered");
  if (options.report !== undefined && made.discovery !== undefined) {
    const places = new Set(
      made.texts.flatMap(({ id, hits }) =>
        hits
          .filter(({ reason, outcome }) => reason === "discovered" && outcome === "replace")
          .map(({ from }) => `${id}\n${String(from)}`),
      ),
    );
    const rows = occurrenceRows(made.discovery, texts, (id, from) => places.has(`${id}\n${String(from)}`));
    await writeOutput(session, options.report, csvOf(rows));
  }
  io.tell(
    joinSentences(t, [
      t("cli.render-files", { count: texts.length }),
      t("cli.render-changes", { count: changes.length }),
      ...(bar === undefined ? [] : [t("cli.render-discovered", { count: discovered.length })]),
    ]),
  );
  return incomplete || made.findings.length > 0 ? EXIT_CODES.findings : EXIT_CODES.fine;
}

async function pairsOf(
  path: string,
  folder: boolean,
  { source, out }: CorpusOptions,
): Promise<readonly FilePair[]> {
  if (source === undefined) {
    throw new Refusal("usage", {
      key: "cli.option-missing",
      params: { option: "--source", value: "FILE|FOLDER" },
    });
  }
  if (!folder) return [{ name: path, machine: path, source }];
  if (out === undefined) {
    throw new Refusal("usage", { key: "cli.option-missing", params: { option: "--out", value: "FOLDER" } });
  }
  if (!(await isFolder(source))) {
    throw new Refusal("input", { key: "cli.source-no-folder", params: { file: source } });
  }
  return pairFolders(source, path);
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw writingRefusal(path, error);
  }
}
