import { Failure } from "../../app/failure.ts";
import { findInArticles } from "../../app/find.ts";
import type { ReplaceReport, SkipReason } from "../../app/find-views.ts";
import { getSummary } from "../../app/loading.ts";
import { replacementName } from "../../app/replace.ts";
import { SKIP_REASONS } from "../../app/find-views.ts";
import { findUndo } from "../../app/undo.ts";
import { findOwnUndo } from "../../app/undo-choice.ts";
import type { Finding } from "../../core/finding.ts";
import { notice, page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { findParams, readFindAsked, readFindPlace, type FindAsked } from "../forms/find.ts";
import { articlePath } from "../paths.ts";
import type { FindFault, FindModel, Notice } from "./models.ts";

/** What is looked for, what was found, and what replacing it would do: in an article, or in all. */
export async function findPage(
  { deps, query, actor }: Pick<Exchange, "deps" | "query" | "actor">,
  articleId?: string,
): Promise<PageAnswer<"find">> {
  const asked = readFindAsked(query);
  const from = readFindPlace(query);
  const article =
    articleId === undefined ? undefined : await deps.store.read((tx) => getSummary(tx, articleId));
  const replacement = replacementOf(asked);
  const base: FindModel = {
    article: article && { id: article.id, title: article.title },
    asked,
    params: findParams(asked),
    view: undefined,
    goesOn: from !== undefined,
    next: undefined,
    name: replacement === undefined ? undefined : replacementName(asked.query.target, replacement),
    errors: undefined,
    fault: undefined,
    undo: await (articleId === undefined ? findUndo(deps, {}) : findOwnUndo(deps, actor, { articleId })),
  };
  const here = addressOf(asked, articleId);
  const title = { key: "find.title", params: {} };
  if (asked.query.target === "") return page("find", base, title, { here });
  try {
    const view = await findInArticles(deps, { query: asked.query, replacement, articleId, from });
    const next = view.next && addressOf(asked, articleId, view.next);
    return page("find", { ...base, view, next }, title, { here });
  } catch (error) {
    if (!(error instanceof Failure) || error.key !== "failure.find") throw error;
    const errors = { message: { key: error.key, params: error.params }, findings: error.findings };
    const fault = faultOf(asked, error.findings);
    return page("find", { ...base, errors, fault }, title, { status: 422, here });
  }
}

function replacementOf({ replacement, remove }: FindAsked): string | undefined {
  if (remove) return "";
  return replacement === "" ? undefined : replacement;
}

/** The address of a search, at its beginning or where it goes on. */
function addressOf(
  asked: FindAsked,
  articleId: string | undefined,
  next?: { readonly articleId: string; readonly segments: number },
): string {
  const path = articleId === undefined ? "/find" : `${articlePath(articleId)}/find`;
  const query = new URLSearchParams(findParams(asked));
  if (next !== undefined) {
    query.set("after", next.articleId);
    query.set("behind", String(next.segments));
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** The typed text around the part that is wrong in it. */
function faultOf(asked: FindAsked, findings: readonly Finding[]): FindFault | undefined {
  const [finding] = findings;
  const field = finding?.params["field"];
  if (finding?.span === undefined || finding.code === "find.too-long") return undefined;
  const typed = field === "replacement" ? asked.replacement : asked.query.target;
  const { from, to } = finding.span;
  return { before: typed.slice(0, from), marked: typed.slice(from, to), after: typed.slice(to) };
}

const LEFT: Readonly<Record<SkipReason, string>> = {
  changed: "replace.changed",
  approved: "replace.approved",
  unfit: "replace.unfit",
};

/** What a replacement did, and what it left and why. */
export function replaceNotice({ replaced, articles, skipped, changeId }: ReplaceReport): Notice {
  const reasons = SKIP_REASONS.filter((reason) => skipped[reason] > 0);
  const left = reasons.reduce((sum, reason) => sum + skipped[reason], 0);
  const message =
    replaced === 0
      ? { key: left > 0 ? "notice.replaced-none" : "notice.replaced-nothing", params: { count: left } }
      : {
          key: left > 0 ? "notice.replaced-some" : "notice.replaced",
          params: { count: replaced, articles, left },
        };
  const tone = left > 0 || replaced === 0 ? "warning" : "done";
  return { ...notice(message, { tone, undo: changeId }), findings: reasons.map((reason) => LEFT[reason]) };
}
