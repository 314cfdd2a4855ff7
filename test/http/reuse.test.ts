import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { importArticle } from "../../src/app/article-import.ts";
import { saveSegment } from "../../src/app/segments.ts";
import { EDITOR } from "../support/records.ts";
import { segmentAt, startHarness, type Harness } from "./harness.ts";

let server: Harness;
beforeEach(async () => {
  server = await startHarness();
});
afterEach(() => server.close());

async function bring(text: string): Promise<string> {
  return (await importArticle(server.deps, EDITOR, { text })).articleId;
}
async function type(articleId: string, text: string, approve = false): Promise<string> {
  const { id: segmentId, revision } = await segmentAt(server, articleId, 1);
  await saveSegment(server.deps, EDITOR, { segmentId, revision, text, approve });
  return segmentId;
}
/** The hidden fields of the form with this address, as a browser would send them. */
function fields(html: string, action: string): Record<string, string> {
  const form = new RegExp(`<form[^>]*action="${action}"[^>]*>([\\s\\S]*?)</form>`).exec(html)?.[1] ?? "";
  const inputs = [...form.matchAll(/<input [^>]*name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(
    inputs.map(([, name = "", value = ""]) => [name, value.replaceAll("&amp;", "&")]),
  );
}

describe("a known translation", () => {
  it("is shown with its article and taken over by one button", async () => {
    const one = await bring("Bi Jianwen spoke.");
    const two = await bring("Bi Jianwen spoke. More.");
    const from = await type(one, "Butt spoke.", true);
    const bench = await server.send(`/articles/${two}`);
    expect(bench.body).toContain(`href="/articles/${one}?at=${from}#segment-${from}"`);
    expect(bench.body).toMatch(/<button data-take>Take it over<\/button>/);
    const { id } = await segmentAt(server, two, 1);
    const action = `/segments/${id}/reuses`;
    const taken = await server.post(action, fields(bench.body, action));
    expect([taken.status, taken.location]).toEqual([303, `/articles/${two}#s-1`]);
    expect(await segmentAt(server, two, 1)).toMatchObject({ text: "Butt spoke.", state: "edited" });
  });
});

describe("repetitions", () => {
  it("are chosen on a page of their own and changed at once, with the way back", async () => {
    const one = await bring("Bi Jianwen spoke.");
    const others = [await bring("Bi Jianwen spoke. One."), await bring("Bi Jianwen spoke. Two.")];
    const id = await type(one, "Butt spoke.");
    const path = `/segments/${id}/repetitions`;
    expect((await server.send(`/articles/${one}`)).body).toContain(`href="${path}"`);
    const chosen = await server.send(path);
    const places = [...chosen.body.matchAll(/name="place" value="([^"]+)" checked/g)].map(
      ([, value = ""]) => value,
    );
    expect(places).toHaveLength(2);
    const done = await server.post(path, {
      revision: fields(chosen.body, path)["revision"] ?? "",
      place: places,
    });
    const bench = await server.send(done.location, { headers: { Cookie: done.cookie } });
    expect(bench.body).toContain("Applied to 2 repetitions.");
    for (const other of others)
      expect(await segmentAt(server, other, 1)).toMatchObject({ text: "Butt spoke." });
    expect((await server.send(path)).body).toContain("There are no untouched repetitions");
    await server.post("/undos", fields(bench.body, "/undos"));
  });

  it.each([
    ["no segment", "/segments/none/repetitions", {}, 404],
    ["a place that is none", undefined, { revision: 2, place: "a b" }, 422],
    ["an older revision", undefined, { revision: 1, place: [] }, 409],
  ])("refuse %s", async (_name, path, values, status) => {
    const id = await type(await bring("Bi Jianwen spoke."), "Butt spoke.");
    const answered = await server.post(path ?? `/segments/${id}/repetitions`, { revision: 1, ...values });
    expect(answered.status).toBe(status);
  });
});
