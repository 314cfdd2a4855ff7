/** Lists of the concepts of keys, which a process keeps as long as the glossary stays as it is. */
import type { StoreReader } from "../store.ts";
import type { ConceptFilter } from "./model.ts";

/** The concepts of the keys that begin alike. */
export interface Listed {
  /** Their numbers, about in the order of the keys, some of them several times. */
  readonly numbers: Uint32Array;
  /** Whether these are all of them. */
  readonly all: boolean;
  /** Of so many keys they are at most. */
  readonly most: number;
}

/** What the lists of one state of the glossary may take, in bytes. */
const MOST_BYTES = 32 * 1024 * 1024;

const NOTHING = new Uint32Array();

/** Lists of one state of the glossary; those that were not asked for the longest go when there are too many. */
export class Shelf {
  readonly #mostBytes: number;
  readonly #lists = new Map<string, Listed>();
  #bytes = 0;

  constructor(mostBytes = MOST_BYTES) {
    this.#mostBytes = mostBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * The concepts of the first `most` keys of each beginning that pass the filter, but for how much they are used. Only what is not
   * here is read.
   */
  async lists(
    tx: StoreReader,
    beginnings: readonly string[],
    filter: ConceptFilter,
    most: number,
  ): Promise<readonly Listed[]> {
    const names = beginnings.map((beginning) => nameOf(beginning, filter));
    const known = names.map((name) => this.#find(name));
    const isEnough = (at: number): boolean => {
      const listed = known[at];
      return listed !== undefined && (listed.all || listed.most >= most);
    };
    const missing = beginnings.flatMap((beginning, at) =>
      isEnough(at) ? [] : [{ at, beginning, from: known[at]?.most ?? 0 }],
    );
    const read = missing.length === 0 ? [] : await tx.numbersByKeys(missing, filter, most);
    for (const [place, { at }] of missing.entries()) {
      const { numbers = NOTHING, all = true } = read[place] ?? {};
      const before = known[at]?.numbers ?? NOTHING;
      known[at] = { numbers: joined(before, numbers), all, most };
      this.#put(names[at] ?? "", known[at]);
    }
    return known.filter((each) => each !== undefined);
  }

  #find(name: string): Listed | undefined {
    const listed = this.#lists.get(name);
    if (listed !== undefined) this.#put(name, listed);
    return listed;
  }

  #put(name: string, listed: Listed): void {
    this.#remove(name);
    this.#lists.set(name, listed);
    this.#bytes += sizeOf(name, listed);
    for (const oldest of this.#lists.keys()) {
      if (this.#bytes <= this.#mostBytes) break;
      this.#remove(oldest);
    }
  }

  #remove(name: string): void {
    const listed = this.#lists.get(name);
    if (listed === undefined) return;
    this.#lists.delete(name);
    this.#bytes -= sizeOf(name, listed);
  }
}

function joined(a: Uint32Array, b: Uint32Array): Uint32Array {
  if (a.length === 0) return b;
  const both = new Uint32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function nameOf(beginning: string, { category, status, evidence }: ConceptFilter): string {
  return [beginning, category, status, evidence].join("\n");
}

/** About the bytes that a list takes. */
function sizeOf(name: string, { numbers }: Listed): number {
  return numbers.byteLength + 2 * name.length + 200;
}

/** The shelf of the newest state of the glossary that a process has searched in a store. */
export class Shelves {
  #revision = -1;
  #shelf = new Shelf();

  /**
   * The shelf of the state that a transaction sees, which must not write; a new one where that is older, or where an import is still
   * being entered in the search: then keys change without a revision.
   */
  async of(tx: StoreReader): Promise<Shelf> {
    const revision = await tx.glossaryRevision();
    if (revision < this.#revision || (await tx.stagedImports()).length > 0) return new Shelf();
    if (revision > this.#revision) {
      this.#revision = revision;
      this.#shelf = new Shelf();
    }
    return this.#shelf;
  }
}

const kept = new WeakMap<object, Shelves>();

/** The shelves of a store. */
export function shelvesOf(store: object): Shelves {
  const known = kept.get(store);
  if (known !== undefined) return known;
  const made = new Shelves();
  kept.set(store, made);
  return made;
}
