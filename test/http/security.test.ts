import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Failure } from "../../src/app/failure.ts";
import { serveAssets } from "../../src/http/assets.ts";
import { startServer } from "../../src/http/server.ts";
import { bundleClient } from "../../src/browser/build.ts";
import { readSamples, startHarness, type Harness } from "./harness.ts";

let server: Harness;
beforeAll(async () => {
  server = await startHarness();
});
afterAll(() => server.close());

/** PORT stands for the server's. */
const here = (text: string): string => text.replace("PORT", String(server.port));

describe("headers", () => {
  it.each([
    ["a page", "/articles"],
    ["what is not there", "/nothing"],
    ["a value", "/healthz"],
    ["a way elsewhere", "/"],
  ])("are on %s", async (_name, path) => {
    const { headers } = await server.send(path);
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
    );
    expect(headers["content-security-policy"]).not.toContain("unsafe-");
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers).toHaveProperty("permissions-policy");
    expect(headers).toHaveProperty("x-request-id");
    expect(headers).not.toHaveProperty("x-powered-by");
  });
});

describe("pages", () => {
  it.each(["/articles", "/articles/new", "/glossary", "/concepts/new", "/nothing"])(
    "%s has no script or style inside",
    async (path) => {
      const { body } = await server.send(path);
      expect(body).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:/i);
    },
  );
});

describe("the Host header", () => {
  it.each([
    ["127.0.0.1:PORT", 200],
    ["localhost:PORT", 200],
    ["LOCALHOST:PORT", 200],
    ["[::1]:PORT", 200],
    ["127.0.0.1:1", 403],
    ["127.0.0.1", 403],
    ["evil.example:PORT", 403],
    ["localhost.evil.example:PORT", 403],
    ["127.0.0.1.evil.example:PORT", 403],
    ["10.0.0.1:PORT", 403],
    ["evil.example@localhost:PORT", 403],
    [":PORT", 403],
  ])("%s: %d", async (host, status) => {
    const answer = await server.send("/articles", { headers: { Host: here(host) } });
    expect(answer.status).toBe(status);
  });
});

describe("requests that change something", () => {
  it.each<[string, Readonly<Record<string, string>>, number]>([
    ["from our page", { "Sec-Fetch-Site": "same-origin" }, 303],
    ["by the reader's own hand", { "Sec-Fetch-Site": "none" }, 303],
    ["from another site", { "Sec-Fetch-Site": "cross-site" }, 403],
    ["from another port of this machine", { "Sec-Fetch-Site": "same-site" }, 403],
    [
      "from another site that names our origin",
      { "Sec-Fetch-Site": "cross-site", Origin: "http://127.0.0.1:PORT" },
      403,
    ],
    ["from our page in an older browser", { Origin: "http://127.0.0.1:PORT" }, 303],
    ["from another site in an older browser", { Origin: "http://evil.example" }, 403],
    ["from another port in an older browser", { Origin: "http://127.0.0.1:1" }, 403],
    ["from a page without an origin", { Origin: "null" }, 403],
    ["by a program", {}, 303],
    ["by something that has our cookies and does not say where from", { Cookie: "language=en" }, 403],
  ])("%s", async (_name, headers, status) => {
    const sent: [string, string][] = Object.entries(headers).map(([name, value]) => [name, here(value)]);
    const answer = await server.post("/preferences", { language: "en" }, Object.fromEntries(sent));
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.cookie).toBe("");
  });

  it("may come from anywhere when they change nothing", async () => {
    const answer = await server.send("/articles", { headers: { "Sec-Fetch-Site": "cross-site" } });
    expect(answer.status).toBe(200);
  });
});

describe("where a form goes back to", () => {
  it.each([
    ["/glossary?q=a#b", "/glossary?q=a#b"],
    ["/articles?lang=zh-Hans", "/articles"],
    ["https://evil.example/", "/articles"],
    ["//evil.example/", "/articles"],
    ["/\\evil.example/", "/articles"],
    ["/.//evil.example/", "/articles"],
    ["/\t/evil.example/", "/articles"],
    ["javascript:alert(1)", "/articles"],
    ["glossary", "/articles"],
    ["/a\r\nSet-Cookie: b=c", "/aSet-Cookie:%20b=c"],
    ["", "/articles"],
  ])("%j: %s", async (back, location) => {
    const answer = await server.post("/preferences", { language: "en", back });
    expect(answer.location).toBe(location);
  });
});

describe("the address to listen on", () => {
  it.each(["0.0.0.0", "::", "192.168.1.2", "example.com", "", "127.0.0.1.example.com"])(
    "%j is refused",
    async (host) => {
      const { deps } = server;
      const options = {
        deps,
        host,
        port: 0,
        samples: readSamples,
        assets: serveAssets(await bundleClient()),
      };
      const refusal = await startServer(options).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(Failure);
      expect(refusal).toMatchObject({ code: "invalid", key: "failure.not-loopback", params: { host } });
    },
  );
});
