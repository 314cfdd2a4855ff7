import {
  type Discovery,
  type DiscoveryDocument,
  type Sample,
  type VariantGroup,
} from "../core/discovery/model.ts";
import { chineseForms, conceptLabel, type Form, formTexts } from "../core/glossary/model.ts";
import { foldSurface } from "../core/text/elements.ts";
import type { Span } from "../core/text/span.ts";
import type { Deps } from "./deps.ts";
import type { DiscoveryRequest } from "./discovery-request.ts";
import type {
  CandidateView,
  DiscoveredForm,
  DiscoveryView,
  NameWarningView,
  SampleView,
} from "./discovery-views.ts";
import { Failure } from "./failure.ts";
import { glossaryFor, type LoadedGlossary } from "./glossary.ts";
import { getArticleRecord } from "./loading.ts";
import type { ArticleRecord } from "./records.ts";
import { findRepeatedEdits } from "./repeated-edits.ts";
import type { StoreReader } from "./store.ts";
import { digestOf } from "./texts.ts";
import { lastUndoable } from "./undo-choice.ts";

/** The most articles that are searched together, and their English in UTF-16 units: seconds of work. */
const CORPUS_ARTICLES = 40;
const CORPUS_UNITS = 120_000;

/**
 * What the machine seems to have written for the glossary's Chinese names: in one article, with the newest others to
 * learn from, or in the newest articles together. Fails not-found; `no-source` when the article has no Chinese.
 */
export async function findMachineForms(
  deps: Deps,
  input: { readonly articleId?: string | undefined; readonly again?: boolean },
): Promise<DiscoveryView> {
  const gathered = await deps.store.read((tx) => gather(deps, tx, input.articleId));
  const { request, articles, loaded, undo, edits } = gathered;
  const { found, older } = await search(deps, request, input.again ?? false);
  const inHand = input.articleId === undefined ? undefined : articles.get(input.articleId);
  const wanted = (documents: readonly string[]): boolean =>
    input.articleId === undefined || documents.includes(input.articleId);
  const judged = new Set(request.judgements.map(({ conceptId, surface }) => `${conceptId}\n${surface}`));
  // What editors have corrected themselves is shown with their words.
  const again = new Set(edits.map(({ concept, machine }) => `${concept?.id ?? ""}\n${foldSurface(machine)}`));
  const groups = found.groups.filter(
    (group) =>
      wanted(group.documents) &&
      !judged.has(`${group.conceptId}\n${group.key}`) &&
      !again.has(`${group.conceptId}\n${group.key}`) &&
      !isKnown(loaded, group.conceptId, group.key),
  );
  return {
    article: inHand && { id: inHand.id, title: inHand.title },
    searched: articles.size,
    older,
    edits,
    forms: groups.map((group) => formView(group, found, articles, loaded)),
    candidates: found.candidates
      .filter(({ documents }) => wanted(documents))
      .map(({ samples, ...rest }): CandidateView => ({ ...rest, samples: sampleViews(samples, articles) })),
    warnings: warningViews(found, articles, wanted),
    undo,
  };
}

/** Whether a concept has the form by now, right or wrong. */
function isKnown(loaded: LoadedGlossary, conceptId: string, key: string): boolean {
  const concept = loaded.records.get(conceptId)?.concept;
  return concept === undefined || formTexts(concept, "en").some((text) => foldSurface(text) === key);
}

/** What was found last for some texts, and what the glossary said then. */
interface Remembered {
  /** The texts and the glossary but for wrong forms. */
  readonly digest: string;
  /** Wrong forms and rejected ones, each with its concept. */
  readonly judged: ReadonlySet<string>;
  readonly found: Discovery;
}

const remembered = new WeakMap<object, Map<string, Remembered>>();
/** For how many articles the last search is remembered. */
const REMEMBERED = 20;

/**
 * Searches; after forms were accepted or rejected since the last search of the same texts its result is taken again, so
 * that one judgement after another need not wait, unless `again`.
 */
async function search(
  deps: Deps,
  request: DiscoveryRequest,
  again: boolean,
): Promise<{ readonly found: Discovery; readonly older: boolean }> {
  const ofStore = remembered.get(deps.store) ?? new Map<string, Remembered>();
  remembered.set(deps.store, ofStore);
  const first = request.documents[0]?.id ?? "";
  const judged = judgedIn(request);
  const bare = request.concepts.map((concept) => ({
    ...concept,
    forms: concept.forms.filter((form) => !isWrong(form)),
  }));
  const digest = digestOf(JSON.stringify([request.documents, bare]));
  const last = ofStore.get(first);
  if (!again && last?.digest === digest && last.judged.isSubsetOf(judged))
    return { found: last.found, older: judged.size > last.judged.size };
  const found = await deps.discover(request);
  ofStore.delete(first);
  ofStore.set(first, { digest, judged, found });
  const [oldest] = ofStore.keys();
  if (ofStore.size > REMEMBERED && oldest !== undefined) ofStore.delete(oldest);
  return { found, older: false };
}

function judgedIn({ concepts, judgements }: DiscoveryRequest): Set<string> {
  const keys = judgements.map(({ conceptId, surface }) => `${conceptId}\n${surface}`);
  for (const { id, forms } of concepts)
    for (const form of forms) if (isWrong(form)) keys.push(`${id}\n${foldSurface(form.text)}`);
  return new Set(keys);
}

function isWrong(form: Form): boolean {
  return form.kind === "deprecated";
}

interface Gathered {
  readonly request: DiscoveryRequest;
  readonly articles: ReadonlyMap<string, ArticleRecord>;
  readonly loaded: LoadedGlossary;
  readonly edits: DiscoveryView["edits"];
  readonly undo: DiscoveryView["undo"];
}

async function gather(deps: Deps, tx: StoreReader, articleId: string | undefined): Promise<Gathered> {
  const articles = new Map<string, ArticleRecord>();
  let units = 0;
  const take = (article: ArticleRecord): void => {
    if ((article.sourceText ?? "") === "" || articles.size >= CORPUS_ARTICLES) return;
    if (articles.size > 0 && units + article.machine.length > CORPUS_UNITS) return;
    units += article.machine.length;
    articles.set(article.id, article);
  };
  if (articleId !== undefined) {
    const article = await getArticleRecord(tx, articleId);
    if ((article.sourceText ?? "") === "") throw new Failure("invalid", "failure.no-source", {});
    take(article);
  }
  for (const id of (await tx.articleIds({ archived: false })).reverse()) {
    if (articles.size >= CORPUS_ARTICLES || units >= CORPUS_UNITS) break;
    if (id !== articleId) take(await getArticleRecord(tx, id));
  }
  const documents: DiscoveryDocument[] = [];
  for (const article of articles.values()) documents.push(await documentOf(tx, article));
  const loaded = await glossaryFor(deps, tx);
  const judgements = (await tx.judgements()).map(({ conceptId, form }) => ({
    conceptId,
    surface: form,
    accepted: false,
  }));
  return {
    request: {
      documents,
      concepts: [...loaded.records.values()].map(({ concept }) => concept),
      glossaryRevision: loaded.compiled.revision,
      judgements,
    },
    articles,
    loaded,
    edits: await findRepeatedEdits(deps, tx, { loaded, articleId }),
    undo: await lastUndoable(tx, articleId),
  };
}

async function documentOf(tx: StoreReader, article: ArticleRecord): Promise<DiscoveryDocument> {
  const segments = await tx.segments(article.id);
  return {
    id: article.id,
    source: { text: article.sourceText ?? "", sentences: article.sourceSentences },
    target: { text: article.machine, sentences: segments.map(({ from, to }) => ({ from, to })) },
    // Texts that are not each other's translation would teach and propose nonsense.
    beads: article.sourceFindings.some(({ code }) => code.startsWith("alignment.")) ? [] : article.beads,
  };
}

function formView(
  group: VariantGroup,
  found: Discovery,
  articles: ReadonlyMap<string, ArticleRecord>,
  loaded: LoadedGlossary,
): DiscoveredForm {
  const record = loaded.records.get(group.conceptId);
  const chinese = group.occurrences.flatMap((at) => {
    const occurrence = found.occurrences[at];
    const text = occurrence === undefined ? undefined : articles.get(occurrence.documentId)?.sourceText;
    return occurrence === undefined || text === undefined || text === null
      ? []
      : [cut(text, occurrence.source)];
  });
  return {
    conceptId: group.conceptId,
    revision: record?.revision ?? 0,
    label: record === undefined ? group.conceptId : conceptLabel(record.concept),
    status: record?.concept.status ?? "approved",
    chinese: [
      ...new Set(chinese.length > 0 || record === undefined ? chinese : chineseForms(record.concept)),
    ],
    surface: group.surface,
    form: group.form,
    count: group.count,
    articles: group.documents.length,
    confidence: group.confidence,
    lane: group.lane,
    risks: group.risks,
    samples: sampleViews(group.samples, articles),
    boundaries: group.boundaries,
  };
}

function sampleViews(samples: readonly Sample[], articles: ReadonlyMap<string, ArticleRecord>): SampleView[] {
  return samples.flatMap((sample): SampleView[] => {
    const article = articles.get(sample.documentId);
    if (article === undefined) return [];
    return [
      {
        articleId: article.id,
        title: article.title,
        source: inSentence(article.sourceText ?? "", sample.source, sample.sourceSentence),
        target: inSentence(article.machine, sample.target, sample.targetSentence),
      },
    ];
  });
}

function warningViews(
  found: Discovery,
  articles: ReadonlyMap<string, ArticleRecord>,
  wanted: (documents: readonly string[]) => boolean,
): NameWarningView[] {
  return found.warnings.flatMap(({ documentId, source, target, region }): NameWarningView[] => {
    const article = articles.get(documentId);
    if (article === undefined || !wanted([documentId])) return [];
    const [chinese, english] = [cut(article.sourceText ?? "", source), cut(article.machine, target)];
    return [{ articleId: article.id, title: article.title, chinese, english, region }];
  });
}

function cut(text: string, span: Span): string {
  return text.slice(span.from, span.to);
}

function inSentence(text: string, span: Span, sentence: Span): SampleView["source"] {
  return {
    before: text.slice(sentence.from, span.from),
    marked: cut(text, span),
    after: text.slice(span.to, Math.max(sentence.to, span.to)),
  };
}
