import type { SaveRequest } from "./saving.ts";

/** What was typed in a segment's editor and is not known to be saved. */
export interface Draft {
  /** Of the editor that keeps it: two tabs with one segment have a draft each. */
  readonly key: string;
  readonly segmentId: string;
  readonly text: string;
  readonly base: string | undefined;
  readonly revision: number;
  /** Milliseconds UTC. */
  readonly at: number;
  /** The request whose answer had not come. */
  readonly sending: SaveRequest | undefined;
}

const DATABASE = "zhengming";
const VERSION = 2;
const STORE = "typed";
/** The store of the first version: one draft a segment, by the segment's id. */
const FIRST_STORE = "drafts";
const BY_SEGMENT = "segment";
/** How long a draft is kept, in milliseconds. */
const KEPT = 30 * 24 * 60 * 60_000;

let opened: Promise<IDBDatabase> | undefined;

/** Keeps a draft on this device in place of the one with its key; false when the device keeps nothing. */
export async function keepDraft(draft: Draft): Promise<boolean> {
  return (await use("readwrite", (store) => store.put(draft))) !== undefined;
}

/** The drafts of a segment, newest first. */
export async function readDrafts(segmentId: string): Promise<readonly Draft[]> {
  const found = await use("readonly", (store): IDBRequest<unknown[]> =>
    store.index(BY_SEGMENT).getAll(segmentId),
  );
  return (found ?? []).filter(isDraft).sort((a, b) => b.at - a.at);
}

/** All drafts, of whatever segment. */
export async function listDrafts(): Promise<readonly Draft[]> {
  const found = await use("readonly", (store): IDBRequest<unknown[]> => store.getAll());
  return (found ?? []).filter(isDraft);
}

/** Takes a draft away. */
export async function dropDraft(key: string): Promise<void> {
  await use("readwrite", (store) => store.delete(key));
}

/** Takes all drafts away: whoever works here next must not find what somebody else typed. */
export async function clearDrafts(): Promise<void> {
  await use("readwrite", (store) => store.clear());
}

/** Takes away the drafts that have been kept for too long. */
export async function dropOldDrafts(now: number): Promise<void> {
  await use("readwrite", (store) => {
    const request = store.openCursor();
    request.addEventListener("success", () => {
      const cursor = request.result;
      if (!cursor) return;
      const value: unknown = cursor.value;
      if (!isDraft(value) || now - value.at > KEPT) cursor.delete();
      cursor.continue();
    });
    return request;
  });
}

/**
 * The result of one request to the store once it is on the device; undefined when the browser has no store, lets nobody
 * use it, as in some private windows, or has no room.
 */
async function use<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const database = await (opened ??= open());
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = ask(transaction.objectStore(STORE));
      transaction.addEventListener("complete", () => resolve(request.result));
      transaction.addEventListener("abort", () => reject(new Error("aborted")));
    });
  } catch {
    opened = undefined;
    return undefined;
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.addEventListener("upgradeneeded", () => makeStore(request));
    request.addEventListener("success", () => {
      const database = request.result;
      // Another page needs a newer store: this one must not stand in its way.
      database.addEventListener("versionchange", () => {
        database.close();
        opened = undefined;
      });
      resolve(database);
    });
    request.addEventListener("error", () => reject(new Error("no store")));
    request.addEventListener("blocked", () => reject(new Error("no store")));
  });
}

function makeStore({ result: database, transaction }: IDBOpenDBRequest): void {
  const store = database.createObjectStore(STORE, { keyPath: "key" });
  store.createIndex(BY_SEGMENT, "segmentId");
  if (!database.objectStoreNames.contains(FIRST_STORE)) return;
  const earlier: IDBRequest<unknown[]> | undefined = transaction?.objectStore(FIRST_STORE).getAll();
  earlier?.addEventListener("success", () => {
    for (const draft of earlier.result) if (isText(draft)) store.put({ ...draft, key: draft.segmentId });
    database.deleteObjectStore(FIRST_STORE);
  });
}

function isDraft(value: unknown): value is Draft {
  return isText(value) && "key" in value;
}

function isText(value: unknown): value is Omit<Draft, "key"> {
  return typeof value === "object" && value !== null && "segmentId" in value && "text" in value;
}
