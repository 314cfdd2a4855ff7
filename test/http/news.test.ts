import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { seed, segmentAt, startHarness, type Harness, type Seeded, type Values } from "./harness.ts";

let server: Harness;
let article: Seeded;
beforeEach(async () => {
  server = await startHarness();
  article = await seed(server);
});
afterEach(() => server.close());

const as = (name: string): Record<string, string> => ({
  Cookie: `name=${name}`,
  "Sec-Fetch-Site": "same-origin",
});

const first = () => segmentAt(server, article.articleId, 1);

/** Does something to the first segment, as somebody who sees what stands. */
async function act(name: string, what: string, values: Values): Promise<void> {
  const { id, revision } = await first();
  const sent = await server.post(`/segments/${id}/${what}`, { revision, ...values }, as(name));
  expect(sent.status).toBeLessThan(400);
}

async function news(name: string, after: number | string): Promise<unknown> {
  const { id } = await first();
  const answer = await server.send(`/segments/${id}/news?after=${after}`, { headers: as(name) });
  expect(answer.status).toBe(200);
  return JSON.parse(answer.body);
}

describe("what was done to a segment since it was opened", () => {
  it("is nothing, or nothing that can be told", async () => {
    for (const after of [1, 7, "", "x", 1.5]) expect(await news("Anna", after)).toEqual({ kind: "none" });
  });

  it("is the text that stands with who wrote it, whatever was done to its state after that", async () => {
    await act("Bo", "text", { text: "By\r\nBo.", then: "stay" });
    const told = { kind: "text", text: "By\nBo.", by: "Bo", at: Date.UTC(2025, 0, 2, 3, 4) };
    expect(await news("Anna", 1)).toEqual({ ...told, revision: 2, stateLabel: "Edited" });
    await act("Cai", "state", { state: "approved" });
    expect(await news("Anna", 1)).toEqual({ ...told, revision: 3, stateLabel: "Approved" });
    expect(await news("Bo", 1)).toMatchObject({ kind: "own" });
    expect(await news("Anna", 2)).toMatchObject({ kind: "state", by: "Cai", stateLabel: "Approved" });
    expect(await news("Anna", 3)).toEqual({ kind: "none" });
  });

  it("is nothing where the text was changed back", async () => {
    const { text } = await first();
    await act("Bo", "text", { text: "By Bo.", then: "stay" });
    await act("Bo", "text", { text, then: "stay" });
    expect(await news("Anna", 1)).toEqual({ kind: "none" });
  });

  it("is not told of a segment that is not there", async () => {
    expect((await server.send("/segments/none/news?after=1")).status).toBe(404);
    expect((await server.post("/segments/none/comparisons", { revision: 1, text: "x" })).status).toBe(404);
  });
});

it("what is typed is shown beside what stands and what both grew from, and nothing is saved", async () => {
  const { id, text } = await first();
  await act("Bo", "text", { text: "By Bo.", then: "stay" });
  for (const values of [{ revision: 1 }, { revision: 2, base: text }]) {
    const shown = await server.post(`/segments/${id}/comparisons`, { ...values, text: "By <b>Anna." });
    expect(shown.status).toBe(200);
    const versions = [...shown.body.matchAll(/class="version-text" lang="en">([^<]*)</g)];
    expect(versions.map(([, each]) => each)).toEqual([
      text.replaceAll('"', "&#34;"),
      "By Bo.",
      "By &lt;b&gt;Anna.",
    ]);
    expect(shown.body).toMatch(/name="revision" value="2"/);
  }
  expect((await first()).text).toBe("By Bo.");
});
