/** The pages of glossary files, in the states that they have. */
import { planImport, type ImportPolicy, type RowKind } from "../../src/app/glossary-import/plan.ts";
import { KINDS_IN_ORDER } from "../../src/app/glossary-uploads.ts";
import { noLosses } from "../../src/formats/glossaries/losses.ts";
import { readCsvEntries } from "../../src/formats/glossaries/csv.ts";
import { GLOSSARY_FORMATS, type GlossaryFormatName } from "../../src/formats/table.ts";
import { CATEGORIES, CONCEPT_STATUSES } from "../../src/core/glossary/model.ts";
import type { GlossaryExportsModel } from "../../src/http/pages/glossary-exports.ts";
import { uploadModel, type GlossaryUploadModel } from "../../src/http/pages/glossary-upload.ts";

const STORED =
  "id,zh_hans,preferred_en,deprecated_en\nA1,毕坚文,Mohamed Butt,Bi Jianwen\nB1,李伟,Li Wei,\nB2,李伟,Lee Wai,\n";
const FILE =
  "id,zh_hans,preferred_en,deprecated_en,note\nA1,毕坚文,M. D. Butt,Bi Jian-wen,of the council\n,李伟,,,x\n,两会,Two Sessions,,\n,王五,,,\n";

function upload(file: string, policy: ImportPolicy, wanted?: RowKind): GlossaryUploadModel {
  const [stored, read] = [readCsvEntries(STORED), readCsvEntries(file)];
  if (!stored.ok || !read.ok) throw new Error("a fixture does not read");
  const { rows, counts } = planImport(
    stored.value.map(({ concept }) => concept),
    read.value,
    { policy },
  );
  const findings = [{ code: "no-form", severity: "warning", params: {}, place: { line: 9 } }] as const;
  const kind = wanted ?? KINDS_IN_ORDER.find((each) => counts[each] > 0) ?? "unchanged";
  return uploadModel({
    ...{ id: "u1", name: "terms from a long-named tool.csv", format: "csv", findings },
    // More than fit on a page.
    counts: { ...counts, new: counts.new * 120 },
    ...{ policy, kind, page: 1 },
    rows: rows.filter((row) => row.kind === kind),
    choices: new Map([[2, { kind: "use", conceptId: "B1" }]]),
  });
}

function exports(
  chosen: GlossaryFormatName | undefined,
  articles: GlossaryExportsModel["articles"] = [],
): GlossaryExportsModel {
  const losses = noLosses();
  losses.lose("forbidden", "A1", 3);
  losses.lose("fields", "A1", 12);
  return {
    formats: GLOSSARY_FORMATS.map(({ name }) => ({
      name,
      address: `/glossary/exports/${name}`,
      chosen: name === chosen,
    })),
    articles,
    category: undefined,
    status: "approved",
    categories: CATEGORIES,
    statuses: CONCEPT_STATUSES,
    findings: chosen === undefined ? [] : losses.report(),
    lookedAt: chosen === undefined ? undefined : 2_000,
    chosen,
  };
}

/** The page before an import, and that of the formats. */
export const GLOSSARY_PAGES = [
  { page: "glossary-upload", name: "conflicts", model: upload(FILE, "update") },
  { page: "glossary-upload", name: "changes", model: upload(FILE, "update", "changed") },
  { page: "glossary-upload", name: "new rows, several pages", model: upload(FILE, "update", "new") },
  { page: "glossary-upload", name: "nothing new", model: upload(STORED, "update") },
  { page: "glossary-upload", name: "rows that stay as they are", model: upload(FILE, "add", "skipped") },
  { page: "glossary-exports", name: "all formats", model: exports(undefined) },
  { page: "glossary-exports", name: "one format", model: exports("omegat") },
  {
    page: "glossary-exports",
    name: "an article",
    model: exports(undefined, [{ id: "a1", title: "甲 & Alpha" }]),
  },
] as const;

/** A look at the glossary that asks for nothing. */
export const GLOSSARY_NOTHING_ASKED = {
  ...{ q: "", category: "", status: "", evidence: "", used: "", finding: "" },
};
