/** The concepts that wait for somebody to approve them, oldest first. */
import type { Finding } from "../../core/finding.ts";
import { conceptLabel } from "../../core/glossary/model.ts";
import { diffTexts } from "../../core/merge/diff.ts";
import type { DiffPart } from "../../core/merge/model.ts";
import type { ConceptFilter } from "../concept-search/model.ts";
import { COUNTED } from "../concept-search/model.ts";
import { conceptView } from "../concepts.ts";
import type { Deps } from "../deps.ts";
import { editAuthors } from "../edit-authors.ts";
import { glossaryFor } from "../glossary.ts";
import type { StoreReader } from "../store.ts";
import type { ConceptListItem, ConceptView } from "../views.ts";
import { findingsOn, foreseeSteps, type ConceptsImpact } from "./change.ts";

const PROPOSED: ConceptFilter = { status: "proposed" };
/** Concepts of the queue that are listed. */
const LISTED = 100;
/** Proposed edits that are listed. */
const EDITS = 20;

/** The concept in hand, with what approving it would do. */
export interface QueueItem {
  readonly view: ConceptView;
  readonly findings: readonly Finding[];
  readonly impact: ConceptsImpact;
}

/** The queue where somebody stands in it. */
export interface QueueView {
  /** The first of the queue, or from the one in hand on where that is farther back. */
  readonly listed: readonly ConceptListItem[];
  /** How many wait, up to {@link COUNTED}; with `more` there are more than that. */
  readonly total: number;
  readonly more: boolean;
  /** Undefined where nothing waits. */
  readonly item: QueueItem | undefined;
  readonly previousId: string | undefined;
  /** The one after that in hand; after the last one the first. */
  readonly nextId: string | undefined;
  /** Edits of texts that others proposed, oldest first: the first of them. */
  readonly edits: readonly WaitingEdit[];
}

/** An edit of a segment that waits for somebody to accept it. */
export interface WaitingEdit {
  readonly proposalId: string;
  readonly title: string;
  readonly author: string;
  /** Milliseconds UTC. */
  readonly at: number;
  /** From the text that it was made from to what is proposed. */
  readonly diff: readonly DiffPart[];
}

/** The queue at a concept, or at its beginning where that does not wait. */
export function getQueue(deps: Deps, at: string | undefined): Promise<QueueView> {
  return deps.store.read(async (tx) => {
    const ids = await idsFrom(tx, at);
    const count = await tx.conceptCount(PROPOSED, COUNTED + 1);
    const place = Math.max(0, ids.indexOf(at ?? ""));
    const id = ids[place];
    const rows = await tx.conceptRows(ids.slice(0, LISTED));
    const next = ids[place + 1] ?? ids[0];
    return {
      listed: rows.map((row) => ({ ...row, label: conceptLabel(row.record.concept) })),
      total: Math.min(count, COUNTED),
      more: count > COUNTED,
      item: id === undefined ? undefined : await itemOf(deps, tx, id),
      previousId: ids[place - 1],
      nextId: next === id ? undefined : next,
      edits: await waitingEdits(tx),
    };
  });
}

/** The first ids of the queue, one more than are listed; from the one in hand on where it is not among them. */
async function idsFrom(tx: StoreReader, at: string | undefined): Promise<readonly string[]> {
  const page = async (after: number): Promise<readonly string[]> =>
    (await tx.conceptsInOrder({ after, filter: PROPOSED, limit: LISTED + 1 })).map(({ id }) => id);
  const first = await page(0);
  if (at === undefined || first.slice(0, LISTED).includes(at)) return first;
  const [found] = await tx.conceptsAmong([at], PROPOSED);
  return found === undefined ? first : page(found.number - 1);
}

async function waitingEdits(tx: StoreReader): Promise<readonly WaitingEdit[]> {
  const waiting = await tx.waitingProposals("edit", EDITS);
  const authors = await editAuthors(
    tx,
    waiting.map(({ proposal }) => proposal),
  );
  return waiting.map(({ proposal: { id, base = "", rendered, createdAt }, title }) => ({
    ...{ proposalId: id, title, author: authors.get(id)?.name ?? "", at: createdAt },
    diff: diffTexts(base, rendered),
  }));
}

async function itemOf(deps: Deps, tx: StoreReader, id: string): Promise<QueueItem> {
  const view = await conceptView(tx, id);
  const after = { ...view.record.concept, status: "approved" } as const;
  return {
    view,
    findings: findingsOn(await glossaryFor(deps, tx), [after]),
    impact: await foreseeSteps(deps, tx, [{ before: view.record, after }]),
  };
}
