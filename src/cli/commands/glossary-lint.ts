import { lintGlossary } from "../../app/glossary-files.ts";
import { GlossarySource } from "../../app/glossary-import/source.ts";
import type { Finding } from "../../core/finding.ts";
import { lintConcepts } from "../../core/glossary/lint.ts";
import type { Concept } from "../../core/glossary/model.ts";
import type { GlossaryEntry } from "../../formats/glossaries/entry.ts";
import { recogniseGlossary } from "../../formats/table.ts";
import { detached } from "../../formats/xml/detached.ts";
import { spoolOnTheWay } from "../../jobs/spool.ts";
import { defineCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { STANDARD } from "../files.ts";
import { withInput } from "../input-bytes.ts";
import { ENCODING_OPTION, encodingOf, JSON_OPTION, ofFile } from "../inputs.ts";
import { joinSentences } from "../lines.ts";
import { writePieces } from "../output-pieces.ts";
import type { Session } from "../session.ts";

/** `glossary lint`: what is wrong or dangerous in a glossary file, or in the store's glossary. */
export const glossaryLint = defineCommand({
  name: "glossary lint",
  key: "cli.glossary-lint",
  operands: { name: "[FILE|-]", least: 0, most: 1 },
  options: {
    strict: { type: "boolean", key: "cli.glossary-strict" },
    encoding: ENCODING_OPTION,
    json: JSON_OPTION,
  },
  async run({ values, operands: [file] }, session) {
    const { io, t } = session;
    const encoding = encodingOf(values.encoding);
    const findings =
      file === undefined ? await lintGlossary(await session.deps()) : await lintFile(session, file, encoding);
    if (values.json) await session.json(findings);
    else await writePieces(session, STANDARD, linesOf(session, findings));
    const count = (severity: Finding["severity"]): number =>
      findings.filter((finding) => finding.severity === severity).length;
    const [errors, warnings] = [count("error"), count("warning")];
    const counts = [t("cli.lint-errors", { count: errors }), t("cli.lint-warnings", { count: warnings })];
    io.tell(joinSentences(t, counts));
    return errors > 0 || (values.strict && warnings > 0) ? EXIT_CODES.findings : EXIT_CODES.fine;
  },
});

/**
 * What was noticed in reading the file, then in its concepts: these wait on the disk, with no more of them than is looked at, to be
 * gone through again.
 */
function lintFile(
  session: Session,
  file: string,
  encoding: ReturnType<typeof encodingOf>,
): Promise<Finding[]> {
  return withInput(session, file, (bytes) =>
    ofFile(file, async () => {
      const format = recogniseGlossary(bytes, file);
      const source = new GlossarySource(format.name, () => format.read(bytes, { encoding }));
      const concepts = spoolOnTheWay(lintedParts(source));
      try {
        const found = lintConcepts(concepts);
        return [...source.findings, ...found];
      } finally {
        await concepts.close();
      }
    }),
  );
}

/** The concepts without what is not looked at, detached from the text of their file. */
function* lintedParts(entries: Iterable<GlossaryEntry>): Generator<Concept> {
  for (const { concept } of entries) {
    const forms = concept.forms.map((form) => ({ ...form, text: detached(form.text) }));
    yield { ...concept, id: detached(concept.id), forms, note: "", evidence: [], extra: {} };
  }
}

function* linesOf(session: Session, findings: readonly Finding[]): Generator<string> {
  for (const finding of findings) yield `${lineOf(session, finding)}\n`;
}

/** Severity, code, concepts and the sentence, separated by tabs. */
function lineOf({ sentence }: Session, finding: Finding): string {
  const { severity, code, conceptIds = [] } = finding;
  return [severity, code, conceptIds.join(","), sentence(finding)].join("\t");
}
