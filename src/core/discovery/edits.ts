import { foldSurface } from "../text/elements.ts";

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
export interface EditProposal extends HandEdit {
  readonly count: number;
}

/** How often an edit is made before it is proposed. */
const LEAST = 2;

/** Edits made at least twice under the same Chinese, by count, then in the order in which they were first made. */
export function repeatedEdits(edits: readonly HandEdit[]): EditProposal[] {
  const groups = new Map<string, { readonly edit: HandEdit; count: number }>();
  for (const edit of edits) {
    const [machine, edited] = [foldSurface(edit.machine), edit.edited.trim()];
    if (machine === "" || edited === "" || edit.chinese.trim() === "" || edit.machine.trim() === edited)
      continue;
    const key = [edit.conceptId ?? "", edit.chinese, machine, edited].join("\n");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { edit, count: 1 });
    else group.count++;
  }
  return [...groups.values()]
    .filter(({ count }) => count >= LEAST)
    .sort((a, b) => b.count - a.count)
    .map(({ edit, count }) => ({ ...edit, count }));
}
