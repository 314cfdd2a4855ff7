/** What the preview of a concept says is what saving it does. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rerender } from "../../src/app/rerender.ts";
import type { ConceptDraft, Place } from "../../src/app/views.ts";
import { openHouse } from "../support/house.ts";
import { bring, foresee, mark, name, named, segmentsOf, type, waiting } from "./desk.ts";

const SURFACES = ["Bi Jianwen", "Bi", "Jianwen Fund", "Bi Jianwen Fund", "productive force", "force"];
const FORMS = ["Mohamed Butt", "Butt Fund", "innovative power", "power", "Bi", ""];
const WORDS = [...SURFACES, "a", "the", "spoke", "an"];

const drafts = fc
  .record({
    preferred: fc.constantFrom(...FORMS),
    deprecated: fc.uniqueArray(fc.constantFrom(...SURFACES), { minLength: 1, maxLength: 2 }),
    status: fc.constantFrom("approved", "approved", "proposed", "retired"),
    category: fc.constantFrom("person", "term", "organisation"),
    zhHans: fc.constantFrom([], ["毕坚文"]),
  } as const)
  .map(({ preferred, deprecated, ...more }) =>
    named(`${preferred} < ${deprecated.filter((form) => form !== preferred).join("|")}`, more),
  )
  .filter((draft) => draft.preferred !== "" || draft.deprecated.length > 0);

const sentences = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 })
  .map((words) => `Then ${words.join(" ")} ended.`);

const RUNS = { numRuns: process.env["ZHENGMING_HEAVY"] === "1" ? 600 : 75 };

const situations = fc.record({
  machine: fc.array(sentences, { minLength: 1, maxLength: 4 }).map((all) => all.join(" ")),
  zh: fc.constantFrom(undefined, undefined, "毕坚文说。别人听。"),
  glossary: fc.array(drafts, { maxLength: 3 }),
  /** What becomes of the segments before: nothing, a state, a word at the end, a name in the middle. */
  marks: fc.array(fc.constantFrom("", "approved", "needs-work", "end", "name", "name approved"), {
    maxLength: 4,
  }),
  /** Whether the last concept of the glossary is not rendered yet. */
  stale: fc.boolean(),
  draft: drafts,
  /** Whether it takes the place of the first concept. */
  replaces: fc.boolean(),
});

describe("previewConcept and saveConcept", () => {
  it("name the same segments: those that change, and those that are proposed or in conflict", async () => {
    await fc.assert(
      fc.asyncProperty(situations, (situation) => inSituation(situation, expectForeseen)),
      RUNS,
    );
  });

  it("tell the same of an article in hand and of one that is not", async () => {
    await fc.assert(
      fc.asyncProperty(situations, (situation) =>
        inSituation({ ...situation, stale: false }, expectSameElsewhere),
      ),
      RUNS,
    );
  });

  it("leave every text as it is when no place is ticked, also when they are rendered again", async () => {
    await fc.assert(
      fc.asyncProperty(situations, (situation) => inSituation(situation, expectKept)),
      RUNS,
    );
  });
});

type House = Awaited<ReturnType<typeof openHouse>>;
type Situation = typeof situations extends fc.Arbitrary<infer Value> ? Value : never;
type Check = (house: House, articleId: string, draft: ConceptDraft, id: string | undefined) => Promise<void>;

async function inSituation(situation: Situation, check: Check): Promise<void> {
  const house = await openHouse();
  try {
    const articleId = await bring(house, situation.machine, situation.zh);
    const ids: string[] = [];
    for (const draft of situation.glossary) ids.push((await name(house, draft, { articleId })).conceptId);
    for (const [index, segment] of (await segmentsOf(house, articleId)).entries()) {
      await treat(house, segment.id, segment.text, situation.marks[index] ?? "");
    }
    const [first] = ids;
    if (situation.stale && first !== undefined) await name(house, named("Bee < Bi | force"), { id: first });
    await check(house, articleId, situation.draft, situation.replaces ? first : undefined);
  } finally {
    await house.dispose();
  }
}

async function expectSameElsewhere(
  house: House,
  articleId: string,
  draft: ConceptDraft,
  id?: string,
): Promise<void> {
  const about = id === undefined ? {} : { id };
  const told = async (inHand: { readonly articleId?: string }): Promise<unknown[]> => {
    const { articles } = await foresee(house, draft, { ...about, ...inHand });
    // A new concept has another id each time.
    return articles.flatMap(({ places }) => places.map((place) => ({ ...place, conceptId: "" })));
  };
  expect(await told({})).toEqual(await told({ articleId }));
}

async function expectKept(house: House, articleId: string, draft: ConceptDraft, id?: string): Promise<void> {
  const saving = { ...(id === undefined ? {} : { id }), articleId };
  const { related, articles } = await foresee(house, draft, saving);
  const keep = articles.flatMap(({ places }) => places.map((place) => place.key));
  const carry = related.map((concept) => concept.conceptId);
  const texts = (await segmentsOf(house, articleId)).map((segment) => segment.text);
  const asked = (await waiting(house, articleId)).map((proposal) => proposal.segmentId);
  await name(house, draft, { ...saving, carry, keep });
  expect((await segmentsOf(house, articleId)).map((segment) => segment.text)).toEqual(texts);
  for (const { segmentId } of await waiting(house, articleId)) expect(asked).toContain(segmentId);
  await rerender(house.deps, house.actor, { articleIds: [articleId] });
  expect((await segmentsOf(house, articleId)).map((segment) => segment.text)).toEqual(texts);
}

async function treat(house: House, segmentId: string, text: string, how: string): Promise<void> {
  if (how === "approved" || how === "needs-work") await mark(house, segmentId, how);
  if (how === "end") await type(house, segmentId, text.replace("ended", "began"));
  if (how.startsWith("name"))
    await type(house, segmentId, text.replace(/Then \S+/, "Then Butt"), how.endsWith("approved"));
}

async function expectForeseen(
  house: House,
  articleId: string,
  draft: ConceptDraft,
  id?: string,
): Promise<void> {
  const { related, articles } = await foresee(house, draft, {
    ...(id === undefined ? {} : { id }),
    articleId,
  });
  const places: readonly Place[] = articles.flatMap((article) => article.places);
  const before = await segmentsOf(house, articleId);
  const asked = new Set((await waiting(house, articleId)).map((proposal) => proposal.id));
  const carry = related.map((concept) => concept.conceptId);
  await name(house, draft, { ...(id === undefined ? {} : { id }), articleId, carry });
  const after = await segmentsOf(house, articleId);
  const changed = after
    .filter((segment, index) => segment.text !== before[index]?.text)
    .map((segment) => segment.id);
  const proposed = (await waiting(house, articleId)).filter((proposal) => !asked.has(proposal.id));
  const segmentsAt = (...kinds: readonly string[]): string[] => [
    ...new Set(places.filter((place) => kinds.includes(place.kind)).map((place) => place.segmentId)),
  ];
  expect(segmentsAt("change").sort()).toEqual(changed.sort());
  expect(segmentsAt("approved", "conflict").sort()).toEqual(
    proposed.map((proposal) => proposal.segmentId).sort(),
  );
  const conflicts = proposed.filter((proposal) => proposal.merged === null);
  expect(segmentsAt("conflict").sort()).toEqual(conflicts.map((proposal) => proposal.segmentId).sort());
  // Each place tells what stood there and what stands there now.
  for (const place of places.filter(({ kind }) => kind !== "doubtful")) {
    const [was, now] = [before, after].map((all) => all.find((segment) => segment.id === place.segmentId));
    expect(was?.rendered).toContain(place.before);
    if (place.kind === "change") expect(now?.rendered).toContain(place.after);
  }
  // Rendering again finds nothing more to do.
  expect(await rerender(house.deps, house.actor, { articleIds: [articleId] })).toMatchObject({
    changed: 0,
    proposals: 0,
    conflicts: 0,
  });
  const { articles: nothing } = await foresee(house, draft, {
    id: await savedId(house, draft, id),
    articleId,
  });
  expect(nothing.flatMap((article) => article.places.filter((place) => place.kind !== "doubtful"))).toEqual(
    [],
  );
}

/** The id of the concept that was saved last. */
async function savedId(house: House, draft: ConceptDraft, id?: string): Promise<string> {
  if (id !== undefined) return id;
  const records = await house.store.read((tx) => tx.concepts());
  const newest = records
    .map((record) => record.concept.id)
    .sort()
    .at(-1);
  if (newest === undefined) throw new Error(`not saved: ${draft.preferred}`);
  return newest;
}
