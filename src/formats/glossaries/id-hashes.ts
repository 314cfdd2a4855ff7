import { hashOf, type Hashes } from "../../core/text/hashes.ts";

/** The lines on which ids that may stand twice stand first; of all others nothing is held. */
export class FirstLines {
  readonly #twins: ReadonlySet<number>;
  readonly #lines = new Map<string, number>();

  constructor(ids: Hashes) {
    this.#twins = ids.twins();
  }

  /** The line on which an id stood before; notes this one where there was none. */
  before(id: string, line: number): number | undefined {
    if (!this.#twins.has(hashOf(id))) return undefined;
    const first = this.#lines.get(id);
    if (first === undefined) this.#lines.set(id, line);
    return first;
  }
}
