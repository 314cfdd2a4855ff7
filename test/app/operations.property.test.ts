/** Random sequences of everything that an editor can do, with what must hold after every step. */
import { describe, expect, it } from "vitest";
import { archiveArticle, exportArticle, renameArticle, unarchiveArticle } from "../../src/app/articles.ts";
import { decide, revokeDecision } from "../../src/app/decisions.ts";
import { Failure } from "../../src/app/failure.ts";
import { importGlossary } from "../../src/app/glossary-import/import.ts";
import { acceptProposal, rejectProposal } from "../../src/app/proposals.ts";
import type { SegmentRecord } from "../../src/app/records.ts";
import { rerender } from "../../src/app/rerender.ts";
import { renderStored } from "../../src/app/rendering.ts";
import { glossaryFor } from "../../src/app/glossary.ts";
import { joinSegment, splitSegment } from "../../src/app/segment-cuts.ts";
import { restoreRevision, saveSegment } from "../../src/app/segments.ts";
import { undoChange } from "../../src/app/undo.ts";
import { DECISION_KINDS, DECISION_SCOPES } from "../../src/core/article/model.ts";
import { segmentRendering } from "../../src/core/rendering/render.ts";
import { dice } from "../support/dice.ts";
import { openHouse, type House } from "../support/house.ts";
import { bring, drop, foresee, fresh, mark, name, named, segmentsOf, waiting } from "./desk.ts";

const TEXTS = [
  "Bi Jianwen met Lee Sze in Bay Area. A quality force came, said Bi Jianwen. The Bi Jianwen Fund grew.\r\n(Bay Area)\n",
  "In Bay Area a quality force grew. Lee Sze and the Bi Jianwen Fund saw it.",
];
const SURFACES = ["Bi Jianwen", "Lee Sze", "Bay Area", "quality force", "Bi Jianwen Fund"];
const WRITTEN = ["Mohamed Butt", "Li Si", "Greater Bay", "able power", "Butt Foundation", "M. B."];
const WORDS = ["soon", "Butt", "", "new force", "x"];

const GAMES = process.env["ZHENGMING_HEAVY"] === "1" ? 500 : 50;

interface Game {
  readonly house: House;
  readonly articles: readonly string[];
  readonly roll: (limit: number) => number;
  readonly pick: <T>(list: readonly T[]) => T | undefined;
}

async function anySegment({ house, articles, pick }: Game): Promise<SegmentRecord> {
  const segment = pick(await segmentsOf(house, pick(articles) ?? ""));
  if (segment === undefined) throw new Error("no segment");
  return segment;
}

/** What an editor can do, by name; a step may find nothing to do. */
const STEPS: Readonly<Record<string, (game: Game) => Promise<unknown>>> = {
  async edit(game) {
    const { house, roll, pick } = game;
    const segment = await anySegment(game);
    const words = segment.text.split(" ");
    words.splice(roll(words.length), 1, pick(WORDS) ?? "");
    const [segmentId, revision] = [segment.id, segment.revision];
    const input = { segmentId, revision, text: words.join(" "), approve: roll(4) === 0 };
    await saveSegment(house.deps, house.actor, input);
  },
  async editBack(game) {
    const { id, revision, rendered } = await anySegment(game);
    await saveSegment(game.house.deps, game.house.actor, { segmentId: id, revision, text: rendered });
  },
  async editLate(game) {
    const { house, roll } = game;
    const { id, revision, text } = await anySegment(game);
    const input = { segmentId: id, revision: Math.max(1, revision - roll(3)), text: `${text} late` };
    await saveSegment(house.deps, house.actor, input);
  },
  async mark(game) {
    const { id } = await anySegment(game);
    await mark(game.house, id, game.pick(["open", "needs-work", "approved", "approved"] as const) ?? "open");
  },
  async restore(game) {
    const { id, revision } = await anySegment(game);
    const restore = 1 + game.roll(revision);
    await restoreRevision(game.house.deps, game.house.actor, { segmentId: id, revision, restore });
  },
  async split(game) {
    const { id, revision, from, to } = await anySegment(game);
    const input = { segmentId: id, revision, at: game.roll(to - from + 1) };
    await splitSegment(game.house.deps, game.house.actor, input);
  },
  async join(game) {
    const { id, revision } = await anySegment(game);
    await joinSegment(game.house.deps, game.house.actor, { segmentId: id, revision });
  },
  async name(game) {
    const { house, roll, pick, articles } = game;
    const status = pick(["approved", "approved", "proposed", "retired"] as const) ?? "approved";
    const category = pick(["person", "term"] as const) ?? "term";
    const draft = named(`${pick(WRITTEN)} < ${pick(SURFACES)}`, { status, category });
    const records = await house.store.read((tx) => tx.concepts());
    const id = roll(2) === 0 ? pick(records)?.concept.id : undefined;
    const articleId = roll(3) === 0 ? undefined : pick(articles);
    const saving = { ...(id === undefined ? {} : { id }), ...(articleId === undefined ? {} : { articleId }) };
    const { articles: touched, related } = await foresee(house, draft, saving);
    const keep = touched.flatMap(({ places }) =>
      places.filter(() => roll(4) === 0).map((place) => place.key),
    );
    await name(house, draft, { ...saving, keep, carry: related.map((concept) => concept.conceptId) });
  },
  async drop({ house, pick, articles }) {
    const record = pick(await house.store.read((tx) => tx.concepts()));
    if (record !== undefined) await drop(house, record.concept.id, pick(articles));
  },
  async importGlossary({ house, pick }) {
    const text = `id,status,preferred_en,deprecated_en\nk1,approved,${pick(WRITTEN)},${pick(SURFACES)}\n`;
    await importGlossary(house.deps, house.actor, { text });
  },
  async render({ house, roll, pick, articles }) {
    const input = roll(2) === 0 ? { stale: true } : { articleIds: [pick(articles) ?? ""] };
    await rerender(house.deps, house.actor, input);
  },
  async decide({ house, pick, articles }) {
    const articleId = pick(articles) ?? "";
    const hit = pick(await house.store.read((tx) => tx.hits(articleId)));
    const record = pick(await house.store.read((tx) => tx.concepts()));
    if (hit === undefined || record === undefined) return;
    const [kind, scope] = [pick(DECISION_KINDS) ?? "keep", pick(DECISION_SCOPES) ?? "occurrence"];
    const conceptId = kind === "use" ? record.concept.id : hit.conceptId;
    await decide(house.deps, house.actor, { articleId, from: hit.from, to: hit.to, conceptId, kind, scope });
  },
  async revoke({ house, pick, articles }) {
    const decision = pick(await house.store.read((tx) => tx.decisions(pick(articles) ?? "")));
    if (decision !== undefined) await revokeDecision(house.deps, house.actor, { decisionId: decision.id });
  },
  async answer({ house, roll, pick, articles }) {
    const proposal = pick(await waiting(house, pick(articles) ?? ""));
    if (proposal === undefined) return;
    const { id: proposalId, segmentId, rendered } = proposal;
    const { revision } = await fresh(house, segmentId);
    if (roll(3) === 0) await rejectProposal(house.deps, house.actor, { proposalId });
    else {
      const text = roll(2) === 0 ? undefined : `${rendered} solved`;
      await acceptProposal(house.deps, house.actor, { proposalId, revision, text });
    }
  },
  async rename({ house, pick, articles, roll }) {
    await renameArticle(house.deps, house.actor, { articleId: pick(articles) ?? "", title: `T${roll(9)}` });
  },
  async archive({ house, pick, articles, roll }) {
    const set = roll(2) === 0 ? archiveArticle : unarchiveArticle;
    await set(house.deps, house.actor, { articleId: pick(articles) ?? "" });
  },
  async undoLast({ house, pick, roll }) {
    const changes = await house.store.read((tx) => tx.changes({ limit: 1 + roll(4) }));
    const change = pick(changes);
    if (change !== undefined && change.kind !== "article.import") {
      await undoChange(house.deps, house.actor, { changeId: change.id });
    }
  },
};

/** Kinds of steps after which no approved text may differ. */
const RENDERINGS = new Set(["name", "drop", "importGlossary", "render", "decide", "revoke"]);

async function expectSound(game: Game): Promise<void> {
  const { house } = game;
  for (const [index, articleId] of game.articles.entries()) {
    const machine = TEXTS[index] ?? "";
    const segments = await segmentsOf(house, articleId);
    let [covered, text] = ["", ""];
    let at = 0;
    for (const segment of segments) {
      const gap = machine.slice(at, segment.from);
      expect(segment.from).toBeGreaterThanOrEqual(at);
      expect(gap.trim()).toBe("");
      covered += gap + machine.slice(segment.from, segment.to);
      text += gap + segment.text;
      at = segment.to;
      expectConsistent(segment, machine);
    }
    expect(covered + machine.slice(at)).toBe(machine);
    expect((await exportArticle(house.deps, articleId)).text).toBe(text + machine.slice(at));
    const proposals = await waiting(house, articleId);
    expect(new Set(proposals.map((proposal) => proposal.segmentId)).size).toBe(proposals.length);
    const ids = segments.map((segment) => segment.id);
    for (const { segmentId } of proposals) expect(ids).toContain(segmentId);
    for (const { id, revision } of segments) {
      const history = await house.store.read((tx) => tx.segmentHistory(id));
      expect(history.map((entry) => entry.revision.revision)).toEqual(
        history.map((_, back) => revision - back),
      );
    }
  }
}

function expectConsistent(segment: SegmentRecord, machine: string): void {
  const own = machine.slice(segment.from, segment.to);
  let made = "";
  let copied = 0;
  for (const change of segment.provenance) {
    made += own.slice(copied, change.from);
    expect([made.length, own.slice(change.from, change.to)]).toEqual([change.rendered.from, change.before]);
    made += change.after;
    copied = change.to;
  }
  expect(made + own.slice(copied)).toBe(segment.rendered);
  if (segment.state === "open") expect(segment.text).toBe(segment.rendered);
  expect(segment.text.trim()).not.toBe("");
}

/** After rendering all, what is untouched is what the glossary gives, and rendering once more does nothing. */
async function expectRendered({ house, articles }: Game): Promise<void> {
  await rerender(house.deps, house.actor, { articleIds: articles });
  const again = await rerender(house.deps, house.actor, { articleIds: articles });
  expect(again).toMatchObject({ changed: 0, proposals: 0, conflicts: 0 });
  for (const articleId of articles) {
    const segments = await segmentsOf(house, articleId);
    const rendering = await house.store.read(async (tx) => {
      const article = await tx.article(articleId);
      if (article === undefined) throw new Error("no article");
      return renderStored(tx, article, segments, (await glossaryFor(house.deps, tx)).compiled);
    });
    for (const segment of segments) {
      if (segment.state === "open") expect(segment.text).toBe(segmentRendering(rendering, segment).text);
    }
  }
}

/** Takes every change back, the newest first, those that took others back too. */
async function expectUndoable({ house, articles }: Game): Promise<void> {
  const changes = await house.store.read((tx) => tx.changes({ limit: 10_000 }));
  for (const { id, kind } of changes) {
    if (kind === "article.import") continue;
    if ((await house.store.read((tx) => tx.undoneBy(id))) !== undefined) continue;
    await undoChange(house.deps, house.actor, { changeId: id });
  }
  for (const [index, articleId] of articles.entries()) {
    const segments = await segmentsOf(house, articleId);
    const machine = TEXTS[index] ?? "";
    expect(segments.map((segment) => segment.text)).toEqual(
      segments.map((segment) => machine.slice(segment.from, segment.to)),
    );
    expect(segments.map((segment) => segment.state)).toEqual(segments.map(() => "open"));
    expect(await waiting(house, articleId)).toEqual([]);
  }
  expect(await house.store.read((tx) => tx.concepts())).toEqual([]);
}

async function play(seed: number, steps: number): Promise<void> {
  const house = await openHouse();
  const log: string[] = [];
  try {
    const roll = dice(seed);
    const pick = <T>(list: readonly T[]): T | undefined => list[roll(Math.max(1, list.length))];
    const articles: string[] = [];
    for (const text of TEXTS) articles.push(await bring(house, text));
    const game: Game = { house, articles, roll, pick };
    const names = Object.keys(STEPS);
    for (let step = 0; step < steps; step++) {
      const what = pick(names) ?? "";
      log.push(what);
      const approved = await approvedTexts(game);
      try {
        await STEPS[what]?.(game);
      } catch (error) {
        // A refusal is an answer; anything else is a bug.
        if (!(error instanceof Failure)) throw error;
        log.push(`(${error.key})`);
      }
      await expectSound(game);
      if (RENDERINGS.has(what)) expect(await approvedTexts(game)).toEqual(approved);
    }
    if (seed % 2 === 0) await expectRendered(game);
    await expectUndoable(game);
  } catch (error) {
    throw new Error(`seed ${seed}: ${log.join(" ")}`, { cause: error });
  } finally {
    await house.dispose();
  }
}

async function approvedTexts({ house, articles }: Game): Promise<string[]> {
  const all = await Promise.all(articles.map((id) => segmentsOf(house, id)));
  return all.flat().flatMap(({ id, state, text }) => (state === "approved" ? [`${id} ${text}`] : []));
}

describe("any sequence of use cases", () => {
  it("keeps texts, reasons and proposals sound, and can be taken back to the machine's text", async () => {
    for (let seed = 1; seed <= GAMES; seed++) await play(seed, 20);
  }, 900_000);
});
