import { readDraft } from "./article-draft.ts";
import { newArticle } from "./article-import.ts";
import { makeArticle } from "./article-making.ts";
import { openChange } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { freshGlossary, glossaryFor } from "./glossary.ts";
import { ConceptWriting } from "./concept-writing.ts";
import { readGlossary } from "./glossary-files.ts";
import { renderArticle } from "./rendering.ts";
import type { Actor } from "./records.ts";
import type { StoreReader } from "./store.ts";
import { digestOf } from "./texts.ts";

/** The files of the sample: English by machine, its Chinese (a reconstruction), a glossary in the project's CSV layout. */
export interface SampleFiles {
  readonly article: Uint8Array;
  readonly source: Uint8Array;
  readonly glossary: Uint8Array;
}

export const SAMPLE_STATES = ["never", "loaded", "removed"] as const;
export type SampleState = (typeof SAMPLE_STATES)[number];

const SETTING = "sample";

/** Whether the sample was never loaded, stands, or was removed. */
export function sampleState(deps: Deps): Promise<SampleState> {
  return deps.store.read(readState);
}

async function readState(tx: StoreReader): Promise<SampleState> {
  const value = await tx.setting(SETTING);
  return SAMPLE_STATES.find((state) => state === value) ?? "never";
}

/** Whether the store has nothing in it and the sample was never loaded: the first start. */
export function isUntouched(deps: Deps): Promise<boolean> {
  return deps.store.read(
    async (tx) =>
      (await readState(tx)) === "never" &&
      (await tx.glossaryRevision()) === 0 &&
      (await tx.articleIds()).length === 0,
  );
}

/** Loads the sample through the ordinary importers; an article or concepts that are there already stay as they are. */
export async function loadSample(
  deps: Deps,
  actor: Actor,
  files: SampleFiles,
): Promise<{ readonly articleId: string }> {
  const draft = readDraft({ bytes: files.article, source: { bytes: files.source, reconstructed: true } });
  const concepts = readGlossary(deps, { bytes: files.glossary }).entries.map(({ concept }) => concept);
  return deps.store.write(async (tx) => {
    const records = new Map((await tx.concepts()).map((record) => [record.concept.id, record]));
    const missing = concepts.filter((concept) => !records.has(concept.id));
    const removed = new Map(
      (await tx.conceptsWithIds(missing.map(({ id }) => id))).map((record) => [record.concept.id, record]),
    );
    const writing = new ConceptWriting(deps, tx, actor, { sample: true });
    await writing.put(missing, (id) => removed.get(id));
    await writing.close();
    const digest = digestOf(draft.machine);
    const known = await tx.articleByDigest(digest);
    const articleId = known?.id ?? deps.newId();
    const change = await openChange(deps, tx, actor, { kind: "sample.load", name: draft.title, articleId });
    const glossary = await freshGlossary(tx);
    if (known === undefined) {
      const made = makeArticle(draft, glossary.compiled, await deps.lexicon());
      await tx.addArticles([newArticle(deps, change, { articleId, draft, digest, made, sample: true })]);
    } else {
      await tx.updateArticle(articleId, { archivedAt: null });
      await renderArticle(deps, tx, change, known, glossary.compiled);
    }
    await tx.setSetting(SETTING, "loaded");
    await change.close();
    return { articleId };
  });
}

/**
 * Takes the sample away: its articles go out of sight, its concepts out of the glossary, but for concepts that somebody
 * changed or that stand in other articles. Their history stays.
 */
export function removeSample(
  deps: Deps,
  actor: Actor,
): Promise<{ readonly articles: number; readonly concepts: number }> {
  return deps.store.write(async (tx) => {
    const articles = await tx.articleIds({ sample: true, archived: false });
    const { records } = await glossaryFor(deps, tx);
    const samples = [...records.values()].filter((record) => record.sample);
    const used = new Set<string>();
    const own = new Set(articles);
    for (const use of await tx.conceptUse()) if (!own.has(use.articleId)) used.add(use.conceptId);
    const unused = samples.filter((record) => !used.has(record.concept.id));
    const glossaryRevision =
      unused.length > 0 ? await tx.nextGlossaryRevision() : await tx.glossaryRevision();
    const change = await openChange(deps, tx, actor, { kind: "sample.remove", name: "", glossaryRevision });
    for (const id of articles) {
      await tx.updateArticle(id, { archivedAt: change.at });
      change.tell("article.changed", id, id);
    }
    for (const record of unused) {
      const next = { ...record, revision: record.revision + 1, updatedAt: change.at, removed: true };
      await tx.putConcept(next, change.id, glossaryRevision);
    }
    if (unused.length > 0) change.tell("glossary.changed", null, null);
    await tx.setSetting(SETTING, "removed");
    await change.close();
    return { articles: articles.length, concepts: unused.length };
  });
}
