import { diffTexts } from "../merge/diff.ts";
import { shiftAt } from "../rendering/offsets.ts";
import type { Change } from "../rendering/model.ts";
import { foldSurface } from "../text/elements.ts";
import { foldHans } from "../text/hans.ts";
import type { Span } from "../text/span.ts";
import { overlaps } from "../text/span.ts";
import { englishWords } from "./english.ts";

/** A segment as it stands: what was rendered, what an editor made of it, and what the glossary had changed. */
export interface EditedText {
  readonly rendered: string;
  readonly text: string;
  /** Changed spans of `rendered`; `from`–`to` are relative to the segment's machine text. */
  readonly provenance: readonly Change[];
}

/** Words of the machine that an editor wrote otherwise. */
export interface EditedWords {
  /** Range of the segment's machine text. */
  readonly span: Span;
  readonly machine: string;
  readonly edited: string;
  /** What stands on both sides up to the next change, the same in both texts. */
  readonly left: string;
  readonly right: string;
}

/** A longer change is another sentence, not another name. */
const LONGEST = 8;

/**
 * The words that an editor wrote otherwise, in order: replacements of up to {@link LONGEST} words that say something on
 * both sides. Where the glossary had written, an editor's words are about its English and not about the machine's.
 */
export function editedWords({ rendered, text, provenance }: EditedText): EditedWords[] {
  if (rendered === text) return [];
  const parts = diffTexts(rendered, text);
  const found: EditedWords[] = [];
  let at = 0;
  parts.forEach(({ kind, before, after }, index) => {
    const from = at;
    at += before.length;
    if (kind !== "replaced" || !saysSomething(before) || !saysSomething(after)) return;
    const range = { from, to: at };
    if (provenance.some(({ rendered: own }) => overlaps(own, range))) return;
    const ends = provenance.map((change) => change.rendered);
    const start = Math.max(0, ...ends.filter(({ to }) => to <= from).map(({ to }) => to));
    const end = Math.min(rendered.length, ...ends.filter((own) => own.from >= at).map((own) => own.from));
    const [previous, next] = [parts[index - 1], parts[index + 1]];
    const left = previous?.kind === "same" ? previous.before : "";
    const right = next?.kind === "same" ? next.before : "";
    const shift = machineShift(provenance, from);
    found.push({
      span: { from: from - shift, to: at - shift },
      machine: before,
      edited: after,
      left: left.slice(Math.max(0, left.length - (from - start))),
      right: right.slice(0, end - at),
    });
  });
  return found;
}

/** How far the rendered text is ahead of the machine text at an offset of the rendered text. */
function machineShift(provenance: readonly Change[], offset: number): number {
  const before = provenance.filter(({ rendered }) => rendered.to <= offset);
  return shiftAt(before, Infinity);
}

function saysSomething(text: string): boolean {
  const words = englishWords(text);
  return words.length <= LONGEST && words.some(({ stop, text: word }) => !stop && /\p{L}/u.test(word));
}

/** A change that an editor made by hand beside a Chinese text. */
export interface HandEdit {
  /** The concept whose Chinese stands in the sentence; undefined where no concept is known. */
  readonly conceptId?: string;
  /** The Chinese that the changed words stand for. */
  readonly chinese: string;
  readonly machine: string;
  readonly edited: string;
}

/** A change that was made again and again: a form for the glossary. */
export interface EditProposal<Edit extends HandEdit = HandEdit> extends HandEdit {
  /** The edits, in the order in which they were given; at least {@link LEAST}. */
  readonly edits: readonly Edit[];
}

/** How often an edit is made before it is proposed. */
export const LEAST = 2;

/**
 * Edits made at least twice under the same Chinese, by count, then in the order in which they were first made. The
 * machine's words are compared folded, the Chinese in simplified characters.
 */
export function repeatedEdits<Edit extends HandEdit>(edits: readonly Edit[]): EditProposal<Edit>[] {
  const groups = new Map<string, Edit[]>();
  for (const edit of edits) {
    const [machine, edited] = [foldSurface(edit.machine), edit.edited.trim()];
    if (machine === "" || edited === "" || edit.chinese.trim() === "" || edit.machine.trim() === edited)
      continue;
    const key = [edit.conceptId ?? "", foldHans(edit.chinese), machine, edited].join("\n");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [edit]);
    else group.push(edit);
  }
  return [...groups.values()]
    .filter(({ length }) => length >= LEAST)
    .sort((a, b) => b.length - a.length)
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { conceptId, chinese, machine, edited } = first;
      const concept = conceptId === undefined ? {} : { conceptId };
      return [{ ...concept, chinese, machine: machine.trim(), edited: edited.trim(), edits: group }];
    });
}
