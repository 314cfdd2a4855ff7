import fc from "fast-check";
import { expect, it } from "vitest";
import { countByNumbers } from "../../../src/app/concept-search/count.ts";
import { searchConcepts } from "../../../src/app/concept-search/search.ts";
import { type Match, matches } from "../../../src/app/concept-search/matches.ts";
import type { ConceptFilter, ResultPlace } from "../../../src/app/concept-search/model.ts";
import { type Bounds, Sources, type Wanted } from "../../../src/app/concept-search/sources.ts";
import type { Deps } from "../../../src/app/deps.ts";
import type { Store, StoreWriter } from "../../../src/app/store.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import { keysIn } from "../../../src/core/search/keys.ts";
import { searchLines } from "../../../src/core/search/lines.ts";
import { parseSearch, type SearchQuery } from "../../../src/core/search/query.ts";
import { type Letters, soundsLike } from "../../../src/core/search/sounds.ts";
import { dice } from "../../support/dice.ts";
import {
  aChange,
  aConcept,
  aConceptRecord,
  aForm,
  aHit,
  anArticle,
  aSegment,
} from "../../support/records.ts";
import type { WithStore } from "../fixtures.ts";

/** All ways of looking are taken in a glossary of a few dozen concepts. */
const EVERY_BOUNDS: readonly Bounds[] = [
  { small: 0, large: 1, first: 1, most: 3, enough: 2 },
  { small: 2, large: 12, first: 2, most: 5, enough: 1 },
  { small: 2, large: 60, first: 2, most: 5, enough: 4 },
  { small: 1, large: 40, first: 3, most: 64, enough: 8 },
  { small: 3, large: 999, first: 3, most: 64, enough: 99 },
  { small: 999, large: 999, first: 64, most: 64, enough: 99 },
];

const ENGLISH = "bank banking ban of and china old shanghai li shi the liwei".split(" ");
const CHINESE = Array.from("李丽力上海市银行重是女绿里");

/** A concept of words and characters that many others have, too. */
function conceptOf(number: number): Concept {
  const roll = dice(number + 1);
  const some = (list: readonly string[], most: number): string[] =>
    Array.from({ length: 1 + roll(most) }, () => list[roll(list.length)] ?? "");
  return aConcept({
    id: `m${String(number).padStart(3, "0")}`,
    category: roll(2) === 0 ? "person" : "organisation",
    status: roll(3) === 0 ? "proposed" : "approved",
    evidence: roll(2) === 0 ? ["x"] : [],
    note: roll(3) === 0 ? `${some(ENGLISH, 2).join(" ")} ${some(CHINESE, 3).join("")}` : "",
    forms: [
      aForm(`zh-Hans preferred ${some(CHINESE, 3).join("")}`),
      aForm(`en preferred ${some(ENGLISH, 3).join(" ")}`),
      ...(roll(2) === 0 ? [aForm(`en deprecated ${some(ENGLISH, 2).join(" ")}`)] : []),
    ],
  });
}

const CONCEPTS = Array.from({ length: 60 }, (_, number) => conceptOf(number));
/** Concepts that stand in the one article. */
const USED = new Set(CONCEPTS.filter((_, at) => at % 3 === 0).map(({ id }) => id));

/** Where a concept stands by what is defined, looking at all of its keys: place and key of the whole, or that it has the words. */
function naivePlace(query: SearchQuery, concept: Concept): readonly [number, string] | undefined {
  const keys: (readonly [string, Letters | undefined])[] = [];
  keysIn(searchLines(concept), (key, letters) => keys.push([key, letters]));
  const begins = (beginning: string, toned = query.toned): string[] =>
    keys
      .filter(
        ([key, letters]) => key.startsWith(beginning) && (!toned || !letters || soundsLike(letters, toned)),
      )
      .map(([key]) => key)
      .sort();
  for (const [rank, beginning] of query.whole.entries()) {
    const [first] = begins(beginning);
    if (first !== undefined) return [rank, first];
  }
  const has = (beginnings: readonly string[]): boolean =>
    beginnings.some((beginning) => keys.some(([key]) => key.startsWith(beginning)));
  return query.words.length > 0 && query.words.every(has) && !has(query.whole) ? [99, ""] : undefined;
}

function passes({ id, category, status, evidence }: Concept, filter: ConceptFilter): boolean {
  return (
    (filter.category ?? category) === category &&
    (filter.status ?? status) === status &&
    (filter.evidence ?? evidence.length > 0) === evidence.length > 0 &&
    (filter.used === undefined || (filter.used === 0 ? !USED.has(id) : filter.used === 1 && USED.has(id)))
  );
}

/** The ids that a search finds in one piece, in order, and those that it finds by words, sorted. */
function naiveSearch(query: SearchQuery, { filter, among }: Wanted): readonly [string[], string[]] {
  const found = CONCEPTS.flatMap((concept, number) => {
    const place = naivePlace(query, concept);
    const passing = passes(concept, filter) && (among?.has(concept.id) ?? true);
    return place === undefined || !passing ? [] : [{ id: concept.id, rank: place[0], key: place[1], number }];
  });
  found.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : a.key > b.key ? 1 : a.number - b.number));
  const ids = (whole: boolean): string[] =>
    found.filter(({ rank }) => rank < 99 === whole).map(({ id }) => id);
  return [ids(true), ids(false)];
}

async function all(sources: Sources, after?: ResultPlace): Promise<Match[]> {
  const found: Match[] = [];
  for await (const match of matches(sources, after)) found.push(match);
  return found;
}

const text = (list: readonly string[], most: number, between: string): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...list), { minLength: 1, maxLength: most }).map((parts) => parts.join(between));
const typed = fc.oneof(
  text(ENGLISH, 3, " "),
  text(ENGLISH, 2, " ").map((words) => words.slice(0, -1)),
  text(CHINESE, 3, ""),
  text(
    ["li4", "li3", "shi", "shi4", "shang4", "hai3", "hang2", "nv3", "lv4", "yin2", "l", "lì", "xíng"],
    2,
    "",
  ),
  text(["li", "shanghai", "银行", "lu", "bank", "yin", "b", "s", "o"], 2, " "),
);
const asking: fc.Arbitrary<ConceptFilter> = fc.record(
  {
    category: fc.constantFrom("person" as const, "organisation" as const),
    status: fc.constantFrom("approved" as const, "proposed" as const),
    evidence: fc.boolean(),
    used: fc.constantFrom(0, 1, 2),
  },
  { requiredKeys: [] },
);
const filter = fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: asking });
const among = fc.option(fc.uniqueArray(fc.constantFrom(...CONCEPTS.map(({ id }) => id)), { minLength: 40 }), {
  nil: undefined,
  freq: 2,
});

/** However much is looked at, a search finds what looking at every concept finds, in one order, and goes on from any place. */
export function conceptMatchesContract(withStore: WithStore): void {
  it(
    "finds what a naive search of all concepts finds, by every way of looking, and goes on behind any result",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await tx.addChange(aChange());
        for (const concept of CONCEPTS) await tx.putConcept(aConceptRecord({ concept }), "c1", 1);
        await tx.addArticle(anArticle());
        await tx.putSegment(aSegment(), "c1");
        await tx.replaceHits(
          "a1",
          [...USED].map((conceptId) => aHit({ conceptId })),
        );
      });
      let [findings, counts] = [0, 0];
      await store.read((tx) =>
        fc.assert(
          fc.asyncProperty(
            ...[typed, filter, among, fc.constantFrom(...EVERY_BOUNDS), fc.nat(20)],
            async (asked, passing, some, bounds, at) => {
              const query = parseSearch(asked);
              if (query === undefined) return;
              const wanted = { query, filter: passing, among: some && new Set(some) };
              const look = (): Sources => new Sources(tx, wanted, bounds);
              const found = await all(look());
              const ids = found.map(({ id }) => id);
              const [whole, words] = naiveSearch(query, wanted);
              expect(ids.slice(0, whole.length)).toEqual(whole);
              expect(ids.slice(whole.length).sort()).toEqual(words);
              const after: ResultPlace | undefined = found[at]?.place;
              if (after !== undefined) expect(await all(look(), after)).toEqual(found.slice(at + 1));
              const counted = await countByNumbers(look());
              const count = Math.min(found.length, bounds.enough);
              expect(counted ?? count).toBe(count);
              counts += counted === undefined ? 0 : 1;
              findings += ids.length;
            },
          ),
          { numRuns: 500 },
        ),
      );
      expect(findings).toBeGreaterThan(300);
      expect(counts).toBeGreaterThan(60);
    }),
  );

  it(
    "finds by lists that are kept what it finds without them, whatever is written meanwhile",
    withStore(async ({ store }) => {
      await store.write((tx) => tx.addChange(aChange()));
      const revisions = new Map<string, number>();
      const roll = dice(7);
      const put = (): Promise<void> =>
        store.write(async (tx) => {
          const { id } = CONCEPTS[roll(30)] ?? aConcept();
          const revision = (revisions.get(id) ?? 0) + 1;
          revisions.set(id, revision);
          const concept = { ...(CONCEPTS[roll(60)] ?? aConcept()), id };
          const record = aConceptRecord({ concept, revision, removed: roll(4) === 0 });
          await tx.putConcept(record, "c1", await tx.nextGlossaryRevision());
        });
      let staged = 0;
      const importing = [
        (tx: StoreWriter) => tx.putStagedImport({ id: "m1", at: 5, changeId: null }),
        (tx: StoreWriter) => {
          const concepts = [30, 31, 32].map((at) => ({ ...CONCEPTS[at + roll(20)], id: `s${++staged}` }));
          return tx.stageConcepts(
            "m1",
            concepts.map((each) => ({ concept: aConcept(each), base: 0, stands: false })),
          );
        },
        async (tx: StoreWriter) => tx.showStaged("m1", aChange(), await tx.nextGlossaryRevision()),
        (tx: StoreWriter) => tx.settleStaged("m1", 2),
        (tx: StoreWriter) => tx.settleStaged("m1", 2),
        (tx: StoreWriter) => tx.removeStagedImport("m1"),
      ];
      const find = async (through: Pick<Store, "read">, query: string): Promise<unknown> => {
        const { items, ...results } = await searchConcepts({ store: through } as Deps, {
          ...{ query, filter: {}, limit: 99 },
        });
        return { ids: items.map(({ record }) => record.concept.id), ...results };
      };
      let found = 0;
      for (let turn = 0; turn < 60; turn++) {
        if (turn < 12 || turn % 7 === 0) await put();
        const step = importing[turn % importing.length];
        if (turn >= 12 && step !== undefined) await store.write<unknown>((tx) => step(tx));
        for (const query of ["li bank", "bank of", "shang yin", "li3 bank", "of li"]) {
          const fresh = await find({ read: (work) => store.read(work) }, query);
          expect(await find(store, query)).toEqual(fresh);
          found += (fresh as { total: number }).total;
        }
      }
      expect(found).toBeGreaterThan(300);
    }),
  );
}
