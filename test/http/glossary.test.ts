import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { importGlossary } from "../../src/app/glossary-import/import.ts";
import type { Concept } from "../../src/core/glossary/model.ts";
import { wholeEntry } from "../../src/formats/glossaries/entry.ts";
import { bytesOf } from "../../src/formats/glossaries/format.ts";
import { noLosses } from "../../src/formats/glossaries/losses.ts";
import { tbxGlossary } from "../../src/formats/glossaries/tbx/tbx.ts";
import { GLOSSARY_FORMATS } from "../../src/formats/table.ts";
import { type Harness, startHarness } from "./harness.ts";

let server: Harness;
beforeEach(async () => {
  server = await startHarness();
});
afterEach(() => server.close());

const FIRST = "id,status,zh_hans,preferred_en,deprecated_en\nA1,approved,毕坚文,Mohamed Butt,Bi Jianwen\n";
const SECOND =
  "id,zh_hans,preferred_en,note\nA1,毕坚文,,of the council\n,毕坚文,Bill Butt,\n,两会,Two Sessions,\n";

/** Sends a file or text, looks at it, and gives the address at which it is imported. */
async function look(text: string, format = ""): Promise<{ readonly address: string; readonly body: string }> {
  const sent = await server.upload("/glossary/uploads", { text, format });
  expect(sent.status).toBe(303);
  const page = await server.send(sent.location);
  expect(page.status).toBe(200);
  return { address: sent.location, body: page.body };
}

async function names(): Promise<string[]> {
  const records = await server.deps.store.read((tx) => tx.concepts());
  return records.map(({ concept }) => concept.forms.map(({ text }) => text).join("|")).sort();
}

describe("importing a glossary", () => {
  it("shows what would change, stores nothing before it is asked to, and waits with conflicts", async () => {
    const first = await look(FIRST);
    expect(await names()).toEqual([]);
    await server.post(`${first.address}/imports`, { policy: "update" });
    expect(await names()).toEqual(["毕坚文|Mohamed Butt|Bi Jianwen"]);
    const { address, body } = await look(SECOND);
    const kinds = [...body.matchAll(/name="kind" value="(\w+)"[^>]*>[^<]*<b[^>]*>(\d+)</g)];
    expect(kinds.map(([, kind, count]) => `${kind} ${count}`)).toEqual(["conflict 1", "changed 1", "new 1"]);
    expect(body).toContain('<option value="2:use:A1">');
    const answer = await server.post(`${address}/imports`, { policy: "update" });
    expect(answer).toMatchObject({ status: 303, location: "/glossary" });
    expect(await names()).toEqual(["两会|Two Sessions", "毕坚文|Mohamed Butt|Bi Jianwen"]);
    expect((await server.send(address)).status).toBe(404);
  });

  it("takes a person's word row by row", async () => {
    const first = await look(FIRST);
    await server.post(`${first.address}/imports`, { policy: "update" });
    const { address } = await look(SECOND);
    await server.post(`${address}/imports`, { policy: "update", row: ["2:use:A1", "3:skip", "", "x:y"] });
    expect(await names()).toEqual(["毕坚文|Bill Butt|Mohamed Butt|Bi Jianwen"]);
  });

  it("shows another policy before it is chosen, and is undone as one step", async () => {
    const first = await look(FIRST);
    await server.post(`${first.address}/imports`, { policy: "update" });
    const { address } = await look("id,zh_hans\nA1,毕坚\n");
    const page = await server.send(`${address}?policy=replace`);
    expect(page.body).toMatch(/<del [^>]*lang="en">Bi Jianwen<\/del>/);
    await server.post(`${address}/imports`, { policy: "replace" });
    expect(await names()).toEqual(["毕坚"]);
    const [change] = await server.deps.store.read((tx) => tx.changes({ limit: 1 }));
    await server.post("/undos", { changeId: change?.id ?? "", back: "/glossary" });
    expect(await names()).toEqual(["毕坚文|Mohamed Butt|Bi Jianwen"]);
  });

  it("knows a file by its content, whatever it is called", async () => {
    const concept: Concept = {
      ...{ id: "T1", scope: [], note: "", evidence: [], extra: {} },
      ...{ category: "term", status: "approved" },
      forms: [{ lang: "zh-Hant", kind: "preferred", text: "轉數快" }],
    };
    const bytes = bytesOf(tbxGlossary.write([wholeEntry(concept)], noLosses()));
    const file = { field: "file", name: "glossary.csv", bytes };
    const sent = await server.upload("/glossary/uploads", {}, [file]);
    const page = await server.send(sent.location);
    expect(page.body).toContain("TBX 3");
    expect(page.body).toContain("轉數快");
  });
});

describe("exporting a glossary", () => {
  it.each(GLOSSARY_FORMATS.map(({ name }) => name))(
    "%s has an address of its own, with a tag",
    async (name) => {
      const { address } = await look(FIRST);
      await server.post(`${address}/imports`, { policy: "update" });
      const file = await server.send(`/glossary/exports/${name}`);
      expect(file.status).toBe(200);
      const tag = file.headers.etag ?? "";
      expect(tag).not.toBe("");
      const again = await server.send(`/glossary/exports/${name}`, { headers: { "If-None-Match": tag } });
      expect(again.status).toBe(304);
      const page = await server.send(`/glossary/exports?format=${name}`);
      expect(page.body).toContain(`href="/glossary/exports/${name}"`);
    },
  );

  it("takes what is asked for only", async () => {
    const { address } = await look(`${FIRST}B1,proposed,两会,Two Sessions,\n`);
    await server.post(`${address}/imports`, { policy: "update" });
    const file = await server.send("/glossary/exports/tsv?status=proposed");
    expect(file.body).toContain("Two Sessions");
    expect(file.body).not.toContain("Mohamed");
  });

  it("takes the concepts of one article, whose page of formats keeps to it", async () => {
    const { address } = await look(`${FIRST}B1,approved,两会,Two Sessions,Two Meetings\n`);
    await server.post(`${address}/imports`, { policy: "update" });
    const { location } = await server.upload("/articles", {
      text: "Bi Jianwen & Co spoke.",
      title: "Butt & Co",
    });
    const id = location.split("/").at(-1) ?? "";
    const list = await server.send("/articles");
    expect(list.body).toContain(`href="/glossary/exports?article=${id}"`);
    const page = await server.send(`/glossary/exports?article=${id}`);
    expect(page.body).toContain(`<a href="/articles/${id}"><span lang="en">Butt &amp; Co</span></a>`);
    expect(page.body).toContain(`<input type="hidden" name="article" value="${id}">`);
    const file = await server.send(/href="([^"]*exports\/tsv[^"]*)"/.exec(page.body)?.[1] ?? "");
    expect(file.body).toContain("Mohamed");
    expect(file.body).not.toContain("Two Sessions");
  });
});

it("logs no fault where whoever fetches an export goes away", async () => {
  const rows = Array.from({ length: 400 }, (_, at) => `g${at},Name ${at},${"n".repeat(40_000)}\n`).join("");
  const text = `id,preferred_en,note\n${rows}`;
  const actor = { kind: "person", id: "local", name: "Test" } as const;
  await importGlossary(server.deps, actor, { text });
  const leaving = new AbortController();
  const response = await fetch(`${server.url}/glossary/exports/json`, { signal: leaving.signal });
  expect(response.status).toBe(200);
  leaving.abort();
  await expect(response.text()).rejects.toThrow();
  await setTimeout(300);
  expect(server.takeLog()).toEqual([]);
});
