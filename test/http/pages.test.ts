import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/i18n/languages.ts";
import { segmentAt, seed, startHarness, type Harness, type Seeded, type Values } from "./harness.ts";

let server: Harness;
let article: Seeded;
/** Ids by the names that stand for them in the table. */
let ids: Readonly<Record<string, string>>;

// The translator of the harness throws on a missing key, which would be a page of status 500.
beforeAll(async () => {
  server = await startHarness();
  article = await seed(server);
  const { articleId } = article;
  const segment = await segmentAt(server, articleId, 2);
  const records = await server.deps.store.read((tx) => tx.concepts());
  const policy = records.find(({ concept }) => concept.forms.some((form) => form.text === "新质生产力"));
  const conceptId = policy?.concept.id ?? "";
  await approveAll();
  await server.post(`/concepts/${conceptId}`, {
    ...{ category: "policy", status: "approved", zhHans: "新质生产力", preferred: "OTHER FORCES" },
    ...{ deprecated: "new quality productivity", revision: policy?.revision ?? 0, articleId, seen: 1 },
  });
  const [proposal] = await server.deps.store.read((tx) => tx.openProposals(articleId));
  ids = { ARTICLE: articleId, SEGMENT: segment.id, CONCEPT: conceptId, PROPOSAL: proposal?.id ?? "" };
});
afterAll(() => server.close());

async function approveAll(): Promise<void> {
  for (const { id } of article.segments) {
    await server.post(`/segments/${id}/state`, { revision: 1, state: "approved" });
  }
}

const PAGES: readonly (readonly [path: string, status: number, form?: Values])[] = [
  ["/articles", 200],
  ["/articles?archived=1", 200],
  ["/articles/new", 200],
  ["/articles", 422, {}],
  ["/articles/ARTICLE", 200],
  ["/articles/ARTICLE?segment=SEGMENT&filter=proposals&q=Macao&concept=CONCEPT", 200],
  ["/articles/ARTICLE?concept=new&en=a", 200],
  ["/concepts/preview", 200, { articleId: "ARTICLE", preferred: "a", deprecated: "of" }],
  ["/segments/SEGMENT/history", 200],
  ["/segments/SEGMENT/split", 200],
  ["/segments/SEGMENT/text", 409, { revision: 0, text: "a" }],
  ["/segments/SEGMENT/state", 409, { revision: 0, state: "open" }],
  ["/proposals/PROPOSAL", 200],
  ["/proposals/PROPOSAL/acceptances", 409, { revision: 0, text: "a" }],
  ["/glossary", 200],
  ["/glossary?q=Macao&category=organisation&status=approved", 200],
  ["/concepts/new", 200],
  ["/concepts/CONCEPT", 200],
  ["/concepts", 422, { seen: 1 }],
  ["/concepts/CONCEPT", 409, { preferred: "a", deprecated: "b", revision: 1, seen: 1 }],
  ["/nothing", 404],
  ["/preferences", 422, { language: "xx" }],
  ["/preferences", 422, { theme: "pink" }],
];

describe.each(LANGUAGES.map(({ code }) => code))("in %s", (code) => {
  it.each(PAGES.map(([pattern, status, form]) => ({ pattern, status, form })))(
    "$pattern: $status",
    async ({ pattern, status, form }) => {
      const fill = (text: string): string => text.replace(/[A-Z]{5,}/g, (name) => ids[name] ?? name);
      const headers = { Cookie: `language=${code}`, "Sec-Fetch-Site": "same-origin" };
      const answer = form
        ? await server.post(fill(pattern), filled(form, fill), headers)
        : await server.send(fill(pattern), { headers });
      expect(server.takeLog()).toEqual([]);
      expect(answer.status).toBe(status);
      expect(answer.body).toContain(`<html lang="${code}" `);
    },
  );
});

function filled(form: Values, fill: (text: string) => string): Values {
  const values: [string, string][] = Object.entries(form).map(([name, value]) => [name, fill(String(value))]);
  return Object.fromEntries(values);
}
