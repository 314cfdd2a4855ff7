/** The longest string that an engine copies out of a larger one; longer pieces may be views that keep the whole alive. */
const COPIED = 12;

/**
 * The same text in memory of its own. What a parser cuts out of a piece of a file may be a view on it, so that a list of ids would
 * keep the whole file in memory.
 */
export function detached(text: string): string {
  return text.length <= COPIED ? text : ` ${text}`.slice(1);
}
