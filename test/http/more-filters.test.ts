import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Harness, startHarness } from "./harness.ts";

let server: Harness;
let articleId: string;

const TEXT = "Bi Jianwen came to the meeting.\nNobody else came to it.\nLater Bi Jianwen left the city.";
const SOURCE = "毕坚文出席了会议。\n没有别人出席。\n后来毕坚文离开了这座城市。";

/** An article whose first and third segments have a concept; Anna edited the second one, Ben marked the third. */
beforeEach(async () => {
  server = await startHarness();
  const sent = await server.upload("/articles", { text: TEXT, source: SOURCE });
  articleId = sent.location.replace(/^\/articles\/([^/?#]+).*$/, "$1");
  const segments = await server.deps.store.read((tx) => tx.segments(articleId));
  const by = (name: string): Record<string, string> => ({
    Cookie: `name=${name}`,
    "Sec-Fetch-Site": "same-origin",
  });
  const text = { revision: 1, text: "No one else came to it." };
  await server.post(`/segments/${segments[1]?.id}/text`, text, by("Anna"));
  await server.post(`/segments/${segments[2]?.id}/state`, { revision: 1, state: "needs-work" }, by("Ben"));
  const concept = {
    category: "person",
    status: "approved",
    zhHans: "毕坚文",
    preferred: "Bi Jianwen",
    seen: 1,
  };
  await server.post("/concepts", { ...concept, articleId });
});
afterEach(() => server.close());

/** Numbers of the segments that a page shows. */
async function shown(query: string): Promise<number[]> {
  const page = await server.send(`/articles/${articleId}?${query}`);
  expect(page.status).toBe(200);
  expect(server.takeLog()).toEqual([]);
  return [...page.body.matchAll(/<li class="segment\b[^>]*id="segment-[^"]*"|id="s-(\d+)"/g)].flatMap(
    ([, number]) => (number === undefined ? [] : [Number(number)]),
  );
}

async function conceptId(): Promise<string> {
  const [record] = await server.deps.store.read((tx) => tx.concepts());
  return record?.concept.id ?? "";
}

describe("more filters of the workbench", () => {
  it.each([
    ["", [1, 2, 3]],
    ["editor=Anna", [2]],
    ["editor=Ben", [3]],
    ["editor=Nobody", []],
    ["changed=1", [2, 3]],
    ["changed=soon", []],
    ["finding=any", []],
    ["named=CONCEPT", [1, 3]],
    ["named=CONCEPT&editor=Ben", [3]],
    ["named=CONCEPT&filter=needs-work", [3]],
    ["named=CONCEPT&filter=edited", []],
    ["finding=&named=&editor=&changed=", [1, 2, 3]],
  ])("%s shows %j", async (query, numbers) => {
    expect(await shown(query.replace("CONCEPT", await conceptId()))).toEqual(numbers);
  });

  it("show what others changed since the reader was here", async () => {
    const of = async (name: string, query: string): Promise<string> =>
      (await server.send(`/articles/${articleId}?${query}`, { headers: { Cookie: `name=${name}` } })).body;
    const numbers = (body: string): (string | undefined)[] =>
      [...body.matchAll(/class="segment-number" id="s-(\d+)"/g)].map(([, number]) => number);
    // Nobody was here before: nothing can be said, and it is not offered.
    expect(await of("Carl", "")).not.toContain('value="seen"');
    expect(numbers(await of("Carl", "changed=seen"))).toEqual([]);
    const [at, before] = [server.deps.now(), server.deps.now() - 1000];
    for (const name of ["Anna", "Carl"])
      await server.deps.store.write((tx) => tx.putVisit(articleId, `local:${name}`, { at, before }));
    expect(await of("Carl", "")).toContain("since I was here");
    expect(numbers(await of("Carl", "changed=seen"))).toEqual(["2", "3"]);
    // One's own changes are no news.
    expect(numbers(await of("Anna", "changed=seen"))).toEqual(["3"]);
  });

  it("show the segments with a finding", async () => {
    const segments = await server.deps.store.read((tx) => tx.segments(articleId));
    await server.post(`/segments/${segments[2]?.id}/text`, { revision: 2, text: "Later he left the city." });
    expect(await shown("finding=any")).toEqual([3]);
    expect(await shown("finding=warning")).toEqual([3]);
    expect(await shown("finding=error")).toEqual([]);
  });

  it("stay in the addresses of the page, and can be cleared", async () => {
    const { body } = await server.send(`/articles/${articleId}?editor=Anna&changed=7`);
    expect(body).toMatch(/<option value="Anna" selected>/);
    expect(body).toContain(`href="/articles/${articleId}?filter=edited&amp;editor=Anna&amp;changed=7"`);
    expect(body).toContain("1 of 3 segments is shown.");
    expect(body).toMatch(new RegExp(`href="/articles/${articleId}" data-swap>Clear`));
  });
});
