import { afterEach, beforeEach, expect, it } from "vitest";
import { startHarness, type Harness } from "./harness.ts";

const CSV = `id,category,status,preferred_en
A1,person,proposed,Alpha
A2,person,proposed,Beta
A3,person,proposed,Gamma
`;

let server: Harness;
beforeEach(async () => {
  server = await startHarness();
  const { location } = await server.upload("/glossary/uploads", { text: CSV });
  await server.post(`${location}/imports`, { policy: "update" });
});
afterEach(() => server.close());

/** The value of the first field of a name. */
const value = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? "";

it("leads from one proposed concept to the next, with an answer or without", async () => {
  const first = (await server.send("/glossary/proposals")).body;
  expect([value(first, "concept"), value(first, "next")]).toEqual(["1:A1", "A2"]);
  expect(first).toMatch(/href="\/glossary\/proposals\?at=A2"[^>]* data-act="next"/);
  const approved = await server.post("/glossary/proposals/approvals", { concept: "1:A1", next: "A2" });
  expect([approved.status, approved.location]).toEqual([303, "/glossary/proposals?at=A2"]);
  const rejected = await server.post("/glossary/proposals/rejections", {
    ...{ concept: "1:A2", next: "A3", text: "No <name>" },
  });
  const shown = (await server.send(rejected.location, { headers: { Cookie: rejected.cookie } })).body;
  expect(shown).toContain("Concept rejected; the reason is in its history.");
  expect(value(shown, "concept")).toBe("1:A3");
  expect((await server.send("/concepts/A2")).body).toContain("No &lt;name&gt;");
  await server.post("/glossary/proposals/approvals", { concept: "1:A3" });
  expect((await server.send("/glossary/proposals")).body).toContain("No concept waits for approval.");
  await server.post("/undos", { changeId: value(shown, "changeId") });
  expect(value((await server.send("/glossary/proposals")).body, "concept")).toMatch(/^\d:A2$/);
});

it("keeps the reason where the concept was changed since", async () => {
  await server.post("/glossary/edits", { tick: "1:A1", "set-category": "term" });
  const late = await server.post("/glossary/proposals/rejections", { concept: "1:A1", text: "Why?" });
  expect(late.status).toBe(409);
  expect(late.body).toContain('value="Why?"');
  expect(value(late.body, "concept")).toBe("2:A1");
});

it.each([
  ["approvals", {}, 422],
  ["approvals", { concept: "x" }, 422],
  ["rejections", { concept: "1:A1" }, 422],
  ["rejections", { concept: "1:none", text: "x" }, 409],
])("answers %s of %j with %i", async (what, values, status) => {
  expect((await server.post(`/glossary/proposals/${what}`, values)).status).toBe(status);
  expect(server.takeLog()).toEqual([]);
});

it("shows the glossary in numbers", async () => {
  await server.post("/glossary/edits", { tick: ["1:A1", "1:A2"], "set-status": "approved", name: "Both" });
  const { status, body } = await server.send("/glossary/statistics");
  expect(status).toBe(200);
  expect(body).toMatch(/href="\/glossary\?status=approved">Approved<\/a><\/dt><dd><b>2<\/b>/);
  expect(body).toMatch(/Changed many concepts · <span lang="en">Both/);
});
