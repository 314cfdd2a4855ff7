import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { seed, segmentAt, startHarness, type Harness, type Seeded } from "./harness.ts";

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

async function write(name: string, number: number, text: string): Promise<void> {
  const { id, revision } = await segmentAt(server, article.articleId, number);
  const sent = await server.post(`/segments/${id}/text`, { revision, text, then: "stay" }, as(name));
  expect(sent.status).toBe(303);
}

/** What the undo buttons of a page name, and the changes that they take back. */
async function undos(name: string, path: string): Promise<readonly (readonly [string, string])[]> {
  const { body } = await server.send(`/articles/${article.articleId}${path}`, { headers: as(name) });
  const forms = body.matchAll(
    /action="\/undos"[^>]*>\s*<input type="hidden" name="changeId" value="([^"]*)">[^]*?<button[^>]*>([^]*?)<\/button>/g,
  );
  return [...forms].map(([, id = "", button = ""]) => {
    const words = button.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
    return [id, words.trim()];
  });
}

async function firstUndo(name: string, path: string): Promise<readonly [string, string]> {
  return (await undos(name, path))[0] ?? ["", ""];
}

const texts = (numbers: readonly number[]): Promise<string[]> =>
  Promise.all(numbers.map(async (number) => (await segmentAt(server, article.articleId, number)).text));

describe("undo in an article", () => {
  it("is of what one did oneself, whatever others did since", async () => {
    const [first] = await texts([1]);
    await write("Anna", 1, "By Anna.");
    await write("Bo", 2, "By Bo.");
    for (const page of ["", "/find", "/beads", "/discovery"]) {
      const shown = async (name: string): Promise<string> => JSON.stringify(await undos(name, page));
      expect([page, await shown("Anna")]).toEqual([page, expect.stringContaining("By Anna.")]);
      expect([page, await shown("Anna")]).not.toEqual([page, expect.stringContaining("By Bo.")]);
      expect([page, await shown("Bo")]).toEqual([page, expect.stringContaining("By Bo.")]);
      expect([page, await shown("Cai")]).toEqual([page, "[]"]);
    }
    const [changeId] = await firstUndo("Anna", "");
    await server.post("/undos", { changeId }, as("Anna"));
    expect(await texts([1, 2])).toEqual([first, "By Bo."]);
    const [redo, words] = await firstUndo("Anna", "");
    expect(words).toMatch(/^Redo/);
    await server.post("/undos", { changeId: redo }, as("Anna"));
    expect(await texts([1, 2])).toEqual(["By Anna.", "By Bo."]);
  });

  it("takes back what others did from the history", async () => {
    const [second] = await texts([2]);
    await write("Bo", 2, "By Bo.");
    const [changeId, words] = await firstUndo("Anna", "/history");
    expect(words).toMatch(/^Undo .*By Bo\./);
    const sent = await server.post(
      "/undos",
      { changeId, back: `/articles/${article.articleId}/history` },
      as("Anna"),
    );
    expect([sent.status, sent.location]).toEqual([303, `/articles/${article.articleId}/history`]);
    expect(await texts([2])).toEqual([second]);
    // What was taken back cannot be taken back twice, and how it came cannot be taken back at all.
    expect(await undos("Anna", "/history")).toEqual([]);
  });
});

it("an undo that is taken back is called a redo", async () => {
  await write("Anna", 1, "By Anna.");
  const [undo] = await firstUndo("Anna", "");
  const undone = await server.post("/undos", { changeId: undo }, as("Anna"));
  const [change] = await server.deps.store.read((tx) => tx.changes({ limit: 1 }));
  const redone = await server.post("/undos", { changeId: change?.id ?? "" }, as("Anna"));
  const said = async ({ location, cookie }: typeof undone): Promise<string> => {
    const { body } = await server.send(location, { headers: { Cookie: cookie } });
    return /Change (?:un|re)done/.exec(body)?.[0] ?? "";
  };
  expect([await said(undone), await said(redone)]).toEqual(["Change undone", "Change redone"]);
});
