import { afterEach, beforeEach, expect, it } from "vitest";
import { startHarness, type Harness } from "./harness.ts";

const CSV = `id,category,status,zh_hans,preferred_en,deprecated_en
A1,person,approved,李伟|李威,Li Wei,Li Wai
`;
// 李伟, 李威, Li Wei, Li Wai.
const CHOICES = {
  "share-0": "stays",
  "share-1": "goes",
  "share-2": "both",
  "share-3": "both",
  category: "person",
};

let server: Harness;
beforeEach(async () => {
  server = await startHarness();
  const { location } = await server.upload("/glossary/uploads", { text: CSV });
  await server.post(`${location}/imports`, { policy: "update" });
});
afterEach(() => server.close());

it("goes from the concept over a look to the new one, and back", async () => {
  expect((await server.send("/concepts/A1")).body).toContain('href="/concepts/A1/split"');
  const choose = (await server.send("/concepts/A1/split")).body;
  expect([...choose.matchAll(/name="share-(\d)" value="stays" checked/g)].map(([, at]) => at)).toEqual([
    "0",
    "1",
    "2",
    "3",
  ]);
  const look = await server.post("/concepts/A1/splits/preview", {
    revision: 1,
    ...CHOICES,
    newScope: "广东",
  });
  expect([look.status, look.body.includes("Split the concept")]).toEqual([200, true]);
  expect(look.body).toContain('name="share-1" value="goes" checked');
  const done = await server.post("/concepts/A1/splits", { revision: 1, ...CHOICES, newScope: "广东" });
  expect(done.status).toBe(303);
  const shown = (await server.send(done.location, { headers: { Cookie: done.cookie } })).body;
  expect(shown).toContain("The concept is two now.");
  expect(shown).toContain(">\n李威</textarea>");
  const [, changeId = ""] = /name="changeId" value="([^"]+)"/.exec(shown) ?? [];
  await server.post("/undos", { changeId });
  expect((await server.send(done.location)).status).toBe(404);
});

it.each([
  [{ revision: 9, ...CHOICES }, 409],
  [{ revision: 1, category: "person" }, 422],
  [{ revision: 1, ...CHOICES, "share-0": "none" }, 422],
  [{ revision: 1, ...CHOICES, category: "" }, 422],
  [{ ...CHOICES }, 422],
])("answers %j with %i", async (values, status) => {
  const sent = await server.post("/concepts/A1/splits", values);
  expect(sent.status).toBe(status);
  expect(server.takeLog()).toEqual([]);
});
