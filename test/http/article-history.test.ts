import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { segmentAt, seed, startHarness, type Harness } from "./harness.ts";

let server: Harness;
let articleId: string;
let segmentId: string;
beforeEach(async () => {
  server = await startHarness();
  ({ articleId } = await seed(server));
  segmentId = (await segmentAt(server, articleId, 1)).id;
  for (const [index, text] of ["First text.", "Second text."].entries())
    await server.post(`/segments/${segmentId}/text`, { revision: index + 1, text });
});
afterEach(() => server.close());

const radios = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, "g"))].map(([, value = ""]) => value);

describe("the history of a segment", () => {
  it("compares two revisions that are chosen", async () => {
    const path = `/segments/${segmentId}/history`;
    const plain = await server.send(path);
    expect(radios(plain.body, "from")).toEqual(["3", "2", "1"]);
    expect(plain.body).not.toContain('id="comparison"');
    const { body } = await server.send(`${path}?from=2&to=3`);
    expect(body).toMatch(/<del[^>]*>First<\/del><ins[^>]*>Second<\/ins> text\.<\/p>/);
    expect(body).toMatch(/name="from" value="2" checked/);
    expect((await server.send(`${path}?from=x&to=99`)).status).toBe(200);
  });
});

describe("the history of an article", () => {
  it("lists changes and compares two versions", async () => {
    const path = `/articles/${articleId}/history`;
    expect((await server.send(`/articles/${articleId}`)).body).toContain(`href="${path}"`);
    const plain = await server.send(path);
    const [newest = "", older = ""] = radios(plain.body, "to");
    const compared = await server.send(`${path}?from=${older}&to=${newest}`);
    expect(compared.body).toMatch(/<del[^>]*>First<\/del><ins[^>]*>Second<\/ins>/);
    expect(compared.body).toContain(`?at=${segmentId}#segment-${segmentId}`);
    expect((await server.send(`${path}?from=${older}&to=none`)).status).toBe(404);
    expect((await server.send(`${path}?from=${older}`)).status).toBe(200);
    expect((await server.send(`${path}?page=9`)).status).toBe(200);
    expect((await server.send("/articles/none/history")).status).toBe(404);
  });
});

describe("what was done", () => {
  const listed = async (language: string): Promise<string[]> => {
    const { body } = await server.send(`/articles/${articleId}/history`, {
      headers: { Cookie: `language=${language}` },
    });
    return [...body.matchAll(/<li class="article-change"[^]*?<p>(<b>[^]*?)<\/p>/g)].map(([, said = ""]) =>
      said.replace(/<[^>]+>/g, "").trim(),
    );
  };

  it("is said in the reader's words, states and revisions too, and a redo is no undo", async () => {
    await server.post(`/segments/${segmentId}/state`, { revision: 3, state: "needs-work" });
    const last = async (): Promise<string> =>
      (await server.deps.store.read((tx) => tx.changes({ articleId, limit: 1 })))[0]?.id ?? "";
    await server.post("/undos", { changeId: await last() });
    await server.post("/undos", { changeId: await last() });
    const { revision } = await segmentAt(server, articleId, 1);
    await server.post(`/segments/${segmentId}/restorations`, { revision, restore: 2 });
    expect((await listed("en")).slice(0, 4)).toEqual([
      "Restored a revision · Revision 2 1 segment",
      "Redid a change · Needs work 1 segment",
      "Undid a change · Needs work 1 segment",
      "Changed the state · Needs work 1 segment",
    ]);
    expect((await listed("zh-Hans"))[3]).toBe("更改状态 · 待修改 1 个句段");
  });
});

describe("redo", () => {
  it("stands beside undo after an undo, across page loads", async () => {
    const bench = `/articles/${articleId}`;
    const changes = await server.deps.store.read((tx) => tx.changes({ articleId, limit: 1 }));
    expect((await server.send(bench)).body).not.toContain("Redo:");
    await server.post("/undos", { changeId: changes[0]?.id ?? "" });
    expect((await segmentAt(server, articleId, 1)).text).toBe("First text.");
    const undone = await server.send(bench);
    const form = /name="changeId" value="([^"]+)"[^]*?Redo:/.exec(
      undone.body.slice(undone.body.lastIndexOf('class="undo"')),
    );
    await server.post("/undos", { changeId: form?.[1] ?? "" });
    expect((await segmentAt(server, articleId, 1)).text).toBe("Second text.");
  });
});
