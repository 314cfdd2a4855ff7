import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store, StoreWriter } from "../../src/app/store.ts";
import { aChange, aConceptRecord, anArticle, aSegment } from "../support/records.ts";

/** A store under test. `reopen` closes it and opens the same data again; `dispose` closes it and deletes the data. */
export interface Opened {
  readonly store: Store;
  readonly reopen: () => Promise<Store>;
  readonly dispose: () => Promise<void>;
}

/** Gives each test a store of its own and takes it away at the end. */
export type WithStore = (work: (opened: Opened) => Promise<void>) => () => Promise<void>;

/** {@link WithStore} for the stores that `open` makes. */
export function withStore(open: () => Promise<Opened>): WithStore {
  return (work) => async () => {
    const opened = await open();
    try {
      await work(opened);
    } finally {
      await opened.dispose();
    }
  };
}

/** The change `c1`, the article `a1`, its segment `s1` and the concept `k1`. */
export async function writeBasics(tx: StoreWriter): Promise<void> {
  await tx.addChange(aChange());
  await tx.addArticle(anArticle());
  await tx.putSegment(aSegment(), "c1");
  await tx.putConcept(aConceptRecord(), "c1", await tx.nextGlossaryRevision());
}

/** A promise and the function that fulfils it. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return { opened: promise, open: () => resolve(undefined) };
}

/** Gives `work` a folder of its own and deletes it at the end. */
export async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "zhengming-store-"));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
