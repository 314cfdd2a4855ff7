/** Edits that editors made again and again beside the same Chinese, as proposals for the glossary; read from the texts as they stand. */
import {
  categoryOfName,
  type EditInContext,
  namesOfEdits,
  type SentencePair,
} from "../core/discovery/edited-chinese.ts";
import {
  editedWords,
  type EditedWords,
  type EditProposal,
  type HandEdit,
  LEAST,
  repeatedEdits,
} from "../core/discovery/edits.ts";
import { formTexts, preferredForm } from "../core/glossary/model.ts";
import { foldSurface } from "../core/text/elements.ts";
import { overlaps } from "../core/text/span.ts";
import type { RepeatedEditView } from "./discovery-views.ts";
import { openChange, repeated } from "./changes.ts";
import type { Deps } from "./deps.ts";
import type { LoadedGlossary } from "./glossary.ts";
import { getArticleRecord } from "./loading.ts";
import type { Actor, ArticleRecord } from "./records.ts";
import type { StoreReader } from "./store.ts";
import { checkedName } from "./texts.ts";

/** How many revisions that were written by hand are looked at, and in how many articles. */
const REVISIONS = 2000;
const ARTICLES = 40;

/** An edit of some words, with the article it was made in. */
interface ArticleEdit extends EditedWords {
  readonly articleId: string;
}

/** The repeated edits that a transaction sees; those that an article has a part in, or all. The oftenest first. */
export async function findRepeatedEdits(
  deps: Pick<Deps, "lexicon">,
  tx: StoreReader,
  { loaded, articleId }: { readonly loaded: LoadedGlossary; readonly articleId?: string | undefined },
): Promise<RepeatedEditView[]> {
  const groups = (await editsAgain(tx)).filter(
    (group) => articleId === undefined || group.some((edit) => edit.articleId === articleId),
  );
  if (groups.length === 0) return [];
  const articles = await articlesOf(tx, groups, articleId);
  const lexicon = await deps.lexicon();
  const pairs = new Map([...articles].map(([id, article]) => [id, pairsOf(article)]));
  const found = groups.flatMap((group) => {
    const edits = group.flatMap((edit): (EditInContext & ArticleEdit)[] => {
      const article = articles.get(edit.articleId);
      const pair = article === undefined ? undefined : pairAround(article, edit);
      return pair === undefined ? [] : [{ ...edit, pair }];
    });
    const [first] = edits;
    if (first === undefined || edits.length < LEAST) return [];
    const machine = foldSurface(first.machine);
    const others = [...pairs.values()].flat().filter(({ folded }) => !folded.includes(machine));
    const names = namesOfEdits(edits, others, { glossary: loaded.compiled, lexicon });
    return names.flatMap(({ edits: at, ...name }) =>
      at.flatMap((index) => {
        const edit = edits[index];
        return edit === undefined ? [] : [{ ...name, articleId: edit.articleId }];
      }),
    );
  });
  const rejected = await rejections(tx);
  return repeatedEdits(found)
    .filter((proposal) => !isKnown(loaded, proposal) && !rejected.has(rejectionKey(proposal)))
    .map((proposal) => viewOf(proposal, loaded, articles))
    .filter((view) => articleId === undefined || view.articles.some(({ id }) => id === articleId));
}

/** Edits of the same words to the same words, made at least twice. */
async function editsAgain(tx: StoreReader): Promise<ArticleEdit[][]> {
  const groups = new Map<string, ArticleEdit[]>();
  for (const segment of await tx.editedSegments(REVISIONS)) {
    for (const edit of editedWords(segment)) {
      const span = { from: segment.from + edit.span.from, to: segment.from + edit.span.to };
      const key = `${foldSurface(edit.machine)}\n${edit.edited.trim()}`;
      const placed = { ...edit, span, articleId: segment.articleId };
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [placed]);
      else group.push(placed);
    }
  }
  return [...groups.values()].filter(({ length }) => length >= LEAST);
}

/** The articles of edits that have Chinese: the one in hand, then those whose edits are oftenest. */
async function articlesOf(
  tx: StoreReader,
  groups: readonly (readonly ArticleEdit[])[],
  articleId: string | undefined,
): Promise<Map<string, ArticleRecord>> {
  const ordered = [...groups].sort((a, b) => b.length - a.length).flat();
  const ids = new Set(articleId === undefined ? [] : [articleId]);
  for (const edit of ordered) if (ids.size < ARTICLES) ids.add(edit.articleId);
  const articles = new Map<string, ArticleRecord>();
  for (const id of ids) {
    const article = await getArticleRecord(tx, id);
    // Texts that are not each other's translation would propose nonsense.
    const unlike = article.sourceFindings.some(({ code }) => code.startsWith("alignment."));
    if ((article.sourceText ?? "") !== "" && !unlike) articles.set(id, article);
  }
  return articles;
}

/** The beads of an article as texts, with the English folded. */
function pairsOf({ sourceText, machine, beads }: ArticleRecord): (SentencePair & { folded: string })[] {
  return beads.map(({ source, target }) => {
    const english = machine.slice(target.from, target.to);
    return {
      chinese: (sourceText ?? "").slice(source.from, source.to),
      english,
      folded: foldSurface(english),
    };
  });
}

/** The sentences beside changed words; undefined where there is no Chinese. */
function pairAround(
  { sourceText, machine, beads }: ArticleRecord,
  edit: ArticleEdit,
): SentencePair | undefined {
  const near = beads.filter(({ target }) => overlaps(target, edit.span));
  const side = (text: string, name: "source" | "target"): string =>
    near
      .map((bead) => text.slice(bead[name].from, bead[name].to))
      .filter((part) => part !== "")
      .join("\n");
  const chinese = side(sourceText ?? "", "source");
  return chinese === "" ? undefined : { chinese, english: side(machine, "target") };
}

/** Whether the concept has the machine's words by now, as wrong ones or right ones. */
function isKnown(loaded: LoadedGlossary, { conceptId, machine }: HandEdit): boolean {
  const concept = loaded.records.get(conceptId ?? "")?.concept;
  return (
    concept !== undefined &&
    formTexts(concept, "en").some((text) => foldSurface(text) === foldSurface(machine))
  );
}

function viewOf(
  proposal: EditProposal<HandEdit & { readonly articleId: string }>,
  loaded: LoadedGlossary,
  articles: ReadonlyMap<string, ArticleRecord>,
): RepeatedEditView {
  const { conceptId, chinese, machine, edited, edits } = proposal;
  const concept = loaded.records.get(conceptId ?? "")?.concept;
  const counts = new Map<string, number>();
  for (const { articleId } of edits) counts.set(articleId, (counts.get(articleId) ?? 0) + 1);
  const good =
    concept?.forms
      .filter(({ lang, kind }) => lang === "en" && kind !== "deprecated")
      .map(({ text }) => text) ?? [];
  return {
    concept: concept && {
      id: concept.id,
      label: preferredForm(concept) ?? "",
      status: concept.status,
      // Capitals count among right forms: an editor's are a form of their own.
      right: good.includes(edited),
    },
    category: concept?.category ?? categoryOfName(chinese, machine),
    chinese,
    machine,
    edited,
    count: edits.length,
    articles: [...counts].map(([id, count]) => ({ id, title: articles.get(id)?.title ?? id, count })),
  };
}

/** Forms that were rejected, by concept or, where there is none, by the Chinese. */
async function rejections(tx: StoreReader): Promise<Set<string>> {
  const keys = (await tx.judgements()).map(({ conceptId, form }) => `${conceptId}\n${form}`);
  const names = (await tx.standingChanges("edit.reject")).map(({ name }) => `\n${name}`);
  return new Set([...keys, ...names]);
}

function rejectionKey({ conceptId, chinese, machine }: HandEdit): string {
  return conceptId === undefined
    ? `\n${rejectionName(chinese, machine)}`
    : `${conceptId}\n${foldSurface(machine)}`;
}

/** What the change of a rejection is called, which is also how it is known again. */
function rejectionName(chinese: string, machine: string): string {
  return `${chinese} · ${foldSurface(machine)}`;
}

/** A repeated edit without a concept, as an editor judges it. */
export interface EditJudgement {
  readonly chinese: string;
  readonly machine: string;
  readonly articleId?: string | undefined;
  readonly requestId?: string | undefined;
}

/**
 * Notes that a repeated edit is nothing for the glossary: it is not proposed again under this Chinese. Gives the change;
 * undefined when it was noted before. Fails invalid.
 */
export async function rejectEdit(
  deps: Deps,
  actor: Actor,
  input: EditJudgement,
): Promise<string | undefined> {
  const name = rejectionName(
    checkedName(input.chinese, "failure.form"),
    checkedName(input.machine, "failure.form"),
  );
  return deps.store.write(async (tx) => {
    const earlier = await repeated(tx, input.requestId);
    if (earlier !== undefined) return earlier.id;
    if ((await tx.standingChanges("edit.reject")).some((change) => change.name === name)) return undefined;
    const { articleId, requestId } = input;
    const change = await openChange(deps, tx, actor, { kind: "edit.reject", name, articleId, requestId });
    if (articleId !== undefined) change.tell("article.changed", articleId, articleId);
    await change.close();
    return change.id;
  });
}
