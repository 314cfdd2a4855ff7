import type { ReadResult } from "../../core/finding.ts";
import type { Concept } from "../../core/glossary/model.ts";
import type { Encoding } from "../text/decode.ts";

export interface GlossaryReadOptions {
  /** The encoding a person chose, for a format that is text. */
  readonly encoding?: Encoding | undefined;
  /** Makes the id of a concept that has none; without it such ids are made from the place in the file. */
  readonly newId?: (() => string) | undefined;
}

/** One kind of glossary file. */
export interface GlossaryFormat {
  readonly name: string;
  /** With the dot, lower case; the first is the one that is written. */
  readonly extensions: readonly string[];
  readonly mediaType: string;
  /** All concepts of a file or none; never throws. */
  readonly read: (bytes: Uint8Array, options?: GlossaryReadOptions) => ReadResult<readonly Concept[]>;
  readonly write: (concepts: readonly Concept[]) => Uint8Array;
}
