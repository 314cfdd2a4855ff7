import { afterEach, beforeEach, expect, it } from "vitest";
import { startHarness, type Harness } from "./harness.ts";

const CSV = `id,category,status,zh_hans,preferred_en,deprecated_en
A1,person,approved,毕坚文,Mohamed Butt,Bi Jianwen
A2,person,proposed,毕坚文,Mo Butt,Bi Jian-wun
A3,term,approved,两会,Two Sessions,
`;

let server: Harness;
beforeEach(async () => {
  server = await startHarness();
  const { location } = await server.upload("/glossary/uploads", { text: CSV });
  await server.post(`${location}/imports`, { policy: "update" });
});
afterEach(() => server.close());

it("goes from the list of duplicates to one concept, its old address too, and back", async () => {
  const list = (await server.send("/glossary/duplicates")).body;
  const [, href = ""] = /href="(\/glossary\/merge\?[^"]+)"/.exec(list) ?? [];
  expect(href).toBe("/glossary/merge?concept=A1&amp;concept=A2");
  const look = (await server.send(`${href.replace("&amp;", "&")}&stays=A2&loser=deprecated`)).body;
  expect(look).toMatch(/name="stays" value="1:A2"/);
  expect(look).toMatch(/name="goes" value="1:A1"/);
  const values = { stays: "1:A2", goes: "1:A1", loser: "deprecated" };
  const done = await server.post("/glossary/merges", values);
  expect([done.status, done.location]).toEqual([303, "/concepts/A2"]);
  const moved = await server.send("/concepts/A1");
  expect([moved.status, moved.location]).toEqual([303, "/concepts/A2"]);
  const shown = (await server.send(done.location, { headers: { Cookie: done.cookie } })).body;
  expect(shown).toContain("The two concepts are one now.");
  expect(shown).toMatch(/Merged concepts<\/b> · <span lang="en">Mohamed Butt/);
  expect(shown).toContain("History of the merged concept:");
  const [, changeId = ""] = /name="changeId" value="([^"]+)"/.exec(shown) ?? [];
  await server.post("/undos", { changeId });
  expect((await server.send("/concepts/A1")).status).toBe(200);
});

it("tells a group apart, lists it as such, and takes that back", async () => {
  const done = await server.post("/glossary/duplicates/apart", { form: "毕坚文", concept: ["A1", "A2"] });
  expect([done.status, done.location]).toEqual([303, "/glossary/duplicates"]);
  const list = (await server.send(done.location, { headers: { Cookie: done.cookie } })).body;
  expect(list).toContain("There is nothing to merge or to tell apart.");
  expect(list).toContain("1 group told apart");
  const [, changeId = ""] = /name="changeId" value="([^"]+)"/.exec(list) ?? [];
  await server.post("/undos", { changeId });
  expect((await server.send("/glossary/duplicates")).body).toContain("concept=A1&amp;concept=A2");
  const late = await server.post("/glossary/duplicates/apart", { form: "毕坚文", concept: ["A1"] });
  expect(late.status).toBe(409);
  expect(late.body).toContain("This is how they stand now.");
  // Its address is none to come back to.
  expect(late.body).not.toContain('name="back" value="/glossary/duplicates/apart"');
});

it("looks for the other concept of one, and takes two ticks of the glossary", async () => {
  const one = (await server.send("/glossary/merge?concept=A1")).body;
  expect(one).toContain('href="/glossary/merge?concept=A1&amp;concept=A2"');
  expect(one).not.toContain("concept=A3");
  expect((await server.send("/glossary/merge?concept=A1&q=sessions")).body).toContain("concept=A3");
  const two = (await server.send("/glossary/merge?tick=1:A3&tick=1:A1&set-status=")).body;
  expect(two).toMatch(/name="stays" value="1:A3"/);
});

it("shows a merge again where a concept was changed since", async () => {
  await server.post("/glossary/edits", { tick: "1:A2", "set-status": "approved" });
  const late = await server.post("/glossary/merges", { stays: "1:A1", goes: "1:A2", loser: "admitted" });
  expect(late.status).toBe(409);
  expect(late.body).toContain("(Mo Butt)");
  expect(late.body).toContain('name="goes" value="2:A2"');
});

it.each([
  ["get", "/glossary/merge?concept=none&concept=A1", 404],
  ["get", "/glossary/merge?concept=A1&concept=A1", 200],
  ["get", "/glossary/merge?tick=x&stays=y&loser=z", 200],
  ["get", "/glossary/duplicates?page=99", 200],
  ["post", "/glossary/merges?stays=1:A1&goes=1:A1&loser=admitted", 422],
  ["post", "/glossary/merges?stays=1:A1&loser=admitted", 422],
  ["post", "/glossary/merges?stays=1:A1&goes=1:A2&loser=short", 422],
])("answers %s %s calmly", async (method, path, status) => {
  const [address = "", query = ""] = path.split("?");
  const sent =
    method === "get"
      ? await server.send(path)
      : await server.post(address, Object.fromEntries(new URLSearchParams(query)));
  expect(sent.status).toBe(status);
  expect(server.takeLog()).toEqual([]);
});
