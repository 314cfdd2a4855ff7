import {
  renderText,
  renderTextByStore,
  type RenderedText,
  type RenderTextInput,
} from "../../app/render-text.ts";
import { conceptLabel } from "../../core/glossary/model.ts";
import type { Hit } from "../../core/rendering/model.ts";
import { encodeText } from "../../formats/text/decode.ts";
import { readLexicon } from "../../jobs/lexicon-file.ts";
import { defineCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { writeOutput } from "../files.ts";
import {
  DATE_OPTION,
  dateOf,
  ENCODING_OPTION,
  encodingOf,
  JSON_OPTION,
  readGlossaryFile,
  readTextFile,
} from "../inputs.ts";
import { joinSentences, oneLine } from "../lines.ts";
import { placeReader } from "../places.ts";
import { isFolder } from "../pairs.ts";
import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";
import { renderAsCorpus } from "./render-corpus.ts";
import { jobsOf, renderFolder } from "./render-folder.ts";

/** `render`: a text in, the text with its names corrected out. Nothing is stored. */
export const render = defineCommand({
  name: "render",
  key: "cli.render",
  operands: { name: "FILE|FOLDER|-", least: 1, most: 1 },
  options: {
    glossary: { type: "string", value: "FILE", key: "cli.render-glossary" },
    source: { type: "string", value: "FILE|FOLDER", key: "cli.option-source" },
    discover: { type: "string", value: "auto|all|0–1", key: "cli.render-discover" },
    report: { type: "string", value: "FILE", key: "cli.render-report" },
    jobs: { type: "string", value: "N", key: "cli.render-jobs" },
    date: DATE_OPTION,
    encoding: ENCODING_OPTION,
    diff: { type: "boolean", key: "cli.render-diff" },
    check: { type: "boolean", key: "cli.render-check" },
    json: JSON_OPTION,
    out: { type: "string", value: "FILE|FOLDER", key: "cli.render-out" },
  },
  async run({ values, operands: [file = ""] }, session) {
    const { io, t } = session;
    if (values.diff && values.json) throw new Refusal("usage", { key: "cli.render-diff-json" });
    const { discover, report } = values;
    const folder = await isFolder(file);
    if (folder || discover !== undefined || report !== undefined) {
      if (values.diff || values.json || values.check)
        throw new Refusal("usage", { key: "cli.render-corpus-only" });
      const alone = folder && discover === undefined;
      return (alone ? renderFolder : renderAsCorpus)(session, file, values);
    }
    jobsOf(values.jobs);
    const encoding = encodingOf(values.encoding);
    const date = dateOf(values.date);
    const machine = await readTextFile(session, file, encoding);
    const source =
      values.source === undefined ? undefined : (await readTextFile(session, values.source, encoding)).text;
    const rendered = await renderWith(session, values.glossary, { machine: machine.text, source, date });
    const { text, changes, hits, findings } = rendered;
    const summary = [
      t("cli.render-changes", { count: changes.length }),
      t("cli.render-asks", { count: questions(hits) }),
    ];
    if (values.json) {
      const json = JSON.stringify({ text, changes, hits }, null, 2);
      await writeOutput(session, values.out, `${json}\n`);
    } else if (values.diff) {
      await writeOutput(
        session,
        values.out,
        changeLines(session, machine.text, rendered).map(ended).join(""),
      );
    } else if (!values.check) {
      await writeOutput(session, values.out, encodeText(text, machine));
    }
    if (values.check && !values.diff) changeLines(session, machine.text, rendered).forEach(io.tell);
    if (values.check || values.diff) io.tell(joinSentences(t, summary));
    for (const finding of findings) io.tell(session.sentence(finding));
    return findings.length > 0 || (values.check && changes.length > 0)
      ? EXIT_CODES.findings
      : EXIT_CODES.fine;
  },
});

/** Renders by a glossary file, else by the store's glossary. */
async function renderWith(
  session: Session,
  glossary: string | undefined,
  texts: RenderTextInput,
): Promise<RenderedText> {
  if (glossary !== undefined) {
    const { concepts } = await readGlossaryFile(session, glossary, undefined);
    return renderText({ ...texts, concepts, lexicon: readLexicon });
  }
  const rendered = await renderTextByStore(await session.deps(), texts);
  if (rendered.concepts.size === 0)
    session.io.tell(session.t("cli.render-no-glossary", { folder: session.storeName }));
  return rendered;
}

/** At how many places an editor is asked; rival concepts ask together. */
function questions(hits: readonly Hit[]): number {
  const asking = hits.filter(({ outcome }) => outcome === "ask" || outcome === "hold");
  return new Set(asking.filter(({ reason }) => reason !== "inside").map(({ from, to }) => `${from}-${to}`))
    .size;
}

/** One line for every change: place, words, concept, reason. */
function changeLines({ t }: Session, machine: string, { changes, concepts }: RenderedText): string[] {
  const placeOf = placeReader(machine);
  return changes.map((change) => {
    const { line, column } = placeOf(change.from);
    const concept = concepts.get(change.conceptId);
    const label = concept === undefined ? "" : conceptLabel(concept);
    const words = `«${oneLine(change.before)}» → «${oneLine(change.after)}»`;
    const reason = t(`reason.${change.reason}`);
    return `${line}:${column} ${words} [${oneLine(`${change.conceptId} ${label}`)}] ${reason}`;
  });
}

function ended(line: string): string {
  return `${line}\n`;
}
