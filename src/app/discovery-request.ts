import { discover } from "../core/discovery/discover.ts";
import type { Discovery, DiscoveryDocument, Judgement } from "../core/discovery/model.ts";
import { compileGlossary } from "../core/glossary/compile.ts";
import type { Concept } from "../core/glossary/model.ts";
import type { Lexicon } from "../core/lexicon/lexicon.ts";

/** What is searched, as data that another thread can be given. */
export interface DiscoveryRequest {
  readonly documents: readonly DiscoveryDocument[];
  readonly concepts: readonly Concept[];
  readonly glossaryRevision: number;
  readonly judgements: readonly Judgement[];
}

/** Answers a request in the thread that asks. Seconds for dozens of articles. */
export function answerDiscovery(request: DiscoveryRequest, lexicon: Lexicon): Discovery {
  const { documents, concepts, glossaryRevision: revision, judgements } = request;
  return discover({ documents, glossary: compileGlossary({ revision, concepts }), lexicon, judgements });
}
