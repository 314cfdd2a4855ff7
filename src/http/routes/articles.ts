import { importArticle } from "../../app/article-import.ts";
import {
  archiveArticle,
  dateArticle,
  exportArticle,
  renameArticle,
  unarchiveArticle,
} from "../../app/articles.ts";
import { Failure } from "../../app/failure.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readDate, readImport, readTitle, typedImport } from "../forms/article.ts";
import { readBack } from "../forms/back.ts";
import { Form } from "../forms/form.ts";
import { articlesPage } from "../pages/articles.ts";
import { workbenchWithConcept } from "../pages/concept.ts";
import { errorsOf, statusOf } from "../pages/errors.ts";
import { importPage } from "../pages/import.ts";
import type { ImportModel } from "../pages/models.ts";
import { importNotice } from "../pages/notices.ts";
import { articlePath } from "../paths.ts";

/** GET / */
export function home(): Answer {
  return redirect("/articles");
}

/** GET /articles */
export function listPage(exchange: Exchange): Promise<Answer> {
  return articlesPage(exchange);
}

/** GET /articles/new */
export function newPage(): Answer {
  return importPage();
}

/** GET /articles/:id */
export function workbench(exchange: Exchange): Promise<Answer> {
  return workbenchWithConcept(exchange, exchange.id("id"));
}

/** POST /articles: a refused text is shown again with what was typed. */
export async function create(exchange: Exchange): Promise<Answer> {
  let form = new Form(new Map(), new Map());
  try {
    form = await exchange.form();
    const result = await importArticle(exchange.deps, exchange.actor, readImport(form));
    if (result.duplicate) {
      return importPage({ ...shownAgain(form), duplicate: result, status: 409 });
    }
    return redirect(articlePath(result.articleId), importNotice(result));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return importPage({ ...shownAgain(form), errors: errorsOf(error), status: statusOf(error) });
  }
}

function shownAgain(form: Form): Pick<ImportModel, "values" | "files"> {
  return { values: typedImport(form), files: form.fileNames() };
}

/** POST /articles/:id/title */
export async function rename({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const articleId = id("id");
  await renameArticle(deps, actor, { articleId, title: readTitle(sent) });
  return redirect(readBack(sent) ?? articlePath(articleId), notice({ key: "notice.article-renamed" }));
}

/** POST /articles/:id/date */
export async function date({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const articleId = id("id");
  await dateArticle(deps, actor, { articleId, date: readDate(sent) });
  return redirect(readBack(sent) ?? articlePath(articleId), notice({ key: "notice.article-dated" }));
}

/** POST /articles/:id/archive */
export async function archive({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  await archiveArticle(deps, actor, { articleId: id("id") });
  return redirect(readBack(sent) ?? "/articles", notice({ key: "notice.article-archived" }));
}

/** POST /articles/:id/unarchive */
export async function unarchive({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  await unarchiveArticle(deps, actor, { articleId: id("id") });
  return redirect(readBack(sent) ?? "/articles", notice({ key: "notice.article-unarchived" }));
}

/** GET /articles/:id/export.txt */
export async function download({ deps, id }: Exchange): Promise<Answer> {
  const { fileName, text } = await exportArticle(deps, id("id"));
  return {
    kind: "download",
    fileName,
    bytes: new TextEncoder().encode(text),
    type: "text/plain; charset=utf-8",
  };
}
