import type { Deps } from "../../app/deps.ts";
import { importGlossary, previewImport, type ImportInput } from "../../app/glossary-import/import.ts";
import { IMPORT_POLICIES, type ImportRow } from "../../app/glossary-import/plan.ts";
import { conceptLabel } from "../../core/glossary/model.ts";
import { choice, defineCommand } from "../command.ts";
import { EXIT_CODES, type ExitCode } from "../exit-codes.ts";
import { withInput } from "../input-bytes.ts";
import {
  ENCODING_OPTION,
  encodingOf,
  FROM_OPTION,
  glossaryFormatOf,
  JSON_OPTION,
  ofFile,
} from "../inputs.ts";
import { oneLine } from "../lines.ts";
import type { Session } from "../session.ts";

/** `glossary import`: a glossary file of any format into the store; all of it or nothing. */
export const glossaryImport = defineCommand({
  name: "glossary import",
  key: "cli.glossary-import",
  operands: { name: "FILE|-", least: 1, most: 1 },
  options: {
    from: FROM_OPTION,
    policy: { type: "string", value: IMPORT_POLICIES.join("|"), key: "cli.option-policy" },
    "dry-run": { type: "boolean", key: "cli.option-dry-run" },
    encoding: ENCODING_OPTION,
    json: JSON_OPTION,
  },
  async run({ values, operands: [file = ""] }, session) {
    const { io, t } = session;
    const { json, "dry-run": isDry } = values;
    const policy =
      values.policy === undefined ? undefined : choice(values.policy, IMPORT_POLICIES, "--policy");
    const about = { policy, encoding: encodingOf(values.encoding), fileName: file };
    const format = glossaryFormatOf(values.from, "--from");
    const deps = await session.deps();
    return withInput(session, file, async (bytes) => {
      const input: ImportInput = { ...about, format, bytes };
      if (isDry) return ofFile(file, () => preview(session, deps, input, json));
      const done = await ofFile(file, () => importGlossary(deps, session.actor, input));
      const { added, changed, unchanged, conflicts, skipped } = done;
      if (json) await session.json(done);
      for (const finding of done.findings) io.tell(session.sentence(finding));
      io.tell(t("cli.glossary-imported", { added, changed, unchanged }));
      if (conflicts + skipped > 0) io.tell(t("cli.glossary-left-out", { conflicts, skipped }));
      if (added + changed > 0) io.tell(t("cli.glossary-rerender", { command: "zhengming rerender" }));
      return conflicts > 0 ? EXIT_CODES.findings : EXIT_CODES.fine;
    });
  },
});

/** A line for each row that is not as it is stored: what would become of it, its place, id, name and fields. */
async function preview(
  session: Session,
  deps: Deps,
  input: ImportInput,
  json: boolean | undefined,
): Promise<ExitCode> {
  const { io, t } = session;
  const rows: ImportRow[] = [];
  let lines = "";
  const plan = await previewImport(deps, input, (row) => {
    if (json) rows.push(row);
    else if (row.kind !== "unchanged") lines += lineOf(row);
  });
  if (json) await session.json({ ...plan, rows });
  else await io.write(lines);
  for (const finding of plan.findings) io.tell(session.sentence(finding));
  const { new: added, changed, unchanged, conflict: conflicts, skipped } = plan.counts;
  io.tell(t("cli.glossary-preview", { format: plan.format, added, changed, unchanged }));
  if (conflicts + skipped > 0) io.tell(t("cli.glossary-left-out", { conflicts, skipped }));
  return conflicts > 0 ? EXIT_CODES.findings : EXIT_CODES.fine;
}

function lineOf({ kind, line, number, concept, fields, candidates }: ImportRow): string {
  const more = kind === "conflict" ? candidates.map(({ id }) => id) : fields;
  const cells = [kind, String(line ?? number), concept.id, conceptLabel(concept), more.join(",")];
  return `${cells.map(oneLine).join("\t")}\n`;
}
