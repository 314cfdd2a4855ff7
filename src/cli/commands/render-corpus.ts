import { join } from "node:path";
import { renderCorpus } from "../../app/discover-texts.ts";
import { encodeText } from "../../formats/text/decode.ts";
import { readLexicon } from "../../jobs/lexicon-file.ts";
import { readConcepts, readPairs, tellFindings } from "../corpus.ts";
import { csvOf, occurrenceRows } from "../discovery-report.ts";
import { EXIT_CODES, type ExitCode } from "../exit-codes.ts";
import { writeOutput } from "../files.ts";
import { dateOf, encodingOf } from "../inputs.ts";
import { joinSentences } from "../lines.ts";
import { type FilePair, isFolder, pairFolders } from "../pairs.ts";
import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";
import { barOf, type FolderOptions, jobsOf, makeFolder, missing } from "./render-folder.ts";

/**
 * Renders one file or a folder beside its Chinese, all as one corpus that is in memory at once, since what is found in one
 * text tells about the others; writes texts and report.
 */
export async function renderAsCorpus(
  session: Session,
  path: string,
  options: FolderOptions,
): Promise<ExitCode> {
  const { io, t } = session;
  const bar = barOf(options.discover);
  jobsOf(options.jobs);
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
  { source, out }: FolderOptions,
): Promise<readonly FilePair[]> {
  if (source === undefined) throw missing("--source", "FILE|FOLDER");
  if (!folder) return [{ name: path, machine: path, source }];
  if (out === undefined) throw missing("--out", "FOLDER");
  if (!(await isFolder(source))) {
    throw new Refusal("input", { key: "cli.source-no-folder", params: { file: source } });
  }
  return pairFolders(source, path);
}
