import { discoverTexts } from "../../app/discover-texts.ts";
import { readLexicon } from "../../jobs/lexicon-file.ts";
import { defineCommand } from "../command.ts";
import { readConcepts, readPairs, tellFindings } from "../corpus.ts";
import { csvOf, proposalRows } from "../discovery-report.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { writeOutput } from "../files.ts";
import { DATE_OPTION, dateOf, ENCODING_OPTION, encodingOf, JSON_OPTION } from "../inputs.ts";
import { joinSentences } from "../lines.ts";
import { type FilePair, isFolder, pairFolders } from "../pairs.ts";
import { Refusal } from "../refusal.ts";

/** `discover`: what the machine wrote for the glossary's Chinese, grouped, as proposals. Nothing is stored. */
export const discover = defineCommand({
  name: "discover",
  key: "cli.discover",
  operands: { name: "[ZH…] EN…", least: 1, most: 100_000 },
  options: {
    glossary: { type: "string", value: "FILE", key: "cli.render-glossary" },
    source: { type: "string", multiple: true, value: "ZH", key: "cli.discover-source" },
    date: DATE_OPTION,
    encoding: ENCODING_OPTION,
    json: JSON_OPTION,
    out: { type: "string", value: "FILE", key: "cli.option-out" },
  },
  async run({ values, operands }, session) {
    const pairs = await pairsOf(values.source ?? [], operands);
    const concepts = await readConcepts(session, values.glossary);
    const { texts, incomplete } = await readPairs(session, pairs, encodingOf(values.encoding));
    const date = dateOf(values.date);
    const { discovery, findings } = discoverTexts({ texts, concepts, lexicon: await readLexicon(), date });
    tellFindings(session, findings);
    const output = values.json
      ? `${JSON.stringify(discovery, null, 2)}\n`
      : csvOf(proposalRows(discovery, texts, concepts));
    await writeOutput(session, values.out, output);
    const { groups } = discovery;
    const places = groups.reduce((sum, { count }) => sum + count, 0);
    session.io.tell(
      joinSentences(session.t, [
        session.t("cli.discover-forms", { count: groups.length }),
        session.t("cli.discover-places", { count: places }),
      ]),
    );
    return incomplete || findings.length > 0 ? EXIT_CODES.findings : EXIT_CODES.fine;
  },
});

/** Pairs in order: of `--source ZH… EN…` the first half is Chinese; with several --source all operands are English. */
async function pairsOf(sources: readonly string[], operands: readonly string[]): Promise<FilePair[]> {
  const [source] = sources;
  if (source === undefined) {
    throw new Refusal("usage", { key: "cli.option-missing", params: { option: "--source", value: "ZH" } });
  }
  const all = [...sources, ...operands];
  const half = sources.length > 1 ? sources.length : all.length / 2;
  const [chinese, english] = [all.slice(0, half), all.slice(half)];
  if (chinese.length !== english.length) {
    throw new Refusal("usage", { key: "cli.discover-uneven", params: { count: all.length } });
  }
  const [machine] = english;
  if (machine !== undefined && (await isFolder(source)) && (await isFolder(machine))) {
    return pairFolders(source, machine);
  }
  return english.map((file, index) => ({ name: file, machine: file, source: chinese[index] }));
}
