import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Harness, startHarness } from "./harness.ts";

const CSV = `id,category,status,zh_hans,preferred_en,deprecated_en,source
A1,person,approved,毕坚文,Mohamed Butt,Bi Jianwen,https://example.org
A2,person,proposed,毕业,Graduate,,
A3,term,approved,两会,Two Sessions,two meetings,
A4,term,approved,转数快,,,
${Array.from({ length: 60 }, (_, at) => `B${at},place,approved,北${at}京,North Town ${String(at).padStart(2, "0")},,`).join("\n")}
`;

let server: Harness;
beforeAll(async () => {
  server = await startHarness();
  const { location } = await server.upload("/glossary/uploads", { text: CSV });
  await server.post(`${location}/imports`, { policy: "update" });
});
afterAll(() => server.close());

async function page(query: string): Promise<string> {
  const { status, body } = await server.send(encodeURI(`/glossary?${query}`).replaceAll("%25", "%"));
  expect(status).toBe(200);
  return body;
}

/** The ids of the concepts in the table. */
async function ids(query: string): Promise<string[]> {
  return [...(await page(query)).matchAll(/<th scope="row"><a href="\/concepts\/(\w+)">/g)].map(
    ([, id = ""]) => id,
  );
}

describe("the glossary page", () => {
  it.each([
    ["q=毕", ["A2", "A1"]],
    ["q=bjw", ["A1"]],
    ["q=bi+jian+wen", ["A1"]],
    ["q=bì+jiānwén", ["A1"]],
    ["q=bi4", ["A1", "A2"]],
    ["q=BUTT", ["A1"]],
    ["q=sessions+two", ["A3"]],
    ["q=A3", ["A3"]],
    ["q=bi&status=proposed", ["A2"]],
    ["q=two&category=person", []],
    ["evidence=with", ["A1"]],
    ["finding=no-preferred", ["A4"]],
    ["category=term&finding=any", ["A3", "A4"]],
    ["category=term&finding=common-words", ["A3"]],
    ["used=used", []],
    ["category=term&used=unused&evidence=without", ["A3", "A4"]],
    ["category=nonsense&q=A1", ["A1"]],
  ])("finds by %s", async (query, found) => {
    expect(await ids(query)).toEqual(found);
  });

  it("goes on where a page ends, with what was asked for, until there is no more", async () => {
    const first = await page("q=north&category=place");
    expect(first).toContain("60 concepts");
    const next = /<a href="([^"]+)" rel="next"/.exec(first)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const shown = await ids("q=north&category=place");
    expect(shown).toHaveLength(50);
    const second = await ids(next.replace("/glossary?", ""));
    expect(second).toHaveLength(10);
    expect(new Set([...shown, ...second]).size).toBe(60);
    const last = await page(next.replace("/glossary?", ""));
    expect(last).toContain("60 concepts");
    expect(last).not.toContain('rel="next"');
    expect(last).toContain("First page");
    // An address that does not say how many there are; one that does is believed.
    expect(next).toContain("%2F60%3A");
    expect(await page(next.replace("/glossary?", "").replace("%2F60", ""))).toContain("60 concepts");
    expect(await page(next.replace("/glossary?", "").replace("%2F60", "%2F501"))).toContain("More than 500");
  });

  it.each([
    "after=x",
    "after=0:1:%00",
    "after=-1:999999999999999:",
    "q=%00",
    "q=%ED%A0%80",
    `q=${"長".repeat(999)}`,
    "q=%25_%5C",
  ])("takes %s calmly", async (query) => {
    await page(query);
    expect(server.takeLog()).toEqual([]);
  });
});
