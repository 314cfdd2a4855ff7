import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findUndo } from "../../src/app/undo.ts";
import { type Answered, type Harness, startHarness } from "./harness.ts";

let server: Harness;
beforeEach(async () => {
  server = await startHarness();
});
afterEach(() => server.close());

/** Imports a text; gives the article's id. */
async function bring(text: string, source = ""): Promise<string> {
  const sent = await server.upload("/articles", { text, source });
  return sent.location.replace(/^\/articles\/([^/?#]+).*$/, "$1");
}

async function textsOf(articleId: string): Promise<string[]> {
  const segments = await server.deps.store.read((tx) => tx.segments(articleId));
  return segments.map(({ state, text }) => `${state}: ${text}`);
}

/** The fields of the form that replaces, as a browser would send them. */
function fields({ body }: Answered): Record<string, string[]> {
  const form = /<form id="replace"[^]*?<\/form>/.exec(body)?.[0] ?? "";
  const sent: Record<string, string[]> = {};
  for (const [input = "", name = "", value = ""] of form.matchAll(
    /<input [^>]*?name="(\w+)" value="([^"]*)"[^>]*>/g,
  )) {
    if (input.includes("checkbox") && !input.includes(" checked")) continue;
    (sent[name] ??= []).push(value.replaceAll("&amp;", "&").replaceAll("&gt;", ">").replaceAll("&lt;", "<"));
  }
  return sent;
}

/** The text of the notice on the page that a redirect leads to. */
async function noticeOf(answer: Answered): Promise<Answered & { readonly said: string }> {
  const page = await server.send(answer.location, { headers: { Cookie: answer.cookie } });
  const said = /<section class="notice[^]*?<\/section>/.exec(page.body)?.[0] ?? "";
  return {
    ...page,
    said: said
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim(),
  };
}

describe("find and replace", () => {
  it("shows every place, replaces the ticked ones and takes it back", async () => {
    const one = await bring("Bi met Bi.\nAlbion stood.");
    const two = await bring("Mr. Bi came.");
    const page = await server.send("/find?q=bi&with=Mo&word=1");
    expect(page.status).toBe(200);
    expect(page.body.match(/<del [^>]*>Bi<\/del><ins [^>]*>Mo<\/ins>/g)).toHaveLength(3);
    expect(page.body).toContain(`href="/articles/${one}"`);
    const sent = fields(page);
    expect(sent["tick"]).toHaveLength(3);
    const answer = await server.post("/replacements", { ...sent, tick: sent["tick"]?.slice(0, 2) ?? [] });
    expect(answer).toMatchObject({ status: 303, location: "/find?q=bi&with=Mo&word=1" });
    expect(await textsOf(one)).toEqual(["edited: Mo met Bi.", "open: Albion stood."]);
    expect(await textsOf(two)).toEqual(["edited: Mr. Mo came."]);
    const next = await noticeOf(answer);
    expect(next.said).toContain("2 places replaced. Articles: 2.");
    const [, changeId = ""] = /name="changeId" value="([^"]+)"/.exec(next.body) ?? [];
    expect((await server.post("/undos", { changeId, back: "/find" })).status).toBe(303);
    expect(await textsOf(one)).toEqual(["open: Bi met Bi.", "open: Albion stood."]);
    // Sent again, as by going back: the first request's change stands, taken back.
    expect((await server.post("/replacements", sent)).status).toBe(303);
    expect(await textsOf(two)).toEqual(["open: Mr. Bi came."]);
    expect(server.takeLog()).toEqual([]);
  });

  it("looks in one article only, beside the Chinese that is asked for", async () => {
    const one = await bring(
      "Bi came to the meeting today.\nBi left the city early.",
      "毕坚文今天来开会。\n毕宇很早离开了城市。",
    );
    await bring("Bi was elsewhere.");
    const query = new URLSearchParams({ q: "Bi", with: "Mo", zh: "畢堅文" });
    const page = await server.send(`/articles/${one}/find?${query.toString()}`);
    expect(page.body).toContain("<mark>毕坚文</mark>");
    const sent = fields(page);
    expect(sent).toMatchObject({ q: ["Bi"], with: ["Mo"], zh: ["畢堅文"] });
    await server.post("/replacements", sent);
    expect(await textsOf(one)).toEqual([
      "edited: Mo came to the meeting today.",
      "open: Bi left the city early.",
    ]);
    expect(await findUndo(server.deps, { articleId: one })).toMatchObject({ kind: "segment.replace" });
  });

  it("leaves approved text until it is ticked, and what was changed meanwhile, and says so", async () => {
    const id = await bring("Bi one.\nBi two.\nBi three.");
    const segments = await server.deps.store.read((tx) => tx.segments(id));
    await server.post(`/segments/${segments[0]?.id}/state`, { revision: 1, state: "approved" });
    const sent = fields(await server.send("/find?q=Bi&with=Mo"));
    await server.post(`/segments/${segments[1]?.id}/text`, { revision: 1, text: "Bi too." });
    const { said } = await noticeOf(await server.post("/replacements", sent));
    expect(said).toContain("1 place replaced, 2 left.");
    expect(said).toContain("Approved text was left as it is.");
    expect(said).toContain("changed since");
    expect(await textsOf(id)).toEqual(["approved: Bi one.", "edited: Bi too.", "edited: Mo three."]);
    const again = fields(await server.send("/find?q=Bi&with=Mo"));
    await server.post("/replacements", { ...again, approved: 1 });
    expect(await textsOf(id)).toEqual(["edited: Mo one.", "edited: Mo too.", "edited: Mo three."]);
  });

  it("replaces with nothing only when that is said, and groups by their number", async () => {
    const id = await bring("The very big city.");
    expect((await server.send("/find?q=very%20")).body).not.toContain('id="replace"');
    await server.post("/replacements", fields(await server.send("/find?q=very%20&remove=1")));
    expect(await textsOf(id)).toEqual(["edited: The big city."]);
    const query = new URLSearchParams({ q: "(\\w+) (city)", with: "$2 ($1)", regexp: "1" });
    await server.post("/replacements", fields(await server.send(`/find?${query.toString()}`)));
    expect(await textsOf(id)).toEqual(["edited: The city (big)."]);
  });

  it.each([
    ["q=(a&regexp=1", "not closed", "<mark>(a</mark>"],
    ["q=a&with=%241&regexp=1", "no group 1", "<mark>$1</mark>"],
    [`q=${"a".repeat(501)}`, "at most 500", ""],
    ["q=%00", "NUL", ""],
  ])("says what is wrong in %s", async (query, said, marked) => {
    const page = await server.send(`/find?${query}`);
    expect(page.status).toBe(422);
    expect(page.body).toContain(said);
    expect(page.body).toContain(marked);
    expect(server.takeLog()).toEqual([]);
  });

  it.each([
    ["/find", 200, 'name="q"'],
    ["/find?q=nowhere", 200, "Nothing was found."],
    ["/find?q=a&after=x&behind=junk", 200, 'name="q"'],
    ["/find?q=a&after=x&behind=3", 200, "From the beginning"],
    ["/articles/nothing/find?q=a", 404, "no article"],
  ])("%s answers %i", async (path, status, said) => {
    const page = await server.send(path);
    expect(page.status).toBe(status);
    expect(page.body).toContain(said);
    expect(server.takeLog()).toEqual([]);
  });

  it.each([
    ["a place that is none", { q: "a", tick: "x" }, 422],
    ["an expression that is none", { q: "(", regexp: "1", tick: "x:1:0:1" }, 422],
    ["nothing ticked", { q: "a", back: "https://example.org/" }, 303],
  ])("a replacement with %s", async (_name, values, status) => {
    const answer = await server.post("/replacements", values);
    expect(answer.status).toBe(status);
    if (status === 303) expect(answer.location).toBe("/find");
    expect(server.takeLog()).toEqual([]);
  });
});
