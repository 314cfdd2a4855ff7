import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { segmentAt, seed, startHarness, type Harness, type Seeded, type Values } from "./harness.ts";

let server: Harness;
let article: Seeded;
beforeEach(async () => {
  server = await startHarness();
  article = await seed(server);
});
afterEach(() => server.close());

const first = () => segmentAt(server, article.articleId, 1);

/** Sends an autosave of the first segment and gives what the script is told. */
async function autosave(values: Values, headers: Record<string, string> = {}): Promise<unknown> {
  const { id } = await first();
  const answer = await server.post(`/segments/${id}/autosaves`, values, headers);
  expect(answer.status).toBe(200);
  expect(answer.headers["content-type"]).toMatch(/^application\/json/);
  return JSON.parse(answer.body);
}

describe("an autosave", () => {
  it("says how the text stands, in the reader's language, and leaves no notice", async () => {
    const { id } = await first();
    const values = { revision: 1, text: "New\r\ntext.", requestId: "r1" };
    const headers = { "Accept-Language": "zh-Hans" };
    const saved = {
      kind: "saved",
      revision: 2,
      text: "New\ntext.",
      merged: false,
      state: "edited",
      stateLabel: "已编辑",
    };
    expect(await autosave(values, headers)).toEqual(saved);
    expect(await autosave(values, headers)).toEqual(saved);
    expect((await server.deps.store.read((tx) => tx.segmentHistory(id))).length).toBe(2);
    const answer = await server.post(`/segments/${id}/autosaves`, { revision: 2, text: "Newer." });
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  it("saves nothing for a reader who proposes what they save", async () => {
    const { text } = await first();
    const values = { revision: 1, text: "New." };
    expect(await autosave(values, { Cookie: "saving=propose", "Sec-Fetch-Site": "same-origin" })).toEqual({
      kind: "kept",
    });
    expect((await first()).text).toBe(text);
  });

  it("makes an approved segment edited", async () => {
    const { id } = await first();
    await server.post(`/segments/${id}/state`, { revision: 1, state: "approved" });
    expect(await autosave({ revision: 2, text: "New." })).toMatchObject({ kind: "saved", state: "edited" });
  });

  it("is merged with what another wrote elsewhere in the sentence, and refused where the two touch", async () => {
    const { id, text } = await first();
    const words = text.split(" ");
    const theirs = [...words.slice(0, -1), "theirs."].join(" ");
    await server.post(`/segments/${id}/text`, { revision: 1, text: theirs });
    const mine = ["Mine", ...words.slice(1)].join(" ");
    const both = ["Mine", ...words.slice(1, -1), "theirs."].join(" ");
    expect(await autosave({ revision: 1, text: mine })).toMatchObject({
      kind: "saved",
      text: both,
      merged: true,
    });
    const touching = [...words.slice(0, -1), "mine."].join(" ");
    expect(await autosave({ revision: 1, text: touching })).toEqual({ kind: "conflict" });
    expect((await first()).text).toBe(both);
  });

  it.each([
    ["", "This text cannot be saved. There is no text in it."],
    ["a\0b", "There is a NUL character, which no text may have."],
  ])("refuses %j in words", async (text, why) => {
    const { text: stood } = await first();
    const answer = JSON.stringify(await autosave({ revision: 1, text }));
    expect(answer).toMatch(/^\{"kind":"refused","message":/);
    expect(answer).toContain(why);
    expect((await first()).text).toBe(stood);
  });

  it.each([
    ["an unknown segment", "none", { revision: 1, text: "x" }, 404],
    ["a revision that is none", "", { revision: "x", text: "x" }, 200],
  ])("of %s", async (_, other, values, status) => {
    const { id } = await first();
    const answer = await server.post(`/segments/${other === "" ? id : other}/autosaves`, values);
    expect(answer.status).toBe(status);
    expect(server.takeLog()).toEqual([]);
  });
});

describe("saving by the form", () => {
  it("merges what does not touch, and says so", async () => {
    const { id, text } = await first();
    const theirs = `${text} More.`;
    await server.post(`/segments/${id}/text`, { revision: 1, text: theirs });
    const saved = await server.post(`/segments/${id}/text`, { revision: 1, text: `So: ${text}` });
    expect(saved.status).toBe(303);
    expect((await first()).text).toBe(`So: ${theirs}`);
    const page = await server.send(`/articles/${article.articleId}`, { headers: { Cookie: saved.cookie } });
    expect(page.body).toContain("Segment 1 saved, together with what was changed there meanwhile.");
  });

  it.each([
    ["no text", " ", "There is no text in it.", ""],
    ["a NUL", "Mine <b>\0 here", "There is a NUL character", "Mine &lt;b&gt; here"],
  ])("with %s shows the same editor again, with what was typed and why", async (_, text, why, shown) => {
    const { id } = await first();
    const back = `/articles/${article.articleId}?filter=open#s-1`;
    const refused = await server.post(`/segments/${id}/text`, { revision: 1, text, back });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain(why);
    const [, editor = ""] = /<textarea[^>]*name="text"[^>]*>\n([^<]*)<\/textarea>/.exec(refused.body) ?? [];
    expect(editor.trim()).toBe(shown);
    expect(refused.body).toContain(`action="/segments/${id}/text"`);
    expect(refused.body).toMatch(/name="back" value="[^"]*filter=open/);
    const again = await server.post(`/segments/${id}/text`, { revision: 1, text: "Mine here", back });
    expect(again.status).toBe(303);
  });
});
