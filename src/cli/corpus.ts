/** What `discover` and `render` over folders share: reading pairs of files and a glossary, and saying what is missing. */
import { type CorpusFinding, type CorpusText, storedConcepts } from "../app/discover-texts.ts";
import type { Concept } from "../core/glossary/model.ts";
import type { DecodedText, Encoding } from "../formats/text/decode.ts";
import { readGlossaryFile, readTextFile } from "./inputs.ts";
import { failureSentences } from "../i18n/messages.ts";
import { joinSentences, oneLine } from "./lines.ts";
import type { FilePair } from "./pairs.ts";
import { FileFailure } from "./refusal.ts";
import type { Session } from "./session.ts";

/** A text that was read, with how its file was written. */
export interface ReadText extends CorpusText {
  readonly file: DecodedText;
}

/** What was read. */
export interface ReadPairs {
  readonly texts: readonly ReadText[];
  /** Whether something was missing or empty, which has been said. */
  readonly incomplete: boolean;
}

/** Reads pairs of files in their order; says which have no counterpart or an empty side. */
export async function readPairs(
  session: Session,
  pairs: readonly FilePair[],
  encoding: Encoding | undefined,
): Promise<ReadPairs> {
  const { io, t } = session;
  const texts: ReadText[] = [];
  let incomplete = false;
  const say = (sentence: string): void => {
    incomplete = true;
    io.tell(sentence);
  };
  for (const { name, machine, source } of pairs) {
    if (machine === undefined) {
      say(t("cli.pair-no-machine", { file: oneLine(name) }));
      continue;
    }
    const file = await readUnlessEmpty(session, machine, encoding, pairs.length > 1);
    if (typeof file === "string") {
      say(file);
      continue;
    }
    if (file === undefined) {
      say(t("cli.pair-empty-machine", { file: oneLine(machine) }));
      continue;
    }
    const beside =
      source === undefined ? undefined : await readUnlessEmpty(session, source, encoding, pairs.length > 1);
    if (typeof beside === "string") {
      say(beside);
      continue;
    }
    const chinese = beside?.text ?? "";
    if (source === undefined) say(t("cli.pair-no-source", { file: oneLine(name) }));
    else if (chinese.trim() === "") say(t("cli.pair-empty-source", { file: oneLine(source) }));
    texts.push({ id: name, machine: file.text, source: chinese, file });
  }
  return { texts, incomplete };
}

/**
 * A text; undefined for a file without any; what is wrong with one that cannot be read, where there are others: one file
 * does not stop them.
 */
async function readUnlessEmpty(
  session: Session,
  file: string,
  encoding: Encoding | undefined,
  others: boolean,
): Promise<DecodedText | string | undefined> {
  try {
    const read = await readTextFile(session, file, encoding);
    return read.text.trim() === "" ? undefined : read;
  } catch (error) {
    if (!(error instanceof FileFailure)) throw error;
    if (error.failure.findings.some(({ code }) => code === "empty")) return undefined;
    if (!others) throw error;
    const [what = "", ...faults] = failureSentences(session.t, error.failure);
    return `${oneLine(file)}: ${joinSentences(session.t, [what, ...faults])}`;
  }
}

/** The concepts of a glossary file, else of the store; says when the store has none. */
export async function readConcepts(
  session: Session,
  glossary: string | undefined,
): Promise<readonly Concept[]> {
  if (glossary !== undefined) return (await readGlossaryFile(session, glossary, undefined)).concepts;
  const concepts = await storedConcepts(await session.deps());
  if (concepts.length === 0)
    session.io.tell(session.t("cli.render-no-glossary", { folder: session.storeName }));
  return concepts;
}

/** Says what is wrong with the sides of texts. */
export function tellFindings(session: Session, findings: readonly CorpusFinding[]): void {
  for (const { id, finding } of findings) session.io.tell(`${oneLine(id)}: ${session.sentence(finding)}`);
}
