import { afterEach, describe, expect, it, vi } from "vitest";
import { newUuid, sendText } from "../../src/browser/autosave-request.ts";
import type { Reply } from "../../src/browser/saving.ts";

afterEach(() => vi.unstubAllGlobals());

/** The network: answers as it is told, and notes how it was asked. */
function network(answer: () => Response | Promise<Response>): RequestInit[] {
  const asked: RequestInit[] = [];
  vi.stubGlobal("fetch", (_address: string, how: RequestInit) => {
    asked.push(how);
    return Promise.resolve().then(answer);
  });
  return asked;
}

const json = (value: unknown, status = 200): Response => new Response(JSON.stringify(value), { status });
const request = (text: string, base?: string) => ({ requestId: "r1", text, base, revision: 1 });

describe("sendText", () => {
  it.each([
    ["an English segment", "x".repeat(400), "y".repeat(400), true],
    ["a long one in Chinese, nine bytes a character", "字".repeat(4000), "字".repeat(4000), false],
    ["a very long one", "x".repeat(60_000), undefined, false],
  ])("outlives its page where browsers let it: %s", async (_, text, base, keepalive) => {
    const asked = network(() => json({ kind: "conflict" }));
    expect(await sendText("s1", request(text, base), "no")).toEqual({ kind: "conflict" });
    expect(asked[0]?.keepalive).toBe(keepalive);
    expect((asked[0]?.body as URLSearchParams).get("text")).toBe(text);
  });

  it.each<readonly [string, () => Response, Reply]>([
    ["a fault of the server", () => json({}, 503), { kind: "failed" }],
    ["another page than the server's own", () => new Response("[1]"), { kind: "failed" }],
    ["a refusal without words", () => json({}, 403), { kind: "refused", message: "no" }],
    [
      "no network",
      () => {
        throw new TypeError("no network");
      },
      { kind: "unreachable" },
    ],
    ["half an answer", () => new Response('{"kind":'), { kind: "unreachable" }],
  ])("takes %s for what it is", async (_, answer, reply) => {
    network(answer);
    expect(await sendText("s1", request("x"), "no")).toEqual(reply);
  });
});

it("makes ids of the form of a random UUID, each another", () => {
  const ids = Array.from({ length: 100 }, newUuid);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(100);
});
