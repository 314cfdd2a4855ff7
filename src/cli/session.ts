import { userInfo } from "node:os";
import { v7 } from "uuid";
import type { Deps } from "../app/deps.ts";
import { localQueue, type RunQueue } from "../app/queue.ts";
import type { Actor } from "../app/records.ts";
import type { Store } from "../app/store.ts";
import type { Finding } from "../core/finding.ts";
import { negotiateLanguage } from "../i18n/languages.ts";
import { findingSentence } from "../i18n/messages.ts";
import { loadTranslator, type Translate, type Translator } from "../i18n/translator.ts";
import { isPostgresUrl, openStore, type StorePlace } from "../storage/open.ts";
import { sqlOf } from "../storage/store.ts";
import type { Io } from "./io.ts";
import { discoverInThread } from "../jobs/discovery.ts";
import { readLexicon } from "../jobs/lexicon-file.ts";
import { pgBossQueue } from "../jobs/pg-boss-queue.ts";
import { spoolToDisk } from "../jobs/spool.ts";
import { oneLine } from "./lines.ts";
import { lintInThread } from "./lint-thread.ts";
import { Refusal } from "./refusal.ts";

/** What a command works with. */
export interface Session {
  readonly io: Io;
  readonly t: Translate;
  readonly translator: Translator;
  /** Who the changes of this command are by. */
  readonly actor: Actor;
  /** Where the store is, for people: its folder, or the database's address without a password. */
  readonly storeName: string;
  readonly newId: () => string;
  /** Where the store is. Refuses an address that is none of a database. */
  readonly place: () => StorePlace;
  /** Opens the store when it is first asked for. */
  readonly deps: () => Promise<Deps>;
  /** A finding as one line. */
  readonly sentence: (finding: Finding) => string;
  /** Writes a value as JSON to standard output. */
  readonly json: (value: unknown) => Promise<void>;
  /** Marks standard input as read. Fails when it was read before. */
  readonly takeInput: () => AsyncIterable<Uint8Array>;
  readonly close: () => Promise<void>;
}

/** A session on the process's surroundings. Close it in the end. */
export async function openSession(io: Io): Promise<Session> {
  const translator = await loadTranslator();
  const t = translator.for(negotiateLanguage(languageTag(io.env)));
  const dataDir = setting(io, "ZHENGMING_DATA") ?? "./data";
  let store: Promise<Store> | undefined;
  let queue: (RunQueue & { close?(): Promise<void> }) | undefined;
  let inputTaken = false;
  const place = (): StorePlace => {
    const url = setting(io, "DATABASE_URL");
    if (url !== undefined && !isPostgresUrl(url)) throw new Refusal("usage", { key: "cli.database-url" });
    return url === undefined ? { dataDir } : { url };
  };
  return {
    io,
    t,
    translator,
    actor: currentActor(),
    storeName: storeName(io, dataDir),
    newId: v7,
    place,
    async deps() {
      const url = setting(io, "DATABASE_URL");
      store ??= openStore(place());
      const opened = await store;
      queue ??= url === undefined ? localQueue() : pgBossQueue({ url, store: opened, sqlOf, log: io.tell });
      return {
        store: opened,
        now: Date.now,
        newId: v7,
        lexicon: readLexicon,
        spool: spoolToDisk,
        discover: discoverInThread(),
        lint: lintInThread(place()),
        queue,
      };
    },
    sentence: (finding) => oneLine(findingSentence(t, finding)),
    json: (value) => io.write(`${JSON.stringify(value, null, 2)}\n`),
    takeInput() {
      if (inputTaken) throw new Refusal("usage", { key: "cli.input-twice" });
      inputTaken = true;
      return io.stdin;
    },
    async close() {
      await queue?.close?.();
      // One that could not be opened has been reported by whoever asked for it.
      const opened = await store?.catch(() => undefined);
      await opened?.close();
    },
  };
}

/** A variable of the environment; an empty one counts as not set. */
export function setting(io: Io, name: string): string | undefined {
  const value = io.env[name];
  return value === "" ? undefined : value;
}

function storeName(io: Io, dataDir: string): string {
  const url = setting(io, "DATABASE_URL");
  return url === undefined ? dataDir : withoutPassword(url);
}

/** A database's address for people. */
export function withoutPassword(url: string): string {
  return url.replace(/^(\w+:\/\/[^:@/]*):[^@/]*@/, "$1@");
}

/** The language that messages are wanted in, as POSIX orders the variables: `zh_TW.UTF-8` is `zh-TW`. */
function languageTag(env: Io["env"]): string {
  const name = [env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]].find(
    (value) => value !== undefined && value !== "",
  );
  return (name ?? "").replace(/[.@].*$/, "").replaceAll("_", "-");
}

function currentActor(): Actor {
  const name = userName();
  return { kind: "person", id: `cli:${name}`, name };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that no account has.
    return String(process.getuid?.() ?? "cli");
  }
}
