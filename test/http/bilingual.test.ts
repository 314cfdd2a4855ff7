import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ArticleRecord } from "../../src/app/records.ts";
import { seed, startHarness, type Answered, type Harness, type SentFile } from "./harness.ts";

let server: Harness;
beforeEach(async () => {
  server = await startHarness();
});
afterEach(() => server.close());

const ENGLISH = "The hall opened. The doctor spoke about medicine.";
const CHINESE = "展览馆开幕了。医生谈到了药物。";
const file = (field: string, text: string): SentFile => ({
  field,
  name: `${field}.txt`,
  bytes: Buffer.from(text),
});
const idOf = ({ location }: Answered): string => location.replace(/^\/articles\/([^/?#]+).*$/, "$1");
const article = async (id: string): Promise<ArticleRecord> => {
  const found = await server.deps.store.read((tx) => tx.article(id));
  if (found === undefined) throw new Error(`no article ${id}`);
  return found;
};
/** The page that a redirect leads to, with its notice. */
const follow = ({ location, cookie }: Answered): Promise<Answered> =>
  server.send(location.replace(/#.*/, ""), { headers: { Cookie: cookie } });
const bring = async (source: string = CHINESE): Promise<string> =>
  idOf(await server.upload("/articles", { text: ENGLISH, source }));

describe("an import of both texts", () => {
  it.each<[string, Readonly<Record<string, string>>, readonly SentFile[]]>([
    ["two pastes", { text: ENGLISH, source: CHINESE }, []],
    ["two files", {}, [file("file", ENGLISH), file("sourceFile", CHINESE)]],
    ["a paste and a file", { text: ENGLISH }, [file("sourceFile", CHINESE)]],
    ["swapped sides", { text: CHINESE, source: ENGLISH }, []],
  ])("takes %s", async (_name, values, files) => {
    const sent = await server.upload("/articles", values, files);
    expect(sent.status).toBe(303);
    expect(await article(idOf(sent))).toMatchObject({ machine: ENGLISH, sourceText: CHINESE });
    const page = await follow(sent);
    expect(page.body).toContain('<p class="segment-source" lang="zh-Hans">');
    expect(page.body.includes("have been exchanged")).toBe(_name === "swapped sides");
  });

  it.each<[string, Readonly<Record<string, string>>, readonly SentFile[]]>([
    ["pasted", { table: "展览馆开幕了。\tThe hall opened.\r\n医生说。\tThe doctor spoke." }, []],
    [
      "as a file",
      {},
      [file("tableFile", 'zh,en\n展览馆开幕了。,The hall opened.\n医生说。,"The doctor spoke."\n')],
    ],
  ])("takes a table %s", async (_name, values, files) => {
    const sent = await server.upload("/articles", values, files);
    const { machine, sourceText, beads } = await article(idOf(sent));
    expect([machine, sourceText]).toEqual([
      "The hall opened.\nThe doctor spoke.",
      "展览馆开幕了。\n医生说。",
    ]);
    expect(beads.map(({ setBy }) => setBy)).toEqual(["table", "table"]);
  });

  it.each<[string, Readonly<Record<string, string>>, number, string]>([
    ["English alone in the Chinese", { text: "", source: ENGLISH }, 422, "The English is missing"],
    ["English twice", { text: ENGLISH, source: ENGLISH }, 422, "This is not Chinese"],
    ["a table and texts", { text: ENGLISH, table: "说。\tHe." }, 422, "Keep one of them"],
    ["a table that is none", { table: "说。" }, 422, "one Chinese and one English column"],
  ])("refuses %s and shows all that was typed", async (_name, values, status, says) => {
    const answer = await server.upload("/articles", { title: "My title", ...values });
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(says);
    expect(answer.body).toContain('value="My title"');
    for (const [name, value] of Object.entries(values)) {
      const shown = new RegExp(`<textarea[^>]*name="${name}"[^>]*>\n([^<]*)</textarea>`).exec(answer.body);
      expect(shown?.[1]).toBe(value);
    }
  });

  it("of a text that is there without Chinese offers to add it there, as it was pasted", async () => {
    const id = await bring("");
    const pasted = await server.upload("/articles", { text: ENGLISH, source: CHINESE });
    expect(pasted.status).toBe(409);
    expect(pasted.body).toContain(`formaction="/articles/${id}/source"`);
    const asFile = await server.upload("/articles", { text: ENGLISH }, [file("sourceFile", CHINESE)]);
    expect(asFile.body).toContain(`href="/articles/${id}/source"`);
    const given = await server.upload(`/articles/${id}/source`, { text: ENGLISH, source: CHINESE });
    expect(given.location).toBe(`/articles/${id}`);
    expect(await article(id)).toMatchObject({ sourceText: CHINESE });
    const again = await server.upload("/articles", { text: ENGLISH, source: CHINESE });
    expect(again.body).not.toContain(`/articles/${id}/source`);
  });

  it("says which files to choose again, and keeps the text beside one of 20 MB", async () => {
    const large = file("sourceFile", "字".repeat(7_000_000));
    const answer = await server.upload("/articles", { text: ENGLISH, title: "T" }, [large]);
    expect(answer.status).toBe(413);
    expect(answer.body).toContain("at most 5 MB");
    expect(answer.body).toContain(ENGLISH);
    expect(answer.body).toMatch(/Choose again:\s*<b>sourceFile.txt<\/b>/);
  });
});

describe("the Chinese of an article", () => {
  it("is added, replaced and removed, and each can be undone", async () => {
    const id = idOf(await server.upload("/articles", { text: ENGLISH }));
    expect((await server.send(`/articles/${id}`)).body).toContain(`href="/articles/${id}/source"`);
    const added = await server.upload(`/articles/${id}/source`, { source: CHINESE });
    expect((await follow(added)).body).toContain("The Chinese stands beside the English now.");
    await server.upload(`/articles/${id}/source`, { reconstructed: "1" }, [
      file("sourceFile", "展覽館開幕了。醫生談到了藥物。"),
    ]);
    expect((await server.send(`/articles/${id}`)).body).toContain(
      '<p class="segment-source" lang="zh-Hant">',
    );
    const removed = await server.post(`/articles/${id}/source/removal`);
    const page = await follow(removed);
    expect(page.body).toContain("There is no Chinese original.");
    const [, change = ""] = /name="changeId" value="([^"]+)"/.exec(page.body) ?? [];
    await server.post("/undos", { changeId: change });
    expect(await article(id)).toMatchObject({ sourceReconstructed: true, sourceRevision: 4 });
  });

  it("is refused with what was typed", async () => {
    const id = await bring();
    const answer = await server.upload(`/articles/${id}/source`, { source: "<b>No</b>", reconstructed: "1" });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain("&lt;b&gt;No&lt;/b&gt;");
    expect(answer.body).toContain('name="reconstructed" value="1" checked');
    expect((await article(id)).sourceText).toBe(CHINESE);
  });
});

describe("beads", () => {
  const send = (id: string, values: Readonly<Record<string, string | number>>): Promise<Answered> =>
    server.post(`/articles/${id}/beads`, values);

  it("are merged, split and shifted by forms, and the correction is undone", async () => {
    const id = await bring();
    const sizes = async (): Promise<string> => {
      const { beads } = await article(id);
      return beads
        .map(({ source, target }) => [source, target].map(({ from, to }) => (to > from ? 1 : 0)).join(":"))
        .join(" ");
    };
    expect(await sizes()).toBe("1:1 1:1");
    const shifted = await send(id, { revision: 0, bead: 0, do: "shift:source:after" });
    expect(shifted.location).toBe(`/articles/${id}/beads#bead-1`);
    expect(await sizes()).toBe("0:1 1:1");
    await send(id, { revision: 1, bead: 0, do: "merge" });
    expect(await sizes()).toBe("1:1");
    const split = await send(id, { revision: 2, bead: 0, do: "split", source: 1, target: 1 });
    expect(await sizes()).toBe("1:1 1:1");
    const page = await follow(split);
    expect(page.body).toContain("Set by hand");
    const [, change = ""] = /name="changeId" value="([^"]+)"/.exec(page.body) ?? [];
    await server.post("/undos", { changeId: change, back: `/articles/${id}/beads` });
    expect(await sizes()).toBe("1:1");
  });

  it.each<[string, Readonly<Record<string, string | number>>, number, string]>([
    ["nothing to merge", { revision: 0, bead: 1, do: "merge" }, 422, "There is no pair on that side."],
    [
      "a cut at the end",
      { revision: 0, bead: 0, do: "split", source: 1, target: 1 },
      422,
      "Nothing would be left",
    ],
    ["an old page", { revision: 7, bead: 0, do: "merge" }, 409, "changed meanwhile"],
  ])("refuse %s on their own page", async (_name, values, status, says) => {
    const id = await bring();
    const answer = await send(id, values);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(says);
    expect(answer.body).toContain('id="bead-2"');
  });

  it.each([{ do: "merge" }, { revision: 0, bead: 0, do: "x" }, { revision: 0, bead: "a", do: "merge" }])(
    "refuse a form that is none: %o",
    async (values) => {
      expect((await send(await bring(), values)).status).toBe(422);
    },
  );

  it("are not there without Chinese", async () => {
    const id = idOf(await server.upload("/articles", { text: ENGLISH }));
    expect((await server.send(`/articles/${id}/beads`)).status).toBe(404);
  });
});

describe("a typo in the Chinese", () => {
  it("is corrected in place, and what was typed is kept when somebody was faster", async () => {
    const id = await bring();
    const form = await server.send(`/articles/${id}/beads?edit=2`);
    expect(form.body).toMatch(/<textarea[^>]*lang="zh-Hans"[^>]*>\n医生谈到了药物。<\/textarea>/);
    const post = (text: string, revision = 0): Promise<Answered> =>
      server.post(`/articles/${id}/source/corrections`, { revision, bead: 1, text });
    expect((await post("醫生談到了新藥物。")).location).toBe(`/articles/${id}/beads#bead-2`);
    expect((await article(id)).sourceText).toBe("展览馆开幕了。醫生談到了新藥物。");
    const late = await post("我的<字>。");
    expect(late.status).toBe(409);
    expect(late.body).toMatch(/<textarea[^>]*>\n我的&lt;字&gt;。<\/textarea>/);
    expect(late.body).toContain('name="revision" value="1"');
    const blank = await post(" ", 1);
    expect(blank.status).toBe(422);
  });
});

it("shows the terms of the sample on both sides, by state", async () => {
  const { articleId } = await seed(server);
  const { body } = await server.send(`/articles/${articleId}`);
  expect(body).toMatch(
    /<a class="term term-stands" data-concept="P001"[^>]*title="Its English stands here: Mohamed Butt"[^>]*>毕坚文<\/a>/,
  );
  expect(body).toMatch(/<a class="mark mark-changed" data-concept="P001"/);
  expect(body).not.toContain('<details class="machine" open');
  const open = await server.send(`/articles/${articleId}?machine=1`);
  expect(open.body.match(/<details class="machine" open/g)).toHaveLength(19);
});
