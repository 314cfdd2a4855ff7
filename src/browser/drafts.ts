import type { SaveRequest } from "./saving.ts";

/** What was typed in a segment's editor and is not known to be saved. */
export interface Draft {
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
const STORE = "drafts";
/** How long a draft is kept, in milliseconds. */
const KEPT = 30 * 24 * 60 * 60_000;

let opened: Promise<IDBDatabase> | undefined;

/** Keeps a draft on this device in place of the segment's earlier one; false when the device keeps nothing. */
export async function keepDraft(draft: Draft): Promise<boolean> {
  return (await use("readwrite", (store) => store.put(draft))) !== undefined;
}

/** The segment's draft, if there is one. */
export async function readDraft(segmentId: string): Promise<Draft | undefined> {
  const found = await use("readonly", (store): IDBRequest<unknown> => store.get(segmentId));
  return isDraft(found) ? found : undefined;
}

/** Takes the segment's draft away. */
export async function dropDraft(segmentId: string): Promise<void> {
  await use("readwrite", (store) => store.delete(segmentId));
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
 * The result of one request to the store once it is on the device; undefined when the browser has no store or lets
 * nobody use it, as in some private windows.
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
    const request = indexedDB.open(DATABASE, 1);
    request.addEventListener("upgradeneeded", () => {
      request.result.createObjectStore(STORE, { keyPath: "segmentId" });
    });
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

function isDraft(value: unknown): value is Draft {
  return typeof value === "object" && value !== null && "segmentId" in value && "text" in value;
}
