import { lintGlossary } from "../../app/glossary-files.ts";
import type { Finding } from "../../core/finding.ts";
import { lintGlossary as lintConcepts } from "../../core/glossary/lint.ts";
import { defineCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { ENCODING_OPTION, encodingOf, JSON_OPTION, readGlossaryFile } from "../inputs.ts";
import { joinSentences } from "../lines.ts";
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
    else await io.write(findings.map((finding) => `${lineOf(session, finding)}\n`).join(""));
    const count = (severity: Finding["severity"]): number =>
      findings.filter((finding) => finding.severity === severity).length;
    const [errors, warnings] = [count("error"), count("warning")];
    const counts = [t("cli.lint-errors", { count: errors }), t("cli.lint-warnings", { count: warnings })];
    io.tell(joinSentences(t, counts));
    return errors > 0 || (values.strict && warnings > 0) ? EXIT_CODES.findings : EXIT_CODES.fine;
  },
});

/** What was noticed in reading the file, then in its concepts. */
async function lintFile(
  session: Session,
  file: string,
  encoding: ReturnType<typeof encodingOf>,
): Promise<Finding[]> {
  const { concepts, findings } = await readGlossaryFile(session, file, encoding);
  return [...findings, ...lintConcepts(concepts)];
}

/** Severity, code, concepts and the sentence, separated by tabs. */
function lineOf({ sentence }: Session, finding: Finding): string {
  const { severity, code, conceptIds = [] } = finding;
  return [severity, code, conceptIds.join(","), sentence(finding)].join("\t");
}
