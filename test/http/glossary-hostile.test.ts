/** Files that somebody damaged, sent to the server: each is kept or refused with a page, and nothing is stored by halves. */
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { damaged, originals, randomOf } from "../formats/mutations.ts";
import { type Harness, startHarness } from "./harness.ts";

let server: Harness;
beforeAll(async () => {
  server = await startHarness();
});
afterAll(() => server.close());

async function send(
  name: string,
  bytes: Uint8Array,
): Promise<{ readonly status: number; readonly body: string }> {
  return server.upload("/glossary/uploads", {}, [{ field: "file", name, bytes }]);
}

/** What was refused, by the sentences of the page. */
const REFUSED: readonly (readonly [string, string, string | Uint8Array, RegExp])[] = [
  ["entities that grow", "a.tbx", '<!DOCTYPE x [<!ENTITY a "&b;&b;">]><tbx>&a;</tbx>', /line 1/],
  [
    "an outer entity",
    "a.tbx",
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>',
    /line 1/,
  ],
  ["100,000 tags inside one another", "a.tbx", `<tbx>${"<a>".repeat(100_000)}`, /256/],
  ["a file that ends too soon", "a.tmx", "<tmx><body><tu>", /line 1/],
  ["a term of a megabyte", "a.csv", `zh_hans\n${"x".repeat(1_000_000)}\n`, /line 2|Line 2/],
  [
    "half a character",
    "a.json",
    '{"format":"zhengming-glossary","version":1,"concepts":[{"id":"\\ud800"}]}',
    /1/,
  ],
  ["a bomb", "a.xlsx", zipSync({ "xl/workbook.xml": new Uint8Array(2_000_000) }), /MB/],
  ["bytes of no encoding", "a.csv", Uint8Array.from([0x7a, 0x68, 0xff, 0xff, 0x80, 0x0a]), /./],
];

describe.each(REFUSED)("%s", (_, name, content, sentence) => {
  it("is refused with a page that says where", async () => {
    const { status, body } = await send(name, Buffer.from(content));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    const errors = /class="[^"]*errors[^"]*"[^]*?<\/(?:ul|div|section)>/.exec(body)?.[0] ?? "";
    expect(errors).toMatch(sentence);
    expect(await server.deps.store.read((tx) => tx.concepts())).toEqual([]);
  });
});

it("a column named __proto__ is a column", async () => {
  const sent = await send("a.csv", Buffer.from("zh_hans,__proto__,constructor\n两会,x,y\n"));
  expect(sent.status).toBe(303);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

it("no damaged file is a fault of the server's: sixty seeds", async () => {
  const files = originals();
  const statuses = new Map<number, number>();
  for (let seed = 0; seed < 60; seed++) {
    const random = randomOf(seed + 77_000);
    const file = files[Math.floor(random() * files.length)] ?? files[0];
    if (file === undefined) throw new Error("no files");
    const { status } = await send(file.name, damaged(file, files, random));
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect([...statuses.keys()].filter((status) => status !== 303 && (status < 400 || status > 499))).toEqual(
    [],
  );
});
