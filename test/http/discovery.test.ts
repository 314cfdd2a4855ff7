import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Answered, type Harness, startHarness } from "./harness.ts";

let server: Harness;
beforeEach(async () => {
  server = await startHarness();
});
afterEach(() => server.close());

const TEXTS = [
  ["Bi Jianwen attended a meeting in Hong Kong.", "毕坚文昨天在香港出席会议。"],
  ["After the meeting, Bi Jianwen left.", "会议结束后，毕坚文离开了。"],
] as const;

/** Two articles in which somebody wrote `Mo Butt`; gives their ids. */
async function twoEdits(): Promise<string[]> {
  const ids: string[] = [];
  for (const [text, source] of TEXTS) {
    const sent = await server.upload("/articles", { text, source });
    const id = sent.location.replace(/^\/articles\/([^/?#]+).*$/, "$1");
    const [segment] = await server.deps.store.read((tx) => tx.segments(id));
    const edited = text.replace("Bi Jianwen", "Mo Butt");
    await server.post(`/segments/${segment?.id}/text`, { revision: segment?.revision ?? 0, text: edited });
    ids.push(id);
  }
  return ids;
}

const fields = (page: Answered, action: string): Record<string, string> => {
  const form = new RegExp(`<form class="found-judge"[^>]*action="${action}"[^]*?</form>`).exec(
    page.body,
  )?.[0];
  const inputs = [
    ...(form ?? "").matchAll(/<input type="(?:hidden|radio)" name="(\w+)" value="([^"]*)"( checked)?/g),
  ];
  return Object.fromEntries(
    inputs
      .filter(([input, , , checked]) => !input.includes("radio") || checked)
      .map(([, name = "", value = ""]) => [name, value]),
  );
};

describe("edits made again", () => {
  it("lead to a new concept that is filled in, and can be rejected", async () => {
    const ids = await twoEdits();
    const page = await server.send(`/articles/${ids[0]}/discovery`);
    for (const id of ids) expect(page.body).toContain(`href="/articles/${id}"`);
    const [, link = ""] = /href="(\/concepts\/new\?[^"]*right=[^"]*)"/.exec(page.body) ?? [];
    const form = await server.send(link.replaceAll("&amp;", "&"));
    for (const value of ["毕坚文", "Bi Jianwen", "Mo Butt"]) expect(form.body).toContain(value);
    expect(form.body).toMatch(/<option value="person" selected/);
    const rejected = await server.post("/repeated-edits/rejections", fields(page, "/discovered-forms"));
    expect(rejected.location).toBe(`/articles/${ids[0]}/discovery`);
    expect((await server.send("/discovery")).body).not.toContain("Mo Butt");
  });

  it("are accepted into the concept that has the Chinese", async () => {
    await twoEdits();
    const draft = {
      category: "person",
      status: "approved",
      zhHans: "毕坚文",
      preferred: "Mohamed Butt",
      seen: 1,
    };
    await server.post("/concepts", draft);
    const page = await server.send("/discovery");
    const sent = fields(page, "/discovered-forms");
    expect(sent).toMatchObject({ surface: "Bi Jianwen", right: "Mo Butt", rightKind: "admitted" });
    const answer = await server.post("/discovered-forms", sent);
    expect(answer.location).toBe("/discovery");
    const [record] = await server.deps.store.read((tx) => tx.concepts());
    expect(record?.concept.forms.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      "preferred 毕坚文",
      "preferred Mohamed Butt",
      "admitted Mo Butt",
      "deprecated Bi Jianwen",
    ]);
  });
});
