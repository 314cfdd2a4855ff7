import type { Finding } from "../core/finding.ts";
import { lintGlossary as lint } from "../core/glossary/lint.ts";
import type { Deps } from "./deps.ts";
import type { StoreReader } from "./store.ts";

/** What is wrong or dangerous in the glossary at a revision. */
export interface GlossaryFindings {
  readonly revision: number;
  /** Errors first, then by concept. */
  readonly findings: readonly Finding[];
  /** Ids of the concepts that findings of a code are about. */
  readonly concepts: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The findings of a glossary up to this size are found while somebody waits for them. */
const AT_ONCE = 5000;

const cache = new WeakMap<object, GlossaryFindings>();
const looking = new WeakMap<object, Promise<unknown>>();

/**
 * The findings about the glossary: looked for once a revision. For a large glossary those of an earlier revision are given
 * while the newer ones are looked for in the background; undefined before there are any.
 */
export async function glossaryFindings(deps: Deps, tx: StoreReader): Promise<GlossaryFindings | undefined> {
  const revision = await tx.glossaryRevision();
  const known = cache.get(deps.store);
  if (known?.revision === revision) return known;
  const { lint: inBackground } = deps;
  if (inBackground === undefined || (await tx.conceptCount({}, AT_ONCE + 1)) <= AT_ONCE) {
    const concepts = (await tx.concepts()).map(({ concept }) => concept);
    return keep(deps, { revision, findings: lint(concepts) });
  }
  if (!looking.has(deps.store)) {
    const search = inBackground()
      .then((found) => keep(deps, found))
      // The next view tries again.
      .catch(() => undefined)
      .finally(() => looking.delete(deps.store));
    looking.set(deps.store, search);
  }
  return known;
}

/** The first findings about the glossary, how many there are by code, and whether newer ones are being looked for. */
export function lookAtFindings(
  deps: Deps,
  limit: number,
): Promise<{
  readonly findings: readonly Finding[];
  readonly findingCounts: ReadonlyMap<string, number>;
  readonly findingsTotal: number;
  readonly looking: boolean;
}> {
  return deps.store.read(async (tx) => {
    const found = await glossaryFindings(deps, tx);
    return {
      findings: found?.findings.slice(0, limit) ?? [],
      findingCounts: new Map([...(found?.concepts ?? [])].map(([code, ids]) => [code, ids.size])),
      findingsTotal: found?.findings.length ?? 0,
      looking: found?.revision !== (await tx.glossaryRevision()),
    };
  });
}

/** Ids of the concepts that findings of a code are about, as far as they are known; `any` stands for all codes. */
export async function findingsAbout(deps: Deps, tx: StoreReader, code: string): Promise<ReadonlySet<string>> {
  const found = await glossaryFindings(deps, tx);
  if (found === undefined) return new Set();
  if (code !== "any") return found.concepts.get(code) ?? new Set();
  return new Set([...found.concepts.values()].flatMap((ids) => [...ids]));
}

function keep(
  deps: Deps,
  { revision, findings }: { readonly revision: number; readonly findings: readonly Finding[] },
): GlossaryFindings {
  const concepts = new Map<string, Set<string>>();
  for (const { code, conceptIds = [] } of findings) {
    const ids = concepts.get(code) ?? new Set<string>();
    for (const id of conceptIds) ids.add(id);
    concepts.set(code, ids);
  }
  const found = { revision, findings, concepts };
  cache.set(deps.store, found);
  return found;
}
