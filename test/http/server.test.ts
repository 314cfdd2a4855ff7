import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleClient } from "../../src/browser/build.ts";
import { serveAssets } from "../../src/http/assets.ts";
import { startServer, type ServerOptions } from "../../src/http/server.ts";
import { readSamples, startHarness, type Harness } from "./harness.ts";

let harness: Harness;
let options: Omit<ServerOptions, "port">;
let busy: Server;
let busyPort = 0;
beforeAll(async () => {
  harness = await startHarness();
  options = { deps: harness.deps, samples: readSamples, assets: serveAssets(await bundleClient()) };
  busy = createServer();
  await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
  busyPort = (busy.address() as AddressInfo).port;
});
afterAll(async () => {
  await new Promise((resolve) => busy.close(resolve));
  await harness.close();
});

describe("the port", () => {
  it.each([
    ["in use", () => busyPort, "failure.port-busy"],
    ["too high", () => 65_536, "failure.port-invalid"],
    ["below zero", () => -1, "failure.port-invalid"],
    ["no number", () => Number.NaN, "failure.port-invalid"],
  ])("%s is refused", async (_name, port, key) => {
    await expect(startServer({ ...options, port: port() })).rejects.toMatchObject({ key });
  });

  it("is the next free one when none is asked for", async () => {
    const first = await startServer({ ...options, port: undefined });
    const second = await startServer({ ...options, port: undefined });
    expect(second.port).toBeGreaterThan(first.port);
    expect(second.url).toBe(`http://127.0.0.1:${second.port}`);
    await Promise.all([first.close(), second.close()]);
  });
});

describe("other names of this machine", () => {
  it.each([
    ["localhost", /^http:\/\/localhost:\d+$/],
    ["127.0.0.2", /^http:\/\/127\.0\.0\.2:\d+$/],
  ])("%s", async (host, url) => {
    const server = await startServer({ ...options, host, port: 0 });
    expect(server.url).toMatch(url);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await server.close();
  });
});

describe("closing", () => {
  it("finishes what runs and takes no more", async () => {
    const server = await startServer({ ...options, port: 0 });
    const running = fetch(`${server.url}/articles`);
    const answer = await running;
    await server.close();
    expect(answer.status).toBe(200);
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  });
});
