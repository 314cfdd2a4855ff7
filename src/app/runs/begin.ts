import type { Deps } from "../deps.ts";
import { Failure } from "../failure.ts";
import type { Actor } from "../records.ts";
import { rerender } from "../rerender.ts";
import type { RerenderReport } from "../views.ts";
import type { Run, RunScope } from "./model.ts";
import { planScope } from "./scope.ts";
import { startRun, type StartRunInput } from "./start.ts";

/** So many articles are rendered at once, while whoever asked waits. */
export const AT_ONCE = 50;

/** What became of a scope: it is rendered, or a run is on its way. */
export type Begun =
  | { readonly kind: "rendered"; readonly report: RerenderReport }
  | { readonly kind: "run"; readonly run: Run };

/**
 * Renders the articles of a scope again: at once where there are few, in a run where there are many or approved text may
 * change. Fails as {@link startRun} does, but not for a scope without articles.
 */
export async function renderScope(deps: Deps, actor: Actor, input: StartRunInput): Promise<Begun> {
  const few = input.touchApproved === true ? undefined : await fewArticles(deps, input.scope);
  if (few === undefined) return { kind: "run", run: await startRun(deps, actor, input) };
  const report = await rerender(deps, actor, { articleIds: few, requestId: input.requestId });
  return { kind: "rendered", report };
}

/** Renders the articles that the concepts of a change touch, as {@link renderScope} does. Fails not-found where it has none. */
export async function renderChange(
  deps: Deps,
  actor: Actor,
  { changeId, requestId }: { readonly changeId: string; readonly requestId?: string | undefined },
): Promise<Begun> {
  const written = await deps.store.read((tx) => tx.conceptRevisionsOf(changeId));
  const conceptIds = written.map(({ conceptId }) => conceptId);
  if (conceptIds.length === 0) throw new Failure("not-found", "failure.no-change", { id: changeId });
  return renderScope(deps, actor, { scope: { target: { kind: "concepts", conceptIds } }, requestId });
}

async function fewArticles(deps: Deps, scope: RunScope): Promise<readonly string[] | undefined> {
  return deps.store.read(async (tx) => {
    const plan = await planScope(deps, tx, scope, await tx.glossaryRevision());
    const { articleIds } = plan;
    return articleIds === undefined || articleIds.length > AT_ONCE ? undefined : articleIds;
  });
}
