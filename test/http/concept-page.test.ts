import { afterEach, beforeEach, expect, it } from "vitest";
import { seed, startHarness, type Harness } from "./harness.ts";

let server: Harness;
beforeEach(async () => {
  server = await startHarness();
  await seed(server);
});
afterEach(() => server.close());

const PAGE = "/concepts/P001";

async function body(path = PAGE): Promise<string> {
  const answer = await server.send(path);
  expect(answer.status).toBe(200);
  return answer.body;
}

it("takes comments about a concept, which are settled, opened again and undone", async () => {
  const sent = await server.post(`${PAGE}/comments`, { text: "Which <spelling>?", requestId: "r1" });
  const again = await server.post(`${PAGE}/comments`, { text: "Which <spelling>?", requestId: "r1" });
  expect(again.location).toBe(sent.location);
  const id = /#comment-(.+)$/.exec(sent.location)?.[1] ?? "";
  expect(await body()).toContain("Which &lt;spelling&gt;?");
  await server.post(`/concept-comments/${id}/resolutions`);
  expect(await body()).toContain(`/concept-comments/${id}/reopenings`);
  await server.post(`/concept-comments/${id}/reopenings`);
  expect(await body()).toContain(`/concept-comments/${id}/resolutions`);
  const changes = await server.deps.store.read((tx) => tx.changes({ limit: 9 }));
  const written = changes.find(({ kind }) => kind === "concept.comment");
  expect(changes.filter(({ kind }) => kind.startsWith("concept.comment"))).toHaveLength(3);
  await server.post("/undos", { changeId: written?.id ?? "", back: PAGE });
  expect(await body()).not.toContain("spelling");
  for (const [path, text] of [
    [`${PAGE}/comments`, " "],
    ["/concepts/none/comments", "x"],
    ["/concept-comments/none/resolutions", ""],
  ] as const) {
    expect((await server.post(path, { text })).status).toBeGreaterThanOrEqual(400);
  }
});

it("compares any two revisions and puts an earlier one into the form, to be looked at and saved", async () => {
  const save = async (preferred: string, revision: number): Promise<void> => {
    const values = { preferred, zhHans: "毕坚文", deprecated: "Bi Jianwen", category: "person" };
    await server.post(PAGE, { ...values, revision, seen: "1" });
  };
  await save("Mo Butt", 1);
  await save("M. Butt", 2);
  const compared = await body(`${PAGE}?from=1&to=3`);
  expect(compared).toMatch(/id="comparison"[\s\S]*Mohamed[\s\S]*<\/section>/);
  expect(await body()).not.toContain('id="comparison"');
  const restored = await body(`${PAGE}?restore=1`);
  expect(restored).toContain('name="preferred" value="Mohamed Butt"');
  expect(restored).toContain('name="revision" value="3"');
  expect(await body(`${PAGE}?restore=99&from=x&to=0`)).toContain('name="preferred" value="M. Butt"');
});

it("names the articles of a concept with how often it stands there, at its first place", async () => {
  const [, href = ""] =
    /<h2 id="used-in-title">[\s\S]*?<a href="(\/articles\/[^"]+)"/.exec(await body()) ?? [];
  expect(href).toMatch(/\?at=[^#]+#segment-/);
  expect((await server.send(href.replace(/#.*/, "").replaceAll("&amp;", "&"))).status).toBe(200);
  expect(await body(`${PAGE}?before=0`)).toContain('id="used-in-title"');
});
