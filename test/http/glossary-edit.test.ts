import { afterEach, beforeEach, expect, it } from "vitest";
import { getConcept } from "../../src/app/concepts.ts";
import { startHarness, type Harness } from "./harness.ts";

const CSV = `id,category,status,zh_hans,preferred_en,deprecated_en
A1,person,proposed,毕坚文,Mohamed Butt,Bi Jianwen
A2,person,proposed,毕业,Graduate,
A3,term,approved,两会,Two Sessions,
`;

let server: Harness;
beforeEach(async () => {
  server = await startHarness();
  const { location } = await server.upload("/glossary/uploads", { text: CSV });
  await server.post(`${location}/imports`, { policy: "update" });
});
afterEach(() => server.close());

/** The values of the fields of a name. */
function valuesOf(body: string, name: string): string[] {
  const inputs = [...body.matchAll(/<input\b[^>]*>/g)].map(([input]) => input);
  return inputs
    .filter((input) => input.includes(`name="${name}"`))
    .map((input) => /value="([^"]*)"/.exec(input)?.[1] ?? "");
}

const status = async (id: string): Promise<string> =>
  (await getConcept(server.deps, id)).record.concept.status;

it("is a tick, a look, a change, and back again", async () => {
  const list = (await server.send("/glossary?status=proposed")).body;
  expect(valuesOf(list, "tick")).toEqual(["1:A1", "1:A2"]);
  const back = "/glossary?status=proposed";
  const ticked = { tick: ["1:A1", "1:A2"], back, "set-status": "approved" };
  const look = await server.post("/glossary/edits/preview", ticked);
  expect(look.status).toBe(200);
  expect(look.body).toContain("2 concepts change");
  expect(look.body).toMatch(/Proposed<\/del> <ins[^>]*>Approved/);
  const values = { tick: valuesOf(look.body, "tick"), back, "set-status": "approved", name: "All of them" };
  const done = await server.post("/glossary/edits", values);
  expect([done.status, done.location]).toEqual([303, back]);
  expect([await status("A1"), await status("A2")]).toEqual(["approved", "approved"]);
  const shown = (await server.send(done.location, { headers: { Cookie: done.cookie } })).body;
  expect(shown).toContain("2 concepts changed.");
  await server.post("/undos", { changeId: valuesOf(shown, "changeId")[0] ?? "", back });
  expect(await status("A1")).toBe("proposed");
});

it("means all that the filter shows, leaves what is unticked, and keeps what was seen when it asks again", async () => {
  const all = { all: "1", status: "proposed", q: "bi", tick: "1:A3", "set-status": "retired" };
  const look = await server.post("/glossary/edits/preview", all);
  expect(valuesOf(look.body, "tick")).toEqual(["1:A1", "1:A2"]);
  const again = await server.post("/glossary/edits/preview", {
    tick: ["1:A2"],
    concept: "1:A1",
    left: "1:A3",
    "set-category": "person",
  });
  expect(valuesOf(again.body, "left")).toEqual(["1:A2", "1:A1"]);
  expect(valuesOf(again.body, "tick")).toEqual(["1:A3"]);
  await server.post("/glossary/edits", { tick: ["1:A2"], left: "1:A1", "set-status": "retired" });
  expect([await status("A1"), await status("A2")]).toEqual(["proposed", "retired"]);
});

it("says which concept was changed since, and shows how all stand now", async () => {
  await server.post("/glossary/edits", { tick: "1:A1", "set-category": "term" });
  const late = await server.post("/glossary/edits", { tick: ["1:A1", "1:A2"], "set-status": "approved" });
  expect(late.status).toBe(409);
  expect(late.body).toContain("(Mohamed Butt)");
  expect(valuesOf(late.body, "tick")).toEqual(["2:A1", "1:A2"]);
  expect(await status("A2")).toBe("proposed");
});

it.each([
  [{}, 422],
  [{ tick: "1:A1" }, 422],
  [{ tick: ["x", "1:", "9:none"], "set-status": "approved" }, 409],
  [{ tick: "1:A1", "set-status": "nonsense" }, 422],
  [{ tick: "1:A1", "add-note": "\u0000" }, 422],
  [{ tick: "1:A1", "set-status": "retired", back: "https://example.org/" }, 303],
])("takes %j calmly", async (values, answer) => {
  const sent = await server.post("/glossary/edits", values);
  expect(sent.status).toBe(answer);
  if (answer === 303) expect(sent.location).toBe("/glossary");
  expect(server.takeLog()).toEqual([]);
});
