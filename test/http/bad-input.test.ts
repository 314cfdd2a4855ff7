import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { segmentAt, seed, startHarness, type Harness, type Seeded, type SentFile } from "./harness.ts";

let server: Harness;
let article: Seeded;
beforeAll(async () => {
  server = await startHarness();
  article = await seed(server);
});
beforeEach(() => void server.takeLog());
afterAll(() => server.close());

const counts = () =>
  server.deps.store.read(async (tx) => ({
    articles: (await tx.articleIds()).length,
    concepts: (await tx.concepts()).length,
    changes: (await tx.changes({ limit: 1000 })).length,
  }));

const file = (field: string, bytes: Uint8Array): SentFile => ({ field, name: "file.txt", bytes });
const MEGABYTE = 1_000_000;
const GB18030 = Buffer.from("b9d8d6cecabdbdf8ccd8b1f0d0d0d5fec7f8b5c4b7a2d5b9c6fbb3b5b9a4d2b5", "hex");

describe("an import that is refused", () => {
  it.each<[string, Readonly<Record<string, string>>, readonly SentFile[], number]>([
    ["nothing", {}, [], 422],
    ["blank text", { text: " \r\n " }, [], 422],
    ["an empty file", {}, [file("file", new Uint8Array())], 422],
    ["a binary file", {}, [file("file", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"))], 422],
    ["GB18030", {}, [file("file", GB18030)], 422],
    ["a NUL", { text: "a\0b" }, [], 422],
    ["a NUL in a file", {}, [file("file", Buffer.from("a\0b"))], 422],
    ["a NUL in the title", { text: "Text.", title: "a\0b" }, [], 422],
    ["a date that is no day", { text: "Text.", date: "2023-02-29" }, [], 422],
    ["a NUL in the Chinese", { text: "Text.", source: "字\0" }, [], 422],
    ["half a character in a file", {}, [file("file", Buffer.from("fffe00d84100", "hex"))], 422],
    ["an encoding that is none", { encoding: "x" }, [file("file", Buffer.from("Text."))], 422],
    ["a title of a megabyte", { text: "Text.", title: "x".repeat(MEGABYTE) }, [], 422],
    ["a paste a little too large", { text: "x".repeat(5 * MEGABYTE + 1) }, [], 413],
    ["a paste much too large", { text: "x".repeat(7 * MEGABYTE) }, [], 413],
    ["a file a little too large", {}, [file("file", Buffer.alloc(5 * MEGABYTE + 1, "x"))], 413],
    ["a file much too large", {}, [file("file", Buffer.alloc(7 * MEGABYTE, "x"))], 413],
    ["Chinese much too large", { text: "Text." }, [file("sourceFile", Buffer.alloc(7 * MEGABYTE, "x"))], 413],
  ])("%s", async (_name, values, files, status) => {
    const before = await counts();
    const answer = await server.upload("/articles", values, files);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain('role="alert"');
    if (status === 413) expect(answer.body).toContain("5 MB");
    expect(await counts()).toEqual(before);
    expect(server.takeLog()).toEqual([]);
  });

  it("shows what was typed again", async () => {
    const values = {
      text: "<b>bold</b>\0",
      title: "A <title>",
      source: "</textarea>",
      date: "1.5.23",
      encoding: "big5",
    };
    const answer = await server.upload("/articles", values);
    expect(answer.body).toContain('name="title" value="A &lt;title&gt;"');
    expect(answer.body).toMatch(/<textarea[^>]*name="source"[^>]*>\s*&lt;\/textarea&gt;<\/textarea>/);
    expect(answer.body).toContain("&lt;b&gt;bold&lt;/b&gt;");
    expect(answer.body).toContain('name="date" value="1.5.23"');
    expect(answer.body).toContain('value="big5" selected');
  });

  it("offers the article that is there already, or to import it all the same", async () => {
    const { machine = "" } = (await server.deps.store.read((tx) => tx.article(article.articleId))) ?? {};
    const double = await server.upload("/articles", {}, [file("file", Buffer.from(machine))]);
    expect(double.status).toBe(409);
    expect(double.body).toContain(`href="/articles/${article.articleId}"`);
    expect(double.body).toContain('name="again" value="1"');
    const again = await server.upload("/articles", { again: "1" }, [file("file", Buffer.from(machine))]);
    expect(again.status).toBe(303);
    await server.post(`${again.location}/archive`);
  });
});

describe("an import that is taken", () => {
  it.each<[string, Readonly<Record<string, string>>, readonly SentFile[], string]>([
    ["a paste, its line breaks as LF", { text: "One.\r\nTwo." }, [], "One.\nTwo."],
    ["a file byte for byte", {}, [file("file", Buffer.from("Three.\r\nFour."))], "Three.\r\nFour."],
    ["a file before a paste", { text: "Five." }, [file("file", Buffer.from("Six."))], "Six."],
    [
      "GB18030 that was chosen",
      { encoding: "gb18030" },
      [file("file", GB18030)],
      "关治式进特别行政区的发展汽车工业",
    ],
    ["UTF-16 with its mark", {}, [file("file", Buffer.from("\uFEFFSeven.", "utf16le"))], "Seven."],
    ["HTML", { text: "<script>alert(1)</script> stays." }, [], "<script>alert(1)</script> stays."],
  ])("%s", async (_name, values, files, machine) => {
    const answer = await server.upload("/articles", values, files);
    expect(answer.status).toBe(303);
    const id = answer.location.replace("/articles/", "");
    const stored = await server.deps.store.read((tx) => tx.article(id));
    expect(stored?.machine).toBe(machine);
    const page = await server.send(answer.location);
    expect(page.status).toBe(200);
    expect(page.body).not.toContain("<script>");
  });

  it("makes one article of a request that is sent twice", async () => {
    const values = { text: "Sent twice.", requestId: "twice" };
    const answers = [await server.upload("/articles", values), await server.upload("/articles", values)];
    expect(answers[1]?.location).toBe(answers[0]?.location);
  });
});

describe("a glossary that is refused", () => {
  it.each<[string, Readonly<Record<string, string>>, readonly SentFile[]]>([
    ["nothing", {}, []],
    ["an empty file", {}, [file("file", new Uint8Array())]],
    ["a binary file", {}, [file("file", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"))]],
    ["no column of forms", { text: "id,category\n1,term\n" }, []],
    ["broken quotes", { text: 'preferred_en\n"a' }, []],
    ["an id twice", { text: "id,preferred_en\n1,a\n1,b\n" }, []],
    ["a NUL", { text: "preferred_en\na\0b\n" }, []],
  ])("%s", async (_name, values, files) => {
    const before = await counts();
    const answer = await server.upload("/glossary/uploads", values, files);
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('role="alert"');
    expect(await counts()).toEqual(before);
    expect(server.takeLog()).toEqual([]);
  });
});

describe("a form that makes no sense", () => {
  it.each<[string, string, string, string, number]>([
    ["JSON", "text", "application/json", '{"text":"a"}', 422],
    ["plain text", "text", "text/plain", "text=a", 422],
    ["parts without a boundary", "text", "multipart/form-data", "--x", 422],
    [
      "parts that break off",
      "text",
      "multipart/form-data; boundary=x",
      '--x\r\nContent-Disposition: form-data; name="a"',
      422,
    ],
    ["GB18030", "text", "application/x-www-form-urlencoded", "revision=1&text=%B9%D8%D6%CE", 422],
    ["raw bytes", "text", "application/x-www-form-urlencoded", "revision=1&text=\xB9\xD8", 422],
    ["half a character", "text", "application/x-www-form-urlencoded", "revision=1&text=%ED%A0%80", 422],
    ["broken escapes", "text", "application/x-www-form-urlencoded", "revision=1&text=%zz", 422],
    ["no revision", "text", "application/x-www-form-urlencoded", "text=a", 422],
    ["a revision that is none", "text", "application/x-www-form-urlencoded", "revision=-1&text=a", 422],
    [
      "a revision without end",
      "text",
      "application/x-www-form-urlencoded",
      "revision=99999999999999999999&text=a",
      422,
    ],
    ["a way on that is none", "text", "application/x-www-form-urlencoded", "revision=1&text=a&then=x", 422],
    ["a NUL", "text", "application/x-www-form-urlencoded", "revision=1&text=a%00b", 422],
    ["no text", "text", "application/x-www-form-urlencoded", "revision=1", 422],
    ["a state that is none", "state", "application/x-www-form-urlencoded", "revision=1&state=edited", 422],
    ["a place outside", "splits", "application/x-www-form-urlencoded", "revision=1&at=99999", 422],
    ["a place at the start", "splits", "application/x-www-form-urlencoded", "revision=1&at=0", 422],
    ["a place that is none", "splits", "application/x-www-form-urlencoded", "revision=1&at=1e3", 422],
    [
      "names of the language",
      "state",
      "application/x-www-form-urlencoded",
      "__proto__=1&constructor=2&toString=3",
      422,
    ],
    ["fields without end", "state", "application/x-www-form-urlencoded", "a&".repeat(30_000), 413],
    [
      "a body too large",
      "text",
      "application/x-www-form-urlencoded",
      `text=${"x".repeat(7 * MEGABYTE)}`,
      413,
    ],
  ])("%s", async (_name, what, type, body, status) => {
    const { id } = await segmentAt(server, article.articleId, 1);
    const before = await counts();
    const headers = { "Content-Type": type };
    const sent = { method: "POST", headers, body: Buffer.from(body, "latin1") };
    const answer = await server.send(`/segments/${id}/${what}`, sent);
    expect(answer.status).toBe(status);
    expect(await counts()).toEqual(before);
    expect(server.takeLog()).toEqual([]);
  });

  it.each([
    ["a category", { category: "x" }],
    ["a status", { status: "x" }],
    ["a rule for capitals", { case: "x" }],
    ["a NUL", { note: "a\0b" }],
    ["an id", { conceptId: "x".repeat(300) }],
  ])("a concept with %s that is none", async (_name, values) => {
    const answer = await server.post("/concepts/preview", { preferred: "a", deprecated: "b", ...values });
    expect(answer.status).toBe(422);
    expect(server.takeLog()).toEqual([]);
  });

  it.each([
    ["an article", { articleId: "nothing" }],
    ["a concept", { conceptId: "nothing" }],
  ])("a concept of %s that is not there", async (_name, values) => {
    const draft = { preferred: "a", deprecated: "b", seen: 1, ...values };
    expect((await server.post("/concepts/preview", draft)).status).toBe(404);
    expect((await server.post("/concepts", draft)).status).toBe(404);
    expect(server.takeLog()).toEqual([]);
  });

  it.each([
    ["another hit", { from: 0, to: 1, conceptId: "nothing", kind: "keep", scope: "article" }, 404],
    ["a kind that is none", { from: 0, to: 1, conceptId: "E001", kind: "x", scope: "article" }, 422],
    ["a range backwards", { from: 9, to: 1, conceptId: "E001", kind: "keep", scope: "article" }, 422],
    ["a range outside", { from: 90_000, to: 90_001, conceptId: "E001", kind: "keep", scope: "segment" }, 422],
  ])("a decision about %s", async (_name, values, status) => {
    const answer = await server.post(`/articles/${article.articleId}/decisions`, values);
    expect(answer.status).toBe(status);
    expect(server.takeLog()).toEqual([]);
  });
});

describe("line breaks of a segment", () => {
  it.each([
    ["LF", "One\ntwo"],
    ["CRLF", "One\r\ntwo"],
    ["CR", "One\rtwo"],
  ])("%s stay as they are in a text that did not change", async (_name, text) => {
    const bytes = Buffer.from(`${text} of ${JSON.stringify(text)}.`);
    const { location } = await server.upload("/articles", {}, [file("file", bytes)]);
    const segment = await segmentAt(server, location.replace("/articles/", ""), 1);
    const typed = segment.text.replace(/\r\n?|\n/g, "\r\n");
    await server.post(`/segments/${segment.id}/text`, { revision: 1, text: typed });
    expect(await segmentAt(server, segment.articleId, 1)).toMatchObject({ text: segment.text, revision: 1 });
  });
});

describe("HTML in every field", () => {
  const HTML = `<img src=x onerror=alert(1)>"'&`;
  it("is shown as it was typed", async () => {
    const { articleId } = article;
    const segment = await segmentAt(server, articleId, 2);
    const named = { Cookie: `name=${encodeURIComponent(HTML)}`, "Sec-Fetch-Site": "same-origin" };
    await server.post(`/articles/${articleId}/title`, { title: HTML });
    await server.post(`/segments/${segment.id}/text`, { revision: segment.revision, text: HTML }, named);
    const fields = [
      "zhHans",
      "zhHant",
      "preferred",
      "short",
      "admitted",
      "deprecated",
      "scope",
      "note",
      "evidence",
    ];
    const draft = Object.fromEntries(fields.map((field) => [field, `${HTML} ${field}`]));
    const saved = await server.post("/concepts", { ...draft, category: "term", status: "approved", seen: 1 });
    expect(saved.status).toBe(303);
    const query = encodeURIComponent(HTML);
    const pages = [
      "/articles",
      `/articles/${articleId}?segment=${segment.id}&q=${query}&filter=${query}`,
      `/articles/${articleId}?concept=new&en=${query}&zh=${query}`,
      `/segments/${segment.id}/history`,
      `/segments/${segment.id}/split`,
      `/glossary?q=${query}&category=${query}`,
      saved.location,
    ];
    for (const path of pages) {
      const page = await server.send(path, { headers: { Cookie: named.Cookie } });
      expect([path, page.status]).toEqual([path, 200]);
      expect(page.body).not.toMatch(/<img src=x/);
    }
    expect(server.takeLog()).toEqual([]);
  });
});
