/**
 * Names that one page of the browser has at a time, among all its tabs: the browser's own locks, which end with the page,
 * however it ends. Where the browser has none (pages that are not served safely) every name is free.
 */
const held = new Map<string, () => void>();

const DRAFT = "zhengming:draft:";
const EDITOR = "zhengming:editor:";

/** The name of a draft: whoever has it may write and show the draft. */
export function draftName(key: string): string {
  return DRAFT + key;
}

/** The name of a page's open editor of a segment. */
export function editorName(segmentId: string, page: string): string {
  return `${EDITOR}${segmentId}:${page}`;
}

/** Takes a name for this page until it is given back; false when another page has it. */
export function takeName(name: string): Promise<boolean> {
  if (held.has(name)) return Promise.resolve(true);
  const locks = locksOf();
  if (locks === undefined) return Promise.resolve(true);
  return new Promise((resolve) => {
    const holding = locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock === null) {
        resolve(false);
        return undefined;
      }
      return new Promise<void>((release) => {
        held.set(name, release);
        resolve(true);
      });
    });
    holding.catch(() => resolve(true));
  });
}

/** Gives a name back that this page has. */
export function giveName(name: string): void {
  held.get(name)?.();
  held.delete(name);
}

/** Gives every name back: a page that the browser puts aside, to come back to, must hold none. */
export function giveAll(): void {
  for (const name of [...held.keys()]) giveName(name);
}

/** Whether another page has the segment's editor open. */
export async function isOpenElsewhere(segmentId: string): Promise<boolean> {
  const names = await takenNames();
  return names.some((name) => name.startsWith(editorName(segmentId, "")) && !held.has(name));
}

/** The names that pages have now. */
export async function takenNames(): Promise<readonly string[]> {
  try {
    const taken = (await locksOf()?.query())?.held ?? [];
    return taken.flatMap(({ name }) => (name === undefined ? [] : [name]));
  } catch {
    return [];
  }
}

function locksOf(): LockManager | undefined {
  // The type says that there are always some; a page that is not served safely has none.
  return (navigator as { readonly locks?: LockManager }).locks;
}
