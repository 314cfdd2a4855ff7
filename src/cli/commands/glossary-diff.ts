import { planRow, type ImportRow, type KnownConcepts } from "../../app/glossary-import/plan.ts";
import { unwrap } from "../../app/texts.ts";
import { conceptLabel, type Concept } from "../../core/glossary/model.ts";
import type { FileBytes } from "../../formats/bytes.ts";
import type { GlossaryEntry } from "../../formats/glossaries/entry.ts";
import type { Encoding } from "../../formats/text/decode.ts";
import { exhaust } from "../../formats/stop.ts";
import { ConceptsOnDisk } from "../../jobs/concepts-on-disk.ts";
import { spoolOnTheWay } from "../../jobs/spool.ts";
import { defineCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { STANDARD } from "../files.ts";
import { withInput } from "../input-bytes.ts";
import { ENCODING_OPTION, encodingOf, glossaryReader, JSON_OPTION, ofFile } from "../inputs.ts";
import { jsonPieces } from "../json-pieces.ts";
import { oneLine } from "../lines.ts";
import { writePieces } from "../output-pieces.ts";

/**
 * `glossary diff`: what a second glossary file has, lacks and says otherwise than a first, a concept a line: `+`, `-`, `~` or `?` (its
 * Chinese is that of other concepts), id, name, and the fields that differ. Exits with 1 if there is a difference. The first file's
 * concepts wait on the disk, so that neither file is in memory.
 */
export const glossaryDiff = defineCommand({
  name: "glossary diff",
  key: "cli.glossary-diff",
  operands: { name: "A|- B|-", least: 2, most: 2 },
  options: { encoding: ENCODING_OPTION, json: JSON_OPTION },
  async run({ values, operands: [first = "", second = ""] }, session) {
    const encoding = encodingOf(values.encoding);
    const known = await withInput(session, first, (bytes) =>
      ofFile(first, () => new ConceptsOnDisk(conceptsOf(entriesOf(bytes, first, encoding)))),
    );
    try {
      const count = await withInput(session, second, (bytes) =>
        ofFile(second, async () => {
          const found = new Differences(known, entriesOf(bytes, second, encoding));
          const write = (pieces: Iterable<string>): Promise<void> => writePieces(session, STANDARD, pieces);
          await (values.json
            ? write(jsonPieces({ rows: found, removed: found.removed() }))
            : asLines(found, write));
          return found.count;
        }),
      );
      session.io.tell(session.t("cli.glossary-differences", { count }));
      return count > 0 ? EXIT_CODES.findings : EXIT_CODES.fine;
    } finally {
      known.close();
    }
  },
});

function* entriesOf(
  bytes: FileBytes,
  file: string,
  encoding: Encoding | undefined,
): Generator<GlossaryEntry> {
  unwrap(yield* glossaryReader(bytes, file, undefined).read(bytes, { encoding }), "failure.read");
}

function* conceptsOf(entries: Iterable<GlossaryEntry>): Generator<Concept> {
  for (const { concept } of entries) yield concept;
}

/** The rows of a second file that differ from a first, once, and then what only the first has. */
class Differences implements Iterable<ImportRow> {
  count = 0;
  readonly #known: ConceptsOnDisk;
  readonly #entries: Iterable<GlossaryEntry>;

  constructor(known: ConceptsOnDisk, entries: Iterable<GlossaryEntry>) {
    this.#known = known;
    this.#entries = entries;
  }

  *[Symbol.iterator](): Generator<ImportRow> {
    let number = 0;
    for (const entry of this.#entries) {
      const row = rowOf(entry, ++number, this.#known);
      if (row.stored !== undefined) this.#known.use(row.stored);
      if (row.kind === "unchanged") continue;
      this.count++;
      yield row;
    }
  }

  /** Known when all rows were gone through. */
  *removed(): Generator<Concept> {
    for (const concept of this.#known.unused()) {
      this.count++;
      yield concept;
    }
  }
}

function rowOf(entry: GlossaryEntry, number: number, known: KnownConcepts): ImportRow {
  return planRow(entry, number, known, { policy: "replace", revives: true, choice: undefined });
}

/** What is removed stands first, which is known last: the other lines wait on the disk. */
async function asLines(
  found: Differences,
  write: (pieces: Iterable<string>) => Promise<void>,
): Promise<void> {
  const lines = spoolOnTheWay(linesOf(found));
  try {
    exhaust(lines);
    await write(
      (function* () {
        for (const concept of found.removed()) yield lineOf("-", concept, []);
        yield* lines;
      })(),
    );
  } finally {
    await lines.close();
  }
}

function* linesOf(rows: Iterable<ImportRow>): Generator<string> {
  for (const row of rows) yield lineOf(signOf(row), row.concept, row.fields);
}

function signOf({ kind }: ImportRow): string {
  if (kind === "new") return "+";
  return kind === "conflict" ? "?" : "~";
}

function lineOf(sign: string, concept: Concept, fields: readonly string[]): string {
  return `${[sign, concept.id, conceptLabel(concept), fields.join(",")].map(oneLine).join("\t")}\n`;
}
