import { planImport, type ImportRow } from "../../app/glossary-import/plan.ts";
import { unwrap } from "../../app/texts.ts";
import { conceptLabel, type Concept } from "../../core/glossary/model.ts";
import type { GlossaryEntry } from "../../formats/glossaries/entry.ts";
import { readAll } from "../../formats/glossaries/format.ts";
import { defineCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { readInput } from "../files.ts";
import { ENCODING_OPTION, encodingOf, glossaryReader, JSON_OPTION, ofFile } from "../inputs.ts";
import { oneLine } from "../lines.ts";
import type { Session } from "../session.ts";

/**
 * `glossary diff`: what a second glossary file has, lacks and says otherwise than a first, a concept a line: `+`, `-`, `~` or `?` (its
 * Chinese is that of other concepts), id, name, and the fields that differ. Exits with 1 if there is a difference.
 */
export const glossaryDiff = defineCommand({
  name: "glossary diff",
  key: "cli.glossary-diff",
  operands: { name: "A|- B|-", least: 2, most: 2 },
  options: { encoding: ENCODING_OPTION, json: JSON_OPTION },
  async run({ values, operands: [first = "", second = ""] }, session) {
    const encoding = values.encoding;
    const before = await readEntries(session, first, encoding);
    const after = await readEntries(session, second, encoding);
    const concepts = before.map(({ concept }) => concept);
    const { rows } = planImport(concepts, after, { policy: "replace", revives: true });
    const kept = new Set(rows.flatMap(({ stored }) => (stored === undefined ? [] : [stored.id])));
    const removed = concepts.filter(({ id }) => !kept.has(id));
    const differing = rows.filter(({ kind }) => kind !== "unchanged");
    if (values.json) await session.json({ rows: differing, removed });
    else {
      await session.io.write(removed.map((concept) => lineOf("-", concept, [])).join(""));
      await session.io.write(differing.map((row) => lineOf(signOf(row), row.concept, row.fields)).join(""));
    }
    const count = removed.length + differing.length;
    session.io.tell(session.t("cli.glossary-differences", { count }));
    return count > 0 ? EXIT_CODES.findings : EXIT_CODES.fine;
  },
});

async function readEntries(
  session: Session,
  file: string,
  encoding: string | undefined,
): Promise<readonly GlossaryEntry[]> {
  const bytes = await readInput(session, file);
  const result = readAll(
    glossaryReader(bytes, file, undefined).read(bytes, { encoding: encodingOf(encoding) }),
  );
  return ofFile(file, () => unwrap(result, "failure.read"));
}

function signOf({ kind }: ImportRow): string {
  if (kind === "new") return "+";
  return kind === "conflict" ? "?" : "~";
}

function lineOf(sign: string, concept: Concept, fields: readonly string[]): string {
  return `${[sign, concept.id, conceptLabel(concept), fields.join(",")].map(oneLine).join("\t")}\n`;
}
