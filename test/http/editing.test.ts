import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { segmentAt, seed, startHarness, type Harness, type Seeded } from "./harness.ts";

let server: Harness;
let article: Seeded;
beforeEach(async () => {
  server = await startHarness();
  article = await seed(server);
});
afterEach(() => server.close());

const first = () => segmentAt(server, article.articleId, 1);
const path = (): string => `/articles/${article.articleId}`;

describe("saving a segment", () => {
  it.each([
    ["stay", "?segment=SEG1&filter=open", "?segment=SEG1&filter=open"],
    ["next", "?filter=open", "?filter=open&segment=SEG2#s-2"],
    ["previous", "?filter=open", "?filter=open#s-1"],
    ["approve", "?q=a", "?q=a&segment=SEG2#s-2"],
    ["approve-open", "?q=a", "?q=a&segment=SEG2#s-2"],
  ])("with %s goes on", async (then, from, to) => {
    const [one, two] = article.segments;
    const fill = (text: string): string =>
      path() + text.replace(/SEG\d?/, (id) => (id === "SEG2" ? two?.id : one?.id) ?? "");
    const saved = await server.post(`/segments/${one?.id ?? ""}/text`, {
      revision: 1,
      text: "New text.",
      then,
      back: fill(from),
    });
    expect(saved.status).toBe(303);
    expect(saved.location).toBe(fill(to));
    const segment = await first();
    expect(segment).toMatchObject({
      text: "New text.",
      state: then.startsWith("approve") ? "approved" : "edited",
    });
  });

  it("goes on to the next segment that is not approved, around the end", async () => {
    const last = article.segments.at(-1);
    const two = await segmentAt(server, article.articleId, 2);
    const one = await first();
    await server.post(`/segments/${one.id}/state`, { revision: 1, state: "approved" });
    const values = { revision: 1, text: last?.text ?? "", then: "approve-open" };
    const saved = await server.post(`/segments/${last?.id ?? ""}/text`, values);
    expect(saved.location).toBe(`${path()}?segment=${two.id}#s-2`);
  });

  it("says so once", async () => {
    const { id } = await first();
    const saved = await server.post(`/segments/${id}/text`, { revision: 1, text: "New text." });
    const page = await server.send(path(), { headers: { Cookie: saved.cookie } });
    expect(page.body).toContain("Segment 1 saved.");
    expect(page.headers["set-cookie"]).toEqual(["notice=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"]);
    const next = await server.send(path(), { headers: { Cookie: page.cookie } });
    expect(next.body).not.toContain("Segment 1 saved.");
  });

  it("makes one revision of a request that is sent twice", async () => {
    const { id } = await first();
    const values = { revision: 1, text: "New text.", requestId: "the-request" };
    const answers = [
      await server.post(`/segments/${id}/text`, values),
      await server.post(`/segments/${id}/text`, values),
    ];
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const history = await server.deps.store.read((tx) => tx.segmentHistory(id));
    expect(history).toHaveLength(2);
  });

  it("is refused when somebody else saved, with both texts and the typed one ready to be saved", async () => {
    const { id } = await first();
    await server.post(`/segments/${id}/text`, { revision: 1, text: "Their <text>." });
    const late = await server.post(`/segments/${id}/text`, { revision: 1, text: "My <text>." });
    expect(late.status).toBe(409);
    expect(late.body).toContain("Their &lt;text&gt;.");
    expect(late.body).toMatch(/<textarea[^>]*name="text"[^>]*>\s*My &lt;text&gt;\.<\/textarea>/);
    expect(late.body).toContain('name="revision" value="2"');
    expect((await first()).text).toBe("Their <text>.");
    const again = await server.post(`/segments/${id}/text`, { revision: 2, text: "My <text>." });
    expect(again.status).toBe(303);
    expect((await first()).text).toBe("My <text>.");
  });

  it.each([
    ["the page that asked", true],
    ["no page of another host", false],
  ])("that changed meanwhile is not approved; the refusal leads back to %s", async (_, own) => {
    const { id } = await first();
    await server.post(`/segments/${id}/text`, { revision: 1, text: "New text." });
    const headers = { Referer: `${own ? server.url : "http://other.example"}${path()}?filter=open` };
    const late = await server.post(`/segments/${id}/state`, { approve: 1 }, headers);
    expect(late.status).toBe(409);
    expect(late.body.includes(`href="${path()}?filter=open">Back to where you were</a>`)).toBe(own);
    expect((await first()).state).toBe("edited");
  });

  it("is done under the reader's name", async () => {
    const { id } = await first();
    const headers = { Cookie: "name=Ann%20Lee", "Sec-Fetch-Site": "same-origin" };
    await server.post(`/segments/${id}/text`, { revision: 1, text: "New text." }, headers);
    await server.post(`/segments/${id}/text`, { revision: 2, text: "Newer text." });
    const history = await server.deps.store.read((tx) => tx.segmentHistory(id));
    expect(history.map(({ change }) => change.actor).slice(0, 2)).toEqual([
      { kind: "person", id: "local", name: "" },
      { kind: "person", id: "local:Ann Lee", name: "Ann Lee" },
    ]);
  });
});

describe("saving a concept", () => {
  const draft = { category: "policy", status: "approved", zhHans: "新质生产力", preferred: "NEW FORCES" };

  async function form(): Promise<{ readonly id: string; readonly revision: number }> {
    const records = await server.deps.store.read((tx) => tx.concepts());
    const found = records.find(({ concept }) => concept.forms.some((one) => one.text === "新质生产力"));
    return { id: found?.concept.id ?? "", revision: found?.revision ?? 0 };
  }

  it("keeps what is under more fields, and shows it again", async () => {
    const more = {
      preferred: "New Institute [2023-07-01..]",
      formerPreferred: "Old Institute [2002-01-01..2023-06-30]\r\nOldest [..2001-12-31]",
      definite: "with",
      indefinite: "an",
      surname: "Institute",
      mention: "short",
      short: "NI",
    };
    const values = { ...draft, ...more, zhHans: "新院", seen: 1 };
    const saved = await server.post("/concepts", values);
    expect(saved.status).toBe(303);
    const records = await server.deps.store.read((tx) => tx.concepts());
    const concept = records.find((one) => one.concept.surname === "Institute")?.concept;
    expect(concept).toMatchObject({ definite: "with", indefinite: "an", mention: "short" });
    const forms = concept?.forms.filter(({ kind, lang }) => lang === "en" && kind === "preferred");
    expect(forms?.map(({ text, validFrom, validTo }) => [text, validFrom, validTo])).toEqual([
      ["New Institute", "2023-07-01", undefined],
      ["Old Institute", "2002-01-01", "2023-06-30"],
      ["Oldest", undefined, "2001-12-31"],
    ]);
    const page = await server.send(saved.location);
    expect(page.body).toContain('name="preferred" value="New Institute [2023-07-01..]"');
    expect(page.body).toMatch(
      /<textarea[^>]*name="formerPreferred"[^>]*>\s*Old Institute \[2002-01-01\.\.2023-06-30]\nOldest/,
    );
    for (const value of ["with", "an", "short"]) expect(page.body).toContain(`value="${value}" selected`);
    expect(page.body).toContain('name="surname" value="Institute"');
  });

  it("is refused with days that overlap, shown as they were typed", async () => {
    const values = { ...draft, formerPreferred: "Old <Name> [..2023-06-30]", seen: 1 };
    const refused = await server.post("/concepts", values);
    expect(refused.status).toBe(422);
    expect(refused.body).toContain("are both preferred");
    expect(refused.body).toContain("Old &lt;Name&gt; [..2023-06-30]");
  });

  it("shows the effect first, in the workbench, and then saves", async () => {
    const { id, revision } = await form();
    const values = {
      ...draft,
      deprecated: "new quality productivity",
      revision,
      articleId: article.articleId,
    };
    const shown = await server.post(`/concepts/${id}`, values);
    expect(shown.status).toBe(200);
    expect(shown.body).toContain('name="seen" value="1"');
    const places = [...shown.body.matchAll(/name="place" value="([^"]+)"/g)].map(([, key]) => key ?? "");
    expect(places.length).toBeGreaterThan(0);
    expect((await form()).revision).toBe(revision);
    const saved = await server.post(`/concepts/${id}`, { ...values, seen: 1, place: places, tick: places });
    expect(saved.location).toBe(path());
    expect((await form()).revision).toBe(revision + 1);
    const text = await server.send(`${path()}/export.txt`);
    expect(text.body).toContain("NEW FORCES");
    const page = await server.send(path(), { headers: { Cookie: saved.cookie } });
    expect(page.body).toMatch(/Glossary applied: \d+ segments? changed\./);
    expect(page.body).toContain('action="/undos"');
  });

  it.each([
    [
      { zhHans: "近30名代表", deprecated: "nearly 30 representatives", preferred: "some thirty delegates" },
      "Effect: 1 place in 1 article",
    ],
    [{ deprecated: "new quality productivity", preferred: "X" }, "Effect: 1 place in 1 article · 1 doubtful"],
    [{ deprecated: "", preferred: "nowhere to be found" }, "No text changes"],
    [{ deprecated: "", preferred: "" }, ""],
  ])("tells the effect of %j in a line while one types", async (typed, text) => {
    const values = { category: "term", status: "approved", articleId: article.articleId, ...typed };
    const answer = await server.post("/concepts/effects", values);
    expect(JSON.parse(answer.body)).toEqual({ text });
  });

  it("leaves the places that are not ticked", async () => {
    const { id, revision } = await form();
    const values = {
      ...draft,
      deprecated: "new quality productivity",
      revision,
      articleId: article.articleId,
    };
    const shown = await server.post("/concepts/preview", { ...values, conceptId: id });
    const places = [...shown.body.matchAll(/name="place" value="([^"]+)"/g)].map(([, key]) => key ?? "");
    const before = (await server.send(`${path()}/export.txt`)).body;
    await server.post(`/concepts/${id}`, { ...values, seen: 1, place: places });
    expect((await server.send(`${path()}/export.txt`)).body).toBe(before);
  });

  it("is refused when somebody else saved, with what stands and what was typed", async () => {
    const { id, revision } = await form();
    const mine = { ...draft, preferred: "MY FORM", revision, seen: 1 };
    await server.post(`/concepts/${id}`, { ...draft, preferred: "THEIR FORM", revision, seen: 1 });
    const late = await server.post(`/concepts/${id}`, mine);
    expect(late.status).toBe(409);
    expect(late.body).toContain("THEIR FORM");
    expect(late.body).toContain('name="preferred" value="MY FORM"');
    expect(late.body).toContain(`name="revision" value="${revision + 1}"`);
  });

  it("shows a draft that is refused again, in the workbench too", async () => {
    const values = { category: "term", status: "approved", note: "<i>kept</i>" };
    for (const place of [{}, { articleId: article.articleId }]) {
      const refused = await server.post("/concepts", { ...values, ...place, seen: 1 });
      expect(refused.status).toBe(422);
      expect(refused.body).toContain("&lt;i&gt;kept&lt;/i&gt;");
    }
  });

  it("prefills a new one from a selected text", async () => {
    const page = await server.send(`${path()}?concept=new&en=Bi%20Jianwen&zh=%E6%AF%95`);
    expect(page.body).toMatch(/<textarea[^>]*name="deprecated"[^>]*>\s*Bi Jianwen<\/textarea>/);
    expect(page.body).toMatch(/<textarea[^>]*name="zhHans"[^>]*>\s*毕<\/textarea>/);
  });
});

describe("a notice", () => {
  it.each([
    ["of ours", { key: "notice.undone", params: {} }, true],
    ["with another key", { key: "failure.fault", params: {} }, false],
    ["with a key that is none", { key: "notice.none", params: {} }, false],
    ["with a long text", { key: "notice.undone", params: { a: "x".repeat(300) } }, false],
    ["with a list", { key: "notice.undone", params: { a: [] } }, false],
    ["that is no object", "notice.undone", false],
  ])("%s", async (_name, value, shown) => {
    const cookie = `notice=${encodeURIComponent(JSON.stringify(value))}`;
    const page = await server.send("/articles", { headers: { Cookie: cookie } });
    expect(page.status).toBe(200);
    expect(page.body.includes("Change undone.")).toBe(shown);
    expect(server.takeLog()).toEqual([]);
  });

  it("takes the last change back", async () => {
    const { id, text } = await first();
    await server.post(`/segments/${id}/text`, { revision: 1, text: "New text." });
    const [change] = await server.deps.store.read((tx) => tx.changes({ limit: 1 }));
    const undone = await server.post("/undos", { changeId: change?.id ?? "", back: path() });
    expect(undone.location).toBe(path());
    expect((await first()).text).toBe(text);
  });
});
