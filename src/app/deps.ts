import type { Discovery } from "../core/discovery/model.ts";
import type { Finding } from "../core/finding.ts";
import type { Lexicon } from "../core/lexicon/lexicon.ts";
import type { DiscoveryRequest } from "./discovery-request.ts";
import type { RunQueue } from "./queue.ts";
import type { Spool } from "./spool.ts";
import type { Store } from "./store.ts";

/** What a use case needs from outside. Tests give a fixed clock and counted ids. */
export interface Deps {
  readonly store: Store;
  /** Milliseconds UTC. */
  readonly now: () => number;
  /** A new id, later ones greater in binary order. */
  readonly newId: () => string;
  /** The Chinese-English dictionary, read when it is first asked for. */
  readonly lexicon: () => Promise<Lexicon>;
  /** Searches for what the machine wrote; may work in a thread of its own. */
  readonly discover: (request: DiscoveryRequest) => Promise<Discovery>;
  /** Puts many values aside, a large glossary on its way into a file. */
  readonly spool: Spool;
  /** Looks for what is wrong in the stored glossary without holding anybody up; without it everybody waits. */
  readonly lint?: () => Promise<{ readonly revision: number; readonly findings: readonly Finding[] }>;
  /** Carries word of runs to whoever works them off; without one they are found by looking. */
  readonly queue?: RunQueue;
}
