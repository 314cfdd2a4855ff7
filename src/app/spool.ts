/** Values that were put aside, in order; they can be gone through again and again, without all being in memory. */
export interface Spooled<Value> extends Iterable<Value> {
  /** Gives back what they take; they are gone then. */
  readonly close: () => Promise<void>;
}

/** Puts values of plain data aside where many of them need little memory. */
export type Spool = <Value>(values: AsyncIterable<Value>) => Promise<Spooled<Value>>;
